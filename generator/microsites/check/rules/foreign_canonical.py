"""A page names a page on another host as the one to list.

What it does
    Compares the host in ``<link rel="canonical">`` with the site's own, which is known from the manifest or from
    ``--url``; ``http`` and ``https`` are the same to it.  A page of a sister site is another host's, too, and mentioned as
    a note: the two sites may share a text on purpose.  Previews, redirects and pages with ``noindex`` are not judged.
Why it matters
    Search engines list the page that is named instead of this one (RFC 6596; Google Search Central, "Consolidate
    duplicate URLs").  Left over from a template, from the address of a test, or from the site before the move, it takes
    page after page out of the search, and nobody sees it in a browser.
How to fix
    Let it name the page's own address, or delete it.  Only a text that was taken over from another site should name
    that site.
An example
    ``<link rel="canonical" href="https://test.example.jp/ichigo/">`` on a page of ``https://www.city.example.jp/``.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Observation, Severity, Spot
from microsites.check.pages import PageUnderCheck
from microsites.check.searching import is_kept_out
from microsites.check.third_parties import host_of
from microsites.i18n.message import _

CODE = "SEO009"
NAME = "foreign-canonical"
SEVERITY: Severity = "warning"
MESSAGE = "search engines are told to list a page of {whose} instead"
HINT = "let the canonical link name the page's own address, or delete it"

_SISTER = _("delete the canonical link, if this page is to be found by itself")


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield a canonical link that leads away."""
    canonical = page.document.canonical
    site = page.site
    own = site.address
    if not canonical or not own or canonical.startswith(own):
        return
    host = host_of(canonical)
    if not host or host == host_of(own) or not page.stays or is_kept_out(page.document):
        return
    if site.manifest is not None and site.manifest.environment != "production":
        return
    target = site.addresses.resolve(page.path, canonical)
    sister = target.site if target is not None and target.site != site.name else ""
    # Without the address: on a copy of a site all pages name the other host, which is one fault.
    data = {"whose": _('the sister site "{name}"', name=sister) if sister else _('"{name}"', name=host)}
    severity: Severity | None = "note" if sister else None
    spot = Spot("link", "href", canonical)
    yield Observation(host, page.path, data, spot, severity=severity, hint=_SISTER if sister else "")
