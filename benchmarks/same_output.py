"""Holds two output trees against each other: the same pages, text, links, tracking and head data, or no benchmark."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

_META = (
    "description",
    "og:type",
    "og:site_name",
    "og:locale",
    "og:title",
    "og:description",
    "og:url",
    "twitter:card",
)


def _squeezed(text: str | None) -> str:
    """Text without white space, which two tools indent differently."""
    return "".join((text or "").split())


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str | None:
    node = tree.css_first(selector)
    return node.attributes.get(name) if node else None


def _absolute(base: str, href: str) -> str:
    return href if href.startswith("https://") else urljoin(base, href)


def page_facts(html: str, url: str) -> dict[str, Any]:
    """What visitors, crawlers and measurement get from a page that lies at ``url``."""
    tree = LexborHTMLParser(html)
    metas = {node.attributes.get("name") or node.attributes.get("property"): node for node in tree.css("meta")}
    facts: dict[str, Any] = {name: metas[name].attributes.get("content") if name in metas else None for name in _META}
    scripts = [_squeezed(node.text()) for node in tree.css("head script:not([src]):not([type])")]
    data = tree.css_first('script[type="application/ld+json"]')
    facts |= {
        "lang": _attribute(tree, "html", "lang"),
        "title": _squeezed(title.text()) if (title := tree.css_first("title")) else None,
        "canonical": _attribute(tree, 'link[rel="canonical"]', "href"),
        "json-ld": json.loads(data.text()) if data else None,
        "files": [
            urljoin(url, node.attributes.get("href") or node.attributes.get("src") or "")
            for node in tree.css('link[rel="stylesheet"], link[rel="icon"], script[src]')
        ],
        "inline scripts": [re.sub(r";$", "", script) for script in scripts],
        "links": [_absolute(url, node.attributes.get("href") or "") for node in tree.css("body a[href]")],
        "tracking": [
            sorted((name, value) for name, value in node.attributes.items() if name.startswith("data-track"))
            for node in tree.css("[data-track]")
        ],
    }
    for part in ("header.ms-header", "main", "footer.ms-footer"):
        node = tree.css_first(part)
        facts[f"text of {part}"] = _squeezed(node.text()) if node else None
    return facts


def _pages(tree: Path) -> set[str]:
    return {path.relative_to(tree).as_posix() for path in tree.rglob("*.html")}


def differences(ours: Path, theirs: Path, url: str) -> Iterator[str]:
    """What differs between two trees of one site, in words."""
    mine, other = _pages(ours), _pages(theirs)
    for page in sorted(mine ^ other):
        yield f"{page}: only in {ours if page in mine else theirs}"
    for page in sorted(mine & other):
        if page == "404.html":
            continue
        address = urljoin(url, page.removesuffix("index.html"))
        first, second = (page_facts((tree / page).read_text("utf-8"), address) for tree in (ours, theirs))
        for name, value in first.items():
            if value != second[name]:
                yield f"{page}: {name} differs\n  {value!r}\n  {second[name]!r}"
    for name in ("sitemap.xml", "robots.txt", "favicon.ico"):
        if not (ours / name).is_file() or not (theirs / name).is_file():
            yield f"{name} is missing"
