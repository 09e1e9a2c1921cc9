"""What a page hands to providers' queues, in the order in which a browser runs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from microsites.check.commands import Command, Queue, Value
from microsites.check.commands import commands as read_commands
from microsites.check.documents import Document
from microsites.check.findings import Spot
from microsites.check.memory import Memory

MAX_KEPT = 5000
"""Scripts that are remembered."""

GTAG_PROVIDER = "ga4"
"""Whom ``gtag("event", …)`` speaks to."""


@dataclass(frozen=True, slots=True)
class PageCommand:
    """A command and where it stands."""

    command: Command
    spot: Spot
    gated: bool = False
    """It waits for consent."""

    @property
    def names_linked_hosts(self) -> bool:
        """Whether it tells a tag between which hosts a visit is to be kept together."""
        return bool(_domains(self.command))


class CommandReader:
    """Reads the scripts of pages; the same script stands on every page of a site and is read once."""

    def __init__(self) -> None:
        self._read = Memory[str, tuple[Command, ...]](MAX_KEPT)

    def commands_of(self, document: Document, local_scripts: Mapping[str, str]) -> tuple[PageCommand, ...]:
        """Return the commands of ``document``: scripts in the page, then those that run later, then those that wait.

        ``local_scripts``: text of scripts of the same tree, by ``src``.
        """
        found: list[tuple[bool, bool, PageCommand]] = []
        for script in document.scripts:
            code = script.text if script.src is None else local_scripts.get(script.src, "")
            spot = Spot("script", number=script.number)
            found += (
                (script.gated, script.later, PageCommand(command, spot, script.gated))
                for command in self.commands(code)
            )
        for handler in document.handlers:
            spot = Spot(handler.tag, handler.attribute, handler.code, handler.number)
            for command in self.commands(handler.code):
                waiting = Command(command.queue, command.arguments, deferred=True)
                found.append((False, True, PageCommand(waiting, spot)))
        return tuple(each for _, _, each in sorted(found, key=lambda item: item[:2]))

    def commands(self, code: str) -> tuple[Command, ...]:
        """The commands of a script."""
        if code not in self._read:
            self._read[code] = read_commands(code)
        return self._read[code]


def at_once(sequence: Iterable[PageCommand]) -> Iterator[PageCommand]:
    """The commands that run while the page loads; those in functions run when something calls them."""
    return (each for each in sequence if not each.command.deferred)


def linked_hosts(sequence: Iterable[PageCommand], queue: Queue) -> tuple[str, ...]:
    """The hosts between which a page's tag keeps a visit together, as far as they can be read."""
    found: list[str] = []
    for each in sequence:
        if each.command.queue == queue:
            found += (host for value in _domains(each.command) if isinstance(value, str) and (host := _host(value)))
    return tuple(dict.fromkeys(found))


def _domains(command: Command) -> tuple[Value, ...]:
    if command.queue == "_paq":
        domains = command.arguments[1] if command.verb == "setDomains" and len(command.arguments) > 1 else ()
        return domains if isinstance(domains, tuple) else (domains,)
    if command.verb not in ("set", "config"):
        return ()
    # It is told as a setting of its own, among other settings, or with an ID.
    settings = {**command.mapping(1), **command.mapping(2)}
    linker = command.mapping(2) if command.text(1) == "linker" else settings.get("linker")
    domains = linker.get("domains") if isinstance(linker, Mapping) else None
    return domains if isinstance(domains, tuple) else ()


def _host(domain: str) -> str:
    """``*.example.jp`` and ``example.jp/path`` mean the host."""
    return domain.removeprefix("*.").partition("/")[0].lower()
