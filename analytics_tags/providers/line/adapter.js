// Canonical event → conversion. The plan's name for LINE is the type: Conversion, or a custom event.
microsites.providers.line = function (event) {
  if (window._lt) _lt("send", "cv", { type: event.name }, event.ids);
};
