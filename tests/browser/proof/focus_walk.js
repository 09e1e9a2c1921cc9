// Run in a page before its own scripts.  Lists what the Tab key must reach, and judges where it arrives.
window.focusWalk = (function () {
  "use strict";
  var CANDIDATES = "a[href], area[href], button, input, select, textarea, summary, iframe, [contenteditable], [tabindex]";
  var PARTS = [null, "::before", "::after"];
  var list = [], calm = [], scope = document;

  function reachable(element) {
    if (element.tabIndex < 0 || element.disabled || element.closest("[inert]") || element.type === "hidden") return false;
    if (element.localName === "summary" && element !== element.parentElement.querySelector("summary")) return false;
    if (element.type === "radio" && element.name) {
      var group = Array.from(document.getElementsByName(element.name));
      if (element !== (group.find(function (each) { return each.checked; }) || group[0])) return false;
    }
    return element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: false });
  }

  // What of a style shows focus: an outline or a shadow, on the element, on its ::before or its ::after.
  function marks(element) {
    return PARTS.map(function (part) {
      var style = getComputedStyle(element, part);
      var seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
      return (seen ? [style.outlineStyle, style.outlineWidth, style.outlineColor].join(" ") : "") + "|" + style.boxShadow;
    });
  }

  function name(element) {
    return element.outerHTML.slice(0, 140);
  }

  // The middle of what the window shows of an element's first line must be the element's own, not that of something
  // that lies over it.
  function covering(element) {
    var box = Array.from(element.getClientRects()).find(function (rect) { return rect.width && rect.height; });
    if (!box) return "it has no box";
    var x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
    var y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
    var top = document.elementFromPoint(x, y);
    if (!top) return "it lies outside the window, at " + Math.round(box.left) + ", " + Math.round(box.top);
    if (element.contains(top) || (top.labels === undefined && top.control === element)) return "";
    return "covered by " + name(top);
  }

  function scroller(element) {
    return element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight;
  }

  return {
    // Only what lies in ``selector`` is listed and judged.
    prepare: function (selector) {
      scope = document.querySelector(selector);
      list = Array.from(scope.querySelectorAll(CANDIDATES)).filter(reachable);
      calm = list.map(marks);
      return list.map(name);
    },
    // Where the focus is now: its number in the list, -1 for the document, -2 for what lies outside the scope and
    // for a region that scrolls by keyboard or a player, whose buttons are the browser's.
    arrived: function () {
      var element = document.activeElement;
      if (!element || element === document.body || element === document.documentElement) return { index: -1, fault: "" };
      if (!scope.contains(element) || element.matches("video[controls], audio[controls]")) return { index: -2, fault: "" };
      var index = list.indexOf(element);
      if (index < 0) return { index: scroller(element) ? -2 : -3, fault: scroller(element) ? "" : "not expected: " + name(element) };
      var now = marks(element);
      var shown = now.some(function (mark, part) { return mark !== calm[index][part] && mark !== "|none"; });
      var cover = covering(element);
      return { index: index, fault: (shown ? "" : "focus cannot be seen: " + name(element)) || (cover && cover + ": " + name(element)) };
    }
  };
})();
