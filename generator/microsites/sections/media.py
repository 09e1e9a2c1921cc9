from __future__ import annotations

from pathlib import PurePosixPath
from typing import ClassVar, Literal

from pydantic import field_validator, model_validator
from pydantic_core import PydanticCustomError

from microsites.content.blocks import Section
from microsites.content.fields import Flag, Link, Markdown, Picture, Reference, Text

VIDEO = (".mp4", ".webm")
AUDIO = (".mp3", ".m4a", ".ogg", ".wav")
"""What all browsers of today play."""


def _file_of_kind(value: Reference | None, suffixes: tuple[str, ...]) -> None:
    if value is not None and (value.asset is None or PurePosixPath(value.asset).suffix.lower() not in suffixes):
        message = "must be a file of this site that ends in {suffixes}: write 'asset: NAME'"
        raise PydanticCustomError("media_file", message, {"suffixes": ", ".join(suffixes)})


class Media(Section):
    """A video or a recording: a file of one's own, or a card that leads to where it can be seen.

    Nothing plays by itself, and nothing is fetched from a video platform: that would tell it of every visitor.
    """

    summary: ClassVar[str] = "A video or recording with captions and transcript, or a card that leads to one elsewhere."

    type: Literal["media"]
    heading: Text
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
        _file_of_kind(value, (*VIDEO, *AUDIO))
        return value

    @field_validator("captions")
    @classmethod
    def _is_webvtt(cls, value: Reference | None) -> Reference | None:
        _file_of_kind(value, (".vtt",))
        return value

    @property
    def is_video(self) -> bool:
        """Whether the file is a video, not a recording."""
        suffix = PurePosixPath(self.file.asset).suffix.lower() if self.file and self.file.asset else ""
        return suffix in VIDEO

    @model_validator(mode="after")
    def _can_be_followed(self) -> Media:
        """WCAG 2.2: captions (1.2.2) and an alternative for sound alone (1.2.1)."""
        if (self.file is None) == (self.outside is None):
            raise PydanticCustomError("media_source", "needs exactly one of file, outside")
        if self.outside is not None and self.outside.url is None:
            raise PydanticCustomError("media_outside", "'outside' is a video elsewhere: write 'url: https://…'")
        if self.outside is not None and self.poster is None:
            raise PydanticCustomError("media_poster", "'outside' needs 'poster', a picture of one's own")
        if self.file is not None and self.is_video and self.captions is None and not self.silent:
            message = "a video needs 'captions' (a .vtt file), or 'silent: true' if nothing is to be heard"
            raise PydanticCustomError("media_captions", message)
        if self.file is not None and not self.is_video and self.transcript is None:
            raise PydanticCustomError(
                "media_transcript", "a recording needs 'transcript': some visitors cannot hear it"
            )
        return self
