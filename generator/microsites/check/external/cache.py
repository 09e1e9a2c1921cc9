"""What addresses answered lately, so that the next run need not ask again: one bounded file, for this machine alone.

It is a convenience.  A damaged or unwritable file is told and lived with; two runs at once lose nothing, as each adds
what it has learned to what lies there, under a lock.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, get_args

from filelock import FileLock, Timeout

from microsites.check.external.verdicts import State, Verdict, Wanted
from microsites.check.files import UnreadableError, read_entries
from microsites.check.kept import of_json, to_json
from microsites.i18n.message import _
from microsites.i18n.system import reason
from microsites.whole_file import replace_bytes

_VERSION = 1
_MAX_SIZE = 64 * 1024 * 1024
_MAX_ENTRIES = 20_000
_KEPT = timedelta(days=30)
"""Nothing older is ever used, whatever ``--max-age`` says."""
_SOON = timedelta(hours=1)
"""For how long anything but a good answer is believed: somebody may just have repaired it."""
_LOCK_SECONDS = 10
_GOOD: frozenset[State] = frozenset({"ok", "moved"})


@dataclass(frozen=True, slots=True)
class Cache:
    """Verdicts by address."""

    entries: Mapping[str, Verdict]

    def fresh(self, wanted: Wanted, now: datetime, max_age: timedelta) -> Verdict | None:
        """The verdict of ``wanted`` if it is young enough and knows about every part that is looked for."""
        verdict = self.entries.get(wanted.url)
        if verdict is None:
            return None
        age = now - verdict.checked_at
        limit = max_age if verdict.state in _GOOD else min(max_age, _SOON)
        # A time to come is a clock that was wrong.
        if age < timedelta(0) or age >= min(limit, _KEPT):
            return None
        if verdict.state in _GOOD and not wanted.fragments <= {fragment for fragment, _ in verdict.fragments}:
            return None
        return verdict


def read_cache(file: Path) -> tuple[Cache, str]:
    """Return what is remembered, and what to tell about the file; empty if all is well."""
    try:
        verdicts = [_verdict(entry) for entry in read_entries(file, "addresses", _VERSION, _MAX_SIZE)]
    except UnreadableError as error:
        return Cache({}), _("{file} {fault}: what it remembered is not used", file=str(file), fault=error.args[0])
    except (KeyError, TypeError, ValueError, AttributeError):
        return Cache({}), _("{file} is damaged: what it remembered is not used", file=str(file))
    return Cache({verdict.url: verdict for verdict in verdicts}), ""


def remember(file: Path, learned: Iterable[Verdict], now: datetime) -> str:
    """Add ``learned`` to ``file``.  Returns what to tell if that cannot be done; empty if it was done."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(file.with_name(f".{file.name}.lock"), timeout=_LOCK_SECONDS):
            entries = dict(read_cache(file)[0].entries)
            for verdict in learned:
                known = entries.get(verdict.url)
                if verdict.state != "not asked" and (known is None or known.checked_at <= verdict.checked_at):
                    entries[verdict.url] = verdict
            replace_bytes(file, _text(_bounded(entries.values(), now)).encode())
    except Timeout:
        return _("{file} is in use: what this run learned is not remembered", file=str(file))
    except OSError as error:
        return _(
            "{file} cannot be written ({why}): what this run learned is not remembered",
            file=str(file),
            why=reason(error),
        )
    return ""


def _bounded(verdicts: Iterable[Verdict], now: datetime) -> list[Verdict]:
    young = [verdict for verdict in verdicts if now - verdict.checked_at < _KEPT]
    newest = sorted(young, key=lambda verdict: (verdict.checked_at, verdict.url))[-_MAX_ENTRIES:]
    return sorted(newest, key=lambda verdict: verdict.url)


def _text(verdicts: Iterable[Verdict]) -> str:
    lines = ",\n".join("  " + json.dumps(_entry(verdict), ensure_ascii=False) for verdict in verdicts)
    return f'{{"version": {_VERSION}, "addresses": [\n{lines}\n]}}\n'


def _entry(verdict: Verdict) -> dict[str, Any]:
    return {
        "url": verdict.url,
        "state": verdict.state,
        "status": verdict.status,
        "reason": to_json(verdict.reason),
        "final_url": verdict.final_url,
        "checked_at": verdict.checked_at.isoformat(),
        "moved_to": verdict.moved_to,
        "fragments": dict(verdict.fragments),
    }


def _verdict(entry: Any) -> Verdict:
    """Raises KeyError, TypeError, ValueError or AttributeError for what is no verdict."""
    texts = {name: entry[name] for name in ("url", "final_url", "moved_to")}
    texts["reason"] = of_json(entry["reason"])
    fragments = tuple(sorted(entry["fragments"].items()))
    checked_at = datetime.fromisoformat(entry["checked_at"])
    right = (
        all(isinstance(text, str) for text in texts.values())
        and entry["state"] in get_args(State)
        and isinstance(entry["status"], int)
        and checked_at.tzinfo is not None
        and all(there in (True, False, None) for _, there in fragments)
    )
    if not right:
        raise ValueError
    return Verdict(state=entry["state"], status=entry["status"], checked_at=checked_at, fragments=fragments, **texts)
