// metadata.js SITE [HEADLINE]: the structured data of the small paper of tests/golden/content-clean.
// HEADLINE: of its article luqiao, where it is another than there.
"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");

const site = process.argv[2];
const headline = process.argv[3] || "柳溪桥'五月'通车";

// As a browser finds it: the first end tag ends the script.
function data(page) {
	const text = fs.readFileSync(path.join(site, page, "index.html"), "utf8");
	const at = text.split('<script type="application/ld+json">');
	assert.strictEqual(at.length, 2, page + " has one block of data");
	const json = at[1].slice(0, at[1].search(/<\/script/i));
	assert.ok(!/[<&]/.test(json), page + ": characters that HTML or XML reads");
	return JSON.parse(json);
}

const root = "https://example.org/liuxi/";
for (const [folder, tag, person] of [["", "zh-Hans", "陆沉"], ["hant/", "zh-Hant", "陸沉"]]) {
	const article = data(folder + "2031-05-06/luqiao");
	assert.strictEqual(article["@context"], "https://schema.org");
	assert.strictEqual(article["@type"], "NewsArticle");
	assert.strictEqual(article.url, root + folder + "2031-05-06/luqiao/");
	assert.strictEqual(article.inLanguage, tag);
	assert.match(article.datePublished, /^2031-05-06T00:00:00\+08:00$/);
	assert.match(article.dateModified, /^2031-05-08T00:00:00\+08:00$/);
	assert.strictEqual(article.author[0].name, person); // never "记者陆沉"
	assert.strictEqual(article.author[0].jobTitle, tag === "zh-Hans" ? "记者" : "記者");
	assert.strictEqual(article.author[0].url, root + folder + "authors/%E9%99%86%E6%B2%89/");
	assert.strictEqual(article.printPage, "2");
	assert.strictEqual(article.printSection, "民生");
	assert.ok(Number.isInteger(article.wordCount) && article.wordCount > 0);
	assert.match(article.image[0].url, /^https:\/\/example\.org\/liuxi\/2031-05-06\/.*\.jpg$/);
	assert.strictEqual(article.isPartOf["@type"], "PublicationIssue");
	assert.strictEqual(article.isPartOf.issueNumber, "8545");
	assert.strictEqual(article.isPartOf.isPartOf["@type"], "Newspaper");
	assert.strictEqual(article.isPartOf.isPartOf.startDate, "1995-04-18");
	assert.strictEqual(article.isPartOf.isPartOf.identifier.value, "CN31-0999");

	const issue = data(folder + "2031-05-06");
	assert.strictEqual(issue["@type"], "PublicationIssue");
	assert.ok(issue.hasPart.some((part) => part.url === article.url));
	assert.strictEqual(data(folder)["@type"], "Newspaper");
}
const article = data("2031-05-06/luqiao");
assert.strictEqual(article.headline, headline);
assert.ok(Array.isArray(article.alternativeHeadline));
