"""The redirects that lie at the old addresses of pages."""

from __future__ import annotations

from microsites.build.settings import SiteBuild
from microsites.content.aliases import alias_file
from microsites.content.model import Portfolio, Site
from microsites.engine.output import CopiedFile
from microsites.pages.policy import PolicyWriter
from microsites.pages.redirects import redirect_page


def redirect_files(portfolio: Portfolio, site: Site, build: SiteBuild, policy: PolicyWriter) -> tuple[CopiedFile, ...]:
    """One page for every old address of ``site``, each under its own policy."""
    url, language = site.url(build.environment), portfolio.settings.language
    return tuple(
        CopiedFile(alias_file(alias), policy.seal(redirect_page(page, alias, url, language)).encode())
        for page in site.pages
        for alias in page.aliases
    )
