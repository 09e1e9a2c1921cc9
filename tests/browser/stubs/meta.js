// STUB of fbevents.js: not Meta's script. Turns the documented calls into hits of the documented shape; with automatic
// configuration it reports every click on a button or link by itself, as the real one does.
(function () {
  var ids = [];
  var quiet = {};
  function send(id, name, params) {
    var query = new URLSearchParams({ id: id, ev: name, dl: location.href, _stub: 1 });
    Object.entries(params || {}).forEach(([key, value]) => query.set("cd[" + key + "]", value));
    fetch("https://www.facebook.com/tr/?" + query, { method: "POST", keepalive: true, mode: "no-cors" });
  }
  function take(method, name, params, id) {
    if (method === "set" && name === "autoConfig") quiet[id] = params === false;
    if (method === "init") ids.push(name);
    if (method === "track" || method === "trackCustom") ids.forEach((each) => send(each, name, params));
  }
  window.fbq.queue.forEach((call) => take.apply(null, call));
  window.fbq.callMethod = take;
  document.addEventListener("click", (event) => {
    if (event.target.closest("a, button")) ids.forEach((id) => quiet[id] || send(id, "SubscribedButtonClick"));
  });
})();
