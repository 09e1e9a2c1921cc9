// STUB of Plausible's script for one site: not Plausible's. Turns the documented calls into hits of the documented shape.
(function () {
  function send(name, options) {
    var body = { n: name, u: location.href, d: location.hostname, r: null, p: options && options.props, _stub: 1 };
    fetch("https://plausible.io/api/event", { method: "POST", keepalive: true, mode: "no-cors", body: JSON.stringify(body) });
  }
  var queue = window.plausible.q || [];
  if (window.plausible.o) send("pageview");
  queue.forEach((call) => send.apply(null, call));
  window.plausible = send;
})();
