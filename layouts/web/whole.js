// A picture as large as the window, over the page. Without this the link leads to the file.
(() => {
	"use strict";
	const dialog = document.querySelector("dialog.whole");

	function show(link) {
		const picture = link.querySelector("picture").cloneNode(true), img = picture.querySelector("img");
		for (const one of picture.children)
			one.sizes = "100vw";
		img.removeAttribute("loading");
		dialog.querySelector("picture")?.remove();
		dialog.prepend(picture);
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
