// Lighthouse on a phone as it simulates one: times are computed from what was loaded. The processor is
// as many times slower than this one as makes it a phone's, by the speed that was just measured. Other work
// on the machine can only take points away, so the best of some runs counts.
"use strict";

const {ISSUE, STORY} = require("./reader");

const LEAST = 99, RUNS = 6, PORT = 9222;
const PHONE = 400; // what Lighthouse's own measure gives for one in the middle of the market
const pages = ["/", STORY, `${ISSUE}/1/`];
const categories = ["performance", "accessibility", "best-practices", "seo"];

// Audits that cost points, for a category that has too few.
function lost(result, category) {
	return result.categories[category].auditRefs.filter((ref) => ref.weight > 0)
		.map((ref) => result.audits[ref.id]).filter((audit) => audit.score !== null && audit.score < 0.9)
		.map((audit) => `${audit.id}: ${audit.score} ${audit.displayValue || ""}`);
}

// FROM: the run before, whose measure of the machine counts.
async function score(lighthouse, address, only, from) {
	const slower = Math.max(1, Math.min(4, (from?.environment.benchmarkIndex || Infinity) / PHONE));
	const {lhr} = await lighthouse(address, {port: PORT, logLevel: "silent", onlyCategories: only, output: "json",
		throttling: {rttMs: 150, throughputKbps: 1638.4, requestLatencyMs: 562.5, downloadThroughputKbps: 1474.56,
			uploadThroughputKbps: 675, cpuSlowdownMultiplier: slower}});
	return lhr;
}

// CHROMIUM: launches one that can be asked at PORT.
module.exports = async (chromium, origin, check) => {
	const {default: lighthouse} = await import(require.resolve("lighthouse"));
	const browser = await chromium([`--remote-debugging-port=${PORT}`]);
	try {
		for (const page of pages) {
			const first = await score(lighthouse, origin + page, categories);
			const runs = [first];
			while (runs.length < RUNS && runs.at(-1).categories.performance.score * 100 < LEAST)
				runs.push(await score(lighthouse, origin + page, ["performance"], runs.at(-1)));
			for (const category of categories) {
				const points = Math.round(100 * Math.max(...runs.filter((run) => run.categories[category])
					.map((run) => run.categories[category].score)));
				console.log(`${page} ${category}: ${points}`);
				check(`${page}: ${category} of Lighthouse`, points >= LEAST ? [] : [`${points}`, ...lost(first, category)]);
			}
		}
	} finally {
		await browser.close();
	}
};
