// STUB of matomo.js: not Matomo's script. Turns the documented calls in _paq into requests of the tracking API.
(function () {
  var trackers = [];
  function send(fields) {
    trackers.forEach(([url, id]) => {
      var query = new URLSearchParams(Object.assign({ idsite: id, rec: 1, _stub: 1, url: location.href }, fields));
      fetch(url + "?" + query, { method: "POST", keepalive: true, mode: "no-cors" });
    });
  }
  var address;
  var methods = {
    setTrackerUrl: (url) => (address = url),
    setSiteId: (id) => trackers.push([address, id]),
    addTracker: (url, id) => trackers.push([url, id]),
    trackPageView: () => send({ action_name: document.title }),
    trackEvent: (category, action, name) => send({ e_c: category, e_a: action, e_n: name, ca: 1 }),
    setDomains: () => {},
    enableCrossDomainLinking: () => {},
    enableLinkTracking: () => {},
  };
  function take(call) {
    methods[call[0]].apply(null, call.slice(1));
  }
  window._paq.forEach(take);
  window._paq = { push: take };
})();
