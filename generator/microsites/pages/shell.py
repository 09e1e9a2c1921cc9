"""What surrounds a page's content: menu, sister sites, breadcrumb, head data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from markupsafe import Markup

from microsites.content.fields import Link
from microsites.content.generated import DUTIES, SEARCH
from microsites.content.model import BuildEnvironment, Page, Portfolio, Site
from microsites.content.references import PageTarget, split_page
from microsites.content.versions import EASY, JAPANESE
from microsites.measurement.consent import Question
from microsites.media.pictures import ProcessedPicture
from microsites.pages.calendars import CALENDAR, has_calendar
from microsites.pages.feeds import FEED, feed_pages, last_update
from microsites.pages.images import image_view, media_path
from microsites.pages.links import LinkContext, PageLinks, RootLinks
from microsites.pages.sharing import page_title, shared_image
from microsites.pages.structured_data import page_items
from microsites.pages.structured_data.breadcrumb import breadcrumb
from microsites.pages.structured_data.script import json_ld
from microsites.pages.typography import plain
from microsites.pages.views import Crumb, NavItem, SisterView, SiteView, VersionLink

FAVICON = "favicon.ico"
TOUCH_ICON = "apple-touch-icon.png"
"""What telephones put on their home screen."""

MAX_SISTERS = 12
"""More links to sister sites than this help no visitor; the first ones in the portfolio's order are shown."""

_VERSION_NAMES = {EASY: "やさしい日本語", "en": "English", JAPANESE: "日本語"}
"""Each in the words of those who look for it."""

_LOCALES = {JAPANESE: "ja_JP", "en": "en_US"}
"""As Open Graph writes languages."""


_ALTERNATE = {"promo": "alternate", "material": " alternate"}
"""The same to whoever reads HTML (space-separated tokens), but not to Material's script: beside every address of
``link[rel=alternate]`` it would look for a sitemap, for a choice of languages that is not offered."""


def _version_name(page: Page) -> str:
    return _VERSION_NAMES[EASY if page.easy else page.language]


def site_icon(site: Site, pictures: Mapping[str, ProcessedPicture]) -> str:
    """The file that stands for the site in a browser's tab: its logo if that is an SVG, else the icon made of it."""
    logo = site.settings.brand.logo
    if logo is not None and pictures[logo.asset].vector:
        return media_path(pictures[logo.asset].fallback[0])
    return FAVICON


class SiteShell:
    """Makes the views around the pages of one site."""

    def __init__(
        self,
        portfolio: Portfolio,
        site: Site,
        environment: BuildEnvironment,
        now: datetime,
        context: LinkContext,
        pictures: Mapping[str, ProcessedPicture],
        cards: Mapping[str, str],
        questions: tuple[Question, ...],
    ) -> None:
        self._portfolio = portfolio
        self._site = site
        self._environment = environment
        self._now = now
        self._context = context
        self._pictures = pictures
        self._cards = cards
        self._questions = questions
        self._titles = {page.id: page.title for page in site.pages}
        self._sisters_at: dict[int, tuple[SisterView, ...]] = {}
        self.url = site.url(environment)
        self._has_calendar = self.url is not None and has_calendar(site)
        self._updated = last_update(site, now)
        self._has_feed = self.url is not None and bool(feed_pages(site, now))

    def _items(self, items: tuple[Link, ...], links: PageLinks, current: str) -> tuple[NavItem, ...]:
        return tuple(
            NavItem(
                item.label,
                links.href(item),
                item.page is not None
                and (current == (target := split_page(item.page).page) or current.startswith(f"{target}/")),
            )
            for item in items
        )

    def _duties(self, links: PageLinks, current: str) -> tuple[NavItem, ...]:
        """Generated pages that every page must lead to, unless the editor's own footer does."""
        named = {split_page(item.page).page for item in self._site.settings.footer if item.page is not None}
        return tuple(
            NavItem(page.title, links.to_page(page.id), current == page.id)
            for page in self._site.pages
            if page.generated in DUTIES and page.id not in named
        )

    def _sisters(self, links: PageLinks) -> tuple[SisterView, ...]:
        """The same for all pages at one depth."""
        depth = links.address.count("/")
        if depth not in self._sisters_at:
            others = [site for site in self._portfolio.sites if site.id != self._site.id and site.settings.measured]
            self._sisters_at[depth] = tuple(
                SisterView(
                    sister.settings.title, sister.settings.tagline, links.to_sister(sister.id, PageTarget("index", ""))
                )
                for sister in others[:MAX_SISTERS]
            )
        return self._sisters_at[depth]

    def view(self, links: PageLinks, current: str) -> SiteView:
        """The site as seen from a page."""
        settings = self._site.settings
        logo = settings.brand.logo
        return SiteView(
            id=self._site.id,
            title=settings.title,
            tagline=settings.tagline,
            owner=settings.owner,
            contact=settings.contact,
            municipality=self._portfolio.settings.municipality,
            style=settings.brand.style,
            logo=image_view(logo, self._pictures[logo.asset], "40px", links) if logo is not None else None,
            navigation=self._items(settings.navigation, links, current),
            footer=self._items(settings.footer, links, current),
            duties=self._duties(links, current),
            policies=tuple(
                NavItem(item.label, links.href(item), current=False) for item in self._portfolio.settings.policies
            ),
            updated=self._updated,
            sisters=self._sisters(links),
            questions=self._questions,
            year=self._now.year,
            home_href=links.to_page("index"),
            theme=settings.theme,
            feed_href=links.to_path(FEED) if self._has_feed else None,
            calendar_href=links.to_path(CALENDAR) if self._has_calendar else None,
            search_href=links.to_page(SEARCH) if SEARCH in self._titles else None,
            eras=settings.eras,
        )

    def breadcrumb(self, page: Page, links: PageLinks) -> tuple[Crumb, ...]:
        """Home, the pages above, the page itself; nothing on the home page."""
        if page.id == "index":
            return ()
        crumbs = [Crumb("ホーム", links.to_page("index"))]
        parts = page.id.split("/")
        for depth in range(1, len(parts)):
            parent = "/".join(parts[:depth])
            if parent in self._titles:
                crumbs.append(Crumb(self._titles[parent], links.to_page(parent)))
        return (*crumbs, Crumb(_version_name(page) if page.is_version else page.title, None))

    def other_versions(self, page: Page, links: PageLinks) -> tuple[VersionLink, ...]:
        """The ways to the pages that say the same otherwise."""
        others = [self._site.page(other) for other in page.other_versions]
        return tuple(
            VersionLink(
                "ふつうの日本語" if page.easy and not other.is_version else _version_name(other),
                links.to_page(other.id),
                other.language,
            )
            for other in others
        )

    def head(self, page: Page, links: PageLinks, crumbs: tuple[Crumb, ...]) -> dict[str, Any]:
        """What ``partials/head_seo.html`` reads."""
        settings = self._site.settings
        shared = shared_image(self._site, page, self._pictures, self._cards) if self.url is not None else None
        image = f"{self.url}{shared.path}" if shared is not None else None
        canonical = self.url + page.address if self.url is not None else None
        return {
            "title": page_title(self._site, page),
            "site_title": plain(settings.title),
            "description": page.description,
            "canonical": canonical,
            "robots": self._robots(),
            "image": image,
            "shared": shared,
            "og_type": "website" if page.id == "index" else "article",
            "locale": _LOCALES[page.language],
            "language": page.language,
            "alternates": self._alternates(page),
            "alternate_rel": _ALTERNATE[settings.theme],
            "json_ld": self._json_ld(page, crumbs, image),
            "feed": links.to_path(FEED) if self._has_feed else None,
            "touch_icon_href": links.to_path(TOUCH_ICON),
            "favicon_href": links.to_path(site_icon(self._site, self._pictures)),
        }

    def _json_ld(self, page: Page, crumbs: tuple[Crumb, ...], image: str | None) -> Markup | None:
        """What the page says to programs; nothing where the site has no address to speak of."""
        if self.url is None:
            return None
        logo = self._site.settings.brand.logo
        logo_url = self.url + media_path(self._pictures[logo.asset].fallback[-1]) if logo is not None else None
        items = page_items(self._portfolio, self._site, page, self.url, image=image, logo=logo_url, now=self._now)
        if crumbs:
            urls = tuple(urljoin(self.url + page.address, crumb.href or "") for crumb in crumbs)
            items = (*items, breadcrumb(crumbs, urls))
        return json_ld(items) if items else None

    def _alternates(self, page: Page) -> tuple[tuple[str, str], ...]:
        """Language and address of the page in every language that it is there in, itself among them.

        Source: Google, "Localized Versions of your Pages": each version lists itself and all others, in whole addresses.
        """
        if self.url is None:
            return ()
        origin = page if page.language == JAPANESE else self._site.page(page.other_versions[0])
        versions = [other for name in origin.other_versions if not (other := self._site.page(name)).easy]
        if not versions or page.easy:
            return ()
        return tuple((each.language, self.url + each.address) for each in (origin, *versions))

    def _robots(self) -> str | None:
        """Search engines are kept out of previews, and out of sites for staff."""
        if self._environment == "preview":
            return "noindex, nofollow"
        return None if self._site.settings.measured else "noindex"

    def root_links(self) -> PageLinks:
        """Links for a page that is served at any depth: from the root of the host."""
        base = urlsplit(self.url).path if self.url is not None else ""
        return RootLinks(self._context, "", base)
