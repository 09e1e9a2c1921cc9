"""What a page tells search engines about itself, and what its sitemap tells them of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote, urljoin, urlsplit

from microsites.check.documents import Document
from microsites.check.facts import PageFacts, WholeSite
from microsites.check.findings import Spot
from microsites.check.library import Library
from microsites.check.pages import PageUnderCheck
from microsites.check.tree import Tree, address_of
from microsites.manifest import Manifest

CARD = ("og:title", "og:image")
"""What a shared page must have (ogp.me)."""

_NOT_FOUND = "404.html"

_WORDS = re.compile(r"[\s,]+")
_SITEMAP = re.compile(r"sitemap[^/]*\.xml")
_NAMED = re.compile(r"^\s*sitemap\s*:", re.IGNORECASE | re.MULTILINE)
_LOCATION = re.compile(r"<loc>\s*([^<]+?)\s*</loc>")


def is_kept_out(document: Document) -> bool:
    """Whether it asks search engines not to list it.  A header of the server is not seen here."""
    return not {"noindex", "none"}.isdisjoint(_WORDS.split(document.robots))


def spot_of_meta(page: PageUnderCheck, name: str) -> Spot:
    """Where the first ``<meta>`` of a page stands that has this name, however it is written."""
    names = ((node.attr("name") or "").strip().lower() for node in page.root.find_all("meta"))
    return Spot("meta", number=next((number for number, each in enumerate(names) if each == name), 0))


def is_not_found(path: str) -> bool:
    """Whether it is the page for addresses that do not exist: servers send it with the status 404."""
    return path.rpartition("/")[2] == _NOT_FOUND


def is_listed(page: PageUnderCheck) -> bool:
    """Whether search engines may list it: no redirect, not the page for addresses that do not exist, no ``noindex``."""
    return page.stays and not is_not_found(page.path) and not is_kept_out(page.document)


def is_copy(page: PageUnderCheck) -> bool:
    """Whether it names another page as the one to list.  The host is left out: it may not be known here."""
    href = page.document.canonical
    address = address_of(page.path)
    own = "" if address == "./" else address
    if not href or href.endswith(f"/{own}"):
        return False
    try:
        path = unquote(urlsplit(urljoin(f"http://site.invalid/{page.path}", href)).path)
    except ValueError:
        return False
    return not path.endswith((f"/{own}", f"/{page.path}", f"/{own.rstrip('/').removesuffix('.html')}"))


def offered(site: WholeSite) -> frozenset[str]:
    """The files of the site that its sitemaps offer to search engines."""
    under_check = site.under_check
    tree = under_check.tree
    return frozenset(_offered(tree, under_check.manifest))


def _offered(tree: Tree, manifest: Manifest | None) -> Iterator[str]:
    if "robots.txt" in tree.files and not _NAMED.search(Library(tree).text("robots.txt")):
        # The sitemap is there for the theme, or for the site's own programs: nobody is told of it.
        return
    base = urlsplit(manifest.url).path.rstrip("/") if manifest and manifest.url else ""
    for name in sorted(file for file in tree.files if _SITEMAP.fullmatch(file)):
        for match in _LOCATION.finditer(Library(tree).text(name)):
            try:
                path = unquote(urlsplit(unescape(match[1])).path)
            except ValueError:
                continue
            if file := tree.find(path.removeprefix(base)):
                yield file


def listed(site: WholeSite) -> Iterator[PageFacts]:
    """The pages that search engines may list, each as a page of its own."""
    return (page for page in site.pages.values() if page.listed)
