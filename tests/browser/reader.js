// A reader of the sample paper's newest issue, in Chromium.
"use strict";

const ISSUE = "/2026-11-13", STORY = `${ISSUE}/jiangsheng-qiao/`;

// A page of a reader's own: nothing is remembered from another one. OPTIONS: of the browser's context.
async function reader(browser, origin, options, act) {
	const context = await browser.newContext({viewport: {width: 1280, height: 800}, baseURL: origin, ...options});
	try {
		return await act(await context.newPage());
	} finally {
		await context.close();
	}
}

// Does ACT, and expects to be at WANTED soon.
async function leads(page, wanted, act) {
	await act();
	await page.waitForURL((url) => decodeURI(url.pathname).replace(/index\.html$/, "") === wanted, {timeout: 10000});
}

function equal(got, wanted, what) {
	if (got !== wanted)
		throw new Error(`${what}: ${got}, not ${wanted}`);
}

// ACTS: name, options of the browser's context, what is done with its page.
async function run(acts, browser, origin, check) {
	for (const [name, options, act] of acts)
		await check.done(name, reader(browser, origin, options, act));
}

module.exports = {ISSUE, STORY, reader, leads, equal, run};
