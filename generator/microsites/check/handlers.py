"""Code in attributes: ``onclick="…"``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from microsites.check.documents import Handler
from microsites.check.encoding import Decoded
from microsites.check.parser import Root

_HANDLER = re.compile(rb"on(?<=[\s\"'/]on)[A-Za-z]{3,24}\s*=")
_LOUD_HANDLER = re.compile(rb"O[Nn](?<=[\s\"'/]O[Nn])[A-Za-z]{3,24}\s*=")
"""They begin with fixed letters, and only then look back: so they are found fast."""

_EVENTS = frozenset(
    {
        "abort", "afterprint", "animationcancel", "animationend", "animationiteration", "animationstart", "auxclick",
        "beforeinput", "beforematch", "beforeprint", "beforetoggle", "beforeunload", "begin", "blur", "cancel", "canplay",
        "canplaythrough", "change", "click", "close", "command", "contextmenu", "copy", "cuechange", "cut", "dblclick",
        "drag", "dragend", "dragenter", "dragleave", "dragover", "dragstart", "drop", "durationchange", "emptied", "end",
        "ended", "error", "focus", "focusin", "focusout", "formdata", "fullscreenchange", "gotpointercapture",
        "hashchange", "input", "invalid", "keydown", "keypress", "keyup", "languagechange", "load", "loadeddata",
        "loadedmetadata", "loadstart", "lostpointercapture", "message", "mousedown", "mouseenter", "mouseleave",
        "mousemove", "mouseout", "mouseover", "mouseup", "mousewheel", "offline", "online", "pagehide", "pageshow",
        "paste", "pause", "play", "playing", "pointercancel", "pointerdown", "pointerenter", "pointerleave",
        "pointermove", "pointerout", "pointerover", "pointerup", "popstate", "progress", "ratechange", "repeat", "reset",
        "resize", "scroll", "scrollend", "search", "securitypolicyviolation", "seeked", "seeking", "select",
        "selectionchange", "selectstart", "slotchange", "stalled", "storage", "submit", "suspend", "timeupdate", "toggle",
        "touchcancel", "touchend", "touchmove", "touchstart", "transitioncancel", "transitionend", "transitionrun",
        "transitionstart", "unload", "volumechange", "waiting", "wheel",
    }
)  # fmt: skip
"""What an attribute may name behind ``on`` (WHATWG HTML, 8.1.8.2; Pointer Events; CSS Animations and Transitions; SVG 2)."""


def handlers(root: Root, source: Decoded) -> Iterator[Handler]:
    """All code in attributes that a browser runs when something happens."""
    found = [*_HANDLER.findall(source.data), *_LOUD_HANDLER.findall(source.data)]
    names = {name for each in found if (name := each[:-1].rstrip().lower().decode())[2:] in _EVENTS}
    if not names:
        return
    seen: Counter[tuple[str, str, str]] = Counter()
    for name in sorted(names):
        for node in root.select(f"[{name}]"):
            if code := node.attr(name):
                yield Handler(node.tag, name, code, number_of(seen, node.tag, name, code))


def number_of(seen: Counter[tuple[str, str, str]], tag: str, attribute: str, value: str) -> int:
    """Which of the elements with this tag, attribute and value comes next; ``seen`` counts them."""
    seen[tag, attribute, value] += 1
    return seen[tag, attribute, value] - 1
