r"""No tree may hold an ID of another environment, in any file and however an editor came to write it.

The providers' tags carry only the IDs of the tree's own environment.  But an ID can also come in through a text, an
address or a file of an editor, and then be copied from a preview to the public site or back.  So the finished tree is
searched, and not what went into it: the bytes of every file (as UTF-8 and UTF-16) and, in files of text, what remains
when HTML entities, percent-encoding and ``\u`` escapes are read.  What a compressed document (PDF, Word) says is not read.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from microsites.build.settings import SiteBuild
from microsites.content.files import EnvironmentName, SharedEnvironment
from microsites.content.model import BuildEnvironment, Portfolio, Site
from microsites.content.source import Source
from microsites.errors import Problem, UserError
from microsites.i18n.message import _
from microsites.manifest import KnownId

_NO_TEXT = frozenset(
    {".webp", ".jpg", ".jpeg", ".png", ".gif", ".avif", ".ico", ".pdf", ".zip", ".docx", ".xlsx", ".pptx", ".woff2"}
)
"""Compressed formats: what looks like an encoding there is chance.  Every other file may be text."""
_MAX_DECODINGS = 4
"""``&amp;#71;`` and ``%2547`` are written by accident; nobody writes five layers by accident."""
_PERCENT = re.compile(r"%([2-7][0-9a-fA-F])")
"""Only ASCII: IDs hold nothing else, and ``unquote`` took a tenth of a build (measured)."""
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The IDs to look for, with their encodings as bytes."""

    ids: dict[str, KnownId]
    masks: tuple[str, ...]
    """IDs of this environment in which one of the others is contained."""
    raw: tuple[tuple[str, bytes], ...]
    """ID and its bytes, in every encoding."""


def _distinctive(identifier: str, portfolio: Portfolio) -> bool:
    """Whether an ID cannot be something else: no short number or word (``none``), and no part of a site's address."""
    plain = identifier.isdecimal() or (identifier.isalpha() and identifier.islower())
    if len(identifier) < 4 or (plain and len(identifier) < 8):
        return False
    urls = [environment.url for site in portfolio.sites for environment in site.settings.environments.values()]
    return not any(identifier in url for url in urls if url is not None)


def _wanted(portfolio: Portfolio, known: Iterable[KnownId], environment: BuildEnvironment) -> _Wanted | None:
    every = tuple(known)
    own = {each.id for each in every if each.environment == environment}
    ids = {
        each.id: each
        for each in every
        if each.environment != environment and each.id not in own and _distinctive(each.id, portfolio)
    }
    if not ids:
        return None
    raw = tuple((each, each.encode(name)) for each in sorted(ids) for name in ("utf-8", "utf-16-le", "utf-16-be"))
    return _Wanted(ids, tuple(sorted(mine for mine in own if any(other in mine for other in ids))), raw)


def _readings(text: str) -> Iterator[str]:
    """``text`` and what becomes of it when its encodings are read, one layer after the other."""
    yield text
    for _layer in range(_MAX_DECODINGS):
        read = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "\\u" in text else text
        read = html.unescape(read) if "&" in read else read
        read = _PERCENT.sub(lambda match: chr(int(match[1], 16)), read) if "%" in read else read
        if read == text:
            return
        text = read
        yield text


def _held(text: str, wanted: _Wanted) -> set[str]:
    """The IDs that ``text`` holds, in whatever encoding."""
    found: set[str] = set()
    for reading in _readings(text):
        for mask in wanted.masks:
            reading = reading.replace(mask, "\0")  # noqa: PLW2901 - what remains is searched
        found |= {identifier for identifier in wanted.ids if identifier in reading}
    return found


def _held_by_file(path: Path, wanted: _Wanted) -> set[str]:
    data = path.read_bytes()
    found = {identifier for identifier, encoded in wanted.raw if encoded in data}
    if not wanted.masks and path.suffix.lower() in _NO_TEXT:
        return found
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    read = _held(data.decode(encoding, "replace"), wanted)
    return read if wanted.masks else found | read


def _declared_line(source: Source, environments: Mapping[EnvironmentName, SharedEnvironment], known: KnownId) -> int:
    """The line on which the ID itself is declared, rightly; 0 if it is not declared in this file."""
    for name, environment in environments.items():
        if name == known.environment and environment.ids.get(known.provider) == known.id:
            return source.positions.value(("environments", name, "ids", known.provider)).line
    return 0


def _sources(portfolio: Portfolio, site: Site, path: str, known: KnownId) -> dict[str, int]:
    """Files that may have written a text of the tree's file ``path``, the likeliest first, with the line to pass over."""
    files = {f"{site.id}/{path}": 0} if path.startswith("assets/") else {}
    pages = sorted(site.pages, key=lambda page: page.output != path)
    files |= {page.source.file: 0 for page in pages if page.generated is None}
    declaring: tuple[Site | Portfolio, ...] = (site, *portfolio.sites, portfolio)
    for each in declaring:
        files[each.source.file] = _declared_line(each.source, each.settings.environments, known)
    return files


def _place(portfolio: Portfolio, site: Site, path: str, known: KnownId, wanted: _Wanted) -> tuple[str, int, int]:
    """File, line and column that an editor must look at; the site's file if none can be found."""
    for file, declared in _sources(portfolio, site, path, known).items():
        try:
            text = (portfolio.root / file).read_text("utf-8-sig", "replace")
        except OSError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if number != declared and known.id in _held(line, wanted):
                return file, number, line.find(known.id) + 1 or 1
    return (f"{site.id}/{path}", 0, 0) if path.startswith("assets/") else (site.source.file, 1, 1)


def refuse_foreign_ids(portfolio: Portfolio, site: Site, build: SiteBuild, tree: Path) -> None:
    """Search the finished tree.  Raises UserError if a file holds an ID of another environment."""
    wanted = _wanted(portfolio, build.known_ids, build.environment)
    if wanted is None:
        return
    found: dict[tuple[tuple[str, int, int], str], list[str]] = {}
    for path in sorted(path for path in tree.rglob("*") if path.is_file()):
        for identifier in sorted(_held_by_file(path, wanted)):
            name = path.relative_to(tree).as_posix()
            place = _place(portfolio, site, name, wanted.ids[identifier], wanted)
            found.setdefault((place, identifier), []).append(name)
    if found:
        raise UserError(
            _problem(place, wanted.ids[identifier], names, build.environment)
            for (place, identifier), names in found.items()
        )


def _problem(place: tuple[str, int, int], known: KnownId, names: list[str], here: BuildEnvironment) -> Problem:
    others = _("{file} and {number} more", file=names[0], number=len(names) - 1)
    message = _(
        "'{id}' is the {provider} ID of {environment}; this is a {here} tree, and {files} would hold it",
        id=known.id,
        provider=known.provider,
        environment=known.environment,
        here=here,
        files=others if len(names) > 1 else names[0],
    )
    hint = _("delete it from the text, address or file; the build writes IDs into the tags by itself")
    return Problem(*place, "BLD011", message, hint)
