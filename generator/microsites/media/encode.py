"""From pixels to the files of a page: AVIF or WebP in widths that fit, one JPEG or PNG for all other browsers.

What is chosen here was measured: ``benchmarks/picture_formats.py``.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image as ImageType

WIDTHS = (320, 500, 800, 1250, 1920)
"""In pixels.  Each is at most 1.6 times the one before: no visitor loads much more than what is shown.

A telephone of 390 pixels, whole width: 800 with two dots a pixel, 1,250 with three."""
COMPARED_WIDTHS = (800, 1250)
"""Where AVIF and WebP are weighed against each other."""
FALLBACK_WIDTHS = (1250,)
"""For browsers without AVIF (before 2023), a few in a hundred visitors.

WebP as a third choice for them cost every visitor of a landing page 190 to 270 bytes before the first paint."""
NEAR = 0.85
"""A width this near to the picture's own is left out."""
AVIF_QUALITY = 52
AVIF_SPEEDS = ((800, 7), (1920, 8))
"""Up to a width, libavif's speed: half the time for a tenth more bytes; phones load the smaller widths."""
WEBP_QUALITY = 75
JPEG_QUALITY = 82


@dataclass(frozen=True, slots=True)
class Encoded:
    """One file of a picture."""

    format: str
    width: int
    data: bytes


def avif_available() -> bool:
    """Whether this Pillow writes AVIF: its own wheels do since 11.3, a system's may not."""
    from PIL import features

    return bool(features.check("avif"))


def recipe() -> str:
    """Changes whenever the same source would give other files, with another encoder too."""
    from PIL import __version__, features

    versions = ":".join(f"{name}{features.version(name)}" for name in ("avif", "webp", "jpg") if features.check(name))
    sizes = f"{WIDTHS}:{COMPARED_WIDTHS}:{FALLBACK_WIDTHS}:{NEAR}"
    return f"6:{sizes}:{AVIF_QUALITY}:{AVIF_SPEEDS}:{WEBP_QUALITY}:{JPEG_QUALITY}:{__version__}:{versions}"


def encode(image: ImageType, format_: str) -> bytes:
    """The picture in one format.  The same pixels give the same bytes, on any number of cores."""
    buffer = io.BytesIO()
    match format_:
        case "AVIF":
            speed = next((speed for width, speed in AVIF_SPEEDS if image.width <= width), AVIF_SPEEDS[-1][1])
            # With more threads the picture is cut into other tiles: other bytes on another machine.
            image.save(buffer, "AVIF", quality=AVIF_QUALITY, speed=speed, max_threads=1)
        case "WEBP":
            image.save(buffer, "WEBP", quality=WEBP_QUALITY, method=4)
        case "PNG":
            image.save(buffer, "PNG", optimize=True)
        case _:
            image.save(buffer, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True)
    return buffer.getvalue()


def _fitting(own: int, widths: tuple[int, ...]) -> tuple[int, ...]:
    """Those of ``widths`` that a picture of width ``own`` is offered in; nothing is enlarged."""
    largest = min(own, widths[-1])
    return (*(width for width in widths if width < NEAR * largest), largest)


class _Encoder:
    """Encodes one picture; each width is resized once."""

    def __init__(self, image: ImageType) -> None:
        self._image = image
        self._resized: dict[int, ImageType] = {image.width: image}

    def files(self, format_: str, widths: tuple[int, ...]) -> list[Encoded]:
        return [
            Encoded(format_, width, encode(self._at(width), format_)) for width in _fitting(self._image.width, widths)
        ]

    def _at(self, width: int) -> ImageType:
        from PIL import Image

        if width not in self._resized:
            height = max(1, round(self._image.height * width / self._image.width))
            self._resized[width] = self._image.resize((width, height), Image.Resampling.LANCZOS)
        return self._resized[width]


def variants(image: ImageType) -> list[Encoded]:
    """Every file of a picture: the best format first, smallest width first, the one for all browsers last."""
    encoder = _Encoder(image)
    webp = encoder.files("WEBP", COMPARED_WIDTHS)
    avif = encoder.files("AVIF", WIDTHS) if avif_available() else []
    shared = {file.width for file in webp} & {file.width for file in avif}
    sizes = [sum(len(file.data) for file in files if file.width in shared) for files in (avif, webp)]
    # Some drawings are smaller as WebP: then that is the format of all widths.
    modern = avif if sizes[0] < sizes[1] else encoder.files("WEBP", WIDTHS)
    return [*modern, *encoder.files("PNG" if image.mode == "RGBA" else "JPEG", FALLBACK_WIDTHS)]
