// Asks, remembers, obeys: activates the tags that wait once their category is allowed, stops what was refused.
// Shipped only where a visitor has something to decide.
((microsites) => {
  "use strict";
  const { choice, config, may } = microsites;
  const key = "microsites:" + config.site;
  const providers = Object.values(config.providers);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // In document order; a script from a file holds up those behind it, unless it is async.
  let held;
  const activate = () => {
    const waiting = !held && all('script[data-consent][type="text/plain"]').find((script) => may(script.dataset.consent));
    if (!waiting) return;
    const script = document.createElement("script");
    for (const { name, value } of waiting.attributes) script.setAttribute(name, value);
    script.type = waiting.dataset.type || "";
    script.text = waiting.text;
    held = script.src && !waiting.hasAttribute("async");
    if (held)
      script.onload = script.onerror = () => {
        held = "";
        activate();
      };
    waiting.replaceWith(script);
    activate();
  };

  // Google reads the update; its documented switch silences a tag that is loaded and may not send.
  const tell = () => {
    for (const { category, ids, treatment } of providers)
      for (const id of ids) window["ga-disable-" + id] = treatment !== "cookieless" && !may(category);
    const ad_storage = may("advertising") ? "granted" : "denied";
    const analytics_storage = may("analytics") ? "granted" : "denied";
    const google = { ad_storage, ad_user_data: ad_storage, ad_personalization: ad_storage, analytics_storage };
    window.gtag?.("consent", "update", google);
  };

  // What refused providers have stored here. A cookie may belong to any parent domain.
  const tidy = () => {
    const names = providers.flatMap(({ category, cookies = [] }) => (choice[category] === false ? cookies : []));
    const ours = (name) =>
      names.some((each) => new RegExp("^" + each.replace(/[^\w*]/g, "\\$&").replace(/\*/g, ".*") + "$").test(name));
    const domains = location.hostname.split(".").map((_, start, parts) => ";domain=" + parts.slice(start).join("."));
    for (const name of document.cookie.split(/=[^;]*(?:; |$)/).filter(ours))
      for (const domain of ["", ...domains]) document.cookie = name + "=;path=/;max-age=0" + domain;
    try {
      for (const store of [localStorage, sessionStorage])
        for (const name of Object.keys(store).filter(ours)) store.removeItem(name);
    } catch {
      // Where nothing can be read, nothing was stored.
    }
  };

  const show = () => {
    microsites.ask();
    for (const control of all("[data-consent-control]")) {
      const state = { true: "yes", false: "no" }[choice[control.dataset.categories]] || "open";
      control.hidden = false;
      for (const part of all("[data-when]", control)) part.hidden = !part.dataset.when.includes(state);
    }
  };

  const apply = () => {
    tell();
    activate();
    show();
  };

  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("[data-choose]");
    if (!button) return;
    const holder = button.closest("[data-categories]");
    const categories = holder.dataset.categories.split(" ");
    const ran = categories.filter(may);
    for (const category of categories) choice[category] = button.dataset.choose === "yes";
    try {
      localStorage.setItem(key, JSON.stringify(choice));
    } catch {
      // Then it holds for this page.
    }
    apply();
    tidy();
    // A tag that runs cannot be unloaded, and one that asked when it was read does not ask again: a new page does both.
    const renew = (category) =>
      ran.includes(category)
        ? !may(category)
        : providers.some((each) => each.category === category && each.treatment === "unless_refused");
    if (categories.some(renew)) location.reload();
    // What was pressed is gone, and with it the focus. (The banner stays hidden: a class on the document shows it.)
    const next = holder.hidden ? all("#main")[0] : all("button:not([hidden])", holder)[0];
    next.focus({ preventScroll: true });
  });

  // Another tab, or a page that comes back as it was left.
  const reread = ({ persisted, key: changed }) => {
    if (!persisted && changed !== key) return;
    try {
      Object.assign(choice, JSON.parse(localStorage.getItem(key)));
    } catch {
      // As it was.
    }
    apply();
  };
  addEventListener("storage", reread);
  addEventListener("pageshow", reread);

  tidy();
  activate();
  show();
})(window.microsites);
