"""Which files a site has: pages by address, entries by collection, assets; nothing outside its folder."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from microsites.content.files import CollectionSettings
from microsites.content.validation import did_you_mean
from microsites.content.versions import JAPANESE, language_of, version_id
from microsites.errors import Problem
from microsites.folders import lies_below
from microsites.i18n.lists import together
from microsites.i18n.message import _

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
    language: str = JAPANESE
    version_of: str | None = None
    """Id of the page whose text this says in another language."""


def _files_below(folder: Path, site: Path, problems: list[Problem]) -> Iterator[Path]:
    """Every file below ``folder`` that lies on the site, in order; links that are not followed are problems."""

    def refuse(path: Path, message: str, hint: str, code: str = "CFG012") -> None:
        problems.append(Problem(path.relative_to(site.parent).as_posix(), 0, 0, code, message, hint))

    if not lies_below(folder, site):
        above = [path for path in reversed(folder.parents) if path.is_relative_to(site) and path != site]
        link = next((path for path in above if path.is_symlink()), folder)
        refuse(link, _("is a link that leaves the site"), _("copy the folder instead"))
        return
    count = 0
    for current, folders, names in os.walk(folder, followlinks=False):
        here = Path(current)
        entered = []
        for name in sorted(name for name in folders if not _IGNORED.fullmatch(name)):
            # A junction of Windows is no symlink, but it resolves like one.
            if not lies_below(here / name, site):
                refuse(here / name, _("is a link that leaves the site"), _("copy the folder instead"))
            elif (here / name).is_symlink():
                refuse(here / name, _("is a link to a folder, which is not followed"), _("copy the folder instead"))
            else:
                entered.append(name)
        folders[:] = entered
        for name in sorted(name for name in names if not _IGNORED.fullmatch(name)):
            path = here / name
            count += 1
            if count > MAX_FILES:
                message = _("holds more than {most:,} files; the rest is not read", most=MAX_FILES)
                refuse(folder, message, _("split the site"), "CFG002")
                return
            if path.is_symlink() and not lies_below(path, site):
                refuse(path, _("is a link that leaves the site"), _("copy the file instead"))
            else:
                yield path


def list_assets(site: Path, problems: list[Problem]) -> frozenset[str]:
    """Every file below the site's ``assets/``; a link that leads out of the site is a problem."""
    folder = site / "assets"
    return frozenset(path.relative_to(folder).as_posix() for path in _files_below(folder, site, problems))


def _page_id(parts: tuple[str, ...]) -> str:
    inner = parts[:-1] if parts[-1] == "index" and len(parts) > 1 else parts
    return "/".join(inner)


def _meant_name(path: Path, suffixes: tuple[str, ...]) -> str:
    """The name that a file should have had, if it was meant to be a page; else nothing.

    Windows hides what it knows: Notepad's ``access.yml.txt`` is shown as ``access.yml``.
    """
    written = Path(path.stem) if path.suffix.lower() == ".txt" else path
    suffix = {".yaml": ".yml"}.get(written.suffix.lower(), written.suffix.lower())
    name = f"{written.stem}{suffix}"
    return name if suffix in suffixes and name != path.name else ""


def stray_collections(site: Path, collections: Collection[str]) -> Iterator[Problem]:
    """What lies in ``collections/`` and belongs to no collection of ``site.yml``: nobody would ever see it."""
    folder = site / "collections"
    below = [path.relative_to(folder).parts for path in _files_below(folder, site, [])]
    files = {parts[0] for parts in below if len(parts) == 1}
    for name in sorted({parts[0] for parts in below} - set(collections)):
        message = (
            _("lies in no collection, so that no page shows it")
            if name in files
            else _("is no collection of site.yml, so that no page shows what lies in it")
        )
        hint = did_you_mean(name, collections) or _("name it under 'collections' in site.yml")
        yield Problem(f"{site.name}/collections/{name}", 0, 0, "CFG013", message, hint)


def list_pages(
    site: Path, collections: Mapping[str, CollectionSettings], problems: list[Problem]
) -> tuple[PageFile, ...]:
    """Every file that becomes a page, each address once; what cannot be one is a problem."""
    portfolio = site.parent
    found: dict[str, PageFile] = {}

    def add(page_id: str, path: Path, collection: str | None = None, kind: str | None = None) -> None:
        file = path.relative_to(portfolio).as_posix()
        language = language_of(path)
        version_of = page_id if language != JAPANESE else None
        address_id = version_id(page_id, language) if version_of is not None else page_id
        if address_id in found:
            address = "/" if address_id == "index" else f"/{address_id}/"
            message = _("has the same address as {file}: {address}", file=found[address_id].file, address=address)
            problems.append(Problem(file, 1, 1, "CFG013", message, _("rename one of the two")))
        else:
            found[address_id] = PageFile(address_id, path, file, collection, kind, language, version_of)

    def usable(path: Path, suffixes: tuple[str, ...], folder: Path) -> tuple[str, ...] | None:
        file = path.relative_to(portfolio).as_posix()
        if path.suffix not in suffixes:
            meant = _meant_name(path, suffixes)
            hint = _("rename it to {name}", name=meant) if meant else _("pictures and documents go to assets/")
            message = _("is not a page: only {suffixes} files are", suffixes=together(suffixes))
            problems.append(Problem(file, 0, 0, "CFG013", message, hint))
            return None
        named = path.with_suffix("") if language_of(path) != JAPANESE else path
        parts = named.relative_to(folder).with_suffix("").parts
        if bad := [part for part in parts if not SEGMENT.fullmatch(part)]:
            message = _("'{bad}' cannot be part of an address", bad=bad[0])
            hint = _("use lower-case letters a-z, digits, '-' and '_'; the page's title may be Japanese")
            problems.append(Problem(file, 0, 0, "CFG013", message, hint))
            return None
        return parts

    pages = site / "pages"
    for path in _files_below(pages, site, problems):
        if (parts := usable(path, (".yml", ".md"), pages)) is not None:
            add(_page_id(parts), path)
    for name, settings in collections.items():
        folder = site / "collections" / name
        if not folder.is_dir():
            file = f"{site.name}/site.yml"
            problems.append(
                Problem(file, 0, 0, "CFG013", _("there is no folder collections/{name}", name=name), _("create it"))
            )
        for path in _files_below(folder, site, problems):
            if (parts := usable(path, (".yml",), folder)) is not None:
                if parts[-1] == "index":
                    file = path.relative_to(portfolio).as_posix()
                    hint = _("name the entry for what it is; the list itself is pages/{path}.yml", path=settings.path)
                    problems.append(Problem(file, 1, 1, "CFG013", _("an entry cannot be called 'index'"), hint))
                    continue
                add(f"{settings.path}/{'/'.join(parts)}", path, name, settings.kind)
    return tuple(found[page_id] for page_id in sorted(found))
