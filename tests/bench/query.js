// query.js SITE [QUERIES]: bytes of the index that a search of SITE loads for words that stand in its
// articles, by a browser that has nothing of it yet. Exit 1 if one takes more than 60 KB.
"use strict";
const fs = require("fs"), path = require("path"), vm = require("vm");

const [site, count = "300"] = process.argv.slice(2), MOST = 60 * 1024;
const source = fs.readFileSync(path.join(__dirname, "../../layouts/web/search.js"), "utf8");
const {Archive} = vm.runInThisContext(`(() => {${source};return {Archive}})()`);
const page = fs.readFileSync(path.join(site, "search/index.html"), "utf8");
const volumes = /data-volumes="([^"]*)"/.exec(page)[1].split(" ");

// The same numbers in every run (mulberry32).
let seed = 20261121;
function draw(below) {
	seed = seed + 0x6d2b79f5 | 0;
	let t = Math.imul(seed ^ seed >>> 15, 1 | seed);
	t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t;
	return ((t ^ t >>> 14) >>> 0) % below;
}
const pick = (list) => list[draw(list.length)];

const days = fs.readdirSync(site).filter((name) => /^\d{4}-\d\d-\d\d$/.test(name));

// N letters that stand side by side in some article.
function word(n) {
	for (;;) {
		const day = pick(days), story = pick(JSON.parse(fs.readFileSync(path.join(site, day, "stories.json"), "utf8")));
		const page = fs.readFileSync(path.join(site, day, story[0], "index.html"), "utf8");
		const text = page.split("<!--enpcontent-->")[1].split("<!--/enpcontent-->")[0];
		const runs = text.match(new RegExp(`\\p{Script=Han}{${n},}`, "gu")) || [];
		if (runs.length) {
			const run = [...pick(runs)], at = draw(run.length - n + 1);
			return run.slice(at, at + n).join("");
		}
	}
}

async function bytes(query) {
	let sum = 0;
	const archive = new Archive(async (name) => {
		const file = fs.readFileSync(path.join(site, "search", name.split("?")[0]));
		sum += file.length;
		return new Uint8Array(file);
	}, volumes);
	const {hits} = await archive.search(query);
	if (!hits.length)
		throw new Error(`${query} is not found`);
	return sum;
}

async function main() {
	let over = 0;
	for (const [name, make] of [["1 letter", () => word(1)], ["2 letters", () => word(2)], ["3", () => word(3)],
		["4", () => word(4)], ["two words", () => `${word(2)} 的`], ["8 letters", () => word(8)]]) {
		const all = [];
		for (let i = 0; i < +count; i++)
			all.push(await bytes(make()));
		all.sort((a, b) => a - b);
		const at = (part) => (all[Math.min(all.length - 1, Math.floor(all.length * part))] / 1024).toFixed(1);
		console.log(`  query of ${name}: ${at(0.5)} KB, 95 in 100 below ${at(0.95)}, at most ${at(1)}`);
		over += all.filter((n) => n > MOST).length;
	}
	process.exit(over ? 1 : 0);
}

main();
