// How a story is cited, copied for who asks for it. Without this script, or without a clipboard, it is
// text to be marked.
(function () {
	"use strict";
	var button = document.querySelector(".cite button");
	if (!button || !navigator.clipboard)
		return;
	button.hidden = false;
	button.addEventListener("click", function () {
		navigator.clipboard.writeText(button.previousElementSibling.textContent).then(function () {
			button.textContent = button.dataset.done;
		}, function () {
			getSelection().selectAllChildren(button.previousElementSibling);
		});
	});
})();
