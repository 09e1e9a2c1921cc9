"""A page as a frozen value: what it defines, what it uses, what it measures.  One pass of the parser."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from microsites.check import stylesheets
from microsites.check.parser import COMMENT, Element, elements

UseKind = Literal["page", "asset"]

_PAGE_USES = frozenset({("a", "href"), ("a", "xlink:href"), ("area", "href"), ("form", "action")})
_ASSET_USES = frozenset(
    {
        ("img", "src"), ("script", "src"), ("iframe", "src"), ("source", "src"), ("video", "src"), ("video", "poster"),
        ("audio", "src"), ("track", "src"), ("embed", "src"), ("object", "data"), ("input", "src"), ("image", "href"),
        ("image", "xlink:href"), ("use", "href"), ("use", "xlink:href"),
    }
)  # fmt: skip
_SRCSETS = frozenset({("img", "srcset"), ("source", "srcset"), ("link", "imagesrcset")})
_ADDRESS_ATTRIBUTES = frozenset(attribute for _, attribute in _PAGE_USES | _ASSET_USES | _SRCSETS)

_PAGE_RELATIONS = frozenset({"canonical", "alternate", "next", "prev", "help", "license", "search", "author"})
_ASSET_RELATIONS = frozenset(
    {"stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest", "preload", "modulepreload", "prefetch"}
)
_PICTURE_METAS = frozenset({"og:image", "og:image:secure_url", "twitter:image", "twitter:image:src"})

_REFRESH = re.compile(r"^\s*[\d.]+\s*[;,]?\s*(?:url\s*=\s*)?[\"']?([^\"'\s]+)", re.IGNORECASE)
_SRCSET_ADDRESS = re.compile(r"[\s,]*(\S+)")
_SRCSET_DESCRIPTORS = re.compile(r"[^,(]*(?:\([^)]*\)[^,(]*)*,?")
_JAVASCRIPT_TYPE = re.compile(r"^(?:|module|(?:text|application)/(?:x-)?(?:java|ecma)script(?:;.*)?)$", re.IGNORECASE)
_HOLDS_MARKUP = re.compile(r"<(?:script|iframe|img)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Use:
    """An address that a page uses."""

    tag: str
    attribute: str
    value: str
    """The address, decoded from HTML: one candidate of a ``srcset``, one ``url()`` of a style."""
    kind: UseKind
    whole: str
    """The attribute's whole value."""
    number: int
    """Which of the elements with this tag, attribute and whole value."""


@dataclass(frozen=True, slots=True)
class Script:
    """A ``<script>`` that a browser runs, or would run after consent."""

    src: str | None
    text: str
    gated: bool
    """``type="text/plain"``: it waits for consent."""
    number: int
    """Which of the page's ``<script>`` elements."""


@dataclass(frozen=True, slots=True)
class Tracked:
    """An element with ``data-track`` or ``data-track-id``."""

    tag: str
    event: str | None
    track_id: str | None
    goal: str | None
    params: str | None
    """``data-track-params`` as it stands there."""
    attribute: str
    """The attribute by which it is found again: ``data-track-id`` if it has one."""
    number: int


@dataclass(frozen=True, slots=True)
class Picture:
    """An ``<img>`` without ``alt``."""

    src: str | None
    number: int


@dataclass(frozen=True, slots=True)
class Document:
    """What the rules may know of a page."""

    path: str
    encoding: str = "utf-8"
    damaged: bool = False
    """Some bytes are not characters."""
    title: str | None = None
    description: str | None = None
    lang: str | None = None
    robots: str = ""
    base: str | None = None
    """``<base href>``."""
    redirect: bool = False
    """It sends the visitor on by ``<meta http-equiv=refresh>``: a stub, not a page to read."""
    anchors: frozenset[str] = frozenset()
    """``id`` of any element and ``name`` of ``<a>``."""
    uses: tuple[Use, ...] = ()
    scripts: tuple[Script, ...] = ()
    tracked: tuple[Tracked, ...] = ()
    without_alt: tuple[Picture, ...] = ()
    comments: tuple[str, ...] = ()
    """Only those that hold a script, frame or picture: for tags that are commented out."""


def read_document(path: str, html: str, encoding: str = "utf-8", damaged: bool = False) -> Document:
    """Parse a page.  Never fails: browsers make something of everything, and so does the parser."""
    reader = _Reader()
    for element in elements(html):
        reader.take(element)
    return Document(
        path=path,
        encoding=encoding,
        damaged=damaged,
        title=reader.title,
        description=reader.metas.get("description"),
        lang=reader.lang,
        robots=(reader.metas.get("robots") or "").lower(),
        base=reader.base,
        redirect=reader.redirect,
        anchors=frozenset(reader.anchors),
        uses=tuple(reader.uses),
        scripts=tuple(reader.scripts),
        tracked=tuple(reader.tracked),
        without_alt=tuple(reader.without_alt),
        comments=tuple(reader.comments),
    )


def srcset(value: str) -> Iterator[str]:
    """Yield the addresses of a ``srcset`` (WHATWG HTML, 4.8.4.2.2): commas inside an address are part of it."""
    position = 0
    while match := _SRCSET_ADDRESS.match(value, position):
        address = match[1].rstrip(",")
        position = match.end()
        if address == match[1] and (descriptors := _SRCSET_DESCRIPTORS.match(value, position)):
            position = descriptors.end()
        if address:
            yield address


class _Reader:
    """Collects a document's parts while the parser walks."""

    def __init__(self) -> None:
        self.title: str | None = None
        self.lang: str | None = None
        self.base: str | None = None
        self.redirect = False
        self.metas: dict[str, str] = {}
        self.anchors: set[str] = set()
        self.uses: list[Use] = []
        self.scripts: list[Script] = []
        self.tracked: list[Tracked] = []
        self.without_alt: list[Picture] = []
        self.comments: list[str] = []
        self._seen: Counter[tuple[str, str, str]] = Counter()

    def take(self, element: Element) -> None:
        tag, attributes = element.tag, element.attributes
        if tag == COMMENT:
            if _HOLDS_MARKUP.search(element.text):
                self.comments.append(element.text)
            return
        if tag == "script":
            self._take_script(element)
        elif tag == "style":
            self._take_css(tag, "", element.text)
        elif tag == "title" and self.title is None and not element.in_svg:
            self.title = " ".join(element.text.split())
        if not attributes:
            if tag == "img":
                self._take_picture(attributes)
            return
        if identifier := attributes.get("id"):
            self.anchors.add(identifier)
        if tag == "html":
            self.lang = attributes.get("lang") or attributes.get("xml:lang")
        elif tag == "a":
            if name := attributes.get("name"):
                self.anchors.add(name)
        elif tag == "img":
            self._take_picture(attributes)
        elif tag == "meta":
            self._take_meta(attributes)
        elif tag == "base" and self.base is None:
            self.base = attributes.get("href")
        if "data-track" in attributes or "data-track-id" in attributes:
            self._take_tracked(tag, attributes)
        if style := attributes.get("style"):
            self._take_css(tag, "style", style)
        for attribute in attributes:
            if attribute in _ADDRESS_ATTRIBUTES:
                self._take_address(tag, attribute, attributes)

    def _take_script(self, element: Element) -> None:
        kind = (element.attributes.get("type") or "").strip()
        number = self._count("script", "", "")
        gated = kind.lower() == "text/plain"
        if gated or _JAVASCRIPT_TYPE.match(kind):
            self.scripts.append(Script(element.attributes.get("src"), element.text, gated, number))

    def _take_css(self, tag: str, attribute: str, css: str) -> None:
        number = self._count(tag, attribute, css if attribute else "")
        for reference in stylesheets.references(css):
            self.uses.append(Use(tag, attribute, reference.value, "asset", css if attribute else "", number))

    def _take_picture(self, attributes: Mapping[str, str | None]) -> None:
        number = self._count("img", "", "")
        if "alt" not in attributes:
            self.without_alt.append(Picture(attributes.get("src"), number))

    def _take_meta(self, attributes: Mapping[str, str | None]) -> None:
        content = attributes.get("content") or ""
        name = (attributes.get("name") or attributes.get("property") or "").strip().lower()
        if name:
            self.metas.setdefault(name, " ".join(content.split()))
            if name in _PICTURE_METAS and content.strip():
                self.uses.append(
                    Use("meta", "content", content, "asset", content, self._count("meta", "content", content))
                )
        if (attributes.get("http-equiv") or "").strip().lower() == "refresh" and (match := _REFRESH.match(content)):
            self.redirect = True
            self.uses.append(Use("meta", "content", match[1], "page", content, self._count("meta", "content", content)))

    def _take_tracked(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        attribute = "data-track-id" if "data-track-id" in attributes else "data-track"
        number = self._count(tag, attribute, attributes.get(attribute) or "")
        # A valueless attribute is there and empty; None says that it is not there.
        event, track_id, goal, params = (
            (attributes[name] or "") if name in attributes else None
            for name in ("data-track", "data-track-id", "data-track-goal", "data-track-params")
        )
        self.tracked.append(Tracked(tag, event, track_id, goal, params, attribute, number))

    def _take_address(self, tag: str, attribute: str, attributes: Mapping[str, str | None]) -> None:
        value = attributes[attribute]
        if value is None:
            return
        if (tag, attribute) in _SRCSETS:
            number = self._count(tag, attribute, value)
            for address in srcset(value):
                if not address.lower().startswith("data:"):
                    self.uses.append(Use(tag, attribute, address, "asset", value, number))
        elif kind := _kind(tag, attribute, attributes):
            self.uses.append(Use(tag, attribute, value, kind, value, self._count(tag, attribute, value)))

    def _count(self, tag: str, attribute: str, value: str) -> int:
        key = (tag, attribute, value)
        self._seen[key] += 1
        return self._seen[key] - 1


def _kind(tag: str, attribute: str, attributes: Mapping[str, str | None]) -> UseKind | None:
    if (tag, attribute) in _PAGE_USES:
        return "page"
    if (tag, attribute) in _ASSET_USES:
        return "asset"
    if tag == "link" and attribute == "href":
        relations = set((attributes.get("rel") or "").lower().split())
        if relations & _ASSET_RELATIONS:
            return "asset"
        if relations & _PAGE_RELATIONS:
            return "page"
    return None
