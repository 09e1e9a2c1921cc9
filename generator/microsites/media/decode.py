"""From a file to pixels: whole, upright, in sRGB, without metadata, and within bounds."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from microsites.i18n.message import _
from microsites.media.errors import PictureError

if TYPE_CHECKING:
    # Pillow is imported late, where a picture is made: most commands make none.
    from PIL.Image import Image as ImageType

MAX_BYTES = 50_000_000
MAX_PIXELS = 80_000_000
MAX_SIDE = 16_000
"""WebP ends at 16,383 pixels."""
FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
_SUFFIXES = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}


def read(path: Path) -> bytes:
    """The bytes of a picture.  Raises PictureError for more than :data:`MAX_BYTES`, OSError."""
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise PictureError(
            _(
                "'{name}' is too large: {size:,} bytes, at most {most:,} are read",
                name=path.name,
                size=size,
                most=MAX_BYTES,
            ),
            _("make it smaller"),
        )
    return path.read_bytes()


@contextmanager
def _quiet() -> Iterator[None]:
    """Pillow warns of large pictures on its own; our bound, and our words, decide."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        yield


def _in_srgb(image: ImageType) -> ImageType:
    """Colours as every browser means them: the profile goes with the metadata (telephones photograph in Display P3)."""
    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA", "CMYK"):
        return image
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError):
        # A damaged profile is no reason to lose the picture: without one, sRGB is what browsers assume.
        return image
    return converted or image


def _eight_bits(image: ImageType) -> ImageType:
    """Greys of 16 bits, scaled: Pillow's own conversion cuts them off, and the picture turns white."""
    if not image.mode.startswith("I"):
        return image
    return image.convert("I").point(lambda value: value / 256).convert("L")


def _check_header(opened: ImageType, name: str) -> None:
    """Refuse by what a file says of itself, before its pixels are unpacked."""
    if opened.width * opened.height > MAX_PIXELS:
        raise PictureError(
            _(
                "'{name}' is enormous: {width:,} × {height:,} pixels",
                name=name,
                width=opened.width,
                height=opened.height,
            ),
            _("2,000 pixels are wide enough; make it smaller"),
        )
    if max(opened.size) > MAX_SIDE:
        raise PictureError(
            _(
                "'{name}' is too long: {width:,} × {height:,} pixels",
                name=name,
                width=opened.width,
                height=opened.height,
            ),
            _("a side has at most {most:,} pixels; cut it into parts", most=MAX_SIDE),
        )
    # Phones write several pictures into one JPEG: Pillow calls it MPO; the first is the photograph.
    format_ = "JPEG" if opened.format == "MPO" else str(opened.format)
    if format_ != FORMATS.get(Path(name).suffix.lower()):
        raise PictureError(
            _("'{name}' is really a {format} picture", name=name, format=format_),
            _("rename it to end in {suffix}", suffix=_SUFFIXES[format_]),
        )
    frames = getattr(opened, "n_frames", 1)
    if format_ != "JPEG" and frames > 1:
        message = _(
            "'{name}' moves: it has {frames} frames, and only the first one would be shown", name=name, frames=frames
        )
        raise PictureError(message, _("export one frame as a still picture"))


def decode(data: bytes, name: str) -> ImageType:
    """Decode, turn upright, drop all metadata.  Returns a PIL image in RGB or RGBA.  Raises PictureError."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    again = _("export it again as JPEG, PNG or WebP")
    if not data:
        raise PictureError(
            _("'{name}' is not a picture that can be read: it is empty", name=name), _("copy it here once more")
        )
    try:
        with _quiet(), Image.open(io.BytesIO(data), formats=["JPEG", "PNG", "WEBP"]) as opened:
            _check_header(opened, name)
            upright = _eight_bits(_in_srgb(ImageOps.exif_transpose(opened)))
            transparent = "A" in upright.getbands() or "transparency" in upright.info
            pixels = upright.convert("RGBA" if transparent else "RGB")
    except UnidentifiedImageError:
        raise PictureError(_("'{name}' is not a picture that can be read", name=name), again) from None
    except Image.DecompressionBombError:
        raise PictureError(
            _("'{name}' is enormous", name=name), _("2,000 pixels are wide enough; make it smaller")
        ) from None
    except (OSError, SyntaxError, ValueError, EOFError, KeyError, struct.error) as error:
        raise PictureError(
            _("'{name}' is damaged: {error}", name=name, error=str(error)), _("restore it, or export it again")
        ) from None
    clean = Image.new(pixels.mode, pixels.size)
    clean.paste(pixels)
    return clean
