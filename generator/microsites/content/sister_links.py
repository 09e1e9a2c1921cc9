"""Which parts of its sisters a site leads to."""

from __future__ import annotations

from collections.abc import Iterator

from microsites.content.fields import MarkdownText, Model, Reference
from microsites.content.markdown_scan import links
from microsites.content.model import Portfolio, Site
from microsites.content.references import PageTarget, split_site
from microsites.content.walk import walk


def _in_text(text: str) -> Iterator[str]:
    for target in links(text):
        kind, _, value = target.href.partition(":")
        if kind == "site":
            yield value


def _named(part: Model | MarkdownText) -> Iterator[str]:
    if isinstance(part, MarkdownText):
        yield from _in_text(part)
    elif isinstance(part, Reference) and part.site is not None:
        yield part.site


def _references(portfolio: Portfolio, site: Site) -> Iterator[str]:
    for settings in (portfolio.settings, site.settings):
        for _, value in walk(settings):
            yield from _named(value)
    for page in site.pages:
        for part in page.parts:
            yield from _named(part.value)
        if page.prose is not None:
            yield from _in_text(page.prose.text)


def sister_links(portfolio: Portfolio, site: Site) -> frozenset[tuple[str, PageTarget]]:
    """Sister and place of every ``site:`` link of ``site``, those that stand on all sites included."""
    return frozenset(split_site(reference) for reference in _references(portfolio, site))
