// STUB of lt.js: not LINE's script. Turns the documented calls into requests of the documented picture; how the real
// script names a conversion's type is not documented, here it is _stub_type.
(function () {
  var customerType;
  function take(call) {
    if (call[0] === "init") customerType = call[1].customerType;
    if (call[0] !== "send") return;
    var options = Array.isArray(call[2]) ? {} : call[2];
    var ids = Array.isArray(call[2]) ? call[2] : call[3];
    ids.forEach((id) => {
      var query = new URLSearchParams({ c_t: customerType, t_id: id, e: call[1], _stub: 1 });
      if (options.type) query.set("_stub_type", options.type);
      new Image().src = "https://tr.line.me/tag.gif?" + query;
    });
  }
  window._ltq.forEach(take);
  window._lt = function () {
    take(arguments);
  };
})();
