"""Markdown without raw HTML and without dangerous links, for fields and prose alike.

Python-Markdown passes ``<script>``, ``onerror`` and ``javascript:`` through as it comes; :class:`SafeMarkdown`
takes its HTML parsers out and lets every link and picture through a resolver with an allow-list.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element, SubElement

import markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup
from pydantic_core import PydanticCustomError

from microsites.content.fields import check_url
from microsites.pages.heading_levels import HeadingLevels
from microsites.pages.ruby_markdown import add_ruby, joined
from microsites.pages.simple_markdown import simple_html
from microsites.pages.table_columns import set_columns
from microsites.pages.typography import plain
from microsites.pages.views import Image

_HEADING = re.compile(r"h[1-6]")

LinkResolver = Callable[[str], str | None]
"""Target as written (``page:access``) → href as published, or None if it leads nowhere."""
ImageResolver = Callable[[str, str], Image | None]
"""Asset and text alternative → picture, or None if there is none."""


def _unescape(value: str) -> str:
    # Python-Markdown keeps some entities as \x02amp\x03 (its "stash" of &) until it serialises.
    return unescape(value.replace("\x02amp\x03", "&"))


class _Harden(Treeprocessor):
    """Resolves ``page:``, ``site:``, ``asset:``; drops every other target that is not on the allow-list."""

    def __init__(self, md: markdown.Markdown | None, resolvers: Resolvers) -> None:
        super().__init__(md)
        self._resolvers = resolvers

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for position, element in enumerate(list(parent)):
                if element.tag == "img":
                    self._image(parent, position, element)
        levels = HeadingLevels(self._resolvers.under)
        for element in root.iter():
            if _HEADING.fullmatch(element.tag):
                element.tag = f"h{levels.place(int(element.tag[1]))}"
            for name in list(element.attrib):
                if name.lower().startswith("on") or name.lower() in ("style", "srcdoc", "formaction"):
                    del element.attrib[name]
            if "title" in element.attrib:
                element.set("title", plain(joined(element.attrib["title"])))
            if "href" in element.attrib:
                href = self.href(_unescape(element.attrib["href"]))
                if href is None:
                    del element.attrib["href"]
                else:
                    element.set("href", href)
            if element.tag == "table":
                set_columns(element)

    def href(self, target: str) -> str | None:
        kind, colon, _ = target.partition(":")
        if colon and kind in ("page", "site", "asset"):
            return self._resolvers.link(target)
        if target.startswith("#"):
            return target
        try:
            return check_url(target)
        except PydanticCustomError:
            return None

    def _image(self, parent: Element, position: int, element: Element) -> None:
        source = _unescape(element.get("src", ""))
        alt = plain(joined(element.get("alt", "")))
        image = self._resolvers.image(source.removeprefix("asset:"), alt) if source.startswith("asset:") else None
        if image is None:
            text = Element("span")
            text.text, text.tail = alt, element.tail
            parent[position] = text
            return
        picture = Element("picture")
        picture.tail = element.tail
        for offered in image.sources:
            SubElement(picture, "source", {"type": offered.type, "srcset": offered.srcset, "sizes": image.sizes})
        attributes = {
            "src": image.src,
            "alt": alt,
            "width": str(image.width),
            "height": str(image.height),
            "loading": "lazy",
            "decoding": "async",
        }
        SubElement(picture, "img", attributes)
        parent[position] = picture


class _ReachableCode(Postprocessor):
    """Lets a keyboard scroll long lines of code; fenced code never stands in the tree that :class:`_Harden` walks."""

    def run(self, text: str) -> str:
        return text.replace("<pre>", '<pre tabindex="0">')


class Resolvers:
    """How the targets of the page that is being rendered are resolved; set once per page."""

    under: int = 1
    """Level of the heading that the text stands under; set for every text, a page of prose stands under its title."""

    link: LinkResolver
    image: ImageResolver


class SafeMarkdown(Extension):
    """Python-Markdown extension that turns raw HTML into text and lets only known targets through."""

    def __init__(self, resolvers: Resolvers, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._resolvers = resolvers

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - the library's name
        for registry, name in ((md.preprocessors, "html_block"), (md.inlinePatterns, "html")):
            if name in registry:
                registry.deregister(name)
        add_ruby(md)
        md.treeprocessors.register(_Harden(md, self._resolvers), "microsites_harden", -10)
        md.postprocessors.register(_ReachableCode(md), "microsites_code", -10)


FIELD_EXTENSIONS = ("tables", "fenced_code", "sane_lists")


class MarkdownRenderer:
    """Renders Markdown fields, one page at a time."""

    def __init__(self, resolvers: Resolvers) -> None:
        self._resolvers = resolvers
        self._harden = _Harden(None, resolvers)
        self._engine = markdown.Markdown(extensions=[*FIELD_EXTENSIONS, SafeMarkdown(resolvers)])

    def render(self, text: str, under: int = 1) -> Markup:
        """Block Markdown to HTML that is safe to print; ``under`` is the level of the heading above it."""
        simple = simple_html(text, self._harden.href, under)
        if simple is not None:
            return Markup(simple)  # noqa: S704 - plain text without <, > and &; hrefs are escaped
        self._engine.reset()
        self._resolvers.under = under
        return Markup(self._engine.convert(text))  # noqa: S704 - SafeMarkdown lets no HTML through
