"""Finds everything in a validated model that other rooms look for: once, when the page is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from microsites.content.blocks import Entry, Section
from microsites.content.fields import MarkdownText, Model
from microsites.content.yaml_reader import Path

ENTRY_SECTION = "entry"
"""Stands for the section of what belongs to an entry itself: its anchor, and part of ``data-track-id``."""


class Part(NamedTuple):
    """A nested model or a Markdown text, and where it stands."""

    section: str
    """Id of the section that holds it, or :data:`ENTRY_SECTION`."""
    path: Path
    """Way to it in the YAML."""
    value: Model | MarkdownText


_PLAIN = frozenset({str, int, float, bool, type(None)})


def walk(value: Any, path: Path = ()) -> Iterator[tuple[Path, Model | MarkdownText]]:
    """Yield ``(path, part)`` for every nested model and Markdown text, outermost first, in the file's order."""
    if isinstance(value, Model):
        yield path, value
        # A frozen model's __dict__ holds its fields in order; most are plain text and need no call.
        for name, inner in value.__dict__.items():
            if type(inner) not in _PLAIN:
                yield from walk(inner, (*path, name))
    elif isinstance(value, MarkdownText):
        yield path, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            if type(item) not in _PLAIN:
                yield from walk(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            if type(item) not in _PLAIN:
                yield from walk(item, (*path, key))


def page_parts(
    sections: tuple[Section, ...], entry: Entry | None, sections_path: Path = ("sections",)
) -> tuple[Part, ...]:
    """The parts of a page: its entry's, then each section's."""
    of_entry = (Part(ENTRY_SECTION, path, value) for path, value in walk(entry)) if entry is not None else ()
    of_sections = (
        Part(section.id, path, value)
        for number, section in enumerate(sections)
        for path, value in walk(section, (*sections_path, number))
    )
    return (*of_entry, *of_sections)
