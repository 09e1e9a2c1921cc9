"""Sets a line of Japanese display text by the rules of the craft: where it may break, how tight it stands, how large it fits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

# JIS X 4051 and the W3C's requirements for Japanese text layout, small kana and long vowels included.
NO_START = frozenset(
    "、。，．,.・：；:;？！?!‼⁇⁈⁉‐゠–〜～ー々〻ゝゞヽヾぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
    "）)〕]］｝}〉》」』】〙〗〟’”»％%℃‰°′″"
)
"""No line starts with these."""
NO_END = frozenset("（([〔［｛{〈《「『【〘〖〝‘“«￥¥＄$£＃#〒№")
"""No line ends with these."""

_OPENING = frozenset("（〔［｛〈《「『【〘〖〝")
_CLOSING = frozenset("、。，．）〕］｝〉》」』】〙〗〟")
_HALF = 0.5
_TIGHT = 0.25
"""How much narrower than a full square brackets and commas stand in display text."""

_WHOLE = 0.85
"""A title may be this much smaller if that keeps it in one line."""

ELLIPSIS = "…"

_ACCENTED = re.compile(r"[^\W\d_][\u0300-\u036f\u3099\u309a]+")
_UNIT = re.compile(r"\s+|[^\s\u2e80-\U0010ffff]+|[ァ-ヺー]+|[\u2e80-\U0010ffff]")
_COMPOUND = re.compile(r"[\u3400-\u9fff々]{2}")
# Where the script changes, a word may: katakana is one, and so are two ideographs after two hiragana (after one they
# go on: 空き店舗), or one ideograph after three.
_WORD_END = re.compile(r"[ぁ-ゖ]{2}|[ァ-ヺー]$|[\u3400-\u9fff々]{2}")
_WORD_START = re.compile(r"[ァ-ヺ]|[\u3400-\u9fff]{2}")
_WORD_MIDDLE = re.compile(r"[ぁ-ゖ]{3}[\u3400-\u9fff]")


def clean(text: str) -> str:
    """``text`` as it can be drawn: no controls, no invisible marks, single spaces, accents on their letters."""
    # Not the whole text is normalized: that would turn the 﨑 and 神 of names (U+FA19) into other characters.
    composed = _ACCENTED.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)
    visible = (" " if char.isspace() else char for char in composed if char.isspace() or not _invisible(char))
    return re.sub(r" {2,}", " ", "".join(visible)).strip()


def _invisible(char: str) -> bool:
    selector = "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
    return selector or unicodedata.category(char) in ("Cc", "Cf", "Cs")


class Break(IntEnum):
    """How good a place for a line break is."""

    LETTER = 0
    """Between any two characters that do not cling to each other."""
    WORD = 1
    """Between parts of a compound, as far as the script shows it: 実証実験｜プロジェクト."""
    PHRASE = 2
    """Between phrases, or at a space."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Text that no line break may split: a character with what clings to it, a western or a katakana word."""

    text: str
    after: Break


def units(phrases: Sequence[str]) -> tuple[Unit, ...]:
    """The units of a title; ``phrases`` are its parts, in order."""
    text = "".join(phrases)
    ends = {len(text)}
    for phrase in reversed(phrases[1:]):
        ends.add(min(ends) - len(phrase))
    made: list[Unit] = []
    for match in _UNIT.finditer(text):
        part, end = match[0], match.end()
        after = Break.PHRASE if part.isspace() else _break(text, end, end in ends)
        # A space behind an opening bracket is no place to break, either.
        if made and (part.isspace() or part[0] in NO_START or made[-1].text.rstrip()[-1:] in NO_END):
            made[-1] = Unit(made[-1].text + part, after)
        else:
            made.append(Unit(part, after))
    return tuple(made)


def _break(text: str, at: int, ends_phrase: bool) -> Break:
    if ends_phrase:
        return Break.PHRASE
    between = _WORD_END.search(text, max(at - 2, 0), at) and _WORD_START.match(text, at, at + 2)
    compound = _COMPOUND.fullmatch(text, at - 1, at + 1)
    return (
        Break.WORD
        if (between and not compound) or _WORD_MIDDLE.fullmatch(text, max(at - 3, 0), at + 1)
        else Break.LETTER
    )


@dataclass(frozen=True, slots=True)
class Style:
    """How text stands; both in squares of the type size (em)."""

    advance: Callable[[str], float]
    """How wide a character is."""
    tracking: float = 0.0
    """What is put between two characters."""

    def places(self, line: str) -> Iterator[tuple[float, str]]:
        """Every character of a line with where it starts, and last the line's end with ``""``."""
        at, before = 0.0, ""
        for char in line:
            width = self.advance(char)
            at -= _overlap(before, char) if width > 0.9 else 0.0
            yield at, char
            at += width + self.tracking
            before = char
        yield at - self.tracking, ""

    def width(self, line: str) -> float:
        """How wide a line is, without the white half of a comma at its end."""
        end = max((at for at, _ in self.places(line)), default=0.0)
        return end - (_HALF if line and line[-1] in _CLOSING else 0.0)


def _overlap(before: str, char: str) -> float:
    """How far ``char`` moves into the white half of its neighbour, or its own."""
    if char in _OPENING:
        return _HALF if not before or before in _CLOSING or before in _OPENING else _TIGHT
    if char in _CLOSING:
        return _HALF if before in _CLOSING else 0.0
    return _TIGHT if before in _CLOSING else 0.0


@dataclass(frozen=True, slots=True)
class Setting:
    """A text set into a box."""

    size: int
    lines: tuple[str, ...]
    leading: float
    """From one baseline to the next, in pixels."""

    @property
    def height(self) -> float:
        """Of all lines, in pixels."""
        return self.leading * len(self.lines)


@dataclass(frozen=True, slots=True)
class Box:
    """Where a text must fit in, and how large it may be."""

    width: float
    height: float
    sizes: tuple[int, ...]
    """In pixels, largest first."""
    leading: float
    """As a multiple of the size."""
    good: int
    """Down to this size, words are broken rather than the text made smaller; below, it is the other way round."""


def _split(unit: str, width: float, style: Style) -> Iterator[str]:
    """A unit that is wider than a line, cut."""
    piece = ""
    for char in unit:
        if piece and style.width(piece + char) > width:
            yield piece
            piece = ""
        piece += char
    yield piece


def _broken(parts: Sequence[str], width: float, style: Style) -> tuple[str, ...] | None:
    """Lines as full as can be; None if a part is wider than a line."""
    lines, line = [], ""
    for part in parts:
        if line and style.width((line + part).rstrip()) > width:
            lines.append(line.rstrip())
            line = part
        else:
            line += part
        if style.width(line.rstrip()) > width:
            return None
    return (*lines, line.rstrip())


def _even(parts: Sequence[str], width: float, count: int, style: Style) -> tuple[str, ...]:
    """The same number of lines, as even as can be: the narrowest width that still gives no more."""
    low, high = width / 2, width
    best = _broken(parts, width, style)
    for _ in range(7):
        middle = (low + high) / 2
        lines = _broken(parts, middle, style)
        if lines is None or len(lines) > count:
            low = middle
        else:
            best, high = lines, middle
    assert best is not None
    return best


def _parts(text: Sequence[Unit], least: Break) -> list[str]:
    """The pieces between breaks that are at least so good; a last piece of one character joins the one before."""
    parts, part = [], ""
    for unit in text:
        part += unit.text
        if unit.after >= least:
            parts.append(part)
            part = ""
    parts += [part] if part else []
    while len(parts) > 1 and least > Break.LETTER and len(parts[-1]) == 1:
        parts[-2:] = [parts[-2] + parts[-1]]
    return parts


def fit(phrases: Sequence[str], box: Box, style: Style) -> Setting:
    """Set a title as large as ``box`` allows, broken between phrases where that is possible, else between words.

    What does not fit even at the smallest size ends with an ellipsis.
    """
    text = units(phrases)
    smallest = box.sizes[-1]
    for least, floor in (
        (Break.PHRASE, box.good),
        (Break.WORD, box.good),
        (Break.PHRASE, box.good * 0.7),
        (Break.WORD, smallest),
        (Break.LETTER, smallest),
    ):
        parts = _parts(text, least)
        sizes = [size for size in box.sizes if size >= floor]
        for size in sizes:
            lines = _broken(parts, box.width / size, style)
            if lines is not None and len(lines) <= box.height // (size * box.leading):
                return _in_one_line(parts, size, sizes, box, style) or Setting(
                    size, _even(parts, box.width / size, len(lines), style), size * box.leading
                )
    return _cut(text, box, style)


def _in_one_line(parts: Sequence[str], size: int, sizes: Sequence[int], box: Box, style: Style) -> Setting | None:
    """A short title stays whole where that takes a few pixels: 夜のいちご狩り is not two lines for a larger type."""
    line = "".join(parts).strip()
    fitting = (each for each in sizes if size * _WHOLE <= each <= size and style.width(line) <= box.width / each)
    largest = next(fitting, None)
    return Setting(largest, (line,), largest * box.leading) if largest is not None else None


def _cut(text: Sequence[Unit], box: Box, style: Style) -> Setting:
    """As much as fits at the smallest size; words that are wider than a line are cut too."""
    size = box.sizes[-1]
    width = box.width / size
    rows = max(1, int(box.height // (size * box.leading)))
    lines = _broken([piece for unit in text for piece in _split(unit.text, width, style)], width, style) or ()
    if len(lines) > rows:
        last = lines[rows - 1]
        while last and style.width(last + ELLIPSIS) > width:
            last = last[:-1]
        lines = (*lines[: rows - 1], last + ELLIPSIS)
    return Setting(size, lines, size * box.leading)
