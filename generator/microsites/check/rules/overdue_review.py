"""A page or a section was to be looked at again and was not.

What it does
    Compares ``review_by`` of every page and section in the manifest with the day of the check.
Why it matters
    Somebody wrote down until when the text can be trusted.  After that day a visitor may read last year's fee or the
    name of an office that has moved.
How to fix
    Read it with the office that answers for it, correct it, and write the next date.
An example
    ``review_by: 2026-03-31`` in a page, checked on 1 April 2026.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from microsites.check.facts import WholeSite
from microsites.check.findings import Observation, Severity, Spot
from microsites.i18n.message import _

CODE = "DATE001"
NAME = "overdue-review"
SEVERITY: Severity = "warning"
MESSAGE = "{what} was to be looked at again by {day} ({owner})"
HINT = "read it with the office that answers for it, correct it, and write the next review_by"


def check_site(site: WholeSite) -> Iterator[Observation]:
    """Yield pages and sections whose day has passed."""
    today = site.under_check.today
    if today is None:
        return
    for path, page in site.under_check.expected_pages.items():
        if path not in site.under_check.tree.files:
            continue
        if _is_over(page.review_by, today):
            data = {"what": _("the page"), "day": str(page.review_by), "owner": page.owner}
            yield Observation("review_by", path, data, Spot(path), page.place)
        for section in page.sections:
            if _is_over(section.review_by, today):
                data = {
                    "what": _('section "{id}"', id=section.id),
                    "day": str(section.review_by),
                    "owner": section.owner or page.owner,
                }
                yield Observation(f"review_by:{section.id}", path, data, Spot(path), section.place)


def _is_over(day: date | None, today: date) -> bool:
    return day is not None and day < today
