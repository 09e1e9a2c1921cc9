"""A page sends its hits in debug mode.

What it does
    Looks for ``debug_mode`` among the settings of ``gtag`` commands, whatever its value.
Why it matters
    Google Analytics takes hits with ``debug_mode`` for a developer's: its filter for developer traffic keeps them out
    of the reports.  It goes by the key: ``debug_mode: false`` is debug mode too.
How to fix
    Delete the key.  To look at hits, use the debugger in the browser.
An example
    ``gtag('config', 'G-XXXXXXXXXX', {'debug_mode': false})``
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from microsites.check.commands import Command
from microsites.check.findings import Observation, Severity
from microsites.check.measured import Measured

CODE = "TAG011"
NAME = "debug-mode"
SEVERITY: Severity = "error"
MESSAGE = "gtag('{verb}', …) sets debug_mode, so the page's hits count as a developer's"
HINT = "delete the key debug_mode; the value false does not switch it off"

_KEY = "debug_mode"


def check_measured(measured: Measured) -> Iterator[Observation]:
    """Yield commands that set debug mode."""
    for each in measured.commands:
        if each.command.queue == "gtag" and _sets_it(each.command):
            yield Observation(each.command.verb, data={"verb": each.command.verb}, spot=each.spot)


def _sets_it(command: Command) -> bool:
    if command.verb == "set" and command.text(1) == _KEY:
        return True
    return any(isinstance(value, Mapping) and _KEY in value for value in command.arguments)
