"""Pages that no person writes: they join a site's own pages, so that menus, links and sitemaps know them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from microsites.content.files import SiteFile
from microsites.content.listing import PageFile
from microsites.content.model import Page
from microsites.content.source import Source
from microsites.errors import Problem

DISCLOSURE: Final = "external-transmission"
"""Id and address of the page that says what a site sends to whom."""


def generated_pages(source: Source, settings: SiteFile) -> tuple[Page, ...]:
    """The generated pages of a site; a site that is not measured sends nothing and has none."""
    if not settings.measured:
        return ()
    return (
        Page(
            DISCLOSURE,
            source,
            "外部送信に関する公表事項",
            f"「{settings.title}」を閲覧するときに、閲覧者の端末から外部へ送信される情報と、その使いみちをお知らせします。",
            settings.owner,
            generated="disclosure",
        ),
    )


def taken_addresses(files: Iterable[PageFile], generated: Iterable[Page]) -> list[Problem]:
    """Files of an editor that lie where a generated page will be."""
    ids = {page.id for page in generated}
    message = f"has the address of a page that is generated: /{DISCLOSURE}/"
    hint = "rename the file; the purposes on that page are edited in portfolio.yml, under 'measuring: purposes'"
    return [Problem(file.file, 1, 1, "CFG013", message, hint) for file in files if file.id in ids]
