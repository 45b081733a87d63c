// Every page against the Nu HTML checker: a fault is a line of the page that it takes for an error.
"use strict";

const {spawnSync} = require("child_process");

module.exports = (pages, check) => {
	const jar = String(require("vnu-jar"));
	const run = spawnSync("java", ["-Xmx512m", "-Xss1m", "-jar", jar, "--format", "json", "--errors-only", "--stdout",
		...pages.map((page) => page.file)], {encoding: "utf8", maxBuffer: 1 << 26});
	if (run.error || !run.stdout.startsWith("{")) {
		check("the Nu HTML checker runs", [String(run.error || run.stderr)]);
		return;
	}
	const {messages} = JSON.parse(run.stdout);
	for (const page of pages)
		check(`${page.address}: HTML`, messages.filter((m) => m.url?.endsWith(page.file))
			.map((m) => `${m.lastLine}:${m.lastColumn}: ${m.message}`));
	check("the Nu HTML checker read all pages", messages.filter((m) => m.type !== "error").map((m) => m.message));
};
