// The service worker of an edition: keeps its newest issue for reading without a network. The build
// writes before this what it keeps: LILONG, {version, pages, assets, pictures, offline}, as addresses
// seen from here. A new version is fetched whole before the one that is there goes.
"use strict";

const PREFIX = `lilong ${registration.scope} `, CACHE = PREFIX + LILONG.version;
const PICTURES = 8e6; // bytes

// A page has one address, with or without index.html, whatever is asked for in it.
function keyOf(address) {
	const url = new URL(address, location.href);
	return url.origin + url.pathname.replace(/\/index\.html$/, "/");
}

// Never a redirected answer: browsers refuse those for pages.
async function fetched(address, cache) {
	const answer = await fetch(new URL(address, location.href), {cache});
	if (!answer.ok)
		throw new Error(`${address}: ${answer.status}`);
	return new Response(await answer.blob(), {headers: answer.headers});
}

// One picture of each <picture> of a page, of a size for phones.
function picturesOf(text, page) {
	return [...text.matchAll(/<source [^>]*srcset="([^"]+)"/g)].map(([, set]) => {
		const sizes = set.split(", ").map((one) => one.split(" ")[0]);
		return new URL(sizes[1] || sizes[0], new URL(page, location.href)).href;
	});
}

// As many as there is room for; one that cannot be had is left out.
async function keepPictures(cache, list) {
	let bytes = 0;
	for (const address of new Set(list)) {
		const answer = await fetched(address, "default").catch(() => null);
		bytes += answer ? (await answer.clone().blob()).size : 0;
		if (bytes > PICTURES)
			return;
		if (answer)
			await cache.put(keyOf(address), answer);
	}
}

async function install() {
	const cache = await caches.open(CACHE), pictures = [];
	await Promise.all(LILONG.assets.map(async (address) => cache.put(keyOf(address), await fetched(address, "default"))));
	for (const page of LILONG.pages) {
		const answer = await fetched(page, "no-cache");
		pictures.push(...picturesOf(await answer.clone().text(), page));
		await cache.put(keyOf(page), answer);
	}
	await keepPictures(cache, [...pictures, ...LILONG.pictures]);
	await skipWaiting();
}

async function activate() {
	for (const name of await caches.keys())
		if (name.startsWith(PREFIX) && name !== CACHE)
			await caches.delete(name);
	await clients.claim();
}

// A page from the network, and for the next time without one; else as it was kept.
async function page(request) {
	const cache = await caches.open(CACHE), key = keyOf(request.url);
	try {
		const answer = await fetch(request);
		if (answer.ok && await cache.match(key))
			await cache.put(key, new Response(await answer.clone().blob(), {headers: answer.headers}));
		return answer;
	} catch (error) {
		const kept = await cache.match(key) || request.mode === "navigate" && await cache.match(keyOf(LILONG.offline));
		if (kept)
			return kept;
		throw error;
	}
}

// What never changes under its name, as it was kept; a picture in the size that was kept.
async function asset(request) {
	const cache = await caches.open(CACHE), key = keyOf(request.url);
	const kept = await cache.match(key);
	if (kept)
		return kept;
	try {
		return await fetch(request);
	} catch (error) {
		const bare = (address) => address.replace(/-\d+\.\w+$/, "");
		const twin = request.destination === "image" && (await cache.keys()).find(({url}) => bare(url) === bare(key));
		if (twin)
			return cache.match(twin);
		throw error;
	}
}

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("fetch", (event) => {
	const {request} = event, url = new URL(request.url);
	if (request.method !== "GET" || url.origin !== location.origin)
		return;
	const isPage = request.mode === "navigate" || /(\/|\.html)$/.test(url.pathname);
	event.respondWith(isPage ? page(request) : asset(request));
});
