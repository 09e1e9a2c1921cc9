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

from microsites.check.addresses import NOWHERE, Target
from microsites.check.findings import Observation, Severity
from microsites.check.malformed import broken_scheme
from microsites.check.pages import FileUnderCheck
from microsites.check.suggestions import Guesses
from microsites.i18n.message import _

CODE = "LNK001"
NAME = "broken-link"
SEVERITY: Severity = "error"
MESSAGE = 'link leads to "{target}", {problem}'
HINT = "correct the link, or restore the page"


def check_file(file: FileUnderCheck) -> Iterator[Observation]:
    """Yield links to pages that do not exist."""
    guesses = Guesses(file.site.page_addresses)
    for use, to in file.lost:
        if use.kind == "page" and not broken_scheme(use.value) and _is_broken(file, to.target):
            target = to.target.path or "./"
            data = {"target": target, "problem": _problem(file, to.target)}
            hint = guesses.hint(target, HINT)
            for place in file.places_of(use, to.target):
                yield Observation(target, file.path, data, file.spot(use), place, hint)


def _problem(file: FileUnderCheck, target: Target) -> str:
    if target.site == NOWHERE:
        return _("which lies in none of the portfolio's sites")
    if target.path.rstrip("/") in file.site.tree.folders:
        return _("a folder without an index page")
    return _("which is not in the site")


def _is_broken(file: FileUnderCheck, target: Target) -> bool:
    if target.site not in (file.site.name, NOWHERE):
        return False
    # A page that the manifest expects is reported once, as missing, not once more for each link to it.
    path, expected = target.path.rstrip("/"), file.site.expected_pages
    return path not in expected and f"{path}/index.html".lstrip("/") not in expected
