"""Characters in the text of a page that do not reach every reader."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from microsites.check.findings import Observation, Spot, shortened
from microsites.check.parser import Node, Root, passages

PLATFORM = (
    "\u2460-\u24ff\u2776-\u2793\u2160-\u217f\u2116\u2121\u3220-\u3247\u3280-\u3296\u3298\u329a-\u32bf\u32cc-\u33ff"
)
"""As in a class of a regular expression: numbers, words and units in one character, none of them in JIS X 0208.

㊗ and ㊙ are left out: they are emoji.
"""

HALF_WIDTH = "\uff66-\uff9f"
"""The same for half-width katakana (JIS X 0201)."""

REPLACEMENT = "\ufffd"
PRIVATE = "\ue000-\uf8ff"
"""The same for characters that everybody may use as they please (Unicode Standard, 23.5), as far as they are common."""

LEAD = "縺繝ã"
"""What the first byte of a kana becomes where UTF-8 is read as Shift_JIS or as Latin-1."""

_KNOWN = f"{PLATFORM}{HALF_WIDTH}{PRIVATE}{REPLACEMENT}{LEAD}"
_ORDINARY = re.compile(f"[^{_KNOWN}]*+")
"""What stands before the first of them.  To match this takes a sixth of the time of a search for what ends it."""
BEYOND = "\U000f0000-\U000ffffd\U00100000-\U0010fffd"
"""The other private characters.  They are looked for in the few texts that have characters beyond the first plane."""

_BEYOND = re.compile(f"[{BEYOND}]")
_WANTED = re.compile(f"[{_KNOWN}{BEYOND}]")
_PRIVATE_ALONE = re.compile(rf"\s*[{PRIVATE}{BEYOND}]+\s*\Z")
_SHOWN_AS_IT_IS = "code,pre,samp,kbd,script,style,textarea,svg"
"""Where a character is shown, not said."""

_ICONS = frozenset({"i", "span", "em", "b", "strong", "a", "button", "small", "label"})
_UNSAID = '[aria-hidden="true"],[role="img"]'


def columns(text: str) -> int:
    """How wide a text is in half-width letters: a Japanese one takes two (Unicode, UAX #11: W and F)."""
    composed = unicodedata.normalize("NFC", text)
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in composed)


@dataclass(frozen=True, slots=True)
class Passage:
    """A text without markup."""

    text: str
    tag: str
    """The element around it."""
    number: int
    """Which of the elements with this name."""
    is_icon: bool = False
    """It is no text, but a sign of an icon font."""


def told_once(page: str, subject: str, found: Sequence[tuple[Passage, str]]) -> Iterator[Observation]:
    """One observation for a page, at the first of the passages that were ``found``, with all texts that are to be shown."""
    if found:
        passage = found[0][0]
        data = {"shown": shortened("、".join(dict.fromkeys(text for _, text in found)))}
        yield Observation(subject, page, data, Spot(passage.tag, number=passage.number))


def suspicious_passages(root: Root) -> tuple[Passage, ...]:
    """The texts that hold one of these characters.  Most pages have none, and only their text is searched, once."""
    if not any(_is_suspicious(body.text) for body in root.find_all("body")):
        return ()
    found = []
    numbers: dict[str, dict[Node, int]] = {}
    for node, text in passages(root, _WANTED, _SHOWN_AS_IT_IS):
        if node.tag not in numbers:
            numbers[node.tag] = {each: number for number, each in enumerate(root.find_all(node.tag))}
        found.append(Passage(text, node.tag, numbers[node.tag].get(node, 0), _is_icon(node, text)))
    return tuple(found)


def _is_suspicious(text: str) -> bool:
    match = _ORDINARY.match(text)
    if match is not None and match.end() < len(text):
        return True
    has_beyond = len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text)
    return has_beyond and _BEYOND.search(text) is not None


def _is_icon(node: Node, text: str) -> bool:
    """Whether a text is what icon fonts need: signs alone in an element of their own, or hidden from screen readers."""
    if node.tag in _ICONS and _PRIVATE_ALONE.match(text) and _PRIVATE_ALONE.match(node.text):
        return True
    return node.closest(_UNSAID) is not None
