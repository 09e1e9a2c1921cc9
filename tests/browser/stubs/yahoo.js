// STUB of ytag.js: not LINE Yahoo's script. Turns the documented conversion calls into requests.
(function () {
  function take(call) {
    var config = call[0].config;
    if (call[0].type !== "yss_conversion") return;
    var query = new URLSearchParams({ label: config.yahoo_conversion_label, value: config.yahoo_conversion_value, _stub: 1 });
    new Image().src = "https://b99.yahoo.co.jp/pagead/conversion/" + config.yahoo_conversion_id + "/?" + query;
  }
  window.yjDataLayer.forEach(take);
  window.yjDataLayer.push = take;
})();
