// What readers set and hear, in both editions.
"use strict";

const {ISSUE, STORY, leads, equal, run} = require("./reader");

const EDITIONS = ["", "/hant"];

// Runs in a page before its own scripts: a machine with two Chinese voices, one of them far away.
// window.said is what was spoken; window.goOn() ends the sentence.
function voices() {
	window.said = [];
	let now = null;
	const voice = (lang, localService) => ({lang, localService, name: lang + localService});
	const speech = Object.assign(new EventTarget(), {
		getVoices: () => [voice("en-GB", true), voice("zh-CN", false), voice("zh-TW", true), voice("zh_CN", true)],
		speak: (one) => window.said.push((now = one)),
		cancel: () => now = null,
	});
	Object.defineProperty(window, "speechSynthesis", {value: speech});
	window.SpeechSynthesisUtterance = class {
		constructor(text) {
			this.text = text;
		}
	};
	window.goOn = () => now.onend();
	window.speaks = () => now !== null;
}

const marked = (page) => page.evaluate(() => [...CSS.highlights.get("spoken") || []].join(""));
const said = (page) => page.evaluate(() => window.said.at(-1).text);
const speaks = (page) => page.evaluate(() => window.speaks());
const button = (page, value) => page.locator(`.speech [value="${value}"]`);

// The whole story is heard, in order, a sentence at a time, which is the one that is marked.
async function hearAll(page, path) {
	await page.addInitScript(voices);
	await page.goto(path);
	await button(page, "play").click();
	for (let i = 0; i < 500 && await speaks(page); i++) {
		equal((await marked(page)).trim(), await said(page), "marked");
		await page.evaluate(() => window.goOn());
	}
	equal(await marked(page), "", "marked at the end");
	const {heard, written, longest, lang} = await page.evaluate(() => {
		const bare = (text) => text.replace(/\s/g, "");
		const texts = window.said.map((one) => one.text);
		const of = (selector) => [...document.querySelectorAll(selector)].map((e) => e.textContent).join("");
		return {heard: bare(texts.join("")), longest: Math.max(...texts.map((t) => t.length)), lang: window.said[0].voice.name,
			written: bare(of("header .kicker, h1, .deck") + of(".body > :not(figure)") + of("figcaption"))};
	});
	equal(heard, written, `${path} is heard`);
	equal(longest <= 80, true, "sentences are short");
	equal(lang, "zh_CNtrue", "the voice");
}

async function hear(page) {
	for (const edition of EDITIONS)
		await hearAll(page, edition + STORY);
}

async function pauseAndStop(page) {
	await page.addInitScript(voices);
	await page.goto(STORY);
	equal(await button(page, "next").isVisible(), false, "next, before anything is read");
	await page.keyboard.press("7");
	const first = await said(page);
	await page.keyboard.press("]");
	const second = await said(page);
	equal(second === first, false, "the same sentence again");
	await button(page, "play").click();
	equal(await speaks(page), false, "speaks in a pause");
	equal(await button(page, "play").textContent(), "继续", "the button");
	await page.locator(".tools summary").click();
	await page.locator('[data-setting="rate"] [value="fast"]').click();
	equal(await speaks(page), false, "speaks in a pause when the rate is set");
	await page.keyboard.press("7");
	equal(await said(page), second, "after a pause");
	equal(await page.evaluate(() => window.said.at(-1).rate), 1.3, "rate");
	await page.keyboard.press("[");
	equal(await said(page), first, "back");
	await page.keyboard.press("Escape");
	equal(await speaks(page), false, "speaks after Esc");
	await page.keyboard.press("7");
	await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide")));
	equal(await speaks(page), false, "speaks after the page is left");
}

// What stands over characters is not read, numbers of certificates are read digit by digit.
async function readAs(page) {
	await page.addInitScript(voices);
	await page.route(`**${STORY}`, async (route) => {
		const answer = await route.fetch();
		await route.fulfill({response: answer, body: (await answer.text()).replace(/<div class="body">[^]*?<\/p>/,
			`<div class="body"><ul><li>甲<ul><li>乙</li></ul></li></ul>
			<p><ruby>崧<rp>(</rp><rt>sōng</rt><rp>)</rp></ruby>厦：证书CFCP-1783910400，2026-11-13，13800138000。</p>`)});
	});
	await page.goto(STORY);
	await button(page, "play").click();
	for (let i = 0; i < 7; i++)
		await page.evaluate(() => window.goOn());
	const texts = await page.evaluate(() => window.said.map((one) => one.text).join("|"));
	const wanted = "|甲|乙|崧厦：证书C F C P - 1 7 8 3 9 1 0 4 0 0，2026-11-13，1 3 8 0 0 1 3 8 0 0 0。|";
	equal(texts.includes(wanted), true, `${texts} has ${wanted}`);
}

async function withoutVoice(page) {
	await page.addInitScript(() => {
		speechSynthesis.getVoices = () => [{lang: "en-GB", localService: true}];
	});
	await page.goto(STORY);
	equal(await button(page, "play").isVisible(), false, "the button without a Chinese voice");
}

const looks = (page) => page.evaluate(() => {
	const root = getComputedStyle(document.documentElement), body = document.querySelector(".body");
	return [root.fontSize, root.backgroundColor, body && getComputedStyle(body).lineHeight].join(" ");
});

// Set by buttons, kept on every page and in the other edition; applied before anything is drawn.
async function keepLooks(page) {
	await page.goto(STORY);
	await page.locator(".tools summary").click();
	for (const [name, value] of [["size", "l"], ["lines", "wide"], ["theme", "night"]])
		await page.locator(`[data-setting="${name}"] [value="${value}"]`).click();
	const set = await looks(page);
	await page.addInitScript(() => document.addEventListener("readystatechange", () =>
		window.early ||= ["size", "lines", "theme"].map((name) => document.documentElement.dataset[name]).join(" ")));
	for (const path of [STORY, `/hant${STORY}`]) {
		await page.goto(path);
		equal(await looks(page), set, `looks of ${path}`);
		equal(await page.evaluate(() => window.early), "l wide night", `before ${path} is drawn`);
	}
	await page.goto("/hant/archive/");
	equal((await looks(page)).split(" ").slice(0, -1).join(), set.split(" ").slice(0, -1).join(), "looks of another page");
}

// A page that the browser kept shows what was set on the one after it.
async function backShows(page) {
	await page.goto("/reading/");
	await page.goto(STORY);
	await page.keyboard.press("+");
	const set = (await looks(page)).split(" ")[0];
	await page.goBack();
	equal((await looks(page)).split(" ")[0], set, "the size after going back");
	equal(await page.locator('[data-setting="size"] [value="l"]').getAttribute("aria-pressed"), "true", "the button");
}

async function simple(page) {
	for (const edition of EDITIONS) {
		await page.goto(edition + STORY);
		await page.keyboard.press("0");
		equal(await page.locator("img:visible, svg:visible, figure:visible").count(), 0, "pictures seen");
		await page.goto(`${edition}${ISSUE}/1/`);
		equal(await page.locator("img:visible, svg:visible").count(), 0, "the page seen");
		equal(await page.locator(".titles a:visible").count() > 0, true, "headlines seen");
		await page.locator(".leave button").click();
		equal(await page.locator(".sheet").isVisible(), true, "the page seen again");
	}
}

async function keys(page) {
	await page.goto(STORY);
	const setting = (name) => page.evaluate((n) => document.documentElement.dataset[n], name);
	for (const [key, name, value] of [["+", "size", "l"], ["=", "size", "xl"], ["+", "size", "xl"], ["-", "size", "l"],
		["8", "lines", "wide"], ["8", "lines", "close"], ["9", "theme", "day"], ["9", "theme", "sepia"]]) {
		await page.keyboard.press(key);
		equal(await setting(name), value, key);
	}
	await leads(page, `/hant${STORY}`, () => page.keyboard.press("\\"));
	await leads(page, "/hant/search/", () => page.keyboard.press("/"));
	await page.locator("#search-q").pressSequentially("+89");
	equal(await page.locator("#search-q").inputValue(), "+89", "typed");
	equal(await setting("size"), "l", "size after typing");
}

// The list of keys opens over any page, and has the switch.
async function keyList(page) {
	for (const edition of EDITIONS) {
		await page.goto(edition + STORY);
		await page.keyboard.press("?");
		await page.locator(".help .keys").waitFor();
		await page.keyboard.press("ArrowRight");
		await page.keyboard.press("Escape");
		await page.locator(".help").waitFor({state: "detached"});
		equal(new URL(page.url()).pathname, edition + STORY, "still at");
	}
	await page.keyboard.press("?");
	await page.locator('.help [value="off"]').click();
	await page.locator(".help .close button").click();
	for (const key of ["+", "ArrowRight", "?"])
		await page.keyboard.press(key);
	await page.goto(STORY);
	await page.keyboard.press("+");
	equal(await page.evaluate(() => document.documentElement.dataset.size), "m", "size with keys off");
	equal(await page.locator(".help").count(), 0, "the list with keys off");
	await page.goto("/reading/");
	await page.locator('[data-setting="keys"] [value="m"]').click();
	await page.keyboard.press("+");
	equal(await page.evaluate(() => document.documentElement.dataset.size), "l", "size with keys on");
}

// Whatever its depth, an address without a page shows a whole one that leads on.
async function nothingThere(page) {
	for (const path of ["/nothing", "/2026-11-13/nothing/at/all.html", "/hant/2020-01-01/"]) {
		equal((await page.goto(path)).status(), 404, path);
		equal(await page.evaluate(() => getComputedStyle(document.querySelector(".name")).letterSpacing !== "normal"),
			true, `${path} has its looks`);
		await page.keyboard.press("+");
		equal(await page.evaluate(() => document.documentElement.dataset.size), "l", "tools");
		await page.evaluate(() => localStorage.clear());
		await leads(page, "/archive/", () => page.locator(".body a").nth(1).click());
	}
	equal((await page.goto("/hant/404.html")).status(), 200, "the other edition has its own");
	await leads(page, "/hant/", () => page.locator(".body a").first().click());
}

// What the head names is there, and is what it says.
async function icons(page) {
	for (const edition of EDITIONS) {
		await page.goto(`${edition}/`);
		const found = await page.evaluate(async () => {
			const href = (selector) => document.querySelector(selector).href;
			const address = href('link[rel="manifest"]'), manifest = await (await fetch(address)).json();
			const files = [href('link[rel="icon"][sizes]'), href('link[type="image/svg+xml"]'),
				href('link[rel="apple-touch-icon"]'), ...manifest.icons.map((icon) => new URL(icon.src, address).href)];
			const size = (src) => new Promise((resolve, reject) => {
				const image = Object.assign(new Image(), {onload: () => resolve(image.naturalWidth), onerror: reject, src});
			});
			return {sizes: await Promise.all(files.map(size)), lang: manifest.lang,
				start: new URL(manifest.start_url, address).pathname, scope: new URL(manifest.scope, address).pathname};
		});
		equal(found.sizes.filter((n) => [32, 180, 192, 512].includes(n)).join(" "), "32 180 192 512", "icons");
		equal(found.start, `${edition}/`, "the manifest's start");
		equal(found.scope, `${edition}/`, "its scope");
		equal(found.lang, await page.locator("html").getAttribute("lang"), "its language");
	}
}

// Browsers paint their bars in the colour of the page.
async function barColour(page) {
	await page.goto(STORY);
	const colour = () => page.evaluate(() => [...document.querySelectorAll('meta[name="theme-color"]')]
		.find((meta) => !meta.media || matchMedia(meta.media).matches).content);
	const shown = () => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--paper").trim());
	for (const colorScheme of ["light", "dark"]) {
		await page.emulateMedia({colorScheme});
		equal(await colour(), await shown(), colorScheme);
	}
	for (let i = 0; i < 4; i++) {
		await page.keyboard.press("9");
		equal(await colour(), await shown(), `theme ${i}`);
	}
}

const acts = [
	["a page where nothing is", {}, nothingThere],
	["icons and manifest", {}, icons],
	["the colour of bars", {}, barColour],
	["hear a story, in either script", {}, hear],
	["pause, next, stop", {}, pauseAndStop],
	["how words and numbers are read", {}, readAs],
	["no button without a voice", {}, withoutVoice],
	["size, lines and colours are kept", {}, keepLooks],
	["going back shows what was set", {}, backShows],
	["nothing but text", {}, simple],
	["keys", {}, keys],
	["the list of keys, and the switch", {}, keyList],
];

module.exports = (browser, origin, check) => run(acts, browser, origin, check);
