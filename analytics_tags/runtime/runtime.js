// One event for one thing: announced as a DOM event and handed to the adapter of every provider that may send now.
// A click (or Enter, which browsers report as a click) on an element with data-track is the plan's event.
((microsites) => {
  "use strict";
  const { config } = microsites;
  const adapters = (microsites.providers = {});

  // `automatic`: counted by automatic.js, and so not handed to a provider that counts it by itself.
  microsites.track = (name, given, automatic) => {
    const params = {};
    // A name like "constructor" is found in every object: only texts and lists are ours.
    const withheld = [].concat((config.withheld || {})[name]);
    for (const [key, value] of Object.entries(given)) {
      if (value == null || value === "" || withheld.includes(key)) continue;
      params[key] = typeof value === "number" ? value : microsites.personal(String(value)) ? "redacted" : String(value);
    }
    document.dispatchEvent(new CustomEvent("microsites:track", { detail: { name, params } }));
    for (const [id, provider] of Object.entries(config.providers || {})) {
      const mapped = (provider.names || {})[name];
      const named = typeof mapped === "string" && mapped;
      if (
        (provider.only && !named) ||
        (automatic && (provider.counts || []).includes(name)) ||
        (provider.treatment !== "cookieless" && !microsites.may(provider.category))
      )
        continue;
      try {
        adapters[id]({ name: named || name, params: { ...params }, ids: provider.ids });
      } catch (error) {
        // One provider's failure must neither stop the next nor the visitor.
        console.error("microsites: " + id, error);
      }
    }
  };

  const listen = (click) => {
    // A middle click opens a new tab: it is the same decision of the visitor. A right click is none.
    if ((click.type === "auxclick" && click.button !== 1) || !click.target.closest) return;
    const element = click.target.closest("[data-track]");
    const link = click.target.closest("a[href]");
    if (!element && link) microsites.plain?.(link);
    if (!element) return;
    const { track, trackId, trackGoal, trackParams } = element.dataset;
    let params;
    try {
      params = JSON.parse(trackParams);
    } catch {
      // A damaged attribute must not cost the event itself.
    }
    microsites.track(track, { ...params, track_id: trackId, goal: trackGoal });
  };

  document.addEventListener("click", listen);
  document.addEventListener("auxclick", listen);
})(window.microsites);
