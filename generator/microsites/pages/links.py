"""From references to addresses as a page prints them."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from pydantic import ValidationError

from microsites.content.fields import Reference
from microsites.content.model import BuildEnvironment, Portfolio
from microsites.content.references import PageTarget, split_page, split_site

ASSETS = "assets"
MEDIA = "media"


@dataclass(frozen=True, slots=True)
class LinkContext:
    """What decides how references on one site are printed."""

    site: str
    sisters: Mapping[str, str | None]
    """Sister site → its address in this environment; None in ``local``."""
    hidden: frozenset[tuple[str, str, str]] = frozenset()
    """Site, page and section of anchors that no page has at the moment of the build."""

    @classmethod
    def of(cls, portfolio: Portfolio, site_id: str, environment: BuildEnvironment) -> LinkContext:
        """The context of a site in an environment."""
        sisters = {sister.id: sister.url(environment) for sister in portfolio.sites if sister.id != site_id}
        hidden = frozenset(
            (site.id, page.id, section) for site in portfolio.sites for page in site.pages for section in page.hidden
        )
        return cls(site_id, sisters, hidden)

    def shown(self, site: str, target: PageTarget) -> PageTarget:
        """``target``, or its page alone where the section is not shown at the moment of the build."""
        return PageTarget(target.page, "") if (site, target.page, target.fragment) in self.hidden else target


def _path(target: PageTarget) -> str:
    return "" if target.page == "index" else f"{target.page}/"


def _address(target: PageTarget) -> str:
    return f"{_path(target)}#{target.fragment}" if target.fragment else _path(target)


def relative(path: str, from_address: str, fragment: str = "") -> str:
    """``path`` (below the site) with a fragment, as seen from the page at ``from_address``.

    Directory addresses stay as they are (``farms/``); a host must serve ``index.html`` for them.
    """
    mark = "#" if fragment else ""
    if path == from_address and fragment:
        return f"#{fragment}"
    depth = from_address.count("/")
    shared = 0
    own, other = from_address.split("/")[:-1], path.split("/")[:-1]
    while shared < min(len(own), len(other)) and own[shared] == other[shared]:
        shared += 1
    climb = "../" * (depth - shared)
    rest = "/".join(path.split("/")[shared:])
    return f"{quote(f'{climb}{rest}' or './', safe='/.~-_')}{mark}{fragment}"


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Prints references as seen from one page."""

    context: LinkContext
    address: str
    """Of the page that links."""

    def to_path(self, path: str) -> str:
        """A file or page of the site, given from its root."""
        return relative(path, self.address)

    def to_page(self, page_id: str) -> str:
        """A page of the site, by its id."""
        return relative(_path(PageTarget(page_id, "")), self.address)

    def to_sister(self, site: str, target: PageTarget) -> str:
        """A page of a sister site: absolute where it has an address, else across sibling trees."""
        target = self.context.shown(site, target)
        if site == self.context.site:
            return relative(_path(target), self.address, target.fragment)
        url = self.context.sisters[site]
        if url is not None:
            return url + _address(target)
        up = "../" * (self.address.count("/") + 1)
        return f"{up}{site}/{_address(target)}"

    def href(self, reference: Reference) -> str:
        """The reference as an ``href``."""
        if reference.page is not None:
            target = self.context.shown(self.context.site, split_page(reference.page))
            return relative(_path(target), self.address, target.fragment)
        if reference.asset is not None:
            return relative(posixpath.join(ASSETS, reference.asset), self.address)
        if reference.site is not None:
            return self.to_sister(*split_site(reference.site))
        assert reference.url is not None
        return reference.url

    def markdown_href(self, target: str) -> str | None:
        """``page:access``, ``site:migration``, ``asset:guide.pdf`` in Markdown as an ``href``.

        None for what the scan of the content did not see as a link and so did not hold against what exists.
        """
        kind, _, value = target.partition(":")
        try:
            return self.href(Reference.model_validate({kind: value}))
        except (ValidationError, KeyError):
            return None


def is_external(reference: Reference) -> bool:
    """True for a link that leaves the portfolio for another website."""
    return reference.url is not None and reference.url.lower().startswith(("http:", "https:"))


@dataclass(frozen=True, slots=True)
class RootLinks(PageLinks):
    """Prints references from the host's root, for a page that is served at any depth (404)."""

    base: str
    """Path of the site on its host, ``/`` or ``/berries/``; empty in ``local``."""

    def _from_root(self, href: str) -> str:
        return self.base + href.removeprefix("./") or "./"

    def to_path(self, path: str) -> str:
        """A file or page of the site, given from its root."""
        return self._from_root(relative(path, ""))

    def to_page(self, page_id: str) -> str:
        """A page of the site, by its id."""
        return self._from_root(relative(_path(PageTarget(page_id, "")), ""))

    def to_sister(self, site: str, target: PageTarget) -> str:
        """A page of a sister site, or of this one."""
        href = PageLinks.to_sister(self, site, target)
        return self._from_root(href) if site == self.context.site else href

    def href(self, reference: Reference) -> str:
        """The reference as an ``href``."""
        href = PageLinks.href(self, reference)
        return self._from_root(href) if reference.page is not None or reference.asset is not None else href
