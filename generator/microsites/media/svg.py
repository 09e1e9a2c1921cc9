"""SVG drawings: what runs or fetches something is refused; what an editor's program left behind is not published.

Inert inside ``<img>``, an active drawing would run on the site's own origin where its address is opened.  So the file is
read by a real XML parser (expat, which expands and fetches nothing here) and written anew: SVG elements, their
attributes and text.  Comments, document types, ``<metadata>`` and everything of another vocabulary (Inkscape, Sodipodi,
Illustrator, RDF) is left out.
"""

from __future__ import annotations

import io
import math
import re
from dataclasses import dataclass
from html import escape
from typing import NoReturn
from xml.parsers import expat

from microsites.i18n.message import _
from microsites.media.errors import PictureError

RECIPE = "svg1"
"""Part of the cache's address: changes with what is written for the same file."""

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
_KNOWN = {"": SVG, "svg": SVG, "xlink": XLINK, "xml": XML}
"""Prefixes that hand-written files use without declaring them."""

_ACTIVE = frozenset(
    {"script", "foreignobject", "iframe", "handler", "listener", "embed", "object", "audio", "video", "canvas"}
)
_FETCHES = re.compile(
    r"javascript:|url\(\s*+[\"']?+(?!#)|@import|(?:image-set|image|src)\(|expression\(", re.IGNORECASE
)
"""In attributes and styles; ``url(#id)`` stays within the drawing."""
_EMBEDDED = re.compile(r"#|data:image/(?:png|jpeg|webp)[;,]", re.IGNORECASE)
"""What a link may start with: a part of the drawing, or a picture of pixels within it."""
_MAX_SIDE = 1e6


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing that can be published."""

    width: int
    height: int
    data: bytes


def clean_svg(data: bytes, name: str) -> Drawing:
    """The drawing without what should not be published.  Raises PictureError for one that runs or fetches something."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        raise PictureError(_("'{name}' is not UTF-8", name=name), _("export it again as plain SVG")) from None
    return _Cleaner(name).clean(data)


class _Cleaner:
    """Reads a drawing event by event and writes what may be published; no step calls itself, however deep the file."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._out = io.StringIO()
        self._prefixes: list[dict[str, str]] = [_KNOWN]
        self._open: list[str] = []
        self._skipped = 0
        """How deep in an element that is left out."""
        self._style: list[str] | None = None
        """The text of the stylesheet that is being read: judged whole, whatever interrupts it."""
        self._unfinished = False
        """Whether a start tag still waits for its end."""
        self._size: tuple[int, int] | None = None
        self._parser = expat.ParserCreate("utf-8")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.EntityDeclHandler = self._entity
        self._parser.ProcessingInstructionHandler = self._instruction

    def clean(self, data: bytes) -> Drawing:
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            message = _(
                "'{name}' is not an SVG picture: line {line} is not well-formed XML", name=self._name, line=error.lineno
            )
            raise PictureError(message, _("export it again as plain SVG")) from None
        assert self._size is not None
        return Drawing(*self._size, self._out.getvalue().encode())

    def _refuse(self, what: str) -> NoReturn:
        message = _(
            "'{name}' holds {what} (line {line}): a picture must not run or fetch anything",
            name=self._name,
            what=what,
            line=self._parser.CurrentLineNumber,
        )
        raise PictureError(message, _("export it again as plain SVG"))

    def _entity(self, entity: str, *_others: object) -> None:
        self._refuse(_("the entity '{entity}'", entity=entity[:30]))

    def _instruction(self, target: str, _text: str) -> None:
        if target == "xml-stylesheet":
            self._refuse(_("a link to a stylesheet"))

    @staticmethod
    def _resolve(name: str, prefixes: dict[str, str]) -> tuple[str | None, str]:
        """The vocabulary that a name belongs to, and the name in it."""
        prefix, _, local = name.rpartition(":")
        return prefixes.get(prefix), local

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        declared = {
            key.removeprefix("xmlns").removeprefix(":"): value
            for key, value in attributes.items()
            if key == "xmlns" or key.startswith("xmlns:")
        }
        prefixes = self._prefixes[-1] | declared if declared else self._prefixes[-1]
        self._prefixes.append(prefixes)
        namespace, local = self._resolve(name, prefixes)
        if local.lower() in _ACTIVE:
            self._refuse(f"<{local}>")
        kept = dict(self._checked(attributes, prefixes))
        if self._size is None:
            if namespace != SVG or local != "svg":
                raise PictureError(_("'{name}' is not an SVG picture", name=self._name), _("export it again as SVG"))
            self._size = _size(attributes, self._name)
            kept = {"xmlns": SVG, **kept}
        if self._skipped or self._style is not None or namespace != SVG or local == "metadata":
            self._skipped += 1
            return
        if local == "style":
            self._style = []
        self._finish_tag()
        self._open.append(local)
        self._out.write(f"<{local}" + "".join(f' {key}="{escape(value)}"' for key, value in kept.items()))
        self._unfinished = True

    def _finish_tag(self) -> None:
        if self._unfinished:
            self._out.write(">")
        self._unfinished = False

    def _checked(self, attributes: dict[str, str], prefixes: dict[str, str]) -> list[tuple[str, str]]:
        """The attributes that are published; those of other vocabularies are judged too, and left out."""
        kept = []
        for name, value in attributes.items():
            if name == "xmlns" or name.startswith("xmlns:"):
                continue
            namespace, local = self._resolve(name, prefixes)
            if ":" not in name:
                namespace = SVG
            lower = local.lower()
            if lower.startswith("on"):
                self._refuse(_("the attribute '{local}'", local=local[:30]))
            if lower == "attributename" and re.match(r"\s*(?:on|(?:\w+:)?href\s*$)", value, re.IGNORECASE):
                self._refuse(_("an animation of '{value}'", value=value.strip()[:30]))
            if lower in ("href", "src") and namespace in (SVG, XLINK) and not _EMBEDDED.match(value.strip()):
                self._refuse(_("a link to '{value}'", value=value.strip()[:60]))
            if namespace in (SVG, XLINK):
                self._check_style(value)
            if namespace == SVG and not lower.startswith("data-"):
                kept.append((local, value))
            elif namespace == XLINK and local == "href" and "href" not in attributes:
                kept.append(("href", value))
            elif namespace == XML and local in ("lang", "space"):
                kept.append((f"xml:{local}", value))
        return kept

    def _check_style(self, text: str) -> None:
        if found := _FETCHES.search(text):
            self._refuse(f"'{text[found.start() : found.start() + 40]}'")
        if "\\" in text:
            # An escape can spell url( in a way that nobody finds; attributes are styles too.
            self._refuse(_("a backslash"))

    def _text(self, text: str) -> None:
        if self._skipped or not self._open:
            return
        if self._style is not None:
            self._style.append(text)
        self._finish_tag()
        self._out.write(escape(text, quote=False))

    def _end(self, _: str) -> None:
        self._prefixes.pop()
        if self._skipped:
            self._skipped -= 1
            return
        name = self._open.pop()
        if self._style is not None:
            self._check_style("".join(self._style))
            self._style = None
        self._out.write("/>" if self._unfinished else f"</{name}>")
        self._unfinished = False


def _size(attributes: dict[str, str], name: str) -> tuple[int, int]:
    numbers = re.findall(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?", attributes.get("viewBox", ""))
    try:
        if len(numbers) == 4:
            width, height = float(numbers[2]), float(numbers[3])
        else:
            width, height = (float(attributes[key].removesuffix("px")) for key in ("width", "height"))
        if not (math.isfinite(width) and math.isfinite(height) and 0 < width < _MAX_SIDE and 0 < height < _MAX_SIDE):
            raise ValueError  # noqa: TRY301 - the same as a size that is no number
    except (KeyError, ValueError, OverflowError):
        raise PictureError(
            _("'{name}' says no size", name=name), _('give its <svg> tag a viewBox="0 0 WIDTH HEIGHT"')
        ) from None
    return max(1, round(width)), max(1, round(height))
