// First script of a page, before any provider's: what the visitor chose, and an address without personal data.
// `keep`: query parameters that stay; `modes`: category → mode of consent; `ask`: categories that the banner asks for.
(function (site, keep, modes, ask) {
  "use strict";
  var microsites = window.microsites;
  var choice = {};
  try {
    choice = Object(JSON.parse(localStorage.getItem("microsites:" + site)) || {});
  } catch (ignored) {
    // Without storage, or with something else in it, there is no choice.
  }
  microsites.choice = choice;
  microsites.may = function (category) {
    var mode = modes[category];
    return mode === "disclose" || (mode === "opt_out" ? choice[category] !== false : choice[category] === true);
  };
  // Before the first paint, so that nothing moves when the banner appears.
  microsites.ask = function () {
    var open = ask.some(function (category) {
      return typeof choice[category] !== "boolean";
    });
    document.documentElement.classList.toggle("ms-ask", open);
  };
  microsites.ask();

  // A whole address, and not only its path: "//x" alone would be another host.
  var address = new URL(location.href);
  address.search = location.search
    .slice(1)
    .split("&")
    .filter(function (pair) {
      // A visit that comes over from a sister site: random digits, which one time in twenty look like a telephone number.
      if (/^pk_vid=[\da-f]{16,64}$/i.test(pair)) return keep.indexOf("pk_vid") >= 0;
      return keep.indexOf(pair.split("=")[0]) >= 0 && !microsites.personal(pair);
    })
    .join("&");
  if (microsites.personal(location.hash)) address.hash = "";
  if (address.href !== location.href) history.replaceState(history.state, "", address.href);
})
