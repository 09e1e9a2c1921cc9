from __future__ import annotations

from pathlib import PurePosixPath
from typing import Annotated, ClassVar, Literal

from pydantic import Field, Strict

from microsites.content.blocks import Entry, Listing, fiscal_year
from microsites.content.fields import Date, Link, Markdown, Text

_VIDEO = frozenset({".mp4", ".webm"})
_AUDIO = frozenset({".mp3", ".m4a", ".ogg", ".opus", ".wav"})


class Episode(Entry):
    """A talk to listen to or to watch, numbered, with what was said in writing."""

    summary: ClassVar[str] = "A numbered talk: guests, audio or video, duration, and what was said in writing."

    number: Annotated[int, Strict(), Field(ge=1, le=9999)]
    date: Date
    """When it was published."""
    guests: tuple[Text, ...] = Field(default=(), max_length=12)
    """Who talks: ``木内さん（木工所）``."""
    minutes: Annotated[int, Strict(), Field(ge=1, le=600)]
    """How long it takes."""
    media: Link
    """Where it is heard or seen: a file below ``assets/`` (played on the page) or an address outside."""
    transcript: Markdown | None = None
    """What was said, in writing: for those who cannot or do not want to listen.  Its headings start at ``###``."""

    @property
    def player(self) -> Literal["audio", "video"] | None:
        """What plays it on the page; None for what lies elsewhere and for other files."""
        suffix = PurePosixPath(self.media.asset or "").suffix.lower()
        return "audio" if suffix in _AUDIO else "video" if suffix in _VIDEO else None

    def listing(self) -> Listing:
        """Latest number first."""
        meta = (f"第{self.number}回", f"{self.minutes}分")
        return Listing((-self.number,), self.date, meta, fiscal_year=fiscal_year(self.date))
