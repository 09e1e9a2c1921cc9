// STUB of gtm.js: not Google's script. A container with one GA4 tag (G-STUBCONTAINER) that sends every event with the
// data layer as it then is: every key stays until it is overwritten.
(function () {
  var layer = {};
  function take(call) {
    if (typeof call.event !== "string") return;
    Object.assign(layer, call);
    var started = call.event === "gtm.js";
    var query = new URLSearchParams({ v: 2, tid: "G-STUBCONTAINER", _stub: 1, en: started ? "page_view" : call.event });
    if (!started)
      Object.entries(layer).forEach(([key, value]) => {
        if (key !== "event" && !key.startsWith("gtm.") && value !== undefined) query.set("ep." + key, value);
      });
    fetch("https://www.google-analytics.com/g/collect?" + query, { method: "POST", keepalive: true, mode: "no-cors" });
  }
  window.dataLayer.forEach(take);
  window.dataLayer.push = (call) => {
    Array.prototype.push.call(window.dataLayer, call);
    take(call);
  };
})();
