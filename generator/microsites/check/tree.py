"""The files of an output tree, and whether an address leads to one of them."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from microsites.check.kept import Kept
from microsites.i18n.message import _
from microsites.i18n.system import reason

INDEX_NAMES = ("index.html", "index.htm")
"""What a web server shows for a folder."""

PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
PHOTO_SUFFIXES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".bmp", ".tif", ".tiff")
"""Pictures made of points."""

MAX_FILES = 200_000
MAX_DEPTH = 60
MAX_LINKED = 1000
"""Links to folders.  A dozen folders with links to each other have more ways through them than anybody can go."""
_NO_FILE = _("is no file but a pipe, a socket or a device")
MAX_FILE_SIZE = 8 * 1024 * 1024
"""A page or stylesheet above this is reported, not read: parsed, a page can take 25 times its size."""


@dataclass(frozen=True, slots=True, order=True)
class Unreadable:
    """A file of the tree that cannot be judged."""

    path: str
    reason: Kept


@dataclass(frozen=True)
class Tree:
    """What lies below a folder.  Paths are relative, with ``/``, exactly as they are spelt on disk."""

    root: Path
    files: frozenset[str]
    unreadable: tuple[Unreadable, ...]

    @classmethod
    def scan(cls, root: Path) -> Tree:
        """List ``root``.  An absent folder is an empty tree; links that leave it are not followed."""
        scanner = _Scanner(root)
        files = frozenset(scanner.walk(root, "", 0, ())) if root.is_dir() else frozenset()
        return cls(root, files, tuple(sorted(scanner.unreadable)))

    @cached_property
    def page_numbers(self) -> Mapping[str, int]:
        """Every HTML file with its number in :meth:`pages`."""
        return {path: number for number, path in enumerate(self.pages())}

    @cached_property
    def photos(self) -> tuple[str, ...]:
        """The pictures made of points, sorted."""
        return tuple(sorted(path for path in self.files if path.lower().endswith(PHOTO_SUFFIXES)))

    @cached_property
    def photo_numbers(self) -> Mapping[str, int]:
        """Each of them with its number in :attr:`photos`."""
        return {path: number for number, path in enumerate(self.photos)}

    def size(self, path: str) -> int:
        """The size of a file in bytes; 0 if it cannot be asked for."""
        try:
            return (self.root / path).stat().st_size
        except OSError:
            return 0

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder that holds something, however deep."""
        found: set[str] = set()
        for path in self.files:
            folder = path.rpartition("/")[0]
            while folder and folder not in found:
                found.add(folder)
                folder = folder.rpartition("/")[0]
        return frozenset(found)

    def find(self, path: str) -> str | None:
        """Return the file that a server sends for ``path`` (decoded, without query), or None."""
        path = path.lstrip("/")
        if path in self.files:
            return path
        folder = path.rstrip("/")
        for name in INDEX_NAMES:
            index = f"{folder}/{name}" if folder else name
            if index in self.files:
                return index
        return None

    def pages(self) -> tuple[str, ...]:
        """The HTML files, sorted."""
        return self._pages

    @cached_property
    def _pages(self) -> tuple[str, ...]:
        return tuple(sorted(path for path in self.files if path.lower().endswith(PAGE_SUFFIXES)))

    def others(self) -> tuple[str, ...]:
        """The files that are no pages, sorted."""
        return tuple(sorted(path for path in self.files if not path.lower().endswith(PAGE_SUFFIXES)))

    def read(self, path: str) -> bytes:
        """Return a file's content.  Raises OSError, also for a file that is too large to be a page."""
        # A file object of Python's own would ask the system twice as often.
        # Without O_NONBLOCK, a pipe that took the place of the file would be waited for without end.
        file = os.open(f"{self.root}/{path}", os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
        try:
            found = os.fstat(file)
            if not stat.S_ISREG(found.st_mode):
                raise OSError(_NO_FILE)
            size = found.st_size
            if size > MAX_FILE_SIZE:
                raise OSError(_("is {size} MB large, more than a page can be", size=size // 1024 // 1024))
            data = os.read(file, size + 1)
            while len(data) < size and (more := os.read(file, size - len(data))):
                data += more
            return data
        finally:
            os.close(file)


def address_of(file: str) -> str:
    """Return the address that people know a file by: ``farms/index.html`` is ``farms/``, the start page ``./``."""
    folder, _, name = file.rpartition("/")
    if name not in INDEX_NAMES:
        return file
    return f"{folder}/" if folder else "./"


class _Scanner:
    """Walks a tree once; collects what it had to leave out."""

    def __init__(self, root: Path) -> None:
        self.inside = os.path.realpath(root)
        self.unreadable: list[Unreadable] = []
        self.count = 0
        self.linked = 0

    def walk(self, folder: Path | str, prefix: str, depth: int, above: tuple[str, ...]) -> Iterator[str]:
        if depth > MAX_DEPTH:
            self.leave_out(prefix, _("is nested more than {most} folders deep", most=MAX_DEPTH))
            return
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            self.leave_out(prefix, unreadable(error))
            return
        above = (*above, str(folder))
        for entry in entries:
            path = prefix + entry.name
            if not _is_text(entry.name):
                self.leave_out(path, _("has a name that is not UTF-8"))
                continue
            if depth == 0 and _is_tools_folder(entry):
                continue
            if entry.is_symlink() and not self.may_follow(entry, path, above):
                continue
            try:
                is_folder, is_file = entry.is_dir(), entry.is_file()
            except OSError as error:
                self.leave_out(path, unreadable(error))
                continue
            if is_folder:
                yield from self.walk(entry.path, path + "/", depth + 1, above)
            elif not is_file:
                self.leave_out(path, _NO_FILE)
            elif self.count >= MAX_FILES:
                self.leave_out(prefix, _("the tree holds more than {most} files; the rest is not read", most=MAX_FILES))
                return
            else:
                self.count += 1
                yield path

    def may_follow(self, entry: os.DirEntry[str], path: str, above: tuple[str, ...]) -> bool:
        target = os.path.realpath(entry.path)
        try:
            is_folder = stat.S_ISDIR(os.stat(target).st_mode)  # noqa: PTH116 - as quick as it can be
        except OSError as error:
            gone = error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ELOOP)
            self.leave_out(path, _("is a link to a file that does not exist") if gone else unreadable(error))
            return False
        if os.path.commonpath((self.inside, target)) != self.inside:
            self.leave_out(path, _("is a link that leaves the tree"))
        elif target in map(os.path.realpath, above):
            self.leave_out(path, _("is a link to a folder that contains it"))
        elif self.linked >= MAX_LINKED and is_folder:
            if self.linked == MAX_LINKED:
                what = _(
                    "is a link to a folder, after {most} others; no more of them are followed", most=f"{MAX_LINKED:,}"
                )
                self.leave_out(path, what)
            self.linked = MAX_LINKED + 1
        else:
            self.linked += is_folder
            return True
        return False

    def leave_out(self, path: str, reason: str) -> None:
        shown = path.rstrip("/").encode("utf-8", "surrogateescape").decode("utf-8", "replace") or "."
        self.unreadable.append(Unreadable(shown, reason))


def _is_tools_folder(entry: os.DirEntry[str]) -> bool:
    """``.manifest``, ``.cache``, ``.git``: never a part of the site; ``.well-known`` is (RFC 8615)."""
    return entry.name.startswith(".") and entry.name != ".well-known" and entry.is_dir(follow_symlinks=False)


def _is_text(name: str) -> bool:
    try:
        return name.isascii() or bool(name.encode("utf-8"))
    except UnicodeEncodeError:
        return False


def unreadable(error: OSError) -> str:
    """Why a file cannot be read, in words that follow its name."""
    return _("cannot be read ({why})", why=reason(error))
