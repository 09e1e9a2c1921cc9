"""The files that lie beside a site's pages and are no part of any: feed, calendars, ``robots.txt``, ``sitemap.xml``."""

from __future__ import annotations

from microsites.build.settings import SiteBuild
from microsites.content.model import Portfolio, Site
from microsites.engine.output import CopiedFile
from microsites.pages.calendars import CALENDAR, event_calendars, site_calendar
from microsites.pages.feeds import FEED, atom_feed
from microsites.pages.well_known import robots, sitemap


def companion_files(portfolio: Portfolio, site: Site, build: SiteBuild) -> tuple[CopiedFile, ...]:
    """Such files of ``site``; what needs an absolute address is left out where the site has none."""
    url = site.url(build.environment)
    for_staff = not site.settings.measured
    files = [
        CopiedFile("robots.txt", robots(url, build.environment == "production" and not for_staff).encode()),
    ]
    if url is not None:
        # Of a site for staff nobody is told (robots.txt); Material's navigation asks for the file all the same.
        files.append(CopiedFile("sitemap.xml", sitemap(url, [page.address for page in site.pages]).encode()))
        if (feed := atom_feed(portfolio, site, url, build.now)) is not None:
            files.append(CopiedFile(FEED, feed.encode()))
        if (calendar := site_calendar(portfolio, site, url)) is not None:
            files.append(CopiedFile(CALENDAR, calendar.encode()))
        files += [
            CopiedFile(path, text.encode()) for path, text in sorted(event_calendars(portfolio, site, url).items())
        ]
    return tuple(files)
