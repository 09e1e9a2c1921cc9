"""The files that lie beside a site's pages and are no part of any: icon, ``robots.txt``, ``sitemap.xml``."""

from __future__ import annotations

from microsites.build.settings import SiteBuild
from microsites.content.model import Site
from microsites.engine.output import CopiedFile
from microsites.media.icons import favicon
from microsites.pages.shell import FAVICON
from microsites.pages.well_known import robots, sitemap


def companion_files(site: Site, build: SiteBuild) -> tuple[CopiedFile, ...]:
    """Such files of ``site``; what needs an absolute address is left out where the site has none."""
    brand = site.settings.brand
    url = site.url(build.environment)
    files = [
        CopiedFile(FAVICON, favicon(brand.color, brand.accent)),
        CopiedFile("robots.txt", robots(url, build.environment == "production").encode()),
    ]
    if url is not None:
        files.append(CopiedFile("sitemap.xml", sitemap(url, [page.address for page in site.pages]).encode()))
    return tuple(files)
