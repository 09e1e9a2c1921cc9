"""Readings above characters in Python-Markdown: ``{漢字|かんじ}`` outside code.

A table is cut at every ``|`` before anything inside a line is looked at.  So the one of a reading is another character
while Markdown works, and what is not set as ruby in the end (code) gets it back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.util import AtomicString

from microsites.content.ruby import RUBY, readings

if TYPE_CHECKING:
    import markdown

_BAR = "\ufdd0"
"""Stands for ``|`` in a reading; Unicode keeps this character free for the use inside a program."""

_BEFORE_LINKS_ARE_MADE, _AFTER_LINKS, _LAST = 22, 75, -10
"""Places among Python-Markdown's own steps: below fenced code (25); below links and pictures (150); the end."""


def joined(text: str) -> str:
    """``text`` as its editor typed it."""
    return text.replace(_BAR, "|")


class _SetApart(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return [RUBY.sub(lambda found: found[0].replace("|", _BAR), line) if "{" in line else line for line in lines]


class _Ruby(InlineProcessor):
    # The library's own interface has other types than its patterns' base class.
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int | None, int | None]:  # type: ignore[override]  # noqa: ARG002, N802
        found = RUBY.fullmatch(joined(m[0]))
        if found is None:
            return None, None, None
        ruby = Element("ruby")
        last: Element | None = None
        for base, reading in readings(*found.groups()):
            if last is None:
                ruby.text = AtomicString(base)
            else:
                last.tail = AtomicString(base)
            SubElement(ruby, "rp").text = "（"
            SubElement(ruby, "rt").text = AtomicString(reading)
            last = SubElement(ruby, "rp")
            last.text = "）"
        return ruby, m.start(0), m.end(0)


class _PutBack(Postprocessor):
    def run(self, text: str) -> str:
        return joined(text)


def add_ruby(md: markdown.Markdown) -> None:
    """Teach ``md`` to set readings."""
    md.preprocessors.register(_SetApart(md), "microsites_ruby_apart", _BEFORE_LINKS_ARE_MADE)
    pattern = rf"\{{[^{{}}\n]{{1,60}}{_BAR}[^{{}}\n]{{1,120}}\}}"
    md.inlinePatterns.register(_Ruby(pattern, md), "microsites_ruby", _AFTER_LINKS)
    md.postprocessors.register(_PutBack(md), "microsites_ruby_back", _LAST)
