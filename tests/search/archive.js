// archive.js LILONG FOLD: a paper of random articles is built in a temporary folder, and what
// layouts/web/search.js finds in its index is held against a search of all texts. TAP.
"use strict";

const fs = require("fs"), os = require("os"), path = require("path"), vm = require("vm");
const {execFileSync} = require("child_process");

const [lilong, folder] = process.argv.slice(2);
const layouts = path.resolve(__dirname, "../../layouts");
const source = fs.readFileSync(path.join(layouts, "web/search.js"), "utf8");
const {Archive, fold, parseQuery} = vm.runInThisContext(`(() => {${source};return {Archive, fold, parseQuery}})()`);

let tests = 0, failed = 0;
function check(ok, name, why = "") {
	console.log(`${ok ? "ok" : "not ok"} ${++tests} - ${name}${ok ? "" : `: ${why}`}`);
	failed += !ok;
}

// The same numbers in every run (mulberry32).
let seed = 20261113;
function draw(below) {
	seed = seed + 0x6d2b79f5 | 0;
	let t = Math.imul(seed ^ seed >>> 15, 1 | seed);
	t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t;
	return ((t ^ t >>> 14) >>> 0) % below;
}
const pick = (list) => list[draw(list.length)];

// Few letters, so that chance makes many near misses.
const letters = [..."社区治理社区治理里弄桥头后發发台臺乾干𠮷一二〇"].concat(["A", "b", "Ｗi", "１", "23", "é", "，", "。", " ", "“", "、"]);
const sections = ["民生", "要聞", "副刊"], years = [2003, 2004, 2005, 2006, 2007, 2008, 2011, 2026];

function text(n) {
	let s = pick([..."社区治理里"]);
	while (n-- > 0)
		s += pick(letters);
	return s.replace(/\s+/g, " ").trim();
}

function write(root) {
	const articles = [];
	const put = (name, bytes) => {
		fs.mkdirSync(path.dirname(path.join(root, name)), {recursive: true});
		fs.writeFileSync(path.join(root, name), bytes);
	};
	let number = 0;
	put("content/paper.md", "---\nname: 試報\ncn: CN99-0101\npublisher: 試\nscript: hans\neditions: hans, hant\n---\n");
	for (const year of years)
		for (const date of [`${year}-01-09`, `${year}-11-30`]) {
			put(`content/${date}/issue.md`, `---\nnumber: ${++number}\npages:\n  - 1 要闻: front\n---\n`);
			for (let i = 1; i <= 6; i++) {
				const title = text(5), deck = text(6), section = pick(sections), body = [text(60), text(30)];
				put(`content/${date}/a${i}.md`, `---\ntitle: '${title}'\ndeck: '${deck}'\nsection: ${section}\n` +
					`page: 1\norder: ${i}\n---\n\n${body.join("\n\n")}\n`);
				articles.push({date, place: i - 1, section, fields: [[title], [deck], [section], body]});
			}
			if (number % 2)
				articles.push(writeRoll(put, date));
		}
	return articles;
}

// An honour roll is what comes after the last story.
function writeRoll(put, date) {
	const name = (n) => Array.from({length: n}, () => pick([..."社区治理里弄桥头后发"])).join("");
	const all = [1, 2, 3].map(() => ({organisation: name(5), honour: name(4), number: `CF${1000 + draw(9000)}`}));
	put(`content/${date}/honours.md`, "---\ntitle: 荣誉榜\n---\n" + all.map((h) =>
		`\n## ${h.organisation}\n- 荣获: ${h.honour}\n- 证书编号: ${h.number}\n`).join(""));
	return {date, place: 6, section: "", fields: [["荣誉榜"], all.map((h) => h.organisation),
		all.map((h) => h.honour), all.map((h) => h.number)]};
}

function foldsAlike(shapes) {
	const lines = execFileSync(folder, {maxBuffer: 1 << 28}).toString().trimEnd().split("\n"), bad = [];
	for (const line of lines) {
		const [cp, ...units] = line.split(" ").map((x) => parseInt(x, 16));
		const c = String.fromCodePoint(cp), got = fold(`x${c}y`, shapes).text;
		// What this version of Unicode does not know yet.
		if (/\p{Cn}/u.test(c) || units.join() === [...got].flatMap((x) => x.split("")).map((x) => x.charCodeAt(0)).join())
			continue;
		bad.push(cp.toString(16));
	}
	check(bad.length === 0, "the build and the browser fold alike", `${bad.length}: ${bad.slice(0, 20).join(" ")}`);
}

function reference(articles, words, shapes) {
	const found = [];
	for (const a of words.length ? articles : []) {
		const fields = a.fields.map((texts) => texts.map((t) => fold(t, shapes).text));
		const ranks = words.map((w) => [8, 4, 2, 1].find((r, i) => fields[i].some((f) => f.includes(w))));
		if (ranks.every(Boolean))
			found.push({date: a.date, place: a.place, score: ranks.reduce((x, y) => x + y, 0)});
	}
	return found.sort((a, b) => b.score - a.score || (a.date < b.date) - (a.date > b.date) || a.place - b.place);
}

const names = (hits) => hits.map((h) => `${h.date}/${h.place}`).sort().join(" ");

async function compare(archive, articles, query, options) {
	const got = await archive.search(query, options);
	let want = reference(articles, got.words, archive.shapes);
	if (options?.year)
		want = want.filter((h) => h.date.startsWith(options.year));
	if (options?.section)
		want = want.filter((h) => articles.find((a) => a.date === h.date && a.place === h.place).section === options.section);
	const seen = new Map(got.hits.map((h) => [`${h.date}/${h.place}`, h]));
	const missed = want.filter((h) => !seen.has(`${h.date}/${h.place}`));
	if (missed.length)
		return `${query}: missed ${names(missed)}`;
	if (got.sure && names(got.hits) !== names(want))
		return `${query}: ${names(got.hits)} for ${names(want)}`;
	if (got.sure && JSON.stringify(got.hits) !== JSON.stringify(want))
		return `${query}: order`;
	return got.sure || confirmed(archive, articles, got) === names(want) ? "" : `${query}: not confirmed`;
}

// What is left when the text of each article has been seen.
function confirmed(archive, articles, {hits, words}) {
	return names(hits.filter((h) => {
		const a = articles.find((x) => x.date === h.date && x.place === h.place);
		return words.every((w) => a.fields.flat().some((t) => archive.matches(t, [w])));
	}));
}

function query(articles) {
	const part = () => {
		const a = pick(articles), s = pick(a.fields.flat());
		const at = draw(Math.max(1, s.length - 6));
		return s.slice(at, at + 1 + draw(6));
	};
	const word = () => draw(4) ? part() : `“${part().replace(/[“”"]/g, "")}”`;
	return Array.from({length: 1 + draw(3)}, word).join(" ");
}

async function main() {
	const root = fs.mkdtempSync(path.join(os.tmpdir(), "lilong-search-")), site = path.join(root, "out/site");
	const articles = write(root);
	try {
		execFileSync(lilong, ["build", "-C", root, "--site", "--layouts", layouts, "-q"], {stdio: ["ignore", "ignore", "pipe"]});
		const volumes = /data-volumes="([^"]*)"/.exec(fs.readFileSync(`${site}/search/index.html`, "utf8"))[1].split(" ");
		const loaded = [];
		const archive = new Archive(async (name) => {
			loaded.push(name);
			return new Uint8Array(fs.readFileSync(`${site}/search/${name.split("?")[0]}`));
		}, volumes);
		await archive.open();
		foldsAlike(archive.shapes);
		check(volumes.length > 1 && volumes.at(-1) === "2026", "the newest year is a volume of its own", volumes.join());
		const year = () => ({year: String(pick(years))}), section = () => ({section: pick(sections)});
		for (const [name, options] of [["what is there", () => undefined], ["of a year", year], ["of a section", section],
			["of a section in a year", () => ({...year(), ...section()})]]) {
			const faults = [];
			for (let i = 0; i < 1000 && faults.length < 5; i++) {
				const fault = await compare(archive, articles, query(articles), options());
				if (fault)
					faults.push(fault);
			}
			check(faults.length === 0, `what is found is ${name}, by field and date`, faults.join("; "));
		}
		await honoured(archive, articles, site);
		for (const [one, other] of [["社區", "社区"], ["臺", "台"], ["ＷＩ", "wi"], ["社区 治理", "治理　社区"], ["23社", "23 社"].map((x) => `“${x}”`)])
			check(names((await archive.search(one)).hits) === names((await archive.search(other)).hits) &&
				(await archive.search(one)).hits.length > 0, `${one} is ${other}`);
		for (const nothing of ["", "  ", "，。", "“”", "𝄞"])
			check((await archive.search(nothing)).hits.length === 0, `nothing is found for ${JSON.stringify(nothing)}`);
		check((await archive.search("鱻麤")).hits.length === 0, "what is nowhere is not found");
		check(parseQuery("社区 “里弄 桥头” AB", archive.shapes).join("|") === "社区|里弄桥头|ab", "words and phrases");
		const stories = JSON.parse(fs.readFileSync(`${site}/hant/2026-11-30/stories.json`, "utf8"));
		check(stories.length === 6 && stories[2][0] === "a3", "stories are listed in the order of the index");
		await append(root, site, archive, articles);
	} finally {
		fs.rmSync(root, {recursive: true});
	}
	console.log(`1..${tests}`);
	process.exit(failed ? 1 : 0);
}

// The name of an organisation leads to its roll, before the stories that have it in their text.
async function honoured(archive, articles, site) {
	const roll = articles.find((a) => a.place === 6), name = roll.fields[1][0];
	const first = (await archive.search(name)).hits[0];
	check(first.date === roll.date && first.place === 6, "an organisation is found in its roll", JSON.stringify(first));
	for (const [folder, title] of [["", "荣誉榜"], ["hant/", "榮譽榜"]]) {
		const stories = JSON.parse(fs.readFileSync(`${site}/${folder}${roll.date}/stories.json`, "utf8"));
		check(stories.length === 7 && stories[6][0] === "" && stories[6][1] === title, `${title} is listed after the stories`);
	}
	check(fs.readFileSync(`${site}/${roll.date}/index.html`, "utf8").includes('id="honours"'), "the roll is where a result leads");
}

// One more issue changes the volume of its year alone.
async function append(root, site, archive, articles) {
	const bytes = () => Object.fromEntries(fs.readdirSync(`${site}/search`).filter((n) => /^\d/.test(n)).map((n) =>
		[n, fs.readdirSync(`${site}/search/${n}`).map((f) => fs.readFileSync(`${site}/search/${n}/${f}`, "base64")).join()]));
	const before = bytes();
	fs.cpSync(`${root}/content/2026-11-30`, `${root}/content/2026-12-07`, {recursive: true});
	fs.writeFileSync(`${root}/content/2026-12-07/issue.md`, "---\nnumber: 17\npages:\n  - 1 要闻: front\n---\n");
	execFileSync(lilong, ["build", "-C", root, "--site", "--layouts", layouts, "-q"], {stdio: ["ignore", "ignore", "pipe"]});
	const after = bytes(), changed = Object.keys(after).filter((n) => after[n] !== before[n]);
	check(changed.join() === "2026" && Object.keys(before).every((n) => n in after), "one more issue changes its year alone", changed.join());
}

main().catch((e) => {
	console.log(`not ok ${++tests} - ${e.stack.replace(/\n/g, " ")}\n1..${tests}`);
	process.exit(1);
});
