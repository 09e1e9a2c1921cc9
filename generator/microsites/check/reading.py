"""Reads a parsed page into a :class:`Document`.

This runs for every page, so it asks the parser for elements by name, which costs next to nothing, and looks at no
element of which nobody wants to know anything.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from microsites.check.documents import Disclosed, Document, NoScript, Nul, Tracked
from microsites.check.encoding import Decoded
from microsites.check.handlers import handlers, number_of
from microsites.check.javascript import tokens
from microsites.check.memory import Memory
from microsites.check.parser import Marked, Root, comments, is_svg, parse, values
from microsites.check.scripts import Script, read_script
from microsites.check.structured import KIND, Structured, addresses_in, read_structured
from microsites.check.stylesheets import addresses
from microsites.check.uses import ADDRESSES, SRCSETS, Use, UseKind, relation_kind, srcset

_PICTURE_METAS = frozenset({"og:image", "og:image:secure_url", "twitter:image", "twitter:image:src"})
_METAS = frozenset({"description", "robots", "viewport", "og:title", *_PICTURE_METAS})

_REFRESH = re.compile(r"^\s*[\d.]+\s*[;,]?\s*(?:url\s*=\s*)?[\"']?([^\"'\s]+)", re.IGNORECASE)
_HANDS_OVER = re.compile(r"\b(?:gtag\s*\(|dataLayer\b|_paq\b)")
_HOLDS_MARKUP = re.compile(r"<(?:script|iframe|img)\b", re.IGNORECASE)


MAX_USES_KEPT = 200_000
"""Addresses that are remembered of each kind of element."""

MAX_SNIPPETS_KEPT = 1000
"""What stands for visitors without scripts is the same on every page, and read once."""

_IN_PICTURES = frozenset({"use", "image"})
_ADDRESSES = tuple((tag, tuple(attributes.items())) for tag, attributes in ADDRESSES.items() if tag != "a")
_OUTSIDE_PICTURES = tuple((tag, attributes) for tag, attributes in _ADDRESSES if tag not in _IN_PICTURES)


class DocumentReader:
    """Reads parsed pages.  The same address in the same kind of element is one value, on however many pages."""

    def __init__(self) -> None:
        self._uses: dict[tuple[str, str], _Uses] = {}
        self._sets = Memory[tuple[str, str], tuple[Use, ...]](MAX_USES_KEPT)
        self._snippets = Memory[str, tuple[Use, ...]](MAX_SNIPPETS_KEPT)

    def read(self, path: str, source: Decoded, root: Root, marked: Marked) -> Document:
        """What the rules may know of the page ``root``, which was parsed from ``source``; ``marked``: of that page."""
        data = source.data
        metas = _Metas.read(root)
        links, announced, canonical = self._links(root)
        structured = read_structured(root)
        reactions = tuple(handlers(root, source))
        ids = [identifier for node in marked.having("id") if (identifier := node.attr("id"))]
        return Document(
            path=path,
            encoding=source.encoding,
            damaged=source.damaged,
            nul=_nul(source.text) if b"\0" in data else None,
            title=_title(root),
            description=metas.named.get("description"),
            lang=_lang(root),
            metas=metas.named,
            robots=metas.named.get("robots", "").lower(),
            canonical=canonical,
            base=next((href for node in root.find_all("base") if (href := node.attr("href")) is not None), None),
            redirect=metas.redirect,
            viewport=metas.named.get("viewport", ""),
            ids=tuple(ids),
            anchors=frozenset([*ids, *_names(root, marked)]),
            hyperlinks=tuple(values(root, "a", "href")),
            others=(
                *links,
                *self._addresses(root),
                *self._candidates(root),
                *_styles(root, marked),
                *metas.uses,
                *_imports(root),
                *_named_in(structured),
                *self._inner(root),
            ),
            related=tuple([use for use in links if use.kind == "page"]),
            announced=tuple(announced),
            scripts=tuple(_scripts(root)),
            handlers=tuple([each for each in reactions if _HANDS_OVER.search(each.code)]),
            reactions=reactions,
            noscripts=tuple(_noscripts(root)),
            tracked=tuple(_tracked(root)) if b"data-track" in data else (),
            disclosed=tuple(_disclosed(root)) if b"data-disclosed" in data else (),
            structured=structured,
            policies=metas.policies,
            comments=tuple([text for text in comments(root) if _HOLDS_MARKUP.search(text)]) if b"<!--" in data else (),
        )

    def _known(self, tag: str, attribute: str, kind: UseKind) -> _Uses:
        known = self._uses.get((tag, attribute))
        if known is None:
            known = self._uses[tag, attribute] = _Uses(tag, attribute, kind)
        return known

    def _addresses(self, root: Root) -> list[Use]:
        found = []
        if root.find_all("svg"):
            in_pictures = (node.attr("xlink:href") for node in root.find_all("a"))
            found += [self._known("a", "xlink:href", "page")[value] for value in in_pictures if value]
        # The parser has lists of the elements of HTML; for those of SVG it looks through the page.
        for tag, attributes in _ADDRESSES if root.find_all("svg") else _OUTSIDE_PICTURES:
            for node in root.find_all(tag):
                for attribute, kind in attributes:
                    if value := node.attr(attribute):
                        found.append(self._known(tag, attribute, kind)[value])
        return found

    def _candidates(self, root: Root) -> list[Use]:
        """The pictures that a browser may choose from."""
        found: list[Use] = []
        for tag, attribute in SRCSETS.items():
            for node in root.find_all(tag):
                if whole := node.attr(attribute):
                    key = (tag, whole)
                    if key not in self._sets:
                        self._sets[key] = _candidates_of(tag, attribute, whole)
                    found += self._sets[key]
        return found

    def _inner(self, root: Root) -> Iterator[Use]:
        """What stands in markup inside the markup: for visitors without scripts, and the content of a frame."""
        snippets = [("noscript", "", number, node.text) for number, node in enumerate(root.find_all("noscript"))]
        frames = root.select("iframe[srcdoc]") if root.find_all("iframe") else ()
        snippets += [("iframe", "srcdoc", 0, node.attr("srcdoc") or "") for node in frames]
        for tag, attribute, number, html in snippets:
            if "=" in html:
                if html not in self._snippets:
                    self._snippets[html] = read_document("", html).uses
                for use in self._snippets[html]:
                    yield Use(tag, attribute, use.value, use.kind, html if attribute else "", number)

    def _links(self, root: Root) -> tuple[list[Use], list[Use], str | None]:
        """The addresses of ``<link>``, those that only tell the browser a host, and the canonical one."""
        used, announced, canonical = [], [], None
        for node in root.find_all("link"):
            value, rel = node.attr("href"), node.attr("rel")
            kind = relation_kind(rel) if value and rel else None
            if value and kind == "announced":
                announced.append(Use("link", "href", value, "asset", value))
            elif value and kind is not None and kind != "announced":
                used.append(Use("link", "href", value, kind, value))
                if kind == "page" and canonical is None and rel and "canonical" in rel.lower().split():
                    canonical = value
        return used, announced, canonical


class _Uses(Memory[str, Use]):
    """The uses of one attribute, by its value."""

    def __init__(self, tag: str, attribute: str, kind: UseKind) -> None:
        super().__init__(MAX_USES_KEPT)
        self._tag, self._attribute, self._kind = tag, attribute, kind

    def __missing__(self, value: str) -> Use:
        use = self[value] = Use(self._tag, self._attribute, value, self._kind, value)
        return use


def read_document(path: str, html: str) -> Document:
    """Parse and read a piece of markup."""
    source = Decoded(html, "utf-8", damaged=False, data=html.encode("utf-8", "replace"))
    root = parse(html)
    return DocumentReader().read(path, source, root, Marked(root))


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
            name = (node.attr("name") or node.attr("property") or "").strip().lower()
            if name in _METAS:
                content = node.attr("content") or ""
                named.setdefault(name, " ".join(content.split()))
                if name in _PICTURE_METAS and content.strip():
                    uses.append(Use("meta", "content", content, "asset", content))
            elif not name and (pragma := (node.attr("http-equiv") or "").strip().lower()):
                content = node.attr("content") or ""
                if pragma == "content-security-policy" and content.strip() and node.closest("body") is None:
                    policies.append(content)
                elif pragma == "refresh" and (match := _REFRESH.match(content)):
                    redirect = True
                    uses.append(Use("meta", "content", match[1], "page", content))
        return cls(named, tuple(policies), tuple(uses), redirect)


def _names(root: Root, marked: Marked) -> list[str]:
    """What links lead to besides ids: the name of an ``<a>``, and of an image map."""
    found = [node.attr("name") for node in (*marked.anchors(), *root.find_all("map"))]
    return [name for name in found if name]


def _candidates_of(tag: str, attribute: str, whole: str) -> tuple[Use, ...]:
    addresses = [address for address in srcset(whole) if not address.lower().startswith("data:")]
    return tuple([Use(tag, attribute, address, "asset", whole) for address in addresses])


def _imports(root: Root) -> Iterator[Use]:
    """What scripts in the page import: only a module can, from an address that begins with a slash or dots."""
    for number, node in enumerate(root.find_all("script")):
        if (node.attr("type") or "").strip().lower() == "module" and "import" in node.text:
            before = ""
            for token in tokens(node.text):
                address = token.text[1:-1]
                if token.kind == "text" and before in ("import", "from") and address.startswith(("/", "./", "../")):
                    yield Use("script", "", address, "asset", "", number)
                before = token.text if token.kind != "comment" else before


def _named_in(structured: tuple[Structured, ...]) -> Iterator[Use]:
    """The addresses that a page's structured data names."""
    for script in structured:
        for value, kind in addresses_in(script):
            yield Use("script", "type", value, kind, KIND, script.number)


def _noscripts(root: Root) -> Iterator[NoScript]:
    for number, node in enumerate(root.find_all("noscript")):
        if _HOLDS_MARKUP.search(node.text):
            yield NoScript(node.text, number)


def _title(root: Root) -> str | None:
    return next((" ".join(node.text.split()) for node in root.find_all("title") if not is_svg(node)), None)


def _lang(root: Root) -> str | None:
    return next((node.attr("lang") or node.attr("xml:lang") for node in root.find_all("html")), None)


def _scripts(root: Root) -> Iterator[Script]:
    for number, node in enumerate(root.find_all("script")):
        if script := read_script(node, number):
            yield script


def _styles(root: Root, marked: Marked) -> Iterator[Use]:
    for number, node in enumerate(root.find_all("style")):
        for value, _line, _column in addresses(node.text):
            yield Use("style", "", value, "asset", "", number)
    for node in marked.having("style"):
        whole = node.attr("style") or ""
        if "(" in whole:
            for value, _line, _column in addresses(whole):
                yield Use(node.tag, "style", value, "asset", whole)


def _nul(html: str) -> Nul:
    before, _, _ = html.partition("\0")
    return Nul(before.count("\n") + 1, len(before) - before.rfind("\n"), html.count("\0"))


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
            number=number_of(seen, node.tag, attribute, value or ""),
            href=node.attr("href"),
        )


def _disclosed(root: Root) -> Iterator[Disclosed]:
    seen: Counter[tuple[str, str, str]] = Counter()
    for node in root.select("[data-disclosed]"):
        if provider := node.attr("data-disclosed"):
            yield Disclosed(node.tag, provider, number_of(seen, node.tag, "data-disclosed", provider))
