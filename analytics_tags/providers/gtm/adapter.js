// Canonical event → dataLayer. Tag Manager keeps every key until it is overwritten: what the last event had is cleared.
(function (last) {
  microsites.providers.gtm = function (event) {
    var push = { event: event.name };
    for (var key in last) push[key] = undefined;
    window.dataLayer = window.dataLayer || [];
    dataLayer.push(Object.assign(push, (last = event.params)));
  };
})({});
