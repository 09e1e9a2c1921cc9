"""A page as a frozen value: what it defines, what it uses, what it measures.  One pass of the parser."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from microsites.check import stylesheets
from microsites.check.parser import COMMENT, Element, elements
from microsites.check.scripts import Script, read_script
from microsites.check.uses import ADDRESS_ATTRIBUTES, SRCSETS, Use, announces, kind_of, srcset

_PICTURE_METAS = frozenset({"og:image", "og:image:secure_url", "twitter:image", "twitter:image:src"})

_REFRESH = re.compile(r"^\s*[\d.]+\s*[;,]?\s*(?:url\s*=\s*)?[\"']?([^\"'\s]+)", re.IGNORECASE)
_HANDS_OVER = re.compile(r"\b(?:gtag\s*\(|dataLayer\b|_paq\b)")
_HOLDS_MARKUP = re.compile(r"<(?:script|iframe|img)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Handler:
    """Code in an attribute: ``onclick="…"``."""

    tag: str
    attribute: str
    code: str
    number: int
    """Which of the elements with this tag, attribute and code."""


@dataclass(frozen=True, slots=True)
class NoScript:
    """A ``<noscript>``: markup for a browser that runs no scripts."""

    html: str
    number: int


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
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Disclosed:
    """An element that tells visitors of a provider: ``data-disclosed="ga4"``."""

    tag: str
    provider: str
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
    announced: tuple[Use, ...] = ()
    """Hosts that the browser is told to connect to (``preconnect``, ``dns-prefetch``)."""
    scripts: tuple[Script, ...] = ()
    handlers: tuple[Handler, ...] = ()
    """Code in attributes that hands something to a provider's queue."""
    noscripts: tuple[NoScript, ...] = ()
    """Only those that hold a frame or a picture."""
    tracked: tuple[Tracked, ...] = ()
    without_alt: tuple[Picture, ...] = ()
    disclosed: tuple[Disclosed, ...] = ()
    policies: tuple[str, ...] = ()
    """``<meta http-equiv="Content-Security-Policy">``: all of them count."""
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
        announced=tuple(reader.announced),
        scripts=tuple(reader.scripts),
        handlers=tuple(reader.handlers),
        noscripts=tuple(reader.noscripts),
        tracked=tuple(reader.tracked),
        without_alt=tuple(reader.without_alt),
        disclosed=tuple(reader.disclosed),
        policies=tuple(reader.policies),
        comments=tuple(reader.comments),
    )


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
        self.announced: list[Use] = []
        self.scripts: list[Script] = []
        self.handlers: list[Handler] = []
        self.noscripts: list[NoScript] = []
        self.tracked: list[Tracked] = []
        self.without_alt: list[Picture] = []
        self.disclosed: list[Disclosed] = []
        self.policies: list[str] = []
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
        elif tag == "noscript":
            number = self._count(tag, "", "")
            if _HOLDS_MARKUP.search(element.text):
                self.noscripts.append(NoScript(element.text, number))
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
        if provider := attributes.get("data-disclosed"):
            self.disclosed.append(Disclosed(tag, provider, self._count(tag, "data-disclosed", provider)))
        if style := attributes.get("style"):
            self._take_css(tag, "style", style)
        for attribute in attributes:
            if attribute in ADDRESS_ATTRIBUTES:
                self._take_address(tag, attribute, attributes)
            elif attribute.startswith("on") and (code := attributes[attribute]) and _HANDS_OVER.search(code):
                self.handlers.append(Handler(tag, attribute, code, self._count(tag, attribute, code)))

    def _take_script(self, element: Element) -> None:
        script = read_script(element.attributes, element.text, self._count("script", "", ""))
        if script is not None:
            self.scripts.append(script)

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
        pragma = (attributes.get("http-equiv") or "").strip().lower()
        if pragma == "content-security-policy" and content.strip():
            self.policies.append(content)
        if pragma == "refresh" and (match := _REFRESH.match(content)):
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
        self.tracked.append(Tracked(tag, event, track_id, goal, params, attribute, number, attributes.get("href")))

    def _take_address(self, tag: str, attribute: str, attributes: Mapping[str, str | None]) -> None:
        value = attributes[attribute]
        if value is None:
            return
        if (tag, attribute) in SRCSETS:
            number = self._count(tag, attribute, value)
            for address in srcset(value):
                if not address.lower().startswith("data:"):
                    self.uses.append(Use(tag, attribute, address, "asset", value, number))
        elif kind := kind_of(tag, attribute, attributes):
            self.uses.append(Use(tag, attribute, value, kind, value, self._count(tag, attribute, value)))
        elif announces(tag, attributes):
            self.announced.append(Use(tag, attribute, value, "asset", value, self._count(tag, attribute, value)))

    def _count(self, tag: str, attribute: str, value: str) -> int:
        key = (tag, attribute, value)
        self._seen[key] += 1
        return self._seen[key] - 1
