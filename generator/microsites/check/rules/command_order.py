"""The commands of a Google tag stand in the wrong order.

What it does
    Reads the ``gtag`` commands that run while the page loads: ``js`` comes before ``config``, the cross-domain linker
    before ``config``, and ``config`` before the first event.  Commands in functions that are called later are left out.
    The place of the consent default is judged by ``consent-default-late``.
Why it matters
    The tag works through its queue from the front.  What comes too late does not count for what has been sent: the
    first page view carries no linker, the first event goes to nobody.
How to fix
    Bring them into the order consent default, linker, ``js``, ``config``, events; or build the site again.
An example
    ``gtag('config', 'G-XXXXXXXXXX'); gtag('js', new Date());``
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Observation, Severity
from microsites.check.measured import Measured
from microsites.check.sequence import PageCommand, at_once
from microsites.i18n.message import _

CODE = "TAG012"
NAME = "command-order"
SEVERITY: Severity = "error"
MESSAGE = "{late} comes after {early}"
HINT = "bring the commands into the order consent default, linker, js, config, events"

_WORDS = {
    "js": 'gtag("js", …)',
    "linker": _("the cross-domain linker"),
    "config": 'gtag("config", …)',
    "event": 'gtag("event", …)',
}


def check_measured(measured: Measured) -> Iterator[Observation]:
    """Yield commands that come too late."""
    places = _first_of_each(measured.commands)
    for late, early in (("js", "config"), ("linker", "config"), ("config", "event")):
        if late in places and early in places and places[late][0] > places[early][0]:
            data = {"late": _WORDS[late], "early": _WORDS[early]}
            yield Observation(f"{late} after {early}", data=data, spot=places[late][1].spot)


def _first_of_each(commands: tuple[PageCommand, ...]) -> dict[str, tuple[int, PageCommand]]:
    places: dict[str, tuple[int, PageCommand]] = {}
    for number, each in enumerate(at_once(commands)):
        command = each.command
        if command.queue == "gtag":
            # A linker among the settings of config comes with it, and is never late.
            linker = command.verb == "set" and each.names_linked_hosts
            places.setdefault("linker" if linker else command.verb, (number, each))
    return places
