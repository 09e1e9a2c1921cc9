"""Pages that no person writes: they join a site's own pages, so that menus, links and sitemaps know them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from microsites.content.files import PortfolioFile, SiteFile
from microsites.content.listing import PageFile
from microsites.content.model import GeneratedPage, Page
from microsites.content.source import Source
from microsites.errors import Problem
from microsites.i18n.message import _

DISCLOSURE: Final = "external-transmission"
"""Id and address of the page that says what a site sends to whom."""

SEARCH: Final = "search"
"""Id and address of the page for searching a site."""

ACCESSIBILITY: Final = "accessibility"
"""Id and address of the accessibility policy."""

ACCESSIBILITY_RESULTS: Final = "accessibility/results"
"""Id and address of what the test of accessibility found."""

DUTIES: Final[tuple[GeneratedPage, ...]] = ("disclosure", "accessibility", "accessibility_results")
"""Pages that every page of a site must lead to."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """A page that a site has where its settings ask for it."""

    id: str
    name: GeneratedPage
    title: str
    description: str
    """``{site}`` stands for the site's title."""
    wanted: Callable[[PortfolioFile, SiteFile], bool]
    edited: str
    """Where an editor changes what it says."""


def _measured(portfolio: PortfolioFile, site: SiteFile) -> bool:  # noqa: ARG001 - the same question for all kinds
    """A site that is not measured sends nothing."""
    return site.measured


def _promised(portfolio: PortfolioFile, site: SiteFile) -> bool:
    """The policy is for visitors; a site for staff has none."""
    return portfolio.accessibility is not None and site.measured


def _searched(portfolio: PortfolioFile, site: SiteFile) -> bool:  # noqa: ARG001 - the same question for all kinds
    return site.search


_KINDS: Final = (
    _Kind(
        DISCLOSURE,
        "disclosure",
        "外部送信に関する公表事項",
        "「{site}」を閲覧するときに、閲覧者の端末から外部へ送信される情報と、その使いみちをお知らせします。",
        _measured,
        _("rename the file; the purposes on that page are edited in portfolio.yml, under 'measuring: purposes'"),
    ),
    _Kind(
        ACCESSIBILITY,
        "accessibility",
        "ウェブアクセシビリティ方針",
        "「{site}」を、だれもが支障なく使えるサイトにするための方針です。",
        _promised,
        _("rename the file; the policy is edited in portfolio.yml, under 'accessibility'"),
    ),
    _Kind(
        ACCESSIBILITY_RESULTS,
        "accessibility_results",
        "ウェブアクセシビリティ試験結果",
        "「{site}」のウェブアクセシビリティを、達成基準ごとに確かめた結果です。",
        _promised,
        _("rename the file; the results are edited in accessibility.yml of the site"),
    ),
    _Kind(
        SEARCH,
        "search",
        "サイト内検索",
        "「{site}」のページを、ことばで探せます。",
        _searched,
        _("rename the file; or delete 'search: true' in site.yml"),
    ),
)


def generated_pages(source: Source, portfolio: PortfolioFile, settings: SiteFile) -> tuple[Page, ...]:
    """The generated pages of a site, whose ``site.yml`` is ``source``."""
    return tuple(
        Page(
            kind.id,
            source,
            kind.title,
            kind.description.format(site=settings.title),
            settings.owner,
            generated=kind.name,
        )
        for kind in _KINDS
        if kind.wanted(portfolio, settings)
    )


def taken_addresses(files: Iterable[PageFile], generated: Iterable[Page]) -> list[Problem]:
    """Files of an editor that lie where a generated page will be."""
    hints = {kind.id: kind.edited for kind in _KINDS}
    ids = {page.id for page in generated}
    return [
        Problem(
            file.file,
            1,
            1,
            "CFG013",
            _("has the address of a page that is generated: /{file}/", file=file.id),
            hints[file.id],
        )
        for file in files
        if file.id in ids
    ]
