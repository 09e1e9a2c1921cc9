from __future__ import annotations

from typing import ClassVar, Literal

from microsites.content.blocks import Section
from microsites.content.fields import Markdown, Picture


class RichText(Section):
    """Running text, with a picture beside it where there is one."""

    summary: ClassVar[str] = "Running text in Markdown, optionally with a picture beside it."

    type: Literal["rich_text"]
    body: Markdown
    """The text.  Its headings start at ``###``."""
    picture: Picture | None = None
    """Beside the text."""
    picture_side: Literal["left", "right"] = "right"
    """On which side of the text the picture stands."""
