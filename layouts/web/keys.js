// Single keys for what a reader sets and does; reading.lua lists them. None is a letter: those belong
// to screen readers. A reader can turn them off (WCAG 2.1.4), and they rest while one types.
(() => {
	"use strict";
	const set = document.documentElement.dataset;
	const steps = {
		size: ["s", "m", "l", "xl"], lines: ["close", "m", "wide"], simple: ["m", "on"],
		theme: ["m", "day", "sepia", "night"],
	};
	let dialog = null;

	function tell(detail) {
		document.dispatchEvent(new CustomEvent("setting", {detail}));
	}

	// Without BY the next one in turn, else BY steps as far as there are any.
	function step(name, by) {
		const list = steps[name], at = list.indexOf(set[name]) + (by || 1);
		tell([name, list[by ? Math.max(0, Math.min(at, list.length - 1)) : at % list.length]]);
	}

	// The list of keys, as the page of settings has it.
	async function help() {
		const {href} = document.querySelector('[data-key="?"]');
		try {
			const page = new DOMParser().parseFromString(await (await fetch(href)).text(), "text/html");
			dialog = document.createElement("dialog");
			dialog.className = "help";
			dialog.append(page.getElementById("keys"));
		} catch {
			location.href = href;
			return;
		}
		dialog.setAttribute("aria-labelledby", "keys-title");
		dialog.addEventListener("click", ({target}) => target.closest(".close") && dialog.close());
		dialog.addEventListener("close", () => dialog = dialog.remove());
		document.body.append(dialog);
		tell();
		dialog.showModal();
	}

	const actions = {
		"?": help,
		"+": () => step("size", 1), "=": () => step("size", 1), "-": () => step("size", -1),
		8: () => step("lines"), 9: () => step("theme"), 0: () => step("simple"),
	};

	document.addEventListener("keydown", (event) => {
		const {key, target} = event;
		if (set.keys === "off" || dialog || event.altKey || event.ctrlKey || event.metaKey || event.isComposing ||
			target.isContentEditable || target.closest?.("input, select, textarea"))
			return;
		const act = actions[key] || (/^[7/\\[\]]$/.test(key) && (() => document.querySelector(`[data-key="${CSS.escape(key)}"]`)?.click()));
		if (act) {
			event.preventDefault();
			act();
		}
	});
})();
