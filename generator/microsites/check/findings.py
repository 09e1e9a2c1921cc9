"""What a rule observes, and the finding that a person reads.

A rule yields an :class:`Observation`: it knows what is wrong, not how it is called, how bad it is or where it is
written.  The runner adds that and makes a :class:`Finding`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from microsites.check.kept import Kept
from microsites.i18n.message import Message
from microsites.manifest import Place

Severity = Literal["error", "warning", "note"]
"""SARIF's words, the worst first."""

Base = Literal["content", "built", "given"]
"""What the file of a location is relative to: the folder with the portfolio's YAML, the checked folder, or nothing, as
it was given on the command line."""

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")

MAX_OF_A_KIND = 1000
"""Findings of one rule in one file; more are told as one.  Nobody reads them, and a page may hold a million links."""


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file."""

    file: str
    line: int = 0
    """From 1; 0 if the whole file is meant."""
    column: int = 0
    """From 1, in code points; 0 if the whole file is meant."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Spot:
    """An element of the page, described well enough to find its line later, and only if somebody asks."""

    tag: str = ""
    """Empty if the whole page is meant."""
    attribute: str = ""
    value: str = ""
    """The attribute's whole value."""
    number: int = 0
    """Which of the elements with this tag, attribute and value: from 0, in the order of the document."""


@dataclass(frozen=True, slots=True)
class Observation:
    """Something that a rule saw in a site."""

    subject: str
    """What is wrong, in words that survive an edit elsewhere: a target, an ID, a ``data-track-id``."""
    page: str = ""
    """The page's path in the tree; empty if the site is meant."""
    data: Mapping[str, Kept] = field(default_factory=dict)
    """Values for the rule's message."""
    spot: Spot | Location | None = None
    """Where it stands in the built files (paths relative to the site's tree)."""
    place: Place | None = None
    """Where a person edits it, if the rule knows better than the runner."""
    hint: Kept = ""
    """Replaces the rule's own hint."""
    severity: Severity | None = None
    """How bad this one is, where it is milder than others of its rule."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a built site."""

    code: str
    name: str
    severity: Severity
    site: str
    page: str
    subject: str
    template: str
    """The rule's message with ``{names}`` for the values of ``data``."""
    data: tuple[tuple[str, str], ...]
    location: Location
    """Where a person edits it: the YAML line if it is known, else the place in the built file."""
    related: Location | None
    """The place in the built file, relative to the checked folder."""
    base: Base
    """What ``location`` is relative to."""
    hint: str = ""
    owner: str = ""
    """The role that answers for it; empty if it is not known."""

    @property
    def message(self) -> str:
        """The rule's message with this finding's values."""
        return Message(self.template, dict(self.data))

    @property
    def fingerprint(self) -> str:
        """The same for the same fault in the next build, wherever its line has moved to."""
        return fingerprint(self.code, self.site, self.page, self.subject)

    @property
    def sort_key(self) -> tuple[object, ...]:
        """Site by site, file by file, from top to bottom."""
        return (self.site, self.location, self.page, self.code, self.subject, self.data)


def shortened(text: str, most: int = 60) -> str:
    """What a message names of a text: one without end does not fill the report."""
    return text if len(text) <= most else text[:most] + "…"


def milder(one: Severity, other: Severity | None) -> Severity:
    """The less bad of two."""
    return one if other is None else max(one, other, key=SEVERITIES.index)


def fingerprint(code: str, site: str, page: str, subject: str) -> str:
    """Return 16 hexadecimal digits over what identifies a fault."""
    return hashlib.sha256(f"{code}\0{site}\0{page}\0{subject}".encode()).hexdigest()[:16]
