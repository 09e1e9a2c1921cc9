"""The addresses of files that are no pages: stylesheets, sitemaps, feeds, calendars, web app manifests, redirect files.

What cannot be read as what it claims to be is told, with its line; what was found up to there counts all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from xml.parsers import expat

from microsites.check.json_text import read_json
from microsites.check.stylesheets import addresses
from microsites.check.uses import UseKind
from microsites.i18n.message import _


@dataclass(frozen=True, slots=True)
class Reference:
    """An address in a file that is no page, and where it stands."""

    value: str
    line: int
    """From 1."""
    column: int
    """From 1, in code points."""
    kind: UseKind
    tag: str = ""
    """Of no element of a page."""


class DamagedFileError(Exception):
    """A file is not what its name says; the text says why."""


def reader_of(path: str) -> Callable[[str], Iterator[Reference]] | None:
    """What reads the addresses of the file ``path``; None for a file of which nobody knows any.

    The reader yields what it finds, and raises :class:`DamagedFileError` where it cannot go on.
    """
    name = path.rpartition("/")[2].lower()
    if name in _BY_NAME:
        return _BY_NAME[name]
    return _BY_SUFFIX.get(name.rpartition(".")[2])


def _of_stylesheet(text: str) -> Iterator[Reference]:
    for value, line, column in addresses(text):
        yield Reference(value, line, column, "asset")


# XML: the elements and attributes with addresses, by the format's own name

_TEXTS: Mapping[str, UseKind] = {
    "loc": "page",  # sitemaps.org; image:loc and video:content_loc have names of their own
    "image:loc": "asset",
    "video:content_loc": "asset",
    "video:thumbnail_loc": "asset",
    "link": "page",  # RSS 2.0
    "url": "asset",  # RSS 2.0, channel's image
    "icon": "asset",  # RFC 4287, 4.2.5
    "logo": "asset",  # RFC 4287, 4.2.8
}
_ATTRIBUTES: Mapping[tuple[str, str], UseKind] = {
    ("link", "href"): "page",  # RFC 4287, 4.2.7
    ("atom:link", "href"): "page",
    ("xhtml:link", "href"): "page",  # Google, localised versions in a sitemap
    ("enclosure", "url"): "asset",  # RSS 2.0
    ("image", "href"): "asset",  # SVG 2, 12.3
    ("image", "xlink:href"): "asset",
    ("content", "src"): "asset",  # RFC 4287, 4.1.3
    ("media:content", "url"): "asset",  # Media RSS
    ("media:thumbnail", "url"): "asset",
}


def _of_xml(text: str) -> Iterator[Reference]:
    reader = _XmlReader()
    damage = reader.read(text)
    yield from reader.found
    if damage is not None:
        raise DamagedFileError(_("is not well-formed XML: {damage}", damage=damage))


class _XmlReader:
    def __init__(self) -> None:
        self.found: list[Reference] = []
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        # Entities of its own can make a small file large without end; sitemaps and feeds have none.
        self._parser.EntityDeclHandler = self._refuse
        self._element: tuple[str, int, int] | None = None
        self._parts: list[str] = []

    def read(self, text: str) -> str | None:
        """Collect what is there; returns why it could not be read to the end."""
        try:
            self._parser.Parse(text.encode("utf-8", "replace"), True)
        except expat.ExpatError as error:
            what = expat.ErrorString(error.code)
            return _("{fault} (line {line}, column {column})", fault=what, line=error.lineno, column=error.offset + 1)
        except DamagedFileError as error:
            return str(error.args[0])
        return None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        self._element, self._parts = (name, line, column) if name in _TEXTS else None, []
        for attribute, value in attributes.items():
            kind = _ATTRIBUTES.get((name, attribute))
            if kind and value.strip():
                self.found.append(Reference(value.strip(), line, column, kind))

    def _text(self, text: str) -> None:
        if self._element is not None:
            self._parts.append(text)

    def _end(self, name: str) -> None:
        value = "".join(self._parts).strip()
        if self._element is not None and self._element[0] == name and value:
            self.found.append(Reference(value, *self._element[1:], _TEXTS[name]))
        self._element = None

    @staticmethod
    def _refuse(*_event: object) -> None:
        raise DamagedFileError(_("it defines entities of its own"))


# Calendars (RFC 5545)

_PROPERTY = re.compile(r"(URL|ATTACH|IMAGE)((?:;[^:\n]*)?):(.*)", re.IGNORECASE)

_INITIALS = frozenset("UuAaIi")


def _of_calendar(text: str) -> Iterator[Reference]:
    unfolded: list[tuple[int, list[str]]] = []
    parts: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line[:1] in (" ", "\t"):
            # A long line goes on behind a space (RFC 5545, 3.1).
            parts.append(line[1:])
        elif line[:1] in _INITIALS:
            parts = [line]
            unfolded.append((number, parts))
        else:
            parts = []
    for number, parts in unfolded:
        match = _PROPERTY.match("".join(parts))
        if match and "VALUE=BINARY" not in match[2].upper() and match[3].strip():
            kind: UseKind = "page" if match[1].upper() == "URL" else "asset"
            yield Reference(match[3].strip(), number, 1, kind)


# Web app manifests (W3C)


def _of_web_manifest(text: str) -> Iterator[Reference]:
    try:
        manifest = read_json(text)
    except (ValueError, RecursionError) as error:
        raise DamagedFileError(_("is not JSON: {fault}", fault=str(error))) from None
    if not isinstance(manifest, dict):
        raise DamagedFileError(_("is not a web app manifest: it is no JSON object"))
    places = _string_places(text)
    for value, kind in _of_members(manifest):
        yield Reference(value, *places.get(value, (1, 1)), kind)


_STRING = re.compile(r'\n|"(?:[^"\\]|\\.)*"')


def _string_places(text: str) -> dict[str, tuple[int, int]]:
    """Line and column of every string of a JSON text, where it stands first."""
    found: dict[str, tuple[int, int]] = {}
    line, begin = 1, 0
    for match in _STRING.finditer(text):
        if match[0] == "\n":
            line, begin = line + 1, match.end()
        else:
            value = read_json(match[0]) if "\\" in match[0] else match[0][1:-1]
            found.setdefault(value, (line, match.start() - begin + 1))
    return found


def _of_members(manifest: dict[str, object]) -> Iterator[tuple[str, UseKind]]:
    if isinstance(start := manifest.get("start_url"), str):
        yield start, "page"
    shortcuts = manifest.get("shortcuts")
    for shortcut in shortcuts if isinstance(shortcuts, list) else ():
        if isinstance(shortcut, dict):
            if isinstance(address := shortcut.get("url"), str):
                yield address, "page"
            yield from _of_pictures(shortcut.get("icons"))
    for member in ("icons", "screenshots"):
        yield from _of_pictures(manifest.get(member))


def _of_pictures(pictures: object) -> Iterator[tuple[str, UseKind]]:
    for picture in pictures if isinstance(pictures, list) else ():
        if isinstance(picture, dict) and isinstance(source := picture.get("src"), str):
            yield source, "asset"


# The file for robots: sitemaps.org says how it names the sitemap


def _of_robots(text: str) -> Iterator[Reference]:
    for number, line in enumerate(text.splitlines(), 1):
        name, colon, value = line.partition(":")
        if colon and name.strip().lower() == "sitemap" and value.strip():
            yield Reference(value.strip(), number, len(name) + 2, "page")


# Redirect files of Netlify and Cloudflare Pages: from, to, status


def _of_redirects(text: str) -> Iterator[Reference]:
    for number, line in enumerate(text.splitlines(), 1):
        if "/" not in line:
            continue
        words = line.partition("#")[0].split() if line.lstrip().startswith("#") else line.split()
        targets = [word for word in words[1:] if word.startswith(("/", "http://", "https://"))]
        # A placeholder stands for whatever was asked for: where it leads is not known here.
        if targets and ":" not in targets[0].partition("//")[2] and "*" not in targets[0]:
            yield Reference(targets[0], number, line.find(targets[0], len(words[0])) + 1, "page")


_BY_NAME: Mapping[str, Callable[[str], Iterator[Reference]]] = {
    "_redirects": _of_redirects,
    "robots.txt": _of_robots,
    "manifest.json": _of_web_manifest,
}
_BY_SUFFIX: Mapping[str, Callable[[str], Iterator[Reference]]] = {
    "css": _of_stylesheet,
    "xml": _of_xml,
    "rss": _of_xml,
    "atom": _of_xml,
    "svg": _of_xml,
    "ics": _of_calendar,
    "webmanifest": _of_web_manifest,
}
