"""Since when addresses fail: a small file for the repository, one address a line, sorted.

It changes when something begins to fail or stops, and not because a day has passed: no run makes a diff of nothing.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from microsites.check.external.verdicts import Verdict
from microsites.check.files import UnreadableError, read_entries
from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.i18n.system import reason
from microsites.whole_file import replace_bytes

_BAD = "BLD406"
_VERSION = 1
_MAX_SIZE = 16 * 1024 * 1024
_START_ANEW = _("delete the file, and the days are counted from now on, or restore it from the repository")


@dataclass(frozen=True, slots=True)
class Failing:
    """What fails, and the first day on which it was seen to."""

    since: Mapping[str, date] = field(default_factory=dict)
    """By address."""

    def updated(self, verdicts: Iterable[Verdict], used: Collection[str] | None) -> Failing:
        """What fails after a run.

        Who answers again is forgotten; of whom nothing is known in this run, what was known stays.  ``used`` are all
        addresses that any page refers to; None if not every page was looked at.  Others are forgotten.
        """
        since = {url: day for url, day in self.since.items() if used is None or url in used}
        for verdict in verdicts:
            if verdict.state == "broken":
                since.setdefault(verdict.url, verdict.checked_at.date())
            elif verdict.state in ("ok", "moved"):
                since.pop(verdict.url, None)
        return Failing(since)

    def days(self, url: str, today: date) -> int:
        """For how many days ``url`` has failed: 0 from the first day to the next."""
        return max(0, (today - self.since[url]).days) if url in self.since else 0


def read_failing(file: Path) -> Failing:
    """Read the file; nothing fails if there is none yet.  Raises UserError."""
    try:
        return Failing(dict(map(_entry, read_entries(file, "failing", _VERSION, _MAX_SIZE))))
    except UnreadableError as error:
        raise UserError.at(file, error.args[0], _START_ANEW, _BAD) from None


def _entry(entry: Any) -> tuple[str, date]:
    try:
        url, since = entry["url"], date.fromisoformat(entry["since"])
    except (KeyError, TypeError, ValueError):
        raise UnreadableError(_("holds an entry without the texts url and since (as 2026-11-22)")) from None
    if not isinstance(url, str):
        raise UnreadableError(_("holds an entry whose url is no text"))
    return url, since


def write_failing(file: Path, failing: Failing) -> None:
    """Replace the file in one step.  Raises UserError; the old one stays then."""
    lines = ",\n".join(
        "    " + json.dumps({"url": url, "since": day.isoformat()}, ensure_ascii=False)
        for url, day in sorted(failing.since.items())
    )
    text = f'{{\n  "version": {_VERSION},\n  "failing": [\n{lines}\n  ]\n}}\n'
    try:
        if not file.is_file() or file.read_bytes() != text.encode():
            replace_bytes(file, text.encode())
    except OSError as error:
        what = _("cannot be written ({why})", why=reason(error))
        raise UserError.at(file, what, _("name another file with --state"), _BAD) from None
