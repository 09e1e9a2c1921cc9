"""A suppression suppresses nothing.

What it does
    Reports entries under ``suppress`` in ``checks.yml`` that no finding of this run answers to.  Entries for sites and
    rules that were not run are left alone.
Why it matters
    The fault was repaired, or its page renamed.  If the entry stays, it will hide the next fault of its kind.
How to fix
    Delete the entry.
An example
    ``- {code: LNK001, page: old, reason: …}`` while the page ``old`` has no broken link, or does not exist.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from microsites.check.findings import Observation, Severity
from microsites.manifest import Suppression

CODE = "CHK001"
NAME = "unused-suppression"
SEVERITY: Severity = "note"
MESSAGE = 'the suppression of {code} ("{reason}") suppresses nothing'
HINT = "delete the entry"


def check(unused: Iterable[Suppression]) -> Iterator[Observation]:
    """Yield the entries that no finding answered to."""
    for entry in unused:
        yield Observation(subject_of(entry), data={"code": entry.code, "reason": entry.reason}, place=entry.place)


def subject_of(entry: Suppression) -> str:
    """What an entry is about, in words that survive an edit of its reason."""
    return ":".join((entry.code, entry.site or "", entry.page or "", entry.subject or ""))
