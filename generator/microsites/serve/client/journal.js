// What would have been measured since the list was cleared, on all pages of this tab.
const KEY = "microsites:preview:journal";
const MOST = 200;

const read = () => {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) || [];
  } catch {
    return [];
  }
};

export class Journal {
  constructor(page) {
    this.page = page;
    this.entries = read();
    this.listeners = [];
  }

  add(entry) {
    this.entries.unshift({ at: Date.now(), page: this.page, ...entry });
    this.entries.length = Math.min(this.entries.length, MOST);
    this.changed();
  }

  view() {
    this.add({ view: true });
  }

  event({ name, params }) {
    // A page that the preview loads anew where its reader was is not read to the end again.
    const since = this.entries.findIndex((entry) => entry.view);
    if (name === "scroll_depth" && this.entries.slice(0, since).some((entry) => entry.name === name)) return;
    this.add({ name, params });
  }

  clear() {
    this.entries = [];
    this.changed();
  }

  changed() {
    // Who listens adds what the plan says of an entry.
    for (const listener of this.listeners) listener();
    sessionStorage.setItem(KEY, JSON.stringify(this.entries));
  }
}
