// Leafing: arrow keys follow the links that have rel="prev" and rel="next".
(() => {
	"use strict";
	document.addEventListener("keydown", (event) => {
		const {key, target} = event;
		if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented ||
			target.isContentEditable || target.closest?.("input, select, textarea, dialog") ||
			document.documentElement.dataset.keys === "off")
			return;
		if (key === "ArrowLeft" || key === "ArrowRight")
			document.querySelector(`a[rel~="${key === "ArrowLeft" ? "prev" : "next"}"]`)?.click();
	});
})();
