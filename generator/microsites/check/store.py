"""The file in which a check remembers: what came of it as a whole, and of every file.

It holds lines of JSON: a checksum and the verdict; then a checksum and, for each site, an index of its files and a line for
what came of each.  The verdict can be read without the rest, and what is not looked at again is written back as it was.
A file that cannot be understood is an empty one.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, TypeVar

from pydantic import TypeAdapter, ValidationError

from microsites.check.context import Stamp
from microsites.check.files import size_of
from microsites.check.observing import Observed
from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.i18n.system import reason
from microsites.whole_file import replace_bytes

_NO_FILE = "BLD409"
_MAX_SIZE = 1024 * 1024 * 1024

Content = TypeVar("Content")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a whole check."""

    key: str
    """Stands for everything that it depends on."""
    observed: Observed


@dataclass(frozen=True, slots=True)
class Kept:
    """What is remembered of a site's files."""

    context: str
    """Stands for everything but their content that it depends on."""
    files: Mapping[str, tuple[Stamp, bytes]]
    """By path: the file as it was, and what came of it in a line (:mod:`microsites.check.lines`)."""


@dataclass(frozen=True, slots=True)
class _Index:
    """A site, and which files the lines that follow are about."""

    site: str
    context: str
    files: dict[str, Stamp]


_VERDICT: TypeAdapter[Verdict | None] = TypeAdapter(Verdict | None)
_INDEX = TypeAdapter(_Index)


class Store:
    """Reads and replaces the file."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def verdict(self) -> Verdict | None:
        """What came of the last check.  Raises UserError if the file cannot be used."""
        sum_, line = self._read(lambda file: (file.readline(), file.readline()))
        return _understood(_VERDICT, line) if _sum([line]) == sum_ else None

    def sites(self) -> dict[str, Kept]:
        """What is remembered of each site's files.  Raises UserError if the file cannot be used."""
        _, _, sum_, lines = self._read(
            lambda file: (file.readline(), file.readline(), file.readline(), file.readlines(_MAX_SIZE))
        )
        return dict(_sites(lines)) if _sum(lines) == sum_ else {}

    def replace(self, verdict: Verdict | None, sites: Mapping[str, Kept]) -> None:
        """Write the file anew.  Raises UserError; the old file stays then."""
        first = _VERDICT.dump_json(verdict) + b"\n"
        lines: list[bytes] = []
        for name, kept in sites.items():
            index = _Index(name, kept.context, {path: stamp for path, (stamp, _) in kept.files.items()})
            lines += [_INDEX.dump_json(index) + b"\n", *(line for _, line in kept.files.values())]
        try:
            replace_bytes(self._file, _sum([first]), first, _sum(lines), *lines)
        except OSError as error:
            raise self._unusable(error) from None

    def _read(self, read: Callable[[BinaryIO], Content]) -> Content:
        try:
            size_of(self._file)
            with self._file.open("rb") as file:
                return read(file)
        except FileNotFoundError:
            return read(BytesIO())
        except OSError as error:
            raise self._unusable(error) from None

    def _unusable(self, error: OSError) -> UserError:
        message = _("cannot be used as a cache ({why})", why=reason(error))
        return UserError.at(self._file, message, _("name another file"), _NO_FILE)


def _sites(lines: Sequence[bytes]) -> Iterator[tuple[str, Kept]]:
    start = 0
    while start < len(lines) and (index := _understood(_INDEX, lines[start])):
        end = start + 1 + len(index.files)
        files = dict(zip(index.files, zip(index.files.values(), lines[start + 1 : end], strict=False), strict=False))
        yield index.site, Kept(index.context, files)
        start = end


def _understood(form: TypeAdapter[Content], data: bytes) -> Content | None:
    try:
        return form.validate_json(data)
    except ValidationError:
        return None


def _sum(lines: Iterable[bytes]) -> bytes:
    """Tells a file that was cut off or changed by chance: nobody is expected to forge one."""
    found = 0
    for line in lines:
        found = zlib.crc32(line, found)
    return b"%08x\n" % found
