"""A page as a frozen value: what it defines, what it uses, what it measures.

This runs for every page, so it asks the parser for elements by name, which costs next to nothing, and looks at no
element of which nobody wants to know anything.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from microsites.check import stylesheets
from microsites.check.encoding import Decoded
from microsites.check.parser import Root, comments, is_svg, parse
from microsites.check.scripts import Script, read_script
from microsites.check.uses import ADDRESSES, SRCSETS, Use, UseKind, relation_kind, srcset

_PICTURE_METAS = frozenset({"og:image", "og:image:secure_url", "twitter:image", "twitter:image:src"})

_REFRESH = re.compile(r"^\s*[\d.]+\s*[;,]?\s*(?:url\s*=\s*)?[\"']?([^\"'\s]+)", re.IGNORECASE)
_HANDLERS = tuple(re.compile(rf"{on}[A-Za-z]{{3,24}}\s*=") for on in ("on", "On", "ON", "oN"))
"""Each begins with fixed letters, so that it is found fast; what stands before it is looked at afterwards."""

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
    disclosed: tuple[Disclosed, ...] = ()
    policies: tuple[str, ...] = ()
    """``<meta http-equiv="Content-Security-Policy">``: all of them count."""
    comments: tuple[str, ...] = ()
    """Only those that hold a script, frame or picture: for tags that are commented out."""


MAX_USES_KEPT = 200_000
"""Above this, uses are forgotten and met anew: memory is bounded, whatever a site holds."""


class DocumentReader:
    """Reads parsed pages.  The same address in the same kind of element is one value, on however many pages."""

    def __init__(self) -> None:
        self._uses: dict[tuple[str, str, str], Use] = {}

    def read(self, path: str, source: Decoded, root: Root) -> Document:
        """What the rules may know of the page ``root``, which was parsed from ``source``."""
        if len(self._uses) > MAX_USES_KEPT:
            self._uses.clear()
        metas = _Metas.read(root)
        links = tuple(self._links(root))
        anchors = {identifier for node in root.select("[id]") if (identifier := node.attr("id"))}
        anchors.update(name for node in root.find_all("a") if (name := node.attr("name")))
        noscripts = enumerate(root.find_all("noscript"))
        return Document(
            path=path,
            encoding=source.encoding,
            damaged=source.damaged,
            title=_title(root),
            description=metas.named.get("description"),
            lang=_lang(root),
            robots=metas.named.get("robots", "").lower(),
            base=next((href for node in root.find_all("base") if (href := node.attr("href")) is not None), None),
            redirect=metas.redirect,
            anchors=frozenset(anchors),
            uses=(
                *(use for announced, use in links if not announced),
                *self._addresses(root),
                *self._srcsets(root),
                *_styles(root, source.text),
                *metas.uses,
            ),
            announced=tuple(use for announced, use in links if announced),
            scripts=tuple(_scripts(root)),
            handlers=tuple(_handlers(root, source.text)),
            noscripts=tuple(NoScript(n.text, number) for number, n in noscripts if _HOLDS_MARKUP.search(n.text)),
            tracked=tuple(_tracked(root)),
            disclosed=tuple(_disclosed(root)),
            policies=metas.policies,
            comments=tuple(text for text in comments(root) if _HOLDS_MARKUP.search(text)),
        )

    def _addresses(self, root: Root) -> Iterator[Use]:
        for tag, attributes in ADDRESSES.items():
            for node in root.find_all(tag):
                for attribute, kind in attributes.items():
                    if value := node.attr(attribute):
                        yield self._use(tag, attribute, value, kind)

    def _use(self, tag: str, attribute: str, value: str, kind: UseKind) -> Use:
        key = (tag, attribute, value)
        use = self._uses.get(key)
        if use is None:
            use = self._uses[key] = Use(tag, attribute, value, kind, value)
        return use

    def _links(self, root: Root) -> Iterator[tuple[bool, Use]]:
        """The addresses of ``<link>``, each with whether it only tells the browser a host."""
        for node in root.find_all("link"):
            value, kind = node.attr("href"), relation_kind(node.attr("rel") or "")
            if value and kind is not None:
                yield kind == "announced", self._use("link", "href", value, "page" if kind == "page" else "asset")

    @staticmethod
    def _srcsets(root: Root) -> Iterator[Use]:
        for tag, attribute in SRCSETS.items():
            for node in root.find_all(tag):
                whole = node.attr(attribute) or ""
                for address in srcset(whole):
                    if not address.lower().startswith("data:"):
                        yield Use(tag, attribute, address, "asset", whole)


def read_document(path: str, html: str) -> Document:
    """Parse and read a piece of markup."""
    return DocumentReader().read(path, Decoded(html, "utf-8", damaged=False), parse(html))


@dataclass(frozen=True, slots=True)
class _Metas:
    """What a page's ``<meta>`` elements say."""

    named: dict[str, str]
    """Of several with one name the first counts."""
    policies: tuple[str, ...]
    uses: tuple[Use, ...]
    redirect: bool

    @classmethod
    def read(cls, root: Root) -> _Metas:
        named: dict[str, str] = {}
        policies: list[str] = []
        uses: list[Use] = []
        redirect = False
        for node in root.find_all("meta"):
            content = node.attr("content") or ""
            name = (node.attr("name") or node.attr("property") or "").strip().lower()
            if name:
                named.setdefault(name, " ".join(content.split()))
                if name in _PICTURE_METAS and content.strip():
                    uses.append(Use("meta", "content", content, "asset", content))
                continue
            pragma = (node.attr("http-equiv") or "").strip().lower()
            if pragma == "content-security-policy" and content.strip():
                policies.append(content)
            elif pragma == "refresh" and (match := _REFRESH.match(content)):
                redirect = True
                uses.append(Use("meta", "content", match[1], "page", content))
        return cls(named, tuple(policies), tuple(uses), redirect)


def _title(root: Root) -> str | None:
    return next((" ".join(node.text.split()) for node in root.find_all("title") if not is_svg(node)), None)


def _lang(root: Root) -> str | None:
    return next((node.attr("lang") or node.attr("xml:lang") for node in root.find_all("html")), None)


def _scripts(root: Root) -> Iterator[Script]:
    for number, node in enumerate(root.find_all("script")):
        if script := read_script(node, number):
            yield script


def _styles(root: Root, html: str) -> Iterator[Use]:
    for number, node in enumerate(root.find_all("style")):
        for reference in stylesheets.references(node.text):
            yield Use("style", "", reference.value, "asset", "", number)
    if "url(" in html:
        for node in root.select("[style]"):
            whole = node.attr("style") or ""
            for reference in stylesheets.references(whole):
                yield Use(node.tag, "style", reference.value, "asset", whole)


def _handlers(root: Root, html: str) -> Iterator[Handler]:
    names = {
        match[0][:-1].rstrip().lower()
        for pattern in _HANDLERS
        for match in pattern.finditer(html)
        if not html[match.start() - 1].isalnum()
    }
    if not names:
        return
    seen: Counter[tuple[str, str, str]] = Counter()
    for node in root.select(",".join(f"[{name}]" for name in sorted(names))):
        for name in sorted(names):
            if (code := node.attr(name)) and _HANDS_OVER.search(code):
                yield Handler(node.tag, name, code, _number(seen, node.tag, name, code))


def _tracked(root: Root) -> Iterator[Tracked]:
    seen: Counter[tuple[str, str, str]] = Counter()
    for node in root.select("[data-track],[data-track-id]"):
        event, track_id = node.attr("data-track"), node.attr("data-track-id")
        attribute, value = ("data-track", event) if track_id is None else ("data-track-id", track_id)
        yield Tracked(
            tag=node.tag,
            event=event,
            track_id=track_id,
            goal=node.attr("data-track-goal"),
            params=node.attr("data-track-params"),
            attribute=attribute,
            number=_number(seen, node.tag, attribute, value or ""),
            href=node.attr("href"),
        )


def _disclosed(root: Root) -> Iterator[Disclosed]:
    seen: Counter[tuple[str, str, str]] = Counter()
    for node in root.select("[data-disclosed]"):
        if provider := node.attr("data-disclosed"):
            yield Disclosed(node.tag, provider, _number(seen, node.tag, "data-disclosed", provider))


def _number(seen: Counter[tuple[str, str, str]], tag: str, attribute: str, value: str) -> int:
    seen[tag, attribute, value] += 1
    return seen[tag, attribute, value] - 1
