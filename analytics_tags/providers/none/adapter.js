// Canonical event → kept in the page's memory, to be looked at in the developer tools.
microsites.providers.none = function (event) {
  if (window.unsent) unsent.push(event);
};
