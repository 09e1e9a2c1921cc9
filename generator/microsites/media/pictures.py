"""One honest path for pictures: raster in; WebP and a fallback in several widths out.

Orientation is applied, metadata (GPS included) is left behind, nothing is enlarged.
The cache is addressed by the source's bytes and by everything that decides the result.
"""

from __future__ import annotations

import hashlib
import io
import math
import os
import re
import struct
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Pillow is imported late, where a picture is made: most commands make none.
    from PIL.Image import Image as ImageType

WIDTHS = (480, 800, 1200, 1800)
FALLBACK_WIDTHS = (800, 1200)
MAX_BYTES = 50_000_000
MAX_PIXELS = 80_000_000
MAX_SIDE = 16_000
"""WebP ends at 16,383 pixels."""
FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}


class PictureError(Exception):
    """A picture cannot be used; the message says why, the hint how to cure it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Variant:
    """One file of a picture, named by its content."""

    width: int
    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class ProcessedPicture:
    """A picture ready for a page: its own size, and the files to choose from (smallest first)."""

    width: int
    height: int
    webp: tuple[Variant, ...]
    fallback: tuple[Variant, ...]

    @property
    def vector(self) -> bool:
        """True for SVG, which needs no variants."""
        return not self.webp

    @property
    def files(self) -> tuple[Variant, ...]:
        """Every file that the site must carry for this picture."""
        return self.webp + self.fallback


def _write_atomically(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _read(path: Path) -> bytes:
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise PictureError(
            f"'{path.name}' is too large: {size:,} bytes, at most {MAX_BYTES:,} are read", "make it smaller"
        )
    return path.read_bytes()


_SVG_TAG = re.compile(rb"<svg\b[^>]*>", re.DOTALL)
_ATTRIBUTE = re.compile(rb"\b(width|height|viewBox)\s*=\s*[\"']([^\"']+)[\"']")


_SVG_ACTIVE = re.compile(
    rb"<\s*(?:\w+:)?(?:script|foreignObject|iframe|handler)\b|\son\w+\s*=|javascript:|<!ENTITY|@import"
    rb"|(?:href|src)\s*=\s*[\"'](?!#|data:image/(?:png|jpeg|webp)[;,])|url\(\s*+[\"']?+(?!#)",
    re.IGNORECASE,
)


def check_svg(data: bytes, name: str) -> None:
    """Raise PictureError for an SVG that runs or fetches something.

    Inert inside ``<img>``, it would run on the site's own origin where its address is opened.
    """
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        raise PictureError(f"'{name}' is not UTF-8", "export it again as plain SVG") from None
    if found := _SVG_ACTIVE.search(data):
        what = found[0][:30].decode("utf-8", "replace").strip()
        message = f"'{name}' holds '{what}': a picture must not run or fetch anything"
        raise PictureError(message, "export it again as plain SVG")


def _slug(path: Path) -> str:
    """A picture's name for its address: whatever the file is called, it needs no escaping and is not too long."""
    return re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")[:40] or "picture"


def _svg_size(data: bytes, name: str) -> tuple[int, int]:
    tag = _SVG_TAG.search(data[:20_000])
    if tag is None:
        raise PictureError(f"'{name}' is not an SVG picture", "export it again as SVG")
    attributes = {key.decode(): value.decode("ascii", "replace") for key, value in _ATTRIBUTE.findall(tag[0])}
    numbers = re.findall(r"[-+]?\d*\.?\d+", attributes.get("viewBox", ""))
    try:
        if len(numbers) == 4:
            width, height = float(numbers[2]), float(numbers[3])
        else:
            width, height = (float(attributes[key].removesuffix("px")) for key in ("width", "height"))
        if not (math.isfinite(width) and math.isfinite(height) and 0 < width < 1e6 and 0 < height < 1e6):
            raise ValueError  # noqa: TRY301 - the same as a size that is no number
    except (KeyError, ValueError, OverflowError):
        raise PictureError(f"'{name}' says no size", 'give its <svg> tag a viewBox="0 0 WIDTH HEIGHT"') from None
    return max(1, round(width)), max(1, round(height))


def _encode(image: ImageType, format_: str) -> bytes:
    buffer = io.BytesIO()
    if format_ == "WEBP":
        image.save(buffer, "WEBP", quality=80, method=4)
    elif format_ == "PNG":
        image.save(buffer, "PNG", optimize=True)
    else:
        image.save(buffer, "JPEG", quality=82, optimize=True, progressive=True)
    return buffer.getvalue()


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


def _decode(data: bytes, name: str) -> ImageType:
    """Decode, turn upright, drop all metadata.  Returns a PIL image in RGB or RGBA."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with _quiet(), Image.open(io.BytesIO(data), formats=["JPEG", "PNG", "WEBP"]) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise PictureError(
                    f"'{name}' is enormous: {opened.width:,} × {opened.height:,} pixels",
                    "2,000 pixels are wide enough; make it smaller",
                )
            if max(opened.size) > MAX_SIDE:
                raise PictureError(
                    f"'{name}' is too long: {opened.width:,} × {opened.height:,} pixels",
                    f"a side has at most {MAX_SIDE:,} pixels; cut it into parts",
                )
            # Phones write several pictures into one JPEG: Pillow calls it MPO; the first is the photograph.
            format_ = "JPEG" if opened.format == "MPO" else str(opened.format)
            if format_ != FORMATS.get(Path(name).suffix.lower()):
                suffix = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}[format_]
                raise PictureError(f"'{name}' is really a {format_} picture", f"rename it to end in {suffix}")
            upright = _in_srgb(ImageOps.exif_transpose(opened))
            transparent = "A" in upright.getbands() or "transparency" in upright.info
            pixels = upright.convert("RGBA" if transparent else "RGB")
    except UnidentifiedImageError:
        raise PictureError(
            f"'{name}' is not a picture that can be read", "export it again as JPEG, PNG or WebP"
        ) from None
    except Image.DecompressionBombError:
        raise PictureError(f"'{name}' is enormous", "2,000 pixels are wide enough; make it smaller") from None
    except (OSError, SyntaxError, ValueError, EOFError, KeyError, struct.error) as error:
        raise PictureError(f"'{name}' is damaged: {error}", "restore it, or export it again") from None
    clean = Image.new(pixels.mode, pixels.size)
    clean.paste(pixels)
    return clean


def _recipe() -> str:
    """Changes whenever the same source would give other files, with another encoder too."""
    from PIL import __version__, features

    return (
        f"4:{WIDTHS}:{FALLBACK_WIDTHS}:webp80:jpeg82:{__version__}:{features.version('webp')}:{features.version('jpg')}"
    )


class PictureStore:
    """Makes pictures, and remembers them between builds in ``cache``."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache

    def _variants(self, data: bytes, name: str) -> tuple[int, int, dict[str, list[tuple[int, bytes]]]]:
        from PIL import Image

        image = _decode(data, name)
        alternative = "PNG" if image.mode == "RGBA" else "JPEG"
        made: dict[str, list[tuple[int, bytes]]] = {"WEBP": [], alternative: []}
        for format_, widths in (("WEBP", WIDTHS), (alternative, FALLBACK_WIDTHS)):
            fitting = [width for width in widths if width < image.width]
            largest = min(image.width, widths[-1])
            for width in dict.fromkeys((*fitting, largest)):
                height = max(1, round(image.height * width / image.width))
                resized = image if width == image.width else image.resize((width, height), Image.Resampling.LANCZOS)
                made[format_].append((width, _encode(resized, format_)))
        return image.width, image.height, made

    def process(self, path: Path) -> ProcessedPicture:
        """The picture at ``path`` for use on pages.  Raises PictureError, OSError."""
        data = _read(path)
        suffix = path.suffix.lower()
        key = hashlib.sha256(_recipe().encode() + suffix.encode() + b"\0" + data).hexdigest()[:24]
        if suffix == ".svg":
            check_svg(data, path.name)
            width, height = _svg_size(data, path.name)
            return ProcessedPicture(width, height, (), (Variant(width, f"{_slug(path)}.{key[:10]}.svg", path),))
        folder = self._cache / key[:2] / key
        index = folder / "index.txt"
        if not index.is_file():
            width, height, made = self._variants(data, path.name)
            lines = [f"{width} {height}"]
            for format_, files in made.items():
                ending = {"WEBP": "webp", "JPEG": "jpg", "PNG": "png"}[format_]
                for size, encoded in files:
                    name = f"{size}.{ending}"
                    _write_atomically(folder / name, encoded)
                    lines.append(f"{format_} {size} {name}")
            _write_atomically(index, "\n".join(lines).encode())
        return self._from_cache(folder, index.read_text(), _slug(path), key)

    def _from_cache(self, folder: Path, index: str, stem: str, key: str) -> ProcessedPicture:
        first, *rest = index.split("\n")
        width, height = map(int, first.split())
        variants: dict[bool, list[Variant]] = {True: [], False: []}
        for line in rest:
            format_, size, name = line.split()
            published = f"{stem}.{key[:10]}-{name}"
            variants[format_ == "WEBP"].append(Variant(int(size), published, folder / name))
        return ProcessedPicture(width, height, tuple(variants[True]), tuple(variants[False]))

    def without_metadata(self, path: Path) -> Path:
        """The picture at ``path`` in its own format and size, upright and without metadata, for downloads.

        Raises PictureError, OSError.
        """
        data = _read(path)
        suffix = path.suffix.lower()
        if suffix == ".svg":
            check_svg(data, path.name)
            return path
        key = hashlib.sha256(_recipe().encode() + suffix.encode() + b"\0whole\0" + data).hexdigest()[:24]
        cached = self._cache / key[:2] / f"{key}{suffix}"
        if not cached.is_file():
            _write_atomically(cached, _encode(_decode(data, path.name), FORMATS[suffix]))
        return cached
