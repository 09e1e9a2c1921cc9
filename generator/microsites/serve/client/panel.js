// What would be measured, as it happens: the event, its parameters, the goal, and what each provider would make of it.
import { h, place, remembered } from "./elements.js";
import { Outlines } from "./outlines.js";

const clock = (at) => new Date(at).toLocaleTimeString("ja-JP");

export class Panel {
  constructor(data, journal) {
    this.data = data;
    this.journal = journal;
    this.outlines = new Outlines(data);
    this.open = remembered("panel");
    this.framed = remembered("outlines");
    this.hold = remembered("hold");
    const { texts } = data;
    this.count = h("span", { class: "count" });
    this.button = h(
      "button",
      { type: "button", class: "measure", "aria-expanded": "false", onclick: () => this.toggle() },
      h("span", {}, texts.measuring),
      this.count
    );
    this.list = h("ol", { class: "journal" });
    this.element = h(
      "aside",
      { class: "panel", hidden: true, "aria-label": texts.panel_title },
      h(
        "header",
        {},
        h("h2", {}, texts.panel_title),
        h("button", { type: "button", class: "close", title: texts.close, "aria-label": texts.close, onclick: () => this.toggle() })
      ),
      h(
        "div",
        { class: "switches" },
        this.choice(this.framed, texts.outlines, () => this.frame()),
        this.choice(this.hold, texts.hold),
        h("button", { type: "button", class: "clear", onclick: () => journal.clear() }, texts.clear)
      ),
      h("div", { class: "scroll" }, this.list, this.onPage() || [])
    );
    this.element.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape") return;
      this.toggle();
      this.button.focus();
    });
    document.addEventListener("click", (click) => this.click(click), true);
    document.addEventListener("auxclick", (click) => this.click(click), true);
    journal.listeners.push(() => this.show());
    this.apply();
    this.show();
  }

  get parts() {
    return [this.outlines.element, this.element];
  }

  choice(kept, text, changed = () => {}) {
    const box = h("input", { type: "checkbox", role: "switch", checked: kept.on });
    box.addEventListener("change", () => {
      kept.on = box.checked;
      changed();
    });
    return h("label", {}, box, h("span", {}, text));
  }

  click(click) {
    if (!this.open.on || !this.hold.on) return;
    // The runtime counts all the same: only the way there is cut off.
    if (click.target.closest?.("a[href], area[href]")) click.preventDefault();
  }

  toggle() {
    this.open.on = !this.open.on;
    this.apply();
  }

  apply() {
    this.element.hidden = !this.open.on;
    this.button.setAttribute("aria-expanded", String(this.open.on));
    this.frame();
  }

  frame() {
    this.outlines.on = this.open.on && this.framed.on;
  }

  show() {
    const { entries } = this.journal;
    const events = entries.filter((entry) => entry.name).length;
    this.count.textContent = events || "";
    const { texts, measured } = this.data;
    const empty = h("li", { class: "empty" }, measured ? texts.panel_intro : texts.not_measured);
    this.list.replaceChildren(...(entries.some((entry) => entry.name) ? [] : [empty]), ...entries.map((entry) => this.entry(entry)));
  }

  // What the plan says of an entry; kept with it, because another page knows other elements.
  known({ page, name, params = {}, known }) {
    const { measurement, page: here } = this.data;
    if (known || page !== this.journal.page || !measurement) return known;
    return {
      event: Object.hasOwn(measurement.events, name) ? measurement.events[name] : null,
      element: here?.elements[params.track_id],
      goal: params.goal && measurement.goals[params.goal],
      environment: measurement.environment,
    };
  }

  entry(entry) {
    const { texts, measurement } = this.data;
    const { at, page, name, params = {}, view } = entry;
    const time = h("time", {}, clock(at));
    if (view) {
      const providers = (measurement?.views || []).map(({ provider }) => provider).join(", ");
      const path = "/" + page.replace(/index\.html$/, "");
      return h("li", { class: "view" }, time, h("b", {}, texts.page_view), h("span", { class: "path" }, path), providers && h("span", {}, "→ " + providers));
    }
    entry.known = this.known(entry);
    const { event, element, goal, environment } = entry.known || {};
    const given = Object.entries(params).filter(([key]) => key !== "goal");
    return h(
      "li",
      { class: "event", "data-event": name },
      h("p", { class: "head" }, time, h("b", {}, name), !params.track_id && h("span", { class: "tag" }, texts.automatic)),
      event?.definition && h("p", { class: "definition" }, event.definition),
      entry.known && !event && h("p", { class: "warning" }, texts.unknown),
      element && element.event !== name && h("p", { class: "warning" }, texts.differs.replace("{}", element.event)),
      goal && h("p", { class: "goal" }, h("span", {}, texts.goal), h("b", {}, goal)),
      given.length > 0 && this.parameters(given),
      event && this.providers(event.sent, environment),
      element && place(this.data, element.file, element.line)
    );
  }

  parameters(given) {
    return h("dl", { class: "parameters", "aria-label": this.data.texts.parameters }, given.map(([key, value]) => [h("dt", {}, key), h("dd", {}, String(value))]));
  }

  providers(sent, environment) {
    const { texts } = this.data;
    if (!sent.length) return h("p", { class: "definition" }, texts.no_providers);
    const rows = sent.map(({ provider, name, own }) =>
      h("li", { class: name ? "" : "quiet" }, h("span", {}, provider), name ? h("code", {}, name) : h("small", {}, own ? texts.own_count : texts.not_sent))
    );
    const where = environment === "production" ? texts.as_production : texts.as_preview;
    return h("div", { class: "sent" }, h("p", {}, texts.providers, " ", h("small", {}, where)), h("ul", {}, rows));
  }

  onPage() {
    const { texts, page, measurement, measured } = this.data;
    if (!measured) return null;
    const elements = Object.entries(page?.elements || {});
    return h(
      "details",
      { class: "elements" },
      h("summary", {}, texts.on_this_page, " ", h("span", { class: "count" }, String(elements.length))),
      elements.length
        ? h(
            "ul",
            {},
            elements.map(([id, { event, goal, file, line }]) =>
              h(
                "li",
                {},
                h("button", { type: "button", class: "find", onclick: () => this.outlines.flash(id) }, h("b", {}, event), goal && h("small", {}, measurement.goals[goal])),
                place(this.data, file, line)
              )
            )
          )
        : h("p", {}, texts.no_elements)
    );
  }
}
