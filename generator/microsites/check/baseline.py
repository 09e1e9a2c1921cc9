"""Findings that are known: a check fails for new ones only.

A baseline is a JSON file in the repository, one finding a line, so that a review shows which ones came and went.  It
knows findings by their fingerprints, not by their lines.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from microsites.check.files import size_of
from microsites.check.findings import Finding
from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.i18n.system import reason
from microsites.whole_file import replace_bytes

_BAD = "BLD405"
_VERSION = 1
_MAX_SIZE = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """A finding that somebody looked at, and left for later."""

    site: str
    page: str
    code: str
    subject: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Findings against a baseline."""

    new: tuple[Finding, ...]
    known: tuple[Finding, ...]
    gone: tuple[Known, ...]
    """In the baseline, judged in this run, and not found any more."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """What is known."""

    entries: tuple[Known, ...] = ()

    def compare(self, findings: Iterable[Finding], *, codes: Collection[str], sites: Collection[str]) -> Comparison:
        """Tell new findings from known ones.  ``codes`` ran, on ``sites``: only of these can one be gone."""
        fingerprints = {entry.fingerprint for entry in self.entries}
        found = tuple(findings)
        here = {finding.fingerprint for finding in found}
        return Comparison(
            new=tuple(finding for finding in found if finding.fingerprint not in fingerprints),
            known=tuple(finding for finding in found if finding.fingerprint in fingerprints),
            gone=tuple(
                entry
                for entry in self.entries
                if entry.fingerprint not in here and entry.code in codes and entry.site in sites
            ),
        )

    def updated(self, new: Iterable[Finding], gone: Iterable[Known]) -> Baseline:
        """The baseline that knows what was found; what this run did not judge stays."""
        kept = set(self.entries).difference(gone)
        return Baseline(tuple(sorted(kept.union(map(_known, new)))))


def _known(finding: Finding) -> Known:
    return Known(finding.site, finding.page, finding.code, finding.subject, finding.fingerprint)


def read_baseline(file: Path) -> Baseline:
    """Read a baseline.  Raises UserError for a file that is none."""
    try:
        if size_of(file) > _MAX_SIZE:
            raise UserError.at(file, _("is too large to be a baseline"), code=_BAD)
        data = json.loads(file.read_bytes())
    except FileNotFoundError:
        raise UserError.at(file, _("does not exist"), _("write it with --update-baseline"), _BAD) from None
    except OSError as error:
        raise UserError.at(file, _("cannot be read ({why})", why=reason(error)), code=_BAD) from None
    except (ValueError, RecursionError):
        raise _not_a_baseline(file, _("it is not JSON")) from None
    if not isinstance(data, dict) or data.get("version") != _VERSION or not isinstance(data.get("findings"), list):
        raise _not_a_baseline(file, _("it is not of version {version}", version=_VERSION))
    return Baseline(tuple(sorted(_entry(file, entry) for entry in data["findings"])))


def _entry(file: Path, entry: Any) -> Known:
    names = Known.__slots__
    if not isinstance(entry, dict) or set(entry) != set(names) or not all(isinstance(entry[n], str) for n in names):
        raise _not_a_baseline(file, _("a finding in it has not just the texts {names}", names=", ".join(names)))
    return Known(**entry)


def _not_a_baseline(file: Path, why: str) -> UserError:
    return UserError.at(file, _("is not a baseline: {why}", why=why), _("write it again with --update-baseline"), _BAD)


def write_baseline(file: Path, baseline: Baseline) -> None:
    """Replace ``file`` in one step.  Raises UserError; the old one stays then."""
    lines = ",\n".join("    " + json.dumps(asdict(entry), ensure_ascii=False) for entry in baseline.entries)
    text = f'{{\n  "version": {_VERSION},\n  "findings": [\n{lines}\n  ]\n}}\n'
    try:
        replace_bytes(file, text.encode())
    except OSError as error:
        raise UserError.at(
            file, _("cannot be written ({why})", why=reason(error)), _("name another file"), _BAD
        ) from None
