// What readers do, done in Chromium with the sample paper's newest issue.
"use strict";

const {ISSUE, STORY, reader, leads, equal, run} = require("./reader");

async function swipe(page, from, to) {
	const finger = await page.context().newCDPSession(page);
	await page.locator(".sheet").scrollIntoViewIfNeeded();
	const {y, height} = await page.locator(".sheet").boundingBox();
	const touch = (type, x) => finger.send("Input.dispatchTouchEvent",
		{type, touchPoints: x === undefined ? [] : [{x, y: y + height / 2}]});
	await touch("touchStart", from);
	for (let i = 1; i <= 4; i++)
		await touch("touchMove", from + (to - from) * i / 4);
	await touch("touchEnd");
}

async function leafByKeys(page) {
	await page.goto(`${ISSUE}/1/`);
	for (const number of [2, 3, 4])
		await leads(page, `${ISSUE}/${number}/`, () => page.keyboard.press("ArrowRight"));
	await page.keyboard.press("ArrowRight");
	await leads(page, `${ISSUE}/3/`, () => page.keyboard.press("ArrowLeft"));
	await leads(page, `${ISSUE}/4/`, () => page.goBack());
	await leads(page, `${ISSUE}/3/`, () => page.goForward());
}

async function leafBySwipe(page) {
	await page.goto(`${ISSUE}/1/`);
	await leads(page, `${ISSUE}/2/`, () => swipe(page, 300, 60));
	await leads(page, `${ISSUE}/1/`, () => swipe(page, 60, 300));
}

async function clickZone(page) {
	await page.goto(`${ISSUE}/1/`);
	await leads(page, STORY, () => page.locator("#at-jiangsheng-qiao").click());
	await leads(page, `${ISSUE}/1/`, () => page.locator(".crumbs a").last().click());
	equal(new URL(page.url()).hash, "#at-jiangsheng-qiao", "back at");
}

async function zoneByKeys(page) {
	await page.goto(`${ISSUE}/1/`);
	for (let i = 0; i < 60; i++) {
		await page.keyboard.press("Tab");
		if (await page.evaluate(() => document.activeElement.id) === "at-jiangsheng-qiao") {
			await leads(page, STORY, () => page.keyboard.press("Enter"));
			return;
		}
	}
	throw new Error("60 times Tab do not reach the zone");
}

async function switchScript(page) {
	for (const path of [STORY, `${ISSUE}/2/`, "/archive/"]) {
		await page.goto(path);
		const other = page.locator(".switch a");
		await leads(page, `/hant${path}`, () => other.click());
		equal(await page.locator("html").getAttribute("lang"), "zh-Hant", path);
		await leads(page, path, () => other.click());
	}
}

async function found(page, path, words) {
	await page.goto(path);
	await page.locator("#search-q").fill(words);
	await page.locator("#search-q").press("Enter");
	await page.locator("#search-results li").first().waitFor({timeout: 10000});
	return (await page.locator("#search-status").textContent()).replace(/\D/g, "");
}

async function search(page) {
	const number = await found(page, "/search/", "社区");
	for (const [path, words] of [["/search/", "社區"], ["/hant/search/", "社区"], ["/hant/search/", "社區"]])
		equal(await found(page, path, words), number, `${words} in ${path}`);
	const first = page.locator("#search-results a").first();
	const title = await first.textContent();
	await Promise.all([page.waitForURL(/\/hant\/20/), first.click()]);
	equal(await page.locator("h1").textContent(), title, "the first result");
}

// The name of an organisation leads to the roll that it stands in, and shows where.
async function findHonour(page) {
	await page.goto("/hant/honours/");
	const name = await page.locator(".honour h3").first().textContent();
	await found(page, "/search/", name);
	const first = page.locator("#search-results a").first();
	equal(await page.locator("#search-results li").first().locator("mark").first().textContent().then((s) => s.length > 0),
		true, "the place is marked");
	await Promise.all([page.waitForURL(/\/20[^/]*\/(index\.html)?#honours$/), first.click()]);
	equal(await page.locator("#honours").isVisible(), true, "the roll is seen");
}

// A picture as large as the window: by pointer and by key, closed by either, then back where one was.
async function zoom(page) {
	const dialog = page.locator("dialog.whole"), link = page.locator("a.whole").first();
	const ways = [
		[() => link.click(), () => page.keyboard.press("Escape")],
		[() => link.press("Enter"), () => dialog.locator("button").press("Enter")],
		[() => link.press("Enter"), () => dialog.locator("img").click()],
	];
	for (const edition of ["", "/hant"]) {
		await page.goto(edition + STORY);
		for (const [show, close] of ways) {
			await show();
			await page.waitForFunction(() => document.querySelector("dialog.whole[open] img")?.naturalWidth > 0);
			const {width, height} = await dialog.locator("img").boundingBox();
			equal(`${width} x ${height}`, "1280 x 800", "the picture's room");
			equal(await dialog.locator("img").count(), 1, "pictures in it");
			equal(await dialog.getAttribute("aria-label").then((s) => s.length > 0), true, "its name");
			await page.keyboard.press("ArrowRight");
			await close();
			await dialog.waitFor({state: "hidden"});
			equal(await link.evaluate((a) => a === document.activeElement), true, "the focus is back");
			equal(new URL(page.url()).pathname, edition + STORY, "still at");
		}
	}
}

async function copyCitation(page) {
	await page.goto(STORY);
	const text = await page.locator(".cite span").textContent();
	await page.locator(".cite button").click();
	await page.locator(".cite button", {hasText: "已复制"}).waitFor({timeout: 5000});
	equal(await page.evaluate(() => navigator.clipboard.readText()), text, "what was copied");
	equal(/^.+\[N\]\. .+, \d{4}-\d\d-\d\d\(\d+\)\.$/.test(text), true, text);
}

async function keepSize(page) {
	const size = () => page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
	await page.goto(STORY);
	const before = await size();
	await page.locator('[data-setting="size"] [value="xl"]').click();
	const large = await size();
	if (parseFloat(large) <= parseFloat(before))
		throw new Error(`${large} is not larger than ${before}`);
	await page.reload();
	equal(await size(), large, "after reload");
	await page.goto("/hant/archive/");
	equal(await size(), large, "on another page");
}

async function withoutScripts(browser, origin) {
	const read = (page) => page.goto(STORY).then(() => page.locator("article .body").textContent());
	const text = await reader(browser, origin, {}, read);
	await reader(browser, origin, {javaScriptEnabled: false}, async (page) => {
		equal(await read(page), text, "the text");
		equal(await page.locator(".tools:visible").count(), 0, "tools seen");
		const large = await page.locator("a.whole").first().getAttribute("href");
		equal((await page.goto(new URL(large, page.url()).href)).headers()["content-type"].split("/")[0], "image",
			"the picture by its link");
		await page.goBack();
		await leads(page, `${ISSUE}/1/`, () => page.locator(".crumbs a").last().click());
		await leads(page, `${ISSUE}/2/`, () => page.locator('a[rel="next"]').first().click());
		await leads(page, "/search/", () => page.goto("/search/"));
		equal(await page.locator("main noscript a").isVisible(), true, "the way to the archive seen");
	});
}

const phone = {viewport: {width: 360, height: 800}, hasTouch: true, isMobile: true};
const acts = [
	["leaf through an issue by keys, back and forward", {}, leafByKeys],
	["leaf by swipe", phone, leafBySwipe],
	["click a zone, and back to its place", {}, clickZone],
	["reach a zone by keys", {}, zoneByKeys],
	["the twin in the other script", {}, switchScript],
	["search in either script", {}, search],
	["an organisation is found in its roll", {}, findHonour],
	["a picture as large as the window", {}, zoom],
	["a citation is copied", {permissions: ["clipboard-read", "clipboard-write"]}, copyCitation],
	["the size is kept", {}, keepSize],
];

module.exports = async (browser, origin, check) => {
	await run(acts, browser, origin, check);
	await check.done("read without JavaScript", withoutScripts(browser, origin));
};
