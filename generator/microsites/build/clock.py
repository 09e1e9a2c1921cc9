"""The one clock of a build: ``--at``, else SOURCE_DATE_EPOCH, else now; never a file's time."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from microsites.errors import UserError
from microsites.i18n.message import _

FIRST, LAST = 1970, 9000
"""Years between which days can be added and taken away without leaving the calendar of Python."""


def read_clock(at: str | None, zone: ZoneInfo) -> datetime:
    """The moment to build for, with its zone.  Raises UserError for a text that is no moment."""
    if at is not None:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2})?", at):
            raise UserError.at(
                "--at", _("'{at}' is not a moment", at=at), _("write 2027-01-31 or 2027-01-31T17:00"), "BLD002"
            )
        try:
            moment = datetime.fromisoformat(at).replace(tzinfo=zone)
        except ValueError:
            raise UserError.at("--at", _("'{at}' does not exist", at=at), _("check day and time"), "BLD002") from None
        if not FIRST <= moment.year <= LAST:
            message = _("'{at}' lies too far away", at=at)
            raise UserError.at(
                "--at", message, _("choose a year from {first} to {last}", first=FIRST, last=LAST), "BLD002"
            )
        return moment
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is not None:
        try:
            return datetime.fromtimestamp(int(epoch), UTC).astimezone(zone)
        except (ValueError, OverflowError, OSError):
            hint = _("it is a number of seconds since 1970")
            raise UserError.at(
                "SOURCE_DATE_EPOCH", _("'{epoch}' is not a moment", epoch=epoch), hint, "BLD002"
            ) from None
    return datetime.now(zone).replace(second=0, microsecond=0)
