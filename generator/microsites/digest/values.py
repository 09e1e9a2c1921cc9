"""What a digest holds: frozen values, told in any language later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from microsites.errors import Problem
from microsites.i18n.message import Message
from microsites.measurement.reports.changes import Change

PageKind = Literal["added", "removed", "renamed", "changed"]


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that changed."""

    message: Message
    breaks: bool = False
    """Whether numbers from before and after may not be compared, or may go somewhere else."""


@dataclass(frozen=True, slots=True)
class PageDigest:
    """A page on which something changed."""

    id: str
    title: str
    owners: tuple[str, ...]
    """The roles that have to look: the page's first, then those of changed sections."""
    file: str
    kind: PageKind
    details: tuple[Detail, ...]
    more: int = 0
    """So many more details are counted only."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """A news entry that is new."""

    site: str
    title: str
    day: date | None
    owner: str


@dataclass(frozen=True, slots=True)
class SiteDigest:
    """A site on which something changed."""

    id: str
    title: str
    owner: str
    kind: PageKind
    pages: tuple[PageDigest, ...]
    settings: tuple[Detail, ...]
    """Of ``site.yml``, and of what was received and tested."""


@dataclass(frozen=True, slots=True)
class Digest:
    """Everything that changed since a revision."""

    portfolio: str
    commit: str
    since: datetime
    """When the revision was committed."""
    until: datetime
    sites: tuple[SiteDigest, ...]
    shared: tuple[Detail, ...]
    """Of what all sites share: ``portfolio.yml``, ``checks.yml``."""
    measured: tuple[Change, ...] | None
    """What changed in what is measured; None where that could not be compared."""
    announced: tuple[Announcement, ...]
    not_compared: tuple[Problem, ...]
    """Why something could not be compared."""

    @property
    def empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.sites or self.shared or self.measured)
