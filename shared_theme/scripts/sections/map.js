// Lays tiles of 国土地理院 over the map's own picture, once its button is pressed; before, nothing is fetched from there.
(function (document) {
  "use strict";
  document.querySelectorAll("button[data-tiles]").forEach(function (button) {
    button.addEventListener("click", function () {
      var map = button.closest(".ms-map-body");
      var layer = map.querySelector(".ms-map-tiles");
      var credit = map.querySelector(".ms-map-credit");
      JSON.parse(button.dataset.tiles).forEach(function (tile) {
        var image = document.createElementNS("http://www.w3.org/2000/svg", "image");
        image.setAttribute("preserveAspectRatio", "none");
        for (var name in tile) image.setAttribute(name, tile[name]);
        layer.appendChild(image);
      });
      button.hidden = true;
      credit.hidden = false;
      credit.focus();
    });
  });
})(document);
