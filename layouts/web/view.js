// Page views: a swipe follows the links that have rel="prev" and rel="next"; a headline beside the page
// lights its story.
(() => {
	"use strict";
	const FAR = 60; // px a finger goes for a swipe
	const sheet = document.querySelector(".sheet");
	let start = null;

	if (!sheet)
		return;

	// A page that is zoomed is pushed about, not turned.
	const zoomed = () => window.visualViewport?.scale > 1.05;

	sheet.addEventListener("touchstart", ({touches}) => {
		start = touches.length === 1 && !zoomed() ? {x: touches[0].clientX, y: touches[0].clientY} : null;
	}, {passive: true});
	sheet.addEventListener("touchend", ({changedTouches: [touch]}) => {
		const across = start ? touch.clientX - start.x : 0;
		if (Math.abs(across) > FAR && Math.abs(across) > 2 * Math.abs(touch.clientY - start.y))
			document.querySelector(`a[rel~="${across > 0 ? "prev" : "next"}"]`)?.click();
		start = null;
	}, {passive: true});

	// Text of the page can be selected: the end of a selection is no click on a story.
	sheet.addEventListener("click", (event) => {
		if (!getSelection().isCollapsed)
			event.preventDefault();
	});

	for (const type of ["mouseover", "mouseout", "focusin", "focusout"])
		document.addEventListener(type, ({target}) => {
			const zone = document.getElementById(target.closest("[data-zone]")?.dataset.zone);
			zone?.classList.toggle("lit", type === "mouseover" || type === "focusin");
		});
})();
