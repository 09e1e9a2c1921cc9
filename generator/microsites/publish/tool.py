"""Runs the program of a target.  What it says goes to the terminal; its credentials are its own matter."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.i18n.system import reason
from microsites.publish.release import Step
from microsites.publish.targets import Target
from microsites.record import RECORD, Record, read_record

_MISSING = "BLD077"
_FAILED = "BLD078"


def refuse_without(target: Target) -> None:
    """Raise UserError if the program is not installed."""
    if target.TOOL and shutil.which(target.TOOL) is None:
        message = _("is not installed: target {target} works with it", target=target.NAME)
        raise UserError.at(
            target.TOOL, message, _("install it, or look with --dry-run at what would be done"), _MISSING
        )


def run(step: Step) -> None:
    """Give the command.  Raises UserError if it fails."""
    try:
        code = subprocess.run(step.argv, check=False).returncode  # noqa: S603 - no shell; the words are our own
    except OSError as error:
        raise UserError.at(
            step.argv[0], _("cannot be started: {reason}", reason=reason(error)), code=_MISSING
        ) from None
    if code != 0:
        message = _("ended with exit code {code} at: {title}", code=code, title=step.title)
        hint = _("what lies at the host still works; put right what it says above and give the same command again")
        raise UserError.at(step.argv[0], message, hint, _FAILED)


def fetched(target: Target, argv: tuple[str, ...], into: Path) -> Record | None:
    """The record that ``argv`` brings into ``into``; None if nothing was published there yet.  Raises UserError."""
    try:
        done = subprocess.run(argv, check=False, stderr=subprocess.PIPE, text=True, errors="replace")  # noqa: S603
    except OSError as error:
        raise UserError.at(argv[0], _("cannot be started: {reason}", reason=reason(error)), code=_MISSING) from None
    if (record := read_record(into / RECORD)) is not None:
        return record
    if target.is_missing(done.returncode, done.stderr):
        return None
    said = done.stderr.strip().splitlines()
    message = _(
        "cannot look at the destination (exit code {code}): {said}",
        code=done.returncode,
        said=said[-1] if said else "",
    )
    hint = _("see that it is written rightly, and that the program has its credentials")
    raise UserError.at(argv[0], message, hint, _FAILED)
