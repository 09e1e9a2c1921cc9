// Where a reader is on a page, across a reload: what stands at the top of the window, what is unfolded, filled in, focused.
const KEY = "microsites:preview:place";

const pathOf = (element) => {
  const steps = [];
  for (let at = element; at && at !== document.body; at = at.parentElement) {
    if (at.id) return ["#" + CSS.escape(at.id), ...steps].join(">");
    steps.unshift(`${at.localName}:nth-of-type(${[...at.parentElement.children].filter((each) => each.localName === at.localName).indexOf(at) + 1})`);
  }
  return ["body", ...steps].join(">");
};

const FIELDS = "input:not([type=password], [type=file], [type=hidden]), textarea, select";
const value = (field) => (/^(checkbox|radio)$/.test(field.type) ? field.checked : field.value);

// The last element with an id that begins at or above the top of what is seen: what stands before it may grow or shrink.
const anchor = () => {
  let found = null;
  for (const element of document.querySelectorAll("body [id]")) {
    const { top, height } = element.getBoundingClientRect();
    if (height && top <= 120 && (!found || top >= found.top)) found = { id: element.id, top };
  }
  return found;
};

export const keepPlace = () => {
  const focused = document.activeElement;
  const place = {
    url: location.href,
    y: scrollY,
    anchor: anchor(),
    open: [...document.querySelectorAll("details")].map((each) => each.open),
    fields: [...document.querySelectorAll(FIELDS)].map((each) => [each.name, value(each)]),
    focus: focused && focused !== document.body && focused.parentElement ? pathOf(focused) : null,
  };
  sessionStorage.setItem(KEY, JSON.stringify(place));
};

const scroll = ({ y, anchor }) => {
  const element = anchor && document.getElementById(anchor.id);
  // A page that is at its top stays there, whatever comes in.
  const top = element && y > 0 ? scrollY + element.getBoundingClientRect().top - anchor.top : y;
  scrollTo({ top, behavior: "instant" });
};

// The place of the page before the preview loaded it anew, or null where a person came here.
export const restorePlace = () => {
  const kept = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  const place = kept && JSON.parse(kept);
  if (!place || place.url !== location.href) return null;
  const details = [...document.querySelectorAll("details")];
  if (details.length === place.open.length) details.forEach((each, number) => (each.open = place.open[number]));
  const fields = [...document.querySelectorAll(FIELDS)];
  if (fields.length === place.fields.length)
    fields.forEach((field, number) => {
      const [name, kept] = place.fields[number];
      if (field.name !== name) return;
      if (typeof kept === "boolean") field.checked = kept;
      else field.value = kept;
    });
  if (place.focus) document.querySelector(place.focus)?.focus({ preventScroll: true });
  scroll(place);
  let moved = false;
  for (const type of ["wheel", "touchmove", "keydown", "pointerdown"])
    addEventListener(type, () => (moved = true), { once: true, passive: true, capture: true });
  const settle = () => moved || scroll(place);
  // What loads late may move what was in place.
  addEventListener("load", settle, { once: true });
  return { settle };
};
