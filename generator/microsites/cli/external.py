"""The options of ``microsites check`` that ask addresses outside, and the exit code that they have for themselves."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import timedelta
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from microsites.cli.language import reader
from microsites.errors import Problem, UserError
from microsites.i18n.message import _, ngettext

if TYPE_CHECKING:
    # Imported late where it is used: ``--help`` must not wait for the checker.
    from microsites.check.external.run import External
    from microsites.i18n.catalogue import Catalogue

EXIT_OUTSIDE = 4
"""Nothing is wrong with the sites, but an address outside has been broken for as long as ``--fail-after`` allows."""

_BAD = "BLD408"
_FILE = click.Path(path_type=Path, dir_okay=False)

_OPTIONS = (
    click.option("--external", is_flag=True, help="Ask the addresses outside too, each once, politely."),
    click.option("--external-fragments", is_flag=True, help="Look for the part behind # on outside pages."),
    click.option("--external-private", is_flag=True, help="Ask hosts of private networks and of this machine too."),
    click.option(
        "--external-cache", type=_FILE, help="What they answered lately [default: in the user's cache folder]."
    ),
    click.option(
        "--max-age",
        type=click.FloatRange(min=0),
        default=1,
        show_default=True,
        metavar="DAYS",
        help="For how long a good answer is believed without asking again; a bad one for an hour at most.",
    ),
    click.option("--state", type=_FILE, help="Since when outside addresses fail: a file to keep in the repository."),
    click.option(
        "--fail-after",
        type=click.IntRange(min=0),
        metavar="DAYS",
        help=f"Exit with {EXIT_OUTSIDE} if an outside address fails for so long (needs --state); younger are warnings.",
    ),
)


def external_options(zone: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the options, and one argument ``external`` instead of them.  Days begin in ``zone``."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def with_external(
            *,
            external: bool,
            external_fragments: bool,
            external_private: bool,
            external_cache: Path | None,
            max_age: float,
            state: Path | None,
            fail_after: int | None,
            **others: Any,
        ) -> None:
            given = {
                "--external-fragments": external_fragments,
                "--external-private": external_private,
                "--external-cache": external_cache is not None,
                "--state": state is not None,
                "--fail-after": fail_after is not None,
                "--max-age": max_age != 1,
            }
            _refuse(given, external=external)
            wanted = None
            if external:
                cache = external_cache or _cache_file()
                wanted = _external(zone, external_fragments, external_private, cache, max_age, state, fail_after)
            command(external=wanted, **others)

        decorated = with_external
        for option in reversed(_OPTIONS):
            decorated = option(decorated)
        return decorated

    return decorate


def _refuse(given: dict[str, bool], *, external: bool) -> None:
    """An option that would do nothing must not look as if it did something."""
    idle = [option for option, is_given in given.items() if is_given and not external]
    if idle:
        what, cure = _("means nothing without --external"), _("write --external too")
        raise UserError(Problem(option, 0, 0, _BAD, what, cure) for option in idle)
    if given["--fail-after"] and not given["--state"]:
        message = _("needs to know since when an address fails")
        raise UserError.at("--fail-after", message, _("name a file with --state, and keep it in the repository"), _BAD)


def _external(
    zone: str, fragments: bool, private: bool, cache: Path, max_age: float, state: Path | None, fail_after: int | None
) -> External:
    from datetime import datetime

    from microsites.check.external.run import External
    from microsites.check.external.settings import Settings

    return External(
        now=datetime.now(ZoneInfo(zone)),
        settings=Settings(fragments=fragments, private=private),
        # More than a year is never used, and a date must not overflow.
        max_age=timedelta(days=min(max_age, 366)),
        cache=cache,
        state=state,
        fail_after=fail_after,
        progress=partial(_tell, reader(click.get_current_context())) if sys.stderr.isatty() else _tell_nobody,
    )


def _tell_nobody(_known: int, _total: int) -> None:
    """A log is no place for a line that is written over."""


def _tell(reader: Catalogue, known: int, total: int) -> None:
    """One line that is written over and over, and taken away in the end: a polite run takes minutes."""
    ending = "\r\033[K" if known == total else ""
    count = ngettext("{known} of {count} outside address", "{known} of {count} outside addresses", total, known=known)
    click.echo(f"\r\033[K{reader.say(count)}{ending}", nl=False, err=True)


def _cache_file() -> Path:
    """Where programs keep what they can do without (XDG Base Directory; ``LOCALAPPDATA`` on Windows)."""
    home = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "microsites" / "external.json"
