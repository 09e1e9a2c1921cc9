// Canonical event → gtag. gtag is defined by the snippet in the head; without it there is nothing to send to.
microsites.providers.ga4 = function (event) {
  if (typeof gtag === "function") gtag("event", event.name, event.params);
};
