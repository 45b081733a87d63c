// What the reader set, kept for the next visit: size of type, space between lines, colours. Every
// page is whole without this script: the buttons (article.lua) are hidden until it runs.
(function () {
	"use strict";
	var root = document.documentElement;
	var names = ["size", "lines", "theme"];

	function stored(name) {
		try {
			return localStorage.getItem(name);
		} catch (e) {
			return null; // storage is switched off: the choice lasts as long as the page
		}
	}

	function store(name, value) {
		try {
			localStorage.setItem(name, value);
		} catch (e) {
			return;
		}
	}

	function show(name, value) {
		root.dataset[name] = value;
		document.querySelectorAll('[data-setting="' + name + '"] button').forEach(function (button) {
			button.setAttribute("aria-pressed", String(button.value === value));
		});
	}

	function listen(group) {
		group.hidden = false;
		group.addEventListener("click", function (event) {
			if (event.target.value) {
				store(group.dataset.setting, event.target.value);
				show(group.dataset.setting, event.target.value);
			}
		});
	}

	function showAll() {
		names.forEach(function (name) {
			show(name, stored(name) || "m");
		});
	}

	showAll(); // before the page is drawn, so that it does not jump
	document.addEventListener("DOMContentLoaded", function () {
		document.querySelectorAll("[data-setting]").forEach(listen);
		showAll();
	});
})();
