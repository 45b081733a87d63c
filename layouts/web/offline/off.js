// Where a paper keeps nothing for reading without a network: a worker that it had goes, with what it kept.
"use strict";

async function leave() {
	for (const name of await caches.keys())
		if (name.startsWith(`lilong ${registration.scope} `))
			await caches.delete(name);
	await registration.unregister();
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(leave()));
