// Menu and site switcher open and close without this script (popover). It only tells assistive technology the state in
// the older words, and closes the menu after a jump within the page, which does not reload it.
(function (document) {
  "use strict";
  document.querySelectorAll(".ms-header [popovertarget]").forEach(function (button) {
    var menu = document.getElementById(button.getAttribute("popovertarget"));
    if (!menu.hidePopover) return;

    button.setAttribute("aria-expanded", "false");
    menu.addEventListener("toggle", function (event) {
      button.setAttribute("aria-expanded", String(event.newState === "open"));
    });
    menu.addEventListener("click", function (event) {
      if (event.target.closest("a") && menu.matches(":popover-open")) menu.hidePopover();
    });
  });
})(document);
