// A small bar in a corner: whether the page is up to date, the other sites, the measurement panel.
import { h } from "./elements.js";

export class Bar {
  constructor(data, site, overlay, panel) {
    this.texts = data.texts;
    this.dot = h("span", { class: "dot", "aria-hidden": "true" });
    this.said = h("span", { class: "said", role: "status" });
    this.state = h("button", { type: "button", class: "state", onclick: () => overlay.toggle() }, this.dot, this.said);
    const current = data.sites.find((each) => each.id === site);
    this.switcher = h(
      "button",
      { type: "button", class: "switch", popovertarget: "sites", "aria-haspopup": "true" },
      h("span", { class: "name" }, current ? current.title : data.texts.overview),
      h("span", { class: "arrow", "aria-hidden": "true" })
    );
    const links = data.sites.map((each) =>
      h(
        "li",
        {},
        h(
          "a",
          { href: `/${each.id}/`, "aria-current": each.id === site ? "true" : false },
          this.swatch(each.color),
          h("span", { class: "title" }, each.title),
          each.id === site && h("small", {}, data.texts.current)
        )
      )
    );
    const menu = h(
      "nav",
      { id: "sites", popover: "auto", "aria-label": data.texts.sites },
      h("ul", {}, links),
      h("a", { class: "all", href: "/", "aria-current": site ? false : "page" }, data.texts.overview)
    );
    menu.addEventListener("toggle", ({ newState }) => {
      if (newState === "open") menu.querySelector("[aria-current], a").focus();
    });
    menu.addEventListener("keydown", (pressed) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[pressed.key];
      if (!step) return;
      pressed.preventDefault();
      const all = [...menu.querySelectorAll("a")];
      const at = all.indexOf(menu.getRootNode().activeElement);
      all[(at + step + all.length) % all.length].focus();
    });
    this.element = h(
      "div",
      { class: "bar", role: "region", "aria-label": data.texts.preview },
      this.state,
      this.switcher,
      panel && panel.button,
      menu
    );
    this.show({ busy: true, count: 0 });
  }

  swatch(color) {
    const swatch = h("span", { class: "swatch", "aria-hidden": "true" });
    swatch.style.background = color;
    return swatch;
  }

  say(state, text) {
    this.dot.dataset.state = state;
    if (this.said.textContent !== text) this.said.textContent = text;
    this.state.title = text;
    this.state.disabled = state !== "wrong";
  }

  show({ busy, count, bug }) {
    const { texts } = this;
    if (bug) this.say("wrong", texts.bug);
    else if (count) this.say("wrong", count === 1 ? texts.one_problem : texts.many_problems.replace("{}", count));
    else this.say(busy ? "busy" : "fresh", busy ? texts.building : texts.saved);
  }

  lost() {
    this.say("lost", this.texts.lost);
  }
}
