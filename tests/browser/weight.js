// What a phone loads for a story without pictures, as a server that compresses sends it; and whether
// what is not for people can be read by programs.
"use strict";

const fs = require("fs"), zlib = require("zlib");

const ALL = 60000, SCRIPTS = 10000; // bytes: all of it packed, scripts as they are

// The longest story without pictures.
function story(pages) {
	const plain = pages.filter((page) => page.kind === "story-page" && !/<picture|<table/.test(fs.readFileSync(page.file, "utf8")));
	return plain.sort((a, b) => b.bytes - a.bytes)[0];
}

async function loaded(browser, address) {
	const page = await browser.newPage({viewport: {width: 360, height: 800}});
	const bodies = [];
	page.on("response", (r) => bodies.push(r.body().then((body) =>
		r.request().resourceType() === "script" ? {script: true, bytes: zlib.gzipSync(body).length, raw: body.length} :
			{bytes: zlib.gzipSync(body).length})));
	await page.goto(address, {waitUntil: "networkidle"});
	const all = await Promise.all(bodies);
	await page.close();
	return all;
}

const sum = (list) => list.reduce((n, one) => n + one.bytes, 0);

async function feed(browser, origin, name) {
	const page = await browser.newPage();
	await page.goto(`${origin}/about/`);
	const entries = await page.evaluate(async (address) => {
		const xml = new DOMParser().parseFromString(await (await fetch(address)).text(), "application/xml");
		return xml.querySelector("parsererror") ? 0 : xml.querySelectorAll("feed > entry > id").length;
	}, origin + name);
	await page.close();
	return entries;
}

module.exports = async (browser, origin, pages, check) => {
	const one = story(pages), all = await loaded(browser, origin + one.address);
	const bytes = sum(all), scripts = all.reduce((n, a) => n + (a.raw || 0), 0);
	console.log(`${one.address}: ${bytes} bytes, scripts ${scripts}`);
	check("a story without pictures is light", bytes > ALL ? [`${bytes} bytes`] : []);
	check("its scripts are light", scripts > SCRIPTS ? [`${scripts} bytes`] : []);
	for (const name of ["/feed.xml", "/hant/feed.xml"])
		check(`${name} is a feed`, await feed(browser, origin, name) > 0 ? [] : ["no entries"]);
};
