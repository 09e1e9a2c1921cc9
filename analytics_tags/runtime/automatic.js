// What is counted without a line of content: links that leave, files, telephone and mail, site search, depth, forms.
// Elements with data-track never come here: they have an event of their own.
((microsites) => {
  "use strict";
  const { automatic = [], sisters = {} } = microsites.config;
  // This script lies in theme/ below the site's root.
  const root = new URL("..", document.currentScript.src).href;
  const FILE =
    /([^\/]+\.(pdf|xlsx?|docx?|pp[st]x?|od[pst]|csv|txt|rtf|zip|7z|rar|gz|exe|pkg|key|ics|mp[34]|m[4o][av]|avi|wmv|wav))$/i;

  const count = (name, params, element) => {
    const section = element?.closest(".ms-section[id],#entry")?.id;
    if (automatic.includes(name)) microsites.track(name, { ...params, section }, true);
  };

  // Sites may lie in each other's folders: the longest address that fits decides where a link leads.
  const sites = Object.entries(sisters).map(([id, url]) => [new URL(url, root).href, id]);
  sites.push([root]);
  sites.sort((a, b) => b[0].length - a[0].length);
  if (sites[1]) automatic.push("site_switch");

  microsites.plain = (link) => {
    const path = String(link.href).split(/[?#]/)[0];
    const [, to] = sites.find(([url]) => path.replace(/\/?$/, "/").startsWith(url)) || [];
    const file = FILE.exec(path);
    if (to) count("site_switch", { to }, link);
    else if (link.protocol === "tel:") count("tel_click", {}, link);
    else if (link.protocol === "mailto:") count("mail_click", {}, link);
    else if (link.hostname !== location.hostname) {
      if (/^http/.test(link.protocol)) count("outbound_click", { link_domain: link.hostname }, link);
    } else if (file) count("download_click", { file_name: microsites.readable(file[1]), file_type: file[2].toLowerCase() }, link);
  };

  const forms = (type, name) => {
    const seen = new WeakSet();
    document.addEventListener(type, ({ target, submitter }) => {
      const form = target.closest("form");
      // The search of the site counts itself, with what it found.
      if (!form || form.id === "ms-search" || (submitter || form).closest("[data-track]")) return;
      const field = form.method === "get" && form.querySelector("input[type=search]");
      const search_term = field && field.value.trim();
      if (search_term && type === "submit") count("site_search", { search_term }, form);
      if (field || seen.has(form)) return;
      seen.add(form);
      count(name, { form_id: form.getAttribute("id") }, form);
    });
  };
  forms("input", "form_begin");
  forms("submit", "form_send");

  const scrolled = () => {
    if (scrollY + innerHeight < document.documentElement.scrollHeight * 0.9) return;
    removeEventListener("scroll", scrolled);
    count("scroll_depth", { percent: 90 });
  };
  addEventListener("scroll", scrolled, { passive: true });
})(window.microsites);
