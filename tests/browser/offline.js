// Reading without a network: what offline/worker.js keeps, how it comes and goes.
"use strict";

const fs = require("fs"), os = require("os"), path = require("path");
const serve = require("./serve"), {ISSUE, STORY, equal} = require("./reader");

const caches = (page) => page.evaluate(() => window.caches.keys());

// The browser has what the worker of this page keeps.
async function kept(page, address) {
	await page.goto(address);
	await page.evaluate(() => navigator.serviceWorker.ready);
	await page.waitForFunction(() => navigator.serviceWorker.controller, null, {timeout: 20000});
}

async function updated(page) {
	await page.evaluate(async () => {
		const registration = await navigator.serviceWorker.getRegistration();
		await registration.update().catch(() => {});
		const fresh = registration.installing || registration.waiting;
		if (fresh)
			await new Promise((resolve) => fresh.addEventListener("statechange",
				() => ["activated", "redundant"].includes(fresh.state) && resolve()));
	});
}

const whole = (page) => page.evaluate(() => ({
	title: document.querySelector("h1").textContent,
	styled: getComputedStyle(document.querySelector(".masthead")).display,
	set: document.documentElement.dataset.size,
	picture: document.querySelector(".body picture img")?.naturalWidth,
}));

async function readOffline(network, page, edition) {
	await kept(page, `${edition}/`);
	await page.goto(edition + STORY);
	const before = await whole(page);
	await network(false);
	for (const address of [edition + STORY, `${edition + STORY}index.html`]) {
		await page.goto(address);
		await page.locator(".body picture img").scrollIntoViewIfNeeded();
		await page.waitForFunction(() => document.querySelector(".body picture img").naturalWidth > 0, null, {timeout: 5000});
		const now = await whole(page);
		for (const what of ["title", "styled", "set"])
			equal(now[what], before[what], `${address}: ${what}`);
	}
	await page.goto(`${edition}${ISSUE}/2/`);
	equal(await page.locator(".sheet").isVisible(), true, "a page of the newest issue is seen");
	await page.goto(`${edition}/`);
	equal(await page.locator(".story").count() > 3, true, "home is seen");
	await page.goto(`${edition}/2026-10-30/mashi-jie/`);
	equal((await whole(page)).styled, "flex", "the page for others has its looks");
	await page.locator(`.body a[href*="${STORY}"]`).click();
	await page.waitForURL((url) => url.pathname.startsWith(edition + STORY));
	equal((await whole(page)).title, before.title, "and leads to the story");
	await network(true);
}

async function readBoth(network, page) {
	for (const edition of ["", "/hant"])
		await readOffline(network, page, edition);
	equal((await caches(page)).length, 2, "caches, one for each edition");
}

function change(root, name, from, to) {
	const file = path.join(root, name), text = fs.readFileSync(file, "utf8");
	equal(text.includes(from), true, `${name} has ${from}`);
	fs.writeFileSync(file, text.replaceAll(from, to));
}

// A story that was corrected comes whole; a version of which a file is missing not at all.
async function updateWhole(network, page, root) {
	await kept(page, "/");
	const [first] = await caches(page), version = first.split(" ").at(-1);
	change(root, `${STORY}index.html`, "吴阿婆", "吴阿姨");
	change(root, "sw.js", version, "0000000001");
	await updated(page);
	equal((await caches(page)).join(), first.replace(version, "0000000001"), "the caches after an update");
	change(root, `${STORY}index.html`, "吴阿姨", "吴大姐");
	change(root, "sw.js", "0000000001", "0000000002");
	change(root, "sw.js", `"${ISSUE.slice(1)}/4/index.html"`, '"nowhere/index.html"');
	await updated(page);
	await network(false);
	await page.goto(STORY);
	equal((await page.locator(".body").textContent()).includes("吴阿姨"), true, "the version before");
	await page.goto(`${ISSUE}/4/`);
	equal(await page.locator(".sheet").isVisible(), true, "all of it");
	await network(true);
	await page.goto(STORY);
	equal((await page.locator(".body").textContent()).includes("吴大姐"), true, "the network first");
}

// A paper that keeps nothing any more: build it without "offline".
async function goes(network, page, root, off) {
	await kept(page, "/");
	equal((await caches(page)).length, 1, "caches");
	fs.copyFileSync(off, path.join(root, "sw.js"));
	await updated(page);
	await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistrations()).length === 0);
	equal((await caches(page)).length, 0, "caches after it was turned off");
}

// ROOT: a site that was built with "offline"; LAYOUTS: those it was built with.
module.exports = async (browser, origin, check, root, layouts) => {
	for (const [name, act] of [["read without a network", readBoth], ["an update is whole or none", updateWhole],
		["turned off, it goes", goes]]) {
		const copy = fs.mkdtempSync(path.join(os.tmpdir(), "lilong-offline-"));
		fs.cpSync(root, copy, {recursive: true});
		const server = await serve(copy);
		const context = await browser.newContext({viewport: {width: 360, height: 800}, baseURL: server.origin});
		// The browser's switch does not reach workers in all versions.
		const network = (there) => context.setOffline(!there).then(() => server.away(!there));
		await check.done(name, context.newPage().then((page) => act(network, page, copy, path.join(layouts, "web/offline/off.js"))));
		await context.close();
		server.close();
		fs.rmSync(copy, {recursive: true});
	}
};
