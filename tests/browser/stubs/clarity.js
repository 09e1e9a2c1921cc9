// STUB of Clarity's script: not Microsoft's. The real one sends a compressed recording whose shape is not documented;
// this one sends each call of the documented queue as it is.
(function () {
  function send() {
    var body = JSON.stringify({ _stub: 1, call: [].slice.call(arguments) });
    fetch("https://stub.clarity.ms/collect", { method: "POST", keepalive: true, mode: "no-cors", body: body });
  }
  var queue = window.clarity.q || [];
  window.clarity = send;
  send("start", document.currentScript.src.split("/").pop());
  queue.forEach((call) => send.apply(null, call));
})();
