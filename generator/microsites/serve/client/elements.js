// Elements from values: text is text, and nothing is ever parsed.
export const h = (name, properties = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return element;
};

// A line of YAML: copied at a click, opened in the editor where that was asked for.
export const place = (data, file, line, column, shown) => {
  const text = line ? `${file}:${line}` + (column ? `:${column}` : "") : file;
  const copy = h(
    "button",
    {
      type: "button",
      class: "place",
      title: data.texts.copy,
      onclick: async () => {
        try {
          await navigator.clipboard.writeText(text);
          copy.dataset.said = data.texts.copied;
          setTimeout(() => delete copy.dataset.said, 1400);
        } catch {
          getSelection().selectAllChildren(copy);
        }
      },
    },
    shown || text
  );
  const open = data.editor && h("a", { class: "open", href: data.editor + encodeURI(text) }, data.texts.open);
  return open ? h("span", { class: "places" }, copy, open) : copy;
};

// What a person switched on stays on while they go from page to page.
export const remembered = (name) => {
  const key = "microsites:preview:" + name;
  return {
    get on() {
      return sessionStorage.getItem(key) === "1";
    },
    set on(value) {
      sessionStorage.setItem(key, value ? "1" : "0");
    },
  };
};
