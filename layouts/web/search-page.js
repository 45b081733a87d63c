// What the search page shows: results of search.js, with the words where they stand in the article.
"use strict";

(() => {
	const results = document.getElementById("search-results"), say = results.dataset;
	const status = document.getElementById("search-status"), more = document.getElementById("search-more");
	const index = new URL(".", new URL(say.index, document.baseURI)), home = new URL(".", new URL(say.home, document.baseURI));
	const PAGE = 10, BEFORE = 20, SNIPPET = 90;

	async function get(path, fresh) {
		const answer = await fetch(new URL(path, index), {cache: fresh ? "no-cache" : "default"});
		if (!answer.ok)
			throw new Error(`${path}: ${answer.status}`);
		return new Uint8Array(await answer.arrayBuffer());
	}

	const archive = new Archive(get, (say.volumes || "").split(" ").filter(Boolean));
	const stories = new Map();

	function storiesOf(date) {
		if (!stories.has(date))
			stories.set(date, fetch(new URL(`${date}/stories.json`, home)).then((r) => r.json()));
		return stories.get(date);
	}

	function element(name, className, ...children) {
		const e = document.createElement(name);
		if (className)
			e.className = className;
		e.append(...children.filter((c) => c));
		return e;
	}

	// The children of a line: TEXT with the places marked.
	function marked(text, places) {
		const parts = [];
		let at = 0;
		for (const [from, to] of places || []) {
			if (from < at)
				continue;
			parts.push(text.slice(at, from), element("mark", "", text.slice(from, to)));
			at = to;
		}
		return [...parts, text.slice(at)];
	}

	// The text of an article, or of what the address points at, as its page has it; null if it cannot be read.
	async function textOf(address) {
		const answer = await fetch(address).catch(() => null);
		if (!answer || !answer.ok)
			return null;
		const page = new DOMParser().parseFromString(await answer.text(), "text/html");
		const article = page.querySelector(address.hash || "main article") || page.querySelector("main");
		const body = article.querySelector(".body");
		return {all: article.textContent, body: (body || article).textContent.replace(/\s+/g, " ").trim()};
	}

	function snippet(text, words) {
		const places = words.map((w) => archive.matches(text, [w])).filter(Boolean).flat().sort((a, b) => a[0] - b[0]);
		const from = places.length ? Math.max(0, places[0][0] - BEFORE) : 0, to = from + SNIPPET;
		return [from ? "……" : "", ...marked(text.slice(from, to),
			places.filter((p) => p[1] <= to).map(([a, b]) => [a - from, b - from])), to < text.length ? "……" : ""];
	}

	// A result, or null if the article does not have all words after all.
	async function result(hit, words, sure) {
		const story = (await storiesOf(hit.date))[hit.place], [slug, title, kicker, section, byline, page] = story;
		const address = new URL(slug ? `${hit.date}/${encodeURIComponent(slug)}/index.html` :
			`${hit.date}/index.html#honours`, home);
		const text = await textOf(address);
		if (text && !sure && !archive.matches(text.all, words))
			return null;
		const places = words.map((w) => archive.matches(title, [w])).filter(Boolean).flat().sort((a, b) => a[0] - b[0]);
		const link = element("a", "", ...marked(title, places));
		link.href = address;
		const day = hit.date.split("-").map(Number), time = element("time", "", say.day.replace(/%d/g, () => day.shift()));
		time.dateTime = hit.date;
		return element("li", "", kicker && element("p", "kicker", kicker), element("h2", "", link),
			text && element("p", "excerpt", ...snippet(text.body, words)),
			element("p", "where", ...[time, page && say.page.replace("%d", page), section, byline].filter(Boolean)
				.flatMap((x, i) => i ? [" · ", x] : [x])));
	}

	async function show({words, hits, sure}) {
		let next = 0, total = hits.length;
		async function some() {
			more.disabled = true;
			for (let shown = 0; shown < PAGE && next < hits.length;) {
				const part = hits.slice(next, next += PAGE - shown);
				for (const li of await Promise.all(part.map((hit) => result(hit, words, sure)))) {
					if (li) {
						results.append(li);
						shown++;
					} else {
						total--;
					}
				}
			}
			more.disabled = false;
			more.hidden = next >= hits.length;
			status.textContent = total ? (sure || more.hidden ? say.found : say.about).replace("%d", total) : say.none;
		}
		more.addEventListener("click", async () => {
			const last = results.lastElementChild;
			await some();
			last?.nextElementSibling?.querySelector("a").focus();
		});
		await some();
	}

	const asked = new URLSearchParams(location.search), query = asked.get("q") || "";
	for (const name of ["q", "year", "section"])
		document.getElementById(`search-${name}`).value = asked.get(name) || "";
	if (query.trim()) {
		document.title = `${query} - ${document.title}`;
		status.textContent = say.busy;
		archive.search(query, {section: asked.get("section"), year: asked.get("year")}).then(show)
			.catch(() => status.textContent = say.failed);
	}
})();
