// One delegated listener: a click (or Enter, which browsers report as a click) on an element with data-track
// becomes one canonical event, announced as a DOM event and handed to every provider adapter.
(function (window, document) {
  "use strict";
  var providers = {};
  window.microsites = { providers: providers };

  function parameters(element) {
    var params = {};
    try {
      params = JSON.parse(element.getAttribute("data-track-params") || "{}");
    } catch (ignored) {
      // A damaged attribute must not cost the event itself.
    }
    params.track_id = element.getAttribute("data-track-id");
    var goal = element.getAttribute("data-track-goal");
    if (goal) params.goal = goal;
    return params;
  }

  function listen(click) {
    // A middle click opens a new tab: it is the same decision of the visitor. A right click is none.
    if (click.type === "auxclick" && click.button !== 1) return;
    var element = click.target.closest && click.target.closest("[data-track]");
    if (!element) return;
    var event = { name: element.getAttribute("data-track"), params: parameters(element) };
    document.dispatchEvent(new CustomEvent("microsites:track", { detail: event }));
    Object.keys(providers).forEach(function (name) {
      try {
        providers[name](event);
      } catch (error) {
        // One provider's failure must neither stop the next nor the visitor.
        if (window.console) console.error("microsites: " + name, error);
      }
    });
  }

  document.addEventListener("click", listen);
  document.addEventListener("auxclick", listen);
})(window, document);
