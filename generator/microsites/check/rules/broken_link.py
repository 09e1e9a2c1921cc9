"""A link leads to a page that is not in the site.

What it does
    Follows every link of a page (``<a>``, ``<area>``, ``<form>``, canonical and alternate addresses, redirects)
    that stays in the site, and looks for the file that a web server would send.  Upper and lower case count.
Why it matters
    A visitor who meets "not found" on the way to a booking form leaves.  On a campaign's page that was paid for.
How to fix
    Correct the reference in the page that the finding names, or restore the page that was renamed or deleted.
An example
    ``<a href="../farms/aoki/">`` while ``farms/aoki/index.html`` does not exist.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.addresses import NOWHERE
from microsites.check.findings import Observation, Severity
from microsites.check.site import Reference, SiteUnderCheck
from microsites.check.suggestions import did_you_mean
from microsites.check.tree import address_of

CODE = "LNK001"
NAME = "broken-link"
SEVERITY: Severity = "error"
MESSAGE = 'link leads to "{target}", {problem}'
HINT = "correct the link, or restore the page"


def check(site: SiteUnderCheck) -> Iterator[Observation]:
    """Yield links to pages that do not exist."""
    addresses = [address_of(path) for path in site.tree.pages()]
    hints: dict[str, str] = {}
    for reference in site.all_references():
        if not _is_broken(site, reference):
            continue
        target = reference.target.path or "./"
        if target not in hints:
            hints[target] = did_you_mean(target, addresses, HINT)
        outside = reference.target.site == NOWHERE
        problem = "which lies in none of the portfolio's sites" if outside else "which is not in the site"
        data = {"target": target, "problem": problem}
        for place in site.places_of(reference):
            yield Observation(target, reference.page, data, reference.spot, place, hints[target])


def _is_broken(site: SiteUnderCheck, reference: Reference) -> bool:
    if reference.kind != "page" or reference.file is not None or reference.target.site not in (site.name, NOWHERE):
        return False
    # A page that the manifest expects is reported once, as missing, not once more for each link to it.
    path = reference.target.path.rstrip("/")
    return path not in site.expected_pages and f"{path}/index.html".lstrip("/") not in site.expected_pages
