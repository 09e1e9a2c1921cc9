// Canonical event → conversion. The plan's name for Yahoo! JAPAN is the conversion's label; the ID stands in the page.
microsites.providers.yahoo = function (event) {
  if (window.yahooConversion) yahooConversion(event.name);
};
