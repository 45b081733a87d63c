// Has the browser keep the newest issue, once the page is there: offline/worker.js does.
(() => {
	"use strict";
	const {worker} = document.currentScript.dataset;
	addEventListener("load", () => navigator.serviceWorker?.register(worker).catch(() => {}));
})();
