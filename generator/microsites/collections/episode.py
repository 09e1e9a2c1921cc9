from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, Strict, field_validator, model_validator

from microsites.content import shapes
from microsites.content.blocks import Entry, Listing, fiscal_year
from microsites.content.fields import Link, Markdown, Reference, Text
from microsites.content.moments import Date
from microsites.content.recordings import (
    CAPTIONS,
    check_alternatives,
    check_kind,
    player_of,
    recording_rules,
    video_rules,
)


class Episode(Entry):
    """A talk to listen to or to watch, numbered, with what was said in writing."""

    constraints: ClassVar[tuple[shapes.Shape, ...]] = (*recording_rules("media"), *video_rules("media"))

    summary: ClassVar[str] = "A numbered talk: guests, audio or video, duration, and what was said in writing."

    number: Annotated[int, Strict(), Field(ge=1, le=9999)]
    """Which talk it is; the latest comes first."""
    date: Date
    """When it was published."""
    guests: tuple[Text, ...] = Field(default=(), max_length=12)
    """Who talks: ``木内さん（木工所）``."""
    minutes: Annotated[int, Strict(), Field(ge=1, le=600)]
    """How long it takes."""
    media: Link
    """Where it is heard or seen: a file below ``assets/`` (played on the page) or an address outside."""
    captions: Reference | None = None
    """Subtitles of a video, ``{asset: media/farm.vtt}``."""
    transcript: Markdown | None = None
    """What was said, in writing: for those who cannot or do not want to listen.  Its headings start at ``###``."""

    @property
    def player(self) -> Literal["audio", "video"] | None:
        """What plays it on the page; None for what lies elsewhere and for other files."""
        return player_of(self.media)

    @field_validator("captions")
    @classmethod
    def _is_webvtt(cls, value: Reference | None) -> Reference | None:
        check_kind(value, CAPTIONS)
        return value

    @model_validator(mode="after")
    def _can_be_followed(self) -> Episode:
        check_alternatives(self.media, self.captions, self.transcript)
        return self

    def listing(self) -> Listing:
        """Latest number first."""
        meta = (f"第{self.number}回", f"{self.minutes}分")
        return Listing((-self.number,), self.date, meta, fiscal_year=fiscal_year(self.date))
