"""Runs the program of a target.  What it says goes to the terminal; its credentials are its own matter."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from subprocess import CompletedProcess

from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.i18n.system import reason
from microsites.publish.by_file import Memory
from microsites.publish.release import Step
from microsites.publish.targets import Target
from microsites.record import RECORD, Record, read_record

_MISSING = "BLD077"
_FAILED = "BLD078"


class UnseenError(UserError):
    """Nobody knows what lies at a destination."""


def refuse_without(target: Target) -> None:
    """Raise UserError if the program is not installed."""
    if not is_installed(target):
        message = _("is not installed: target {target} works with it", target=target.NAME)
        raise UserError.at(
            target.TOOL, message, _("install it, or look with --dry-run at what would be done"), _MISSING
        )


def is_installed(target: Target) -> bool:
    """Whether the program of a target can be started."""
    return not target.TOOL or shutil.which(target.TOOL) is not None


def run(step: Step) -> None:
    """Give the command.  Raises UserError if it fails."""
    hint = _("what lies at the host still works; put right what it says above and give the same command again")
    done = _started(step.argv, stdout=subprocess.PIPE if step.lists_failures else None)
    if done.returncode != 0:
        message = _("ended with exit code {code} at: {title}", code=done.returncode, title=step.title)
        raise UserError.at(step.argv[0], message, hint, _FAILED)
    if step.lists_failures and (failed := _listed(done.stdout)):
        message = _(
            "could not do all of: {title} ({count} failed, the first with {first})",
            title=step.title,
            count=len(failed),
            first=failed[0],
        )
        raise UserError.at(step.argv[0], message, hint, _FAILED)


def _started(argv: tuple[str, ...], *, stdout: int | None = None, stderr: int | None = None) -> CompletedProcess[str]:
    # By its whole path: on Windows a program of npm's is a file that is only found with its ending (wrangler.cmd).
    program = shutil.which(argv[0])
    if program is None:
        raise UserError.at(argv[0], _("is not installed"), code=_MISSING)
    try:
        return subprocess.run(  # noqa: S603 - no shell; the words are our own
            (program, *argv[1:]), check=False, stdout=stdout, stderr=stderr, text=True, errors="replace"
        )
    except OSError as error:
        raise UserError.at(argv[0], _("cannot be started: {reason}", reason=reason(error)), code=_MISSING) from None


def _listed(said: str) -> tuple[str, ...]:
    """The failures of a list in JSON; words that are none are themselves one."""
    try:
        failures = json.loads(said.strip() or "null") or []
    except ValueError:
        return (said.strip(),)
    return tuple(json.dumps(failure, ensure_ascii=False) for failure in failures)


def fetched(memory: Memory, argv: tuple[str, ...], into: Path) -> Record | None:
    """The record that ``argv`` brings into ``into``; None if nothing was published there yet.

    Raises UnseenError where the destination cannot be looked at, UserError for a record that cannot be read.
    """
    done = _started(argv, stderr=subprocess.PIPE)
    if (record := read_record(into / RECORD)) is not None:
        return record
    if memory.is_missing(done.returncode, done.stderr):
        return None
    said = done.stderr.strip().splitlines()
    message = _(
        "cannot look at the destination (exit code {code}): {said}",
        code=done.returncode,
        said=said[-1] if said else "",
    )
    hint = _("see that it is written rightly, and that the program has its credentials")
    raise UnseenError.at(argv[0], message, hint, _FAILED)
