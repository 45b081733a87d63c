// What the reader set, kept for the next visit. "m" is what a page looks like without it. Runs before
// the page is drawn, so that nothing jumps; every page is whole without it.
(() => {
	"use strict";
	const root = document.documentElement;
	const names = ["size", "lines", "theme", "simple", "rate", "keys"];

	// Storage may be switched off: then a choice lasts as long as the page.
	function storage(act) {
		try {
			return act(localStorage);
		} catch {
			return null;
		}
	}

	// What a browser paints around the page: as the page, where the reader chose its colour.
	function paint(chosen) {
		for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
			meta.dataset.own ||= meta.content;
			meta.content = chosen ? getComputedStyle(root).getPropertyValue("--paper") : meta.dataset.own;
		}
	}

	function show(name, value) {
		root.dataset[name] = value;
		if (name === "theme")
			paint(value !== "m");
		for (const button of document.querySelectorAll(`[data-setting="${name}"] button`))
			button.setAttribute("aria-pressed", button.value === value);
	}

	function showAll() {
		for (const name of names)
			show(name, storage((s) => s.getItem(name)) || root.dataset[name] || "m");
	}

	function set(name, value) {
		storage((s) => s.setItem(name, value));
		show(name, value);
	}

	if ("speechSynthesis" in window)
		root.dataset.speech = "";
	showAll();
	document.addEventListener("DOMContentLoaded", showAll);
	// Back at a page that was kept as it was; changed in another tab.
	addEventListener("pageshow", showAll);
	addEventListener("storage", showAll);
	document.addEventListener("click", (event) => {
		const button = event.target.closest("[data-setting] button");
		if (button)
			set(button.closest("[data-setting]").dataset.setting, button.value);
	});
	document.addEventListener("setting", ({detail}) => detail ? set(...detail) : showAll());
})();
