"""Says when the clock changes the sites next, for people and for whatever schedules the next build."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from microsites.content.changes import Change
from microsites.i18n.lists import sentences
from microsites.i18n.message import Message, _

NEXT_CHANGE: Final = ".next-change.json"
"""Beside the trees, and not among the manifests: those are named by sites, and any name could be one's."""

_SHOWN: Final = 3
"""So many changes of one moment are named in the line for people; the file has them all."""


def _in_zone(moment: datetime, zone: str) -> datetime:
    return moment.replace(tzinfo=ZoneInfo(zone))


def next_change_line(changes: Sequence[Change], zone: str) -> Message:
    """``Next change: 2026-12-25 17:01 Asia/Tokyo — poc-call/call/call: open → closing_soon``; one line."""
    named = [_("{site}/{what}", site=change.site, what=change.what) for change in changes[:_SHOWN]]
    if len(changes) > _SHOWN:
        named.append(_("and {number} more", number=len(changes) - _SHOWN))
    return _(
        "Next change: {at} {zone} — {what}", at=f"{changes[0].at:%Y-%m-%d %H:%M}", zone=zone, what=sentences(named)
    )


def write_next_change(out: Path, area: Path, changes: Sequence[Change], zone: str) -> None:
    """Write ``.next-change.json``: the moment, the same as a cron line in UTC, and what changes.  Raises OSError.

    ``area`` is the staging area, where a kill leaves what the next build clears away; ``zone`` is the name of the
    portfolio's time zone.
    """
    at = _in_zone(changes[0].at, zone)
    data = {
        "at": at.isoformat(timespec="minutes"),
        "cron": "{0.minute} {0.hour} {0.day} {0.month} *".format(at.astimezone(UTC)),
        "changes": [{"site": change.site, "what": change.what} for change in changes],
    }
    part = area / NEXT_CHANGE
    part.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
    os.replace(part, out / NEXT_CHANGE)
