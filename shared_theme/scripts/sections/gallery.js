// Opens the large pictures of a gallery in a dialog; without this script their links open the files.
(function (document) {
  "use strict";
  var dialog, picture, words, links, at;

  function show(number) {
    at = (number + links.length) % links.length;
    var figure = links[at].closest("figure");
    var caption = figure.querySelector("figcaption");
    picture.src = links[at].href;
    picture.alt = figure.querySelector("img").alt;
    words.textContent = (caption ? caption.textContent.trim() + " " : "") + (at + 1) + "／" + links.length;
  }

  function button(label, sign, act) {
    var made = document.createElement("button");
    made.type = "button";
    made.setAttribute("aria-label", label);
    made.textContent = sign;
    made.addEventListener("click", act);
    return made;
  }

  function make() {
    dialog = document.createElement("dialog");
    dialog.className = "ms-lightbox";
    dialog.setAttribute("aria-label", "大きな写真");
    picture = document.createElement("img");
    words = document.createElement("p");
    words.setAttribute("aria-live", "polite");
    var previous = button("前の写真", "←", function () { show(at - 1); });
    var next = button("次の写真", "→", function () { show(at + 1); });
    var close = button("閉じる", "✕", function () { dialog.close(); });
    dialog.append(picture, words, previous, next, close);
    dialog.addEventListener("keydown", function (event) {
      if (event.key === "ArrowLeft") show(at - 1);
      if (event.key === "ArrowRight") show(at + 1);
    });
    dialog.addEventListener("close", function () { links[at].focus(); });
    (document.querySelector(".md-container") || document.body).append(dialog);
    close.autofocus = true;
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest(".ms-gallery-open");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !window.HTMLDialogElement) return;
    event.preventDefault();
    links = Array.prototype.slice.call(link.closest("ul").querySelectorAll(".ms-gallery-open"));
    if (!dialog) make();
    show(links.indexOf(link));
    dialog.showModal();
  });
})(document);
