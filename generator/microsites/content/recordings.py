"""Videos and recordings that lie on the site: which files play, and what people who cannot hear or see them need."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Literal

from microsites.content import shapes
from microsites.content.fields import Reference
from microsites.content.refusal import refused
from microsites.i18n.message import _

VIDEO = (".mp4", ".webm")
AUDIO = (".mp3", ".m4a", ".ogg", ".wav")
"""What all browsers of today play."""


CAPTIONS = (".vtt",)


def video_rules(field: str) -> tuple[shapes.Shape, ...]:
    """A video in ``field`` needs captions."""
    return (shapes.needs(shapes.given(field, shapes.file_of_kind(*VIDEO)), "captions"),)


def recording_rules(field: str) -> tuple[shapes.Shape, ...]:
    """A recording in ``field`` needs a transcript; captions are a file that a browser can read."""
    return (
        shapes.needs(shapes.given(field, shapes.file_of_kind(*AUDIO)), "transcript"),
        {"properties": {"captions": shapes.file_of_kind(*CAPTIONS)}},
    )


def player_of(reference: Reference | None) -> Literal["audio", "video"] | None:
    """What plays the file on the page; None for what lies elsewhere and for other files."""
    suffix = PurePosixPath(reference.asset).suffix.lower() if reference is not None and reference.asset else ""
    return "audio" if suffix in AUDIO else "video" if suffix in VIDEO else None


def check_kind(value: Reference | None, suffixes: tuple[str, ...]) -> None:
    """Raises PydanticCustomError unless ``value`` is a file of the site that ends in one of ``suffixes``, or None."""
    if value is not None and (value.asset is None or PurePosixPath(value.asset).suffix.lower() not in suffixes):
        endings = ", ".join(suffixes)
        raise refused(_("must be a file of this site that ends in {suffixes}: write 'asset: NAME'", suffixes=endings))


def check_alternatives(
    file: Reference | None, captions: Reference | None, transcript: str | None, *, silent: bool | None = None
) -> None:
    """WCAG 2.2: captions (1.2.2) and an alternative for sound alone (1.2.1).  Raises PydanticCustomError.

    ``silent`` is None where that cannot be said.
    """
    player = player_of(file)
    if player == "video" and captions is None and not silent:
        if silent is None:
            raise refused(_("a video needs 'captions' (a .vtt file)"))
        raise refused(_("a video needs 'captions' (a .vtt file), or 'silent: true' if nothing is to be heard"))
    if player == "audio" and transcript is None:
        raise refused(_("a recording needs 'transcript': some visitors cannot hear it"))
