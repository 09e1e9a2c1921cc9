"""What is known about an outside address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

State = Literal["ok", "moved", "broken", "unverified", "not asked"]
"""``moved``: it answers, but says that its address is another one now.  ``unverified``: something answers, and keeps
programs out or is at fault for a while, so that a person must look.  ``not asked``: robots.txt, a private network, an
address for examples."""

STATES: tuple[State, ...] = ("ok", "moved", "unverified", "broken", "not asked")


@dataclass(frozen=True, slots=True)
class Wanted:
    """An address to ask, once."""

    url: str
    """As :func:`~microsites.check.external.addresses.normalised` gives it: without fragment."""
    fragments: frozenset[str] = frozenset()
    """Parts of the page that somebody refers to, percent-decoded."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an address answered."""

    url: str
    state: State
    status: int
    """The last status; 0 if there was none."""
    reason: str
    """In words that continue "…, which"; empty if all is well."""
    final_url: str
    """Where the way ended."""
    checked_at: datetime
    moved_to: str = ""
    """The address to write instead, if it has moved for good."""
    fragments: tuple[tuple[str, bool | None], ...] = ()
    """Each part that was looked for, and whether it is there; None if that cannot be known."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Parts that the page certainly does not have."""
        return tuple(fragment for fragment, there in self.fragments if there is False)
