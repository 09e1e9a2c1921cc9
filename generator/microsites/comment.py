"""What happened to a change, as a comment on it: Markdown that GitHub and GitLab show to whoever edits there.

What a file says is shown as code or as plain words, so that nothing in it becomes markup, a mention or a link.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from microsites.forge_markdown import REFERENCE, code, fence, line
from microsites.i18n.catalogue import Catalogue
from microsites.i18n.message import Message, _, ngettext, verbatim
from microsites.shown import shown

MARKER = "<!-- microsites -->"
"""By which CI knows the comment that it wrote last time."""

MAX_LENGTH = 65_536
"""Characters, counted in UTF-16: what GitHub takes; GitLab takes a million, which nobody reads."""

_ROOM_FOR_ENDS = 1000
"""Kept for the sentences that say what was left out."""
_MAX_VALUE = 200
_MAX_TEXT = 1000


@dataclass(frozen=True, slots=True)
class Change:
    """The change that is commented on, as far as it is known."""

    files: str = ""
    """The address below which the forge shows its files, with ``/`` at the end."""
    preview: str = ""
    """Where it can be looked at."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to look at."""

    file: str
    """Relative to the folder that the command runs in; empty if none is meant."""
    line: int
    """From 1; 0 if the whole file is meant."""
    is_edited: bool
    """The file is one of the change's, not one that was built."""
    sign: str
    message: str
    hint: str
    code: str
    details: tuple[str, ...] = ()
    """What else is known: who answers for it, where else it shows."""
    quoted: tuple[str, str] | None = None
    """The line of the file, and the line with the mark."""


@dataclass(frozen=True, slots=True)
class Section:
    """What belongs together."""

    heading: str
    """Empty if it needs none."""
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Comment:
    """What is to be said, the most important first."""

    sentence: str
    figures: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    """What must be put right."""
    folded: tuple[Section, ...] = ()
    """What may be looked at."""
    facts: tuple[str, ...] = ()
    """How much is instrumented."""


def markdown(comment: Comment, change: Change, reader: Catalogue) -> str:
    """The comment, which is never longer than :data:`MAX_LENGTH`."""
    return _Writer(change, reader).written(comment)


class _Writer:
    def __init__(self, change: Change, reader: Catalogue) -> None:
        self._change = change
        self._reader = reader
        self._parts: list[str] = []
        self._room = MAX_LENGTH - _ROOM_FOR_ENDS

    def written(self, comment: Comment) -> str:
        self._add(f"{MARKER}\n### {self._inline(comment.sentence)}\n\n")
        if comment.figures:
            self._add(f"{' · '.join(map(self._inline, comment.figures))}\n\n")
        if self._change.preview:
            words = self._inline(_("Look at the preview"))
            self._add(f"👀 **[{words}]({_address(self._change.preview)})**\n\n")
        left = self._sections(comment.sections)
        if comment.folded:
            count = sum(len(section.entries) for section in comment.folded)
            self._open(ngettext("{count} more thing to look at", "{count} more things to look at", count))
            left += self._sections(comment.folded)
            self._parts.append("</details>\n\n")
        if comment.facts and not left:
            self._open(_("How much of it is measured"))
            for fact in comment.facts:
                self._add(f"- {self._inline(fact)}\n")
            self._parts.append("\n</details>\n\n")
        if left:
            said = ngettext(
                "{count} more finding has no room here: it stands in the job's log.",
                "{count} more findings have no room here: they stand in the job's log.",
                left,
            )
            self._parts.append(f"{self._inline(said)}\n")
        return "".join(self._parts).rstrip("\n") + "\n"

    def _add(self, text: str) -> bool:
        size = len(text.encode("utf-16-le", "replace")) // 2
        if size > self._room:
            return False
        self._room -= size
        self._parts.append(text)
        return True

    def _open(self, summary: str) -> None:
        self._parts.append(f"<details>\n<summary>{escape(self._reader.say(summary))}</summary>\n\n")
        self._room -= len(self._parts[-1]) + len("\n</details>\n\n")

    def _sections(self, sections: tuple[Section, ...]) -> int:
        """Write as many entries as there is room for; returns how many there is none for."""
        left = 0
        for section in sections:
            place = None
            heading = f"#### {self._inline(section.heading)}\n\n" if section.heading else ""
            for entry in section.entries:
                here = entry.file, entry.line, entry.quoted
                is_there = not left and self._add(
                    heading + ("" if here == place else self._place(entry)) + self._said(entry)
                )
                left += not is_there
                heading, place = "", here
        return left

    def _place(self, entry: Entry) -> str:
        if not entry.file:
            return ""
        place = code(f"{entry.file}:{entry.line}" if entry.line else entry.file)
        if self._change.files and entry.is_edited and not entry.file.startswith(("/", "../")):
            line = f"#L{entry.line}" if entry.line else ""
            place = f"[{place}]({_address(self._change.files + quote(entry.file))}{line})"
        return f"**{place}**\n\n{_block(entry.line, entry.quoted)}"

    def _said(self, entry: Entry) -> str:
        hint = f"\\\n→ {self._inline(entry.hint)}" if entry.hint else ""
        details = " · ".join([code(entry.code), *map(self._inline, entry.details)])
        return f"{entry.sign} {self._inline(entry.message)}{hint}\\\n<sub>{details}</sub>\n\n"

    def _inline(self, text: str) -> str:
        """``text`` in the reader's language, on one line; what a file says in it as code."""
        said = self._reader.say(_marked(text) if isinstance(text, Message) else shown(text))
        return line(_shortened(_QUOTES.sub(r"\1", said), _MAX_TEXT))


_QUOTES = re.compile("[\"'「]" + "(\0[^\0]*\0)" + "[\"'」]")
"""Code needs no quotation marks."""

_WORDS = re.compile(r"[^\W_][\w \u3000・、。（）「」％～〜-]*+|[\d/.,:%+ -]+")
_IDENTIFIER = re.compile(r"[!-~]*[A-Za-z][!-~]*")


def _marked(text: Message) -> Message:
    """The same message; values that are to be shown as code stand between NUL characters."""
    return Message(text.template, {name: _marked_value(value) for name, value in text.values.items()}, text.plural)


def _marked_value(value: object) -> object:
    if isinstance(value, Message):
        return _marked(value)
    if not isinstance(value, str) or not value.strip():
        return value
    one_line = _shortened(shown(value.strip(" ")), _MAX_VALUE)
    harmless = _WORDS.fullmatch(one_line) and "_" not in one_line and not _IDENTIFIER.fullmatch(one_line)
    return one_line if harmless and not REFERENCE.search(one_line) else verbatim(f"\0{one_line}\0")


def _block(number: int, quoted: tuple[str, str] | None) -> str:
    if quoted is None:
        return ""
    line, mark = quoted
    marks = fence(line, 3)
    return f"{marks}text\n{number} | {line}\n{' ' * len(str(number))} | {mark}\n{marks}\n\n"


_ENDS_ADDRESS = re.compile(r"[\s()<>\[\]\\\"`]")


def _address(url: str) -> str:
    """An address in brackets: what could end it is percent-encoded."""
    return _ENDS_ADDRESS.sub(lambda match: quote(match[0], safe=""), url)


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"
