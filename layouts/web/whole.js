// A picture as large as the window, over the page. Without this the link leads to the file.
(() => {
	"use strict";
	const dialog = document.querySelector("dialog.whole");

	function show(link) {
		const shown = link.firstElementChild.cloneNode(true), img = shown.querySelector("img") || shown;
		for (const one of shown.children)
			one.sizes = "100vw";
		img.removeAttribute("loading");
		dialog.querySelector("picture, img")?.remove();
		dialog.prepend(shown);
		dialog.setAttribute("aria-label", img.alt || link.getAttribute("aria-label"));
		dialog.showModal();
	}

	for (const link of document.querySelectorAll("a.whole"))
		link.addEventListener("click", (event) => {
			if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
				return;
			event.preventDefault();
			show(link);
		});

	// Anywhere: there is nothing else in it.
	dialog?.addEventListener("click", () => dialog.close());
})();
