// The built site on a port of this machine, as a plain web server gives it,
// with 404.html where there is nothing.
"use strict";

const fs = require("fs"), http = require("http"), path = require("path");

const types = {
	".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript",
	".json": "application/json", ".xml": "application/xml", ".svg": "image/svg+xml",
	".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp", ".ico": "image/x-icon",
	".pdf": "application/pdf", ".txt": "text/plain; charset=utf-8",
	".webmanifest": "application/manifest+json",
};

// The file that ADDRESS names below ROOT; null if there is none.
function find(root, address) {
	const file = path.join(root, decodeURIComponent(new URL(address, "http://site").pathname));
	const whole = file.endsWith(path.sep) ? path.join(file, "index.html") : file;
	return fs.statSync(whole, {throwIfNoEntry: false})?.isFile() ? whole : null;
}

// Resolves to {origin, away(yes), close()}: while it is away nobody gets an answer, workers neither.
module.exports = (root) => new Promise((resolve) => {
	let away = false;
	const server = http.createServer((request, response) => {
		if (away) {
			request.socket.destroy();
			return;
		}
		const file = find(root, request.url), shown = file || path.join(root, "404.html");
		response.writeHead(file ? 200 : 404, {"content-type": types[path.extname(shown)] || "application/octet-stream"});
		fs.createReadStream(shown).pipe(response);
	});
	server.listen(0, "127.0.0.1", () => resolve({
		origin: `http://127.0.0.1:${server.address().port}`,
		away: (yes) => away = yes,
		close: () => server.close(),
	}));
});
