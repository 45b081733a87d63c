// A story read aloud by the browser, sentence by sentence: short ones, since Chromium falls silent in
// long ones; and each begun anew after a pause, since phones cannot pause.
(() => {
	"use strict";
	const tools = document.querySelector(".speech"), article = document.querySelector("main article");
	if (!tools || !article || !("speechSynthesis" in window))
		return;
	const LONGEST = 80; // characters
	const BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, th, td, pre, figcaption";
	const rates = {slow: 0.75, m: 1, fast: 1.3}, set = document.documentElement.dataset;
	const play = tools.querySelector('[value="play"]');
	let voice = null, sentences = null, at = 0, spoken = null;

	// A Chinese voice of this machine before one that sends the text away; those of the edition first.
	function choose() {
		const order = tools.dataset.voices.split(" ");
		const rank = (v) => (v.localService ? 0 : order.length) + order.indexOf(v.lang.replace("_", "-"));
		const all = speechSynthesis.getVoices().filter((v) => order.includes(v.lang.replace("_", "-")));
		voice = all.sort((a, b) => rank(a) - rank(b))[0];
		tools.classList.toggle("silent", !voice);
	}

	// The blocks of the story in the order of reading: captions come last.
	function blocks() {
		const all = [...article.querySelectorAll(`:is(header, .body) :is(${BLOCKS})`)]
			.filter((e) => !e.closest(".section, .meta") && e.getClientRects().length);
		const caption = (e) => e.closest("figure") !== null;
		return [...all.filter((e) => !caption(e)), ...all.filter(caption)];
	}

	// Text of BLOCK itself, without what stands over its characters; nodes[i] is where unit i comes from.
	function textOf(block) {
		const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT), nodes = [];
		let text = "";
		while (walk.nextNode()) {
			const node = walk.currentNode, parent = node.parentElement;
			if (parent.closest("rt, rp") || parent.closest(BLOCKS) !== block)
				continue;
			for (let i = 0; i < node.length; i++)
				nodes.push([node, i]);
			text += node.data;
		}
		return {block, text, nodes};
	}

	// [from, to] of each sentence; long ones are cut at a comma, or where they are too long.
	function cut(text) {
		const parts = [];
		for (const {0: whole, index} of text.matchAll(/[^。！？；!?…]*[。！？；!?…]*[”’」』）]*/gu))
			for (let from = index, end = index + whole.length; from < end;) {
				let to = end;
				if (end - from > LONGEST) {
					const comma = Math.max(...["，", "、", "：", ","].map((c) => text.lastIndexOf(c, from + LONGEST - 1)));
					to = comma > from ? comma + 1 : from + LONGEST;
				}
				parts.push([from, to]);
				from = to;
			}
		return parts;
	}

	// Numbers of certificates, telephones and the like are read digit by digit; dates are not.
	function aloud(text) {
		return text.replace(/[0-9A-Z][-0-9A-Z]{6,}/g, (code) =>
			/^\d{4}-\d\d?-\d\d?$|^\D+$/.test(code) ? code : [...code].join(" "));
	}

	function read() {
		return blocks().map(textOf).flatMap(({block, text, nodes}) => cut(text).map(([from, to]) => {
			const range = new Range();
			range.setStart(...nodes[from]);
			range.setEnd(nodes[to - 1][0], nodes[to - 1][1] + 1);
			return {block, range, text: aloud(text.slice(from, to).trim())};
		})).filter((s) => /[\p{L}\p{N}]/u.test(s.text));
	}

	// The sentence is marked without a change of the page; where a browser cannot, its paragraph is.
	function mark(sentence) {
		document.querySelector(".spoken")?.classList.remove("spoken");
		if (window.CSS?.highlights)
			sentence ? CSS.highlights.set("spoken", new Highlight(sentence.range)) : CSS.highlights.delete("spoken");
		else
			sentence?.block.classList.add("spoken");
		const box = sentence?.range.getBoundingClientRect();
		if (box && (box.top < 0 || box.bottom > innerHeight))
			scrollBy(0, box.top - innerHeight / 3);
	}

	function show(state) {
		tools.dataset.state = state;
		play.textContent = play.dataset[state];
	}

	function hush() {
		spoken = null;
		speechSynthesis.cancel();
	}

	function stop() {
		hush();
		mark(null);
		sentences = null;
		show("stopped");
	}

	function pause() {
		hush();
		show("paused");
	}

	function speak(to) {
		hush();
		sentences ||= read();
		at = Math.max(0, to);
		if (at >= sentences.length)
			return stop();
		const one = spoken = new SpeechSynthesisUtterance(sentences[at].text);
		one.voice = voice;
		one.lang = voice.lang;
		one.rate = rates[set.rate] || 1;
		one.onend = () => spoken === one && speak(at + 1);
		one.onerror = () => spoken === one && stop();
		mark(sentences[at]);
		show("playing");
		speechSynthesis.speak(one);
	}

	const actions = {
		play: () => spoken ? pause() : speak(sentences ? at : 0),
		back: () => sentences && speak(at - 1),
		next: () => sentences && speak(at + 1),
		stop,
	};
	tools.addEventListener("click", (event) => actions[event.target.value]?.());
	document.addEventListener("keydown", (event) => event.key === "Escape" && sentences && stop());
	document.addEventListener("click", (event) => spoken && event.target.closest('[data-setting="rate"] button') && speak(at));
	addEventListener("pagehide", stop);
	speechSynthesis.addEventListener?.("voiceschanged", choose);
	choose();
})();
