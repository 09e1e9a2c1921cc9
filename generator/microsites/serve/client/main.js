// The preview's part of a page: follows what is saved, shows what is wrong, and what would be measured.
// Everything that it shows lies in a shadow root beside the body; nothing is written into the page itself.
import { Bar } from "./bar.js";
import { Overlay } from "./overlay.js";
import { Panel } from "./panel.js";
import { keepPlace, restorePlace } from "./place.js";
import { Journal } from "./journal.js";

const tag = document.getElementById("microsites-preview");
const { site, path, digest } = tag.dataset;
const here = new URLSearchParams({ site, path });

const restored = restorePlace();
const journal = new Journal(site + "/" + path);
document.addEventListener("microsites:track", ({ detail }) => journal.event(detail));

const get = async (address) => (await fetch(address)).text();
const [css, text] = await Promise.all([get("/-/client/preview.css"), get("/-/page.json?" + here)]);
const data = JSON.parse(text);
if (data.measured && !restored) journal.view();
const host = document.createElement("microsites-preview");
const root = host.attachShadow({ mode: "open" });
const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
root.adoptedStyleSheets = [sheet];
host.lang = data.language;

const overlay = new Overlay(data);
const panel = site ? new Panel(data, journal) : null;
const bar = new Bar(data, site, overlay, panel);
root.append(...(panel ? panel.parts : []), overlay.element, bar.element);
document.documentElement.append(host);
restored?.settle();

// Only a page that is seen holds a connection: a browser opens six to one address, and people open more tabs than that.
let source;
const follow = () => {
  source = new EventSource(`/-/events?${here}&digest=${digest}`);
  source.onmessage = ({ data: message }) => {
    const state = JSON.parse(message);
    if (state.changed) {
      source.close();
      keepPlace();
      location.reload();
      return;
    }
    bar.show(state);
    overlay.show(state);
  };
  source.onerror = () => bar.lost();
};
const look = () => {
  source?.close();
  if (document.visibilityState === "visible") follow();
};
document.addEventListener("visibilitychange", look);
addEventListener("pagehide", () => source?.close());
addEventListener("pageshow", ({ persisted }) => persisted && look());
look();
