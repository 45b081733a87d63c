// feeds.js SITE: the JSON Feeds of a published paper against the rules of jsonfeed.org/version/1.1, and
// against the Atom feeds beside them.
"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");

const site = process.argv[2];
const read = (file) => fs.readFileSync(path.join(site, file), "utf8");

const address = (s) => assert.match(s, /^https?:\/\/[!-~]+$/);
const words = (s) => assert.ok(typeof s === "string" && s.trim() !== "", JSON.stringify(s));
const day = (s) => assert.match(s, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/); // RFC 3339
const language = (s) => assert.match(s, /^zh-Han[st](-[A-Z]{2})?$/);
const list = (one) => (all) => {
	assert.ok(Array.isArray(all));
	all.forEach(one);
};

function fields(object, known, must) {
	for (const key of must)
		assert.ok(key in object, `${key} is missing`);
	for (const [key, value] of Object.entries(object)) {
		assert.ok(known[key], `${key} is no field`);
		known[key](value);
	}
}

const author = (a) => fields(a, {name: words, url: address, avatar: address}, ["name"]);
const attachment = (a) => fields(a, {url: address, mime_type: (s) => assert.match(s, /^\w+\/\w+$/), title: words,
	size_in_bytes: Number.isInteger}, ["url", "mime_type"]);

// No address in a feed may hang on where the feed is read.
function html(text) {
	words(text);
	for (const [, target] of text.matchAll(/ (?:href|src)="([^"]*)"/g))
		assert.match(target, /^(https?:|mailto:)/);
	assert.ok(!/<script|<style| id="| on\w+="/.test(text));
}

const item = (i) => fields(i, {id: words, url: address, title: words, summary: words, content_html: html,
	image: address, date_published: day, date_modified: day, authors: list(author), tags: list(words),
	language, attachments: list(attachment)}, ["id", "content_html", "date_published"]);

function feed(folder) {
	const json = JSON.parse(read(`${folder}feed.json`)), atom = read(`${folder}feed.xml`);
	fields(json, {version: (v) => assert.strictEqual(v, "https://jsonfeed.org/version/1.1"), title: words,
		home_page_url: address, feed_url: address, description: words, language, authors: list(author),
		items: list(item)}, ["version", "title", "items"]);
	const ids = json.items.map((i) => i.id);
	assert.strictEqual(new Set(ids).size, ids.length, "an id stands there twice");
	const entries = [...atom.matchAll(/<entry>[^]*?<id>([^<]*)<\/id>/g)].map((m) => m[1]);
	assert.deepStrictEqual(ids, entries, "both feeds have the same articles");
	return json;
}

const hans = feed(""), hant = feed("hant/");
assert.strictEqual(hans.items.length, hant.items.length);
assert.ok(!hans.items.some((i) => hant.items.some((o) => o.id === i.id)), "an edition's ids are its own");
const story = hant.items.find((i) => i.id === "tag:example.org,2031-05-06:hant/luqiao");
assert.strictEqual(story.date_modified, "2031-05-08T00:00:00+08:00");
assert.strictEqual(story.language, "zh-Hant");
assert.deepStrictEqual(story.authors.map((a) => a.name), ["陸沉"]);
assert.ok(story.attachments.length > 0);
