// Between two builds: what the builder wrote for later moments is shown when they come. It knows no rule and no word
// of its own. A section leaves after its last moment (data-ms-until); a badge takes the last stage that has begun
// (data-ms-then: "moment;class;label" or "moment;class;label;sentence;offers", joined by "|").
(function (document) {
  "use strict";
  var LONGEST = 2147483647; // what setTimeout can count, in milliseconds
  var timer;

  function show() {
    var now = Date.now();
    var next = Infinity;

    function each(root, selector, act) {
      root.querySelectorAll(selector).forEach(act);
    }
    function reached(moment) {
      var at = Date.parse(moment);
      if (at > now) next = Math.min(next, at);
      return at <= now;
    }

    each(document, "[data-ms-until]", function (section) {
      section.hidden = reached(section.dataset.msUntil);
    });
    function stageOf(badge) {
      var stage;
      badge.dataset.msThen.split("|").forEach(function (text) {
        var values = text.split(";");
        if (reached(values[0])) stage = values;
      });
      return stage;
    }
    each(document, "[data-ms-then]", function (badge) {
      var stage = stageOf(badge);
      if (!stage || badge.textContent === stage[2]) return;
      badge.className = "ms-badge ms-badge-" + stage[1];
      badge.textContent = stage[2];
      if (stage.length < 4) return;
      var block = badge.closest("[data-ms-status]");
      block.classList.toggle("ms-call-open", !!stage[4]);
      each(block, "[data-ms-detail]", function (detail) {
        detail.textContent = stage[3];
      });
      each(block, "[data-ms-after]", function (after) {
        after.hidden = !!stage[4];
      });
    });
    // An offer leaves with the first of its statuses that no longer has it: an event that begins opens no entry again.
    each(document, "[data-ms-offers]", function (holder) {
      var over = false;
      each(holder, "[data-ms-then]", function (badge) {
        var stage = stageOf(badge);
        if (stage && stage.length > 3 && !stage[4]) over = true;
      });
      each(holder, "[data-ms-offer]", function (offer) {
        offer.hidden = over;
      });
    });
    clearTimeout(timer);
    if (next < Infinity) timer = setTimeout(show, Math.min(next - now, LONGEST));
  }

  show();
  document.addEventListener("visibilitychange", show);
  addEventListener("pageshow", show);
})(document);
