// Leafing: arrow keys, and on page views a swipe, follow the links that have rel="prev" and
// rel="next". On page views a headline beside the page lights its story.
(function () {
	"use strict";
	var FAR = 60; // px a finger goes for a swipe
	var sheet = document.querySelector(".sheet");
	var start = null;

	function follow(rel) {
		var link = document.querySelector('a[rel~="' + rel + '"]');
		if (link) {
			location.href = link.href;
		}
	}

	function typing(target) {
		return target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName);
	}

	document.addEventListener("keydown", function (event) {
		if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey ||
			event.defaultPrevented || typing(event.target)) {
			return;
		}
		if (event.key === "ArrowLeft") {
			follow("prev");
		} else if (event.key === "ArrowRight") {
			follow("next");
		}
	});

	if (!sheet) {
		return;
	}

	// A page that is zoomed is pushed about, not turned.
	function zoomed() {
		return window.visualViewport && window.visualViewport.scale > 1.05;
	}

	sheet.addEventListener("touchstart", function (event) {
		var touch = event.touches[0];
		start = event.touches.length === 1 && !zoomed() ? {x: touch.clientX, y: touch.clientY} : null;
	}, {passive: true});
	sheet.addEventListener("touchend", function (event) {
		var touch = event.changedTouches[0];
		var across = start ? touch.clientX - start.x : 0;
		if (Math.abs(across) > FAR && Math.abs(across) > 2 * Math.abs(touch.clientY - start.y)) {
			follow(across > 0 ? "prev" : "next");
		}
		start = null;
	}, {passive: true});

	// Text of the page can be selected: the end of a selection is no click on a story.
	sheet.addEventListener("click", function (event) {
		if (!getSelection().isCollapsed) {
			event.preventDefault();
		}
	});

	function light(event) {
		var from = event.target.closest("[data-zone]");
		var zone = from && document.getElementById(from.dataset.zone);
		if (zone) {
			zone.classList.toggle("lit", /^(mouseover|focusin)$/.test(event.type));
		}
	}

	["mouseover", "mouseout", "focusin", "focusout"].forEach(function (type) {
		document.addEventListener(type, light);
	});
})();
