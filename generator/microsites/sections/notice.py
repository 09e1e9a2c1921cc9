from __future__ import annotations

from typing import ClassVar, Literal

from microsites.content.blocks import Section
from microsites.content.fields import Link, Markdown
from microsites.content.moments import Date


class Notice(Section):
    """Something that the visitor must know before reading on."""

    summary: ClassVar[str] = "A boxed message: information, important, or warning."

    type: Literal["notice"]
    level: Literal["info", "important", "warning"] = "info"
    """``info``: good to know.  ``important``: must be known.  ``warning``: something may go wrong."""
    body: Markdown
    """What is to be said; the first sentence says the most."""
    date: Date | None = None
    """Of which day it is."""
    link: Link | None = None
    """Where more is said."""
