from __future__ import annotations

from typing import ClassVar, Literal

from microsites.content.blocks import Section
from microsites.content.fields import Date, Link, Markdown


class Notice(Section):
    """Something that the visitor must know before reading on."""

    summary: ClassVar[str] = "A boxed message: information, important, or warning."

    type: Literal["notice"]
    level: Literal["info", "important", "warning"] = "info"
    body: Markdown
    date: Date | None = None
    link: Link | None = None
