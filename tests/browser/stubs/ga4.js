// STUB of gtag.js: not Google's script. Turns the documented calls in dataLayer into hits of the documented shape.
(function () {
  var consent = {};
  var ids = [];
  function send(id, name, params) {
    if (window["ga-disable-" + id]) return;
    var gcs = "G1" + ["ad_storage", "analytics_storage"].map((key) => (consent[key] === "denied" ? 0 : 1)).join("");
    var query = new URLSearchParams({ v: 2, tid: id, _stub: 1, gcs: gcs, dl: location.href, dt: document.title, en: name });
    Object.entries(params || {}).forEach(([key, value]) => query.set((typeof value === "number" ? "epn." : "ep.") + key, value));
    fetch("https://www.google-analytics.com/g/collect?" + query, { method: "POST", keepalive: true, mode: "no-cors" });
  }
  function take(call) {
    if (call[0] === "consent") Object.assign(consent, call[2]);
    if (call[0] === "config") {
      ids.push(call[1]);
      send(call[1], "page_view");
    }
    if (call[0] === "event") ids.forEach((id) => send(id, call[1], call[2]));
  }
  var queue = window.dataLayer || [];
  queue.forEach(take);
  queue.push = (call) => {
    Array.prototype.push.call(queue, call);
    take(call);
  };
})();
