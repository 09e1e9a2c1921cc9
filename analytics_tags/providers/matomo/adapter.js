// Canonical event → trackEvent(category, action, name): the event, the goal that it counts for, its parameters.
microsites.providers.matomo = function (event) {
  window._paq = window._paq || [];
  _paq.push(["trackEvent", event.name, event.params.goal || event.name, "" + new URLSearchParams(event.params)]);
};
