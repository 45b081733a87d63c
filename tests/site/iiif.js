// iiif.js SITE: the manifests of the small paper of tests/golden/content-clean against what IIIF
// Presentation 3 asks of them, and against the files and stories that they name.
"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");

const site = process.argv[2], root = "https://example.org/liuxi/";
const read = (file) => JSON.parse(fs.readFileSync(path.join(site, file), "utf8"));
const context = "http://iiif.io/api/presentation/3/context.json";

// The published file behind an address.
function file(address) {
	assert.ok(address.startsWith(root), address);
	const name = decodeURIComponent(address.slice(root.length).replace(/#.*/, ""));
	const at = path.join(site, name.endsWith("/") || name === "" ? name + "index.html" : name);
	assert.ok(fs.existsSync(at), `${address} was published`);
	return fs.readFileSync(at);
}

// {"zh-Hans": ["…"]}
function words(map) {
	const entries = Object.entries(map);
	assert.strictEqual(entries.length, 1);
	const [[tag, list]] = entries;
	assert.match(tag, /^(none|zh-Han[st](-[A-Z]{2})?)$/);
	assert.ok(Array.isArray(list) && list.every((s) => typeof s === "string" && s !== ""));
	return list[0];
}

const typed = (thing, type) => {
	assert.strictEqual(thing.type, type);
	assert.match(thing.id, /^https:\/\//);
};
const size = (thing) => assert.ok(thing.width > 0 && thing.height > 0 &&
	Number.isInteger(thing.width) && Number.isInteger(thing.height), thing.id);

function inside(canvas, [x, y, w, h]) {
	assert.ok(w > 0 && h > 0 && x >= 0 && y >= 0 && x + w <= canvas.width && y + h <= canvas.height,
		`${canvas.id} ${[x, y, w, h]}`);
}

// A canvas, or a part of it that lies inside.
function part(canvases, id) {
	const [name, fragment] = id.split("#"), canvas = canvases.get(name);
	assert.ok(canvas, `${id} is a canvas`);
	if (fragment !== undefined) {
		assert.match(fragment, /^xywh=\d+,\d+,\d+,\d+$/);
		inside(canvas, fragment.slice(5).split(",").map(Number));
	}
	return canvas;
}

function painted(canvases, canvas) {
	assert.strictEqual(canvas.items.length, 1);
	const [page] = canvas.items;
	typed(page, "AnnotationPage");
	for (const [i, one] of page.items.entries()) {
		typed(one, "Annotation");
		assert.strictEqual(one.motivation, "painting");
		assert.strictEqual(part(canvases, one.target), canvas);
		assert.strictEqual(one.target.includes("#"), i > 0, "the page itself covers the canvas, pictures a part");
		typed(one.body, "Image");
		size(one.body);
		const bytes = file(one.body.id);
		if (one.body.format === "image/svg+xml")
			alone(bytes.toString(), one.body);
		else
			assert.strictEqual(bytes.subarray(0, 2).toString("hex"), {"image/jpeg": "ffd8", "image/png": "8950"}[one.body.format]);
	}
}

// As an <img> it may ask for nothing, and says how large it is.
function alone(svg, body) {
	const number = (name) => Number(new RegExp(`<svg [^>]*${name}="([\\d.]+)"`).exec(svg)[1]);
	assert.ok(!/href|<script|<image|@import|url\(/.test(svg));
	assert.deepStrictEqual([number("width"), number("height")], [body.width, body.height]);
	const [, , w, h] = /viewBox="([^"]*)"/.exec(svg)[1].split(" ").map(Number);
	assert.ok(Math.abs(w / h - body.width / body.height) < 0.001, "nothing is stretched");
	assert.ok((svg.match(/<text/g) || []).length > 3, "text is there as text");
}

function outlined(canvas) {
	const [page] = canvas.annotations;
	typed(page, "AnnotationPage");
	for (const one of page.items) {
		typed(one, "Annotation");
		assert.strictEqual(one.motivation, "linking");
		words(one.body.label);
		const html = file(one.body.id).toString(), id = one.body.id.split("#")[1];
		assert.ok(!id || html.includes(`id="${id}"`), one.body.id);
		assert.strictEqual(one.target.source, canvas.id);
		const {type, value} = one.target.selector;
		assert.strictEqual(type, "SvgSelector");
		const d = /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"><path d="((?:M[-\d]+ [-\d]+(?:L[-\d]+ [-\d]+)+Z)+)"\/><\/svg>$/.exec(value);
		assert.ok(d, value);
		const points = d[1].match(/-?\d+/g).map(Number);
		for (let i = 0; i < points.length; i += 2)
			assert.ok(points[i] >= 0 && points[i] <= canvas.width && points[i + 1] >= 0 && points[i + 1] <= canvas.height, value);
	}
	return page.items.map((one) => one.body.id);
}

function ranges(canvases, range) {
	typed(range, "Range");
	words(range.label);
	assert.ok(range.items.length > 0, range.id);
	return range.items.flatMap((item) => {
		if (item.type === "Range")
			return [words(item.label), ...ranges(canvases, item)];
		typed(item, "Canvas");
		part(canvases, item.id);
		return [];
	});
}

function ids(thing, found = []) {
	for (const [key, value] of Object.entries(thing || {})) {
		if (["homepage", "partOf", "thumbnail", "rendering", "body", "structures"].includes(key))
			continue; // they name what is elsewhere
		if (key === "id")
			found.push(value);
		else if (typeof value === "object")
			ids(value, found);
	}
	return found;
}

function manifest(folder, date, tag) {
	const m = read(`${folder}${date}/manifest.json`);
	assert.strictEqual(m["@context"], context);
	assert.strictEqual(m.id, `${root}${folder}${date}/manifest.json`);
	typed(m, "Manifest");
	assert.deepStrictEqual(Object.keys(m.label), [tag]);
	assert.strictEqual(m.navDate, `${date}T00:00:00+08:00`);
	for (const field of m.metadata)
		assert.ok(words(field.label) && words(field.value));
	for (const other of [...m.homepage, ...m.rendering, ...m.thumbnail, ...m.partOf])
		file(other.id);
	const canvases = new Map(m.items.map((canvas) => [canvas.id, canvas]));
	const all = ids(m);
	assert.strictEqual(new Set(all).size, all.length, "an id stands there twice");
	for (const canvas of m.items) {
		typed(canvas, "Canvas");
		assert.ok(!canvas.id.includes("#"));
		words(canvas.label);
		size(canvas);
		painted(canvases, canvas);
	}
	const stories = new Set(m.items.flatMap(outlined));
	const listed = m.structures.flatMap((range) => ranges(canvases, range));
	assert.strictEqual(listed.length, stories.size, "each story is listed once");
	const index = fs.readFileSync(path.join(site, folder, date, "index.html"), "utf8");
	assert.ok(index.includes(`href="${m.id}"`), "the page of the issue leads to its manifest");
	return m;
}

for (const [folder, tag] of [["", "zh-Hans"], ["hant/", "zh-Hant"]]) {
	const collection = read(`${folder}collection.json`);
	assert.strictEqual(collection["@context"], context);
	typed(collection, "Collection");
	assert.ok(collection.items.length > 0);
	for (const one of collection.items) {
		typed(one, "Manifest");
		const m = manifest(folder, one.id.slice(`${root}${folder}`.length).split("/")[0], tag);
		assert.deepStrictEqual(one, {id: m.id, type: m.type, label: m.label, navDate: m.navDate});
	}
}
