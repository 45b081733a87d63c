// The reader's size of type, kept for the next visit. Every page is whole without this script:
// the buttons (article.lua) are hidden until it runs.
(function () {
	"use strict";
	var root = document.documentElement;

	function stored() {
		try {
			return localStorage.getItem("size");
		} catch (e) {
			return null; // storage is switched off: the choice lasts as long as the page
		}
	}

	function store(size) {
		try {
			localStorage.setItem("size", size);
		} catch (e) {
			return;
		}
	}

	function show(size) {
		root.dataset.size = size;
		document.querySelectorAll(".sizes button").forEach(function (button) {
			button.setAttribute("aria-pressed", String(button.value === size));
		});
	}

	show(stored() || "m"); // before the page is drawn, so that it does not jump
	document.addEventListener("DOMContentLoaded", function () {
		document.querySelectorAll(".sizes").forEach(function (group) {
			group.hidden = false;
			group.addEventListener("click", function (event) {
				if (event.target.value) {
					store(event.target.value);
					show(event.target.value);
				}
			});
		});
		show(root.dataset.size);
	});
})();
