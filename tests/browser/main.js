// main.js SITE LAYOUTS: what readers meet in a built site, in Chromium. Says what fails; the last line counts.
"use strict";

const {chromium} = require("playwright-core");
const serve = require("./serve"), {pages, samples} = require("./site");
const look = require("./look"), markup = require("./markup"), scores = require("./scores");
const readers = require("./readers"), offline = require("./offline"), tools = require("./tools"), weigh = require("./weight");

let passed = 0, failed = 0;

// A check passes if nothing is found.
function check(name, found) {
	if (found.length === 0) {
		passed++;
		return;
	}
	failed++;
	console.log(`failed: ${name}`);
	found.forEach((what) => console.log(`  ${what}`));
}

check.done = (name, act) => act.then(() => check(name, []), (e) => check(name, [e.message]));

(async () => {
	const all = pages(process.argv[2]);
	const server = await serve(process.argv[2]);
	const launch = (args = []) => chromium.launch({executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
		args: ["--no-sandbox", ...args]});
	const browser = await launch();
	try {
		markup(all, check);
		await readers(browser, server.origin, check);
		await tools(browser, server.origin, check);
		await offline(browser, server.origin, check, process.argv[2], process.argv[3]);
		await weigh(browser, server.origin, all, check);
		await scores(launch, server.origin, check);
		await look(browser, server.origin, samples(all), check);
	} finally {
		await browser.close();
		server.close();
	}
	console.log(`${passed} passed, ${failed} failed`);
	process.exitCode = failed ? 1 : 0;
})();
