// Frames around every measured element, each with its event and its line of YAML.
import { h, place } from "./elements.js";

const meet = (one, other) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

export class Outlines {
  constructor(data) {
    this.data = data;
    this.element = h("div", { class: "outlines", hidden: true });
    this.boxes = new Map();
  }

  set on(value) {
    this.element.hidden = !value;
    if (value && !this.running) this.follow();
  }

  follow() {
    this.running = !this.element.hidden;
    if (!this.running) return;
    this.place();
    requestAnimationFrame(() => this.follow());
  }

  place() {
    const tracked = document.querySelectorAll("[data-track]");
    for (const element of tracked) if (!this.boxes.has(element)) this.boxes.set(element, this.box(element));
    const labels = [];
    for (const [element, box] of this.boxes) {
      const { left, top, width, height } = element.getBoundingClientRect();
      const seen = width && height && top + height > 0 && top < innerHeight && element.checkVisibility({ visibilityProperty: true });
      box.hidden = !seen;
      if (!seen) continue;
      box.style.transform = `translate(${left}px, ${top}px)`;
      box.style.width = width + "px";
      box.style.height = height + "px";
      box.classList.toggle("end", left > innerWidth * 0.55);
      box.classList.toggle("low", top < 30);
      // Neighbours: the second label goes below.
      const label = box.firstChild.getBoundingClientRect();
      if (labels.some((other) => meet(label, other))) box.classList.add("low");
      labels.push(label);
    }
  }

  box(element) {
    const { track, trackId } = element.dataset;
    const known = this.data.page?.elements[trackId];
    const box = h(
      "div",
      { class: "box" },
      h("div", { class: "label" }, h("b", {}, track), known && place(this.data, known.file, known.line, 0, `${known.file.split("/").pop()}:${known.line}`))
    );
    this.element.append(box);
    return box;
  }

  flash(trackId) {
    const element = document.querySelector(`[data-track-id="${CSS.escape(trackId)}"]`);
    if (!element) return;
    element.scrollIntoView({ block: "center", behavior: "instant" });
    this.place();
    this.boxes.get(element)?.animate?.([{ opacity: 0.2 }, { opacity: 1 }], { duration: 250, iterations: 3 });
  }
}
