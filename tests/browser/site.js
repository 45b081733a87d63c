// The pages of a built site: {address, kind, edition, bytes}, ordered by address. A page's kind is
// the class of its <main>, its edition the language it is marked with.
"use strict";

const fs = require("fs"), path = require("path");

function pages(root) {
	return fs.readdirSync(root, {recursive: true}).filter((name) => name.endsWith(".html")).sort().map((name) => {
		const file = path.join(root, name), text = fs.readFileSync(file, "utf8");
		return {
			file, address: `/${name.replace(/(^|\/)index\.html$/, "$1")}`, bytes: text.length,
			kind: /<main [^>]*class="([^"]*)"/.exec(text)?.[1],
			edition: /<html [^>]*lang="([^"]*)"/.exec(text)?.[1],
		};
	});
}

// Of each kind in each edition the shortest page and the longest.
function samples(all) {
	const groups = new Map();
	for (const page of [...all].sort((a, b) => a.bytes - b.bytes)) {
		const key = `${page.edition} ${page.kind}`;
		groups.set(key, [...groups.get(key) || [], page]);
	}
	return [...groups.values()].flatMap((list) => [...new Set([list[0], list.at(-1)])]);
}

module.exports = {pages, samples};
