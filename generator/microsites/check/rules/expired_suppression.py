"""A suppression has come to its end.

What it does
    Reports entries under ``suppress`` in ``checks.yml`` whose ``until`` has passed.  From that day on they suppress
    nothing, and what they hid is found again.
Why it matters
    Somebody promised to repair it by then.  An entry that outlives its date is a promise that nobody keeps.
How to fix
    Repair what the entry hid and delete it; or agree on another date, and say why in its reason.
An example
    ``- {code: LNK001, page: old, reason: 移転中, until: 2026-09-30}`` in October.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from microsites.check.findings import Observation, Severity
from microsites.check.rules.unused_suppression import subject_of
from microsites.manifest import Suppression

CODE = "CHK004"
NAME = "expired-suppression"
SEVERITY: Severity = "warning"
MESSAGE = 'the suppression of {code} ("{reason}") ended on {until}'
HINT = "repair what it hid and delete the entry, or agree on another date"


def check(expired: Iterable[Suppression]) -> Iterator[Observation]:
    """Yield the entries that have ended."""
    for entry in expired:
        data = {"code": entry.code, "reason": entry.reason, "until": str(entry.until)}
        yield Observation(subject_of(entry), data=data, place=entry.place)
