// A stub of Google's tag, for tests: it obeys the dataLayer as documented (consent, config, event, ga-disable-ID) and
// sends hits that look like GA4's and say stub=1.
(() => {
  const consent = { ad_storage: "granted", analytics_storage: "granted" };
  const ids = [];
  const send = (name, params = {}) => {
    for (const id of ids) {
      if (window["ga-disable-" + id]) continue;
      const bit = (key) => (consent[key] === "granted" ? 1 : 0);
      if (bit("analytics_storage")) document.cookie = "_ga=stub; path=/; domain=" + location.hostname.split(".").slice(-2).join(".");
      const query = new URLSearchParams({
        v: 2,
        stub: 1,
        tid: id,
        en: name,
        gcs: "G1" + bit("ad_storage") + bit("analytics_storage"),
        dl: location.href,
      });
      for (const [key, value] of Object.entries(params)) query.set("ep." + key, value);
      navigator.sendBeacon("https://www.google-analytics.com/g/collect?" + query);
    }
  };
  const obey = ([command, first, second]) => {
    if (command === "consent") Object.assign(consent, second);
    if (command === "config") {
      ids.push(first);
      send("page_view");
    }
    if (command === "event") send(first, second);
  };
  const { dataLayer } = window;
  dataLayer.forEach(obey);
  dataLayer.push = (...items) => {
    items.forEach(obey);
    return Array.prototype.push.apply(dataLayer, items);
  };
  document.documentElement.dataset.google = "stub";
  addEventListener("pagehide", () => send("user_engagement"));
})();
