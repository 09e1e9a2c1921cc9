"""Which line of which file wrote a link, so that the checker can name it."""

from __future__ import annotations

from collections.abc import Iterator

from microsites.content.blocks import Section
from microsites.content.fields import MarkdownText, Reference
from microsites.content.markdown_scan import links as markdown_links
from microsites.content.model import Page, Portfolio, Site
from microsites.content.source import Source
from microsites.content.walk import ENTRY_SECTION, walk
from microsites.content.yaml_reader import Path, Position
from microsites.manifest import ExpectedLink, ExpectedSection, Place
from microsites.measurement.expectations import place
from microsites.pages.links import PageLinks


def _markdown_href(target: str, links: PageLinks) -> str:
    if target.startswith(("page:", "site:", "asset:")):
        return links.markdown_href(target) or target
    return target


def _prose_links(page: Page, links: PageLinks) -> Iterator[ExpectedLink]:
    assert page.prose is not None
    for target in markdown_links(page.prose.text):
        at = Position(target.line + 1 + page.prose.line_offset, target.column)
        where = Place(file=page.source.file, line=at.line, column=at.column)
        yield ExpectedLink(href=_markdown_href(target.href, links), place=where)


def expected_links(page: Page, links: PageLinks) -> tuple[ExpectedLink, ...]:
    """Every link that a person wrote on ``page``, as it is printed."""
    if page.prose is not None:
        return tuple(_prose_links(page, links))
    found = []
    for _, path, part in page.parts:
        if isinstance(part, Reference):
            found.append(ExpectedLink(href=links.href(part), place=place(page.source, path)))
        elif isinstance(part, MarkdownText):
            for target in markdown_links(part):
                at = page.source.positions.line_within(path, target.line)
                where = Place(file=page.source.file, line=at.line, column=at.column)
                found.append(ExpectedLink(href=_markdown_href(target.href, links), place=where))
    return tuple(found)


def expected_menus(portfolio: Portfolio, site: Site, links: PageLinks) -> tuple[ExpectedLink, ...]:
    """The links that stand on every page (menu, footer, an emergency's message), as the home page prints them."""
    emergency = portfolio.settings.emergency
    everywhere: tuple[tuple[Source, Path, object], ...] = (
        (site.source, ("navigation",), site.settings.navigation),
        (site.source, ("footer",), site.settings.footer),
        (portfolio.source, ("policies",), portfolio.settings.policies),
        (portfolio.source, ("emergency",), emergency),
    )
    return tuple(
        ExpectedLink(href=links.href(part), place=place(source, path))
        for source, field, value in everywhere
        for path, part in walk(value, field)
        if isinstance(part, Reference)
    )


def expected_sections(page: Page) -> tuple[ExpectedSection, ...]:
    """The anchors of ``page`` and where they are written."""
    sections = [
        ExpectedSection(
            id=part.value.id,
            place=place(page.source, part.path),
            owner=part.value.owner,
            audience=part.value.audience,
            review_by=part.value.review_by,
        )
        for part in page.parts
        if isinstance(part.value, Section)
    ]
    if page.entry is not None:
        sections.append(ExpectedSection(id=ENTRY_SECTION, place=place(page.source, ())))
    return tuple(sections)
