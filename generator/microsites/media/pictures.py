"""One honest path for pictures: a file in; what a page needs out.

Orientation is applied, metadata (GPS included) is left behind, nothing is enlarged.
The cache is addressed by the source's bytes and by everything that decides the result.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from microsites.media.cache import BuildCache, write_atomically
from microsites.media.decode import FORMATS, decode, read
from microsites.media.encode import encode, recipe, variants
from microsites.media.svg import RECIPE as SVG_RECIPE
from microsites.media.svg import clean_svg

_SUFFIXES = {"AVIF": "avif", "WEBP": "webp", "JPEG": "jpg", "PNG": "png", "SVG": "svg"}


@dataclass(frozen=True, slots=True)
class Variant:
    """One file of a picture, named by its content."""

    width: int
    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class ProcessedPicture:
    """A picture ready for a page: its own size, and the files to choose from."""

    width: int
    height: int
    avif: tuple[Variant, ...]
    """The smallest first, as everywhere; empty where this Pillow cannot write AVIF, or WebP is smaller."""
    webp: tuple[Variant, ...]
    """Empty where there is AVIF."""
    fallback: tuple[Variant, ...]
    """JPEG or PNG for browsers that know neither; of an SVG the one file that there is."""

    @property
    def vector(self) -> bool:
        """True for SVG, which needs no variants."""
        return not (self.avif or self.webp)

    @property
    def files(self) -> tuple[Variant, ...]:
        """Every file that the site must carry for this picture."""
        return (*self.avif, *self.webp, *self.fallback)


def _slug(path: Path) -> str:
    """A picture's name for its address: whatever the file is called, it needs no escaping and is not too long."""
    return re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")[:40] or "picture"


class PictureStore:
    """Makes the pictures of one site, each once: what is in the cache is not made again."""

    def __init__(self, cache: BuildCache) -> None:
        self._cache = cache
        self._recipe = recipe()

    def _key(self, suffix: str, use: str, data: bytes) -> str:
        made_by = SVG_RECIPE if suffix == ".svg" else self._recipe
        return hashlib.sha256(f"{made_by}\0{suffix}\0{use}\0".encode() + data).hexdigest()[:24]

    def process(self, path: Path) -> ProcessedPicture:
        """The picture at ``path`` for use on pages.  Raises PictureError, OSError."""
        data = read(path)
        suffix = path.suffix.lower()
        key = self._key(suffix, "page", data)
        folder = self._cache.folder(key)
        index = folder / "index.txt"
        # Written last: a folder without it was left by a command that was interrupted.
        if not index.is_file():
            self._make(folder, data, path.name)
        return _from_index(folder, index.read_text("ascii"), _slug(path), key)

    def _make(self, folder: Path, data: bytes, name: str) -> None:
        if name.lower().endswith(".svg"):
            drawing = clean_svg(data, name)
            width, height = drawing.width, drawing.height
            files = [("SVG", width, drawing.data)]
        else:
            image = decode(data, name)
            width, height = image.size
            files = [(file.format, file.width, file.data) for file in variants(image)]
        lines = [f"{width} {height}"]
        for format_, size, encoded in files:
            lines.append(f"{format_} {size}")
            write_atomically(folder / _file_name(format_, size), encoded)
        write_atomically(folder / "index.txt", "\n".join(lines).encode())

    def without_metadata(self, path: Path) -> Path:
        """The picture at ``path`` in its own format and size, upright and without metadata, for downloads.

        Raises PictureError, OSError.
        """
        data = read(path)
        suffix = path.suffix.lower()
        cached = self._cache.folder(self._key(suffix, "whole", data)) / f"whole{suffix}"
        if not cached.is_file():
            whole = (
                clean_svg(data, path.name).data
                if suffix == ".svg"
                else encode(decode(data, path.name), FORMATS[suffix])
            )
            write_atomically(cached, whole)
        return cached


def _file_name(format_: str, width: int) -> str:
    return f"{width}.{_SUFFIXES[format_]}"


def _from_index(folder: Path, index: str, stem: str, key: str) -> ProcessedPicture:
    first, *rest = index.split("\n")
    width, height = map(int, first.split())
    files: dict[str, list[Variant]] = {"AVIF": [], "WEBP": [], "": []}
    for line in rest:
        format_, size = line.split()
        name = _file_name(format_, int(size))
        variant = Variant(int(size), f"{stem}.{key[:8]}-{name}", folder / name)
        files[format_ if format_ in files else ""].append(variant)
    return ProcessedPicture(width, height, *map(tuple, files.values()))
