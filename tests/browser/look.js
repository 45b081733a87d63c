// Every kind of page in Chromium: no barrier (axe), nothing wider than a phone, nothing that jumps,
// no request to anybody else, no error on the console.
"use strict";

const fs = require("fs");

const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const NARROW = 360, WIDE = 1280; // px
// A browser may stop reading and paint in the middle of a row of words, whose end then moves; this is what
// Lighthouse rounds to none, a hundredth of what Web Vitals still call good.
const UNSEEN = 0.001;
const needed = ["home", "issue", "page", "story-page", "archive", "honours-page", "topics", "topic", "search-page",
	"about", "reading", "missing"];

// Runs in a page before its own scripts.
function watch() {
	const what = (node) => node ? `${node.nodeName} ${node.className || ""} ${node.textContent}`.slice(0, 40) : "?";
	window.shifted = {by: 0, what: []};
	new PerformanceObserver((list) => list.getEntries().forEach((e) => {
		window.shifted.by += e.value;
		window.shifted.what.push(...e.sources.map((source) => what(source.node)));
	})).observe({type: "layout-shift", buffered: true});
}

// A line for each element that axe objects to. A zone of a page view has a whole story in it; its name
// is the headline, so that it can be listened to and spoken (2.5.3 means what labels it, not all text).
function barriers() {
	const options = {resultTypes: ["violations"], rules: {"target-size": {enabled: true}}};
	const spared = (v, n) => v.id === "label-content-name-mismatch" && document.querySelector(n.target[0]).matches(".sheet a");
	return window.axe.run(options).then((found) => found.violations.flatMap((v) => v.nodes.filter((n) => !spared(v, n))
		.map((n) => `${v.id}: ${n.target.join(" ")}: ${n.failureSummary.split("\n").slice(1).join(";").trim()}`)));
}

function contrasts() {
	return window.axe.run({runOnly: ["color-contrast"], resultTypes: ["violations"]})
		.then((found) => found.violations.flatMap((v) => v.nodes.map((n) => n.target.join(" "))));
}

// Zones whose name is not what is to be read in them.
function misnamed() {
	const bare = (text) => text.replace(/[\s\u3000]/g, "");
	return [...document.querySelectorAll(".sheet a")]
		.filter((a) => !bare(a.textContent).includes(bare(a.getAttribute("aria-label"))))
		.map((a) => `named ${a.getAttribute("aria-label")}, reads ${a.textContent.slice(0, 60)}`);
}

// What of the colours that can be chosen is hard to read: where the system has the opposite.
async function chosen(page) {
	const found = [];
	for (const [theme, colorScheme] of [["day", "dark"], ["sepia", "dark"], ["night", "light"]]) {
		await page.emulateMedia({colorScheme});
		await page.evaluate((value) => document.documentElement.dataset.theme = value, theme);
		found.push(...(await page.evaluate(contrasts)).map((what) => `${theme}: ${what}`));
	}
	return found;
}

// Collects what PAGE says and asks for; .faults() empties it.
function listen(page, origin) {
	let faults = [];
	page.on("console", (m) => m.type() === "error" && faults.push(`console: ${m.text()}`));
	page.on("pageerror", (e) => faults.push(`script: ${e.message}`));
	page.on("request", (r) => new URL(r.url()).origin === origin || faults.push(`request to ${r.url()}`));
	return {faults: () => faults.splice(0)};
}

async function open(browser, origin, address, width) {
	const page = await browser.newPage({viewport: {width, height: 800}});
	const heard = listen(page, origin);
	await page.addInitScript(watch);
	await page.goto(origin + address, {waitUntil: "networkidle"});
	return {page, faults: heard.faults};
}

async function look(browser, origin, address, width, check) {
	const {page, faults} = await open(browser, origin, address, width);
	const at = `${address} at ${width} px`;
	await page.evaluate(axe);
	for (const colorScheme of ["light", "dark"]) {
		await page.emulateMedia({colorScheme});
		check(`${at}, ${colorScheme}: axe`, await page.evaluate(barriers));
	}
	if (width === NARROW)
		check(`${at}: colours that a reader chose`, await chosen(page));
	check(`${at}: names of zones`, await page.evaluate(misnamed));
	const {over, shifted} = await page.evaluate(() => ({
		over: document.documentElement.scrollWidth - document.documentElement.clientWidth, shifted: window.shifted,
	}));
	check(`${at}: quiet, no wider than the screen, nothing jumps`, [...faults(), over > 0 && `${over} px too wide`,
		shifted.by >= UNSEEN && `shifts by ${shifted.by}: ${shifted.what.join("; ")}`].filter(Boolean));
	if (width === NARROW) {
		await page.evaluate(() => document.documentElement.dataset.size = "xl");
		const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
		check(`${at}: no wider in the largest size`, wider > 0 ? [`${wider} px too wide`] : []);
	}
	await page.close();
}

module.exports = async (browser, origin, samples, check) => {
	const kinds = new Set(samples.map((page) => page.kind));
	check("all kinds of pages are there", needed.filter((kind) => !kinds.has(kind)));
	const searches = samples.filter((page) => page.kind === "search-page")
		.map((page) => `${page.address}?q=${encodeURIComponent("社区")}`);
	const jobs = [...samples.map((page) => page.address), ...searches]
		.flatMap((address) => [NARROW, WIDE].map((width) => [address, width]));
	await Promise.all([1, 2].map(async () => {
		for (let job; (job = jobs.shift());)
			await look(browser, origin, ...job, check);
	}));
};
