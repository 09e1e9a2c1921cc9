"""Which files a site has: pages by address, entries by collection, assets; nothing outside its folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from microsites.content.files import CollectionSettings
from microsites.errors import Problem

MAX_FILES = 20_000
SEGMENT = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_IGNORED = re.compile(r"\..*|.*~|~\$.*|Thumbs\.db|desktop\.ini", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageFile:
    """A file that becomes a page."""

    id: str
    """``index``, ``farms/aoki``."""
    path: Path
    file: str
    """Relative to the portfolio folder, with ``/``."""
    collection: str | None = None
    kind: str | None = None


def _files_below(folder: Path) -> Iterator[Path]:
    count = 0
    for current, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not _IGNORED.fullmatch(name))
        for name in sorted(names):
            if not _IGNORED.fullmatch(name):
                count += 1
                if count > MAX_FILES:
                    return
                yield Path(current, name)


def _leaves(path: Path, root: Path) -> bool:
    try:
        return not path.resolve().is_relative_to(root.resolve())
    except OSError:
        return True


def list_assets(site: Path, portfolio: Path, problems: list[Problem]) -> frozenset[str]:
    """Every file below the site's ``assets/``; a link that leads out of the site is a problem."""
    folder = site / "assets"
    found = set()
    if folder.is_symlink() and _leaves(folder, site):
        file = folder.relative_to(portfolio).as_posix()
        problems.append(Problem(file, 0, 0, "CFG012", "is a link that leaves the site", "copy the folder instead"))
        return frozenset()
    for path in _files_below(folder):
        if path.is_symlink() and _leaves(path, site):
            file = path.relative_to(portfolio).as_posix()
            problems.append(Problem(file, 0, 0, "CFG012", "is a link that leaves the site", "copy the file instead"))
            continue
        found.add(path.relative_to(folder).as_posix())
    return frozenset(found)


def _page_id(parts: tuple[str, ...]) -> str:
    inner = parts[:-1] if parts[-1] == "index" and len(parts) > 1 else parts
    return "/".join(inner)


def list_pages(
    site: Path, collections: Mapping[str, CollectionSettings], problems: list[Problem]
) -> tuple[PageFile, ...]:
    """Every file that becomes a page, each address once; what cannot be one is a problem."""
    portfolio = site.parent
    found: dict[str, PageFile] = {}

    def add(page_id: str, path: Path, collection: str | None = None, kind: str | None = None) -> None:
        file = path.relative_to(portfolio).as_posix()
        if page_id in found:
            address = "/" if page_id == "index" else f"/{page_id}/"
            message = f"has the same address as {found[page_id].file}: {address}"
            problems.append(Problem(file, 1, 1, "CFG013", message, "rename one of the two"))
        else:
            found[page_id] = PageFile(page_id, path, file, collection, kind)

    def left(folder: Path) -> bool:
        if folder.is_symlink() and _leaves(folder, site):
            file = folder.relative_to(portfolio).as_posix()
            problems.append(Problem(file, 0, 0, "CFG012", "is a link that leaves the site", "copy the folder instead"))
            return True
        return False

    def usable(path: Path, suffixes: tuple[str, ...], folder: Path) -> tuple[str, ...] | None:
        file = path.relative_to(portfolio).as_posix()
        if path.is_symlink() and _leaves(path, site):
            problems.append(Problem(file, 0, 0, "CFG012", "is a link that leaves the site", "copy the file instead"))
            return None
        if path.suffix not in suffixes:
            hint = f"rename it to {path.stem}.yml" if path.suffix == ".yaml" else "pictures and documents go to assets/"
            message = f"is not a page: only {' and '.join(suffixes)} files are"
            problems.append(Problem(file, 0, 0, "CFG013", message, hint))
            return None
        parts = path.relative_to(folder).with_suffix("").parts
        if bad := [part for part in parts if not SEGMENT.fullmatch(part)]:
            message = f"'{bad[0]}' cannot be part of an address"
            hint = "use lower-case letters a-z, digits, '-' and '_'; the page's title may be Japanese"
            problems.append(Problem(file, 0, 0, "CFG013", message, hint))
            return None
        return parts

    pages = site / "pages"
    for path in () if left(pages) else _files_below(pages):
        if (parts := usable(path, (".yml", ".md"), pages)) is not None:
            add(_page_id(parts), path)
    for name, settings in collections.items():
        folder = site / "collections" / name
        if not folder.is_dir():
            file = f"{site.name}/site.yml"
            problems.append(Problem(file, 0, 0, "CFG013", f"there is no folder collections/{name}", "create it"))
        for path in () if left(folder) else _files_below(folder):
            if (parts := usable(path, (".yml",), folder)) is not None:
                if parts[-1] == "index":
                    file = path.relative_to(portfolio).as_posix()
                    hint = f"name the entry for what it is; the list itself is pages/{settings.path}.yml"
                    problems.append(Problem(file, 1, 1, "CFG013", "an entry cannot be called 'index'", hint))
                    continue
                add(f"{settings.path}/{'/'.join(parts)}", path, name, settings.kind)
    return tuple(found[page_id] for page_id in sorted(found))
