from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import field_validator, model_validator

from microsites.content import shapes
from microsites.content.blocks import Section
from microsites.content.fields import Flag, Link, Markdown, Picture, Reference, Text
from microsites.content.recordings import (
    AUDIO,
    CAPTIONS,
    VIDEO,
    check_alternatives,
    check_kind,
    player_of,
    recording_rules,
    video_rules,
)
from microsites.content.refusal import refused
from microsites.i18n.message import _


class Media(Section):
    """A video or a recording: a file of one's own, or a card that leads to where it can be seen.

    Nothing plays by itself, and nothing is fetched from a video platform: that would tell it of every visitor.
    """

    constraints: ClassVar[tuple[shapes.Shape, ...]] = (
        *shapes.exactly_one("file", "outside"),
        shapes.needs(shapes.given("outside"), "poster"),
        {"properties": {"outside": {"required": ["url"]}, "file": shapes.file_of_kind(*VIDEO, *AUDIO)}},
        *recording_rules("file"),
        {
            "if": {"not": shapes.given("silent", {"const": True})},
            "then": {"allOf": [*video_rules("file")]},
        },
    )

    summary: ClassVar[str] = "A video or recording with captions and transcript, or a card that leads to one elsewhere."

    type: Literal["media"]
    heading: Text
    """Also the name of the video or recording."""
    file: Reference | None = None
    """The video (``{asset: media/farm.mp4}``, .mp4 or .webm) or recording (.mp3, .m4a, .ogg, .wav)."""
    outside: Link | None = None
    """Instead of a file: where it can be seen, ``{label: YouTubeで見る（4分12秒）, url: …}``."""
    poster: Picture | None = None
    """What is shown before it plays; needed for what is elsewhere."""
    captions: Reference | None = None
    """Subtitles of a video, ``{asset: media/farm.vtt}``."""
    silent: Flag = False
    """``true`` for a video without speech or sounds that matter: it needs no captions."""
    duration: Text | None = None
    """``4分12秒``."""
    transcript: Markdown | None = None
    """What is said, and what is to be seen; needed for a recording."""

    @field_validator("file")
    @classmethod
    def _plays(cls, value: Reference | None) -> Reference | None:
        check_kind(value, (*VIDEO, *AUDIO))
        return value

    @field_validator("captions")
    @classmethod
    def _is_webvtt(cls, value: Reference | None) -> Reference | None:
        check_kind(value, CAPTIONS)
        return value

    @property
    def is_video(self) -> bool:
        """Whether the file is a video, not a recording."""
        return player_of(self.file) == "video"

    @model_validator(mode="after")
    def _can_be_followed(self) -> Media:
        if (self.file is None) == (self.outside is None):
            raise refused(_("needs exactly one of file, outside"))
        if self.outside is not None and self.outside.url is None:
            raise refused(_("'outside' is a video elsewhere: write 'url: https://…'"))
        if self.outside is not None and self.poster is None:
            raise refused(_("'outside' needs 'poster', a picture of one's own"))
        check_alternatives(self.file, self.captions, self.transcript, silent=self.silent)
        return self
