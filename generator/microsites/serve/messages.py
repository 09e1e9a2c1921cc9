"""What the server and the process that builds say to each other: frozen values that cross processes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from microsites.errors import Problem


@dataclass(frozen=True, slots=True)
class Order:
    """What the server asks for: build what these changes ask for."""

    paths: frozenset[str] | None
    """Files that changed, relative to the portfolio, with ``/``; none of them where the clock asks; None where nobody knows."""
    viewed: frozenset[tuple[str, str]] = frozenset()
    """Site and file of the pages that are on screen: they come first."""

    def with_earlier(self, earlier: Order) -> Order:
        """The same, with the changes of one that was not carried out."""
        known = self.paths is not None and earlier.paths is not None
        paths = (self.paths or frozenset()) | (earlier.paths or frozenset()) if known else None
        return Order(paths, self.viewed or earlier.viewed)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page, for the overview."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class GoalFacts:
    """A goal, for the overview."""

    name: str
    definition: str
    event: str


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """A site, for the overview and the switcher."""

    id: str
    title: str
    purpose: str
    audience: str
    owner: str
    color: str
    measured: bool
    goals: tuple[GoalFacts, ...]
    pages: tuple[PageFacts, ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """What a provider makes of an event."""

    provider: str
    """Its title: ``Google Analytics 4``."""
    name: str | None
    """What the event is called there; None if it is not sent to it."""
    own: bool = False
    """Whether the provider counts it by itself."""


@dataclass(frozen=True, slots=True)
class EventFacts:
    """An event of the plan, or one that is counted without a line of content."""

    definition: str
    sent: tuple[Sent, ...]


@dataclass(frozen=True, slots=True)
class ElementFacts:
    """A tracked element and the line that a person edits."""

    event: str
    goal: str | None
    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class MeasuredPage:
    """A page, for the measurement panel."""

    owner: str
    file: str
    elements: dict[str, ElementFacts]


@dataclass(frozen=True, slots=True)
class Measurement:
    """What of a site would be measured once it is published."""

    environment: str | None
    """The environment whose providers are named; None where there are none."""
    views: tuple[Sent, ...]
    """What becomes of a page view."""
    goals: dict[str, str]
    """Id → name."""
    events: dict[str, EventFacts]
    pages: dict[str, MeasuredPage]
    """By file in the tree."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The content has problems; nothing was built."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """The content is right; these are its sites."""

    sites: tuple[SiteFacts, ...]


@dataclass(frozen=True, slots=True)
class PagesBuilt:
    """Pages that somebody looks at are ready, before the rest of their site."""

    site: str
    tree: Path


@dataclass(frozen=True, slots=True)
class SiteBuilt:
    """A site is ready."""

    site: str
    tree: Path
    pages: int
    seconds: float
    measurement: Measurement


@dataclass(frozen=True, slots=True)
class Settled:
    """Everything that was asked for is done."""

    problems: tuple[Problem, ...]
    """Of the sites that could not be built; their last good trees are still there."""


@dataclass(frozen=True, slots=True)
class Crashed:
    """A bug of the product, in a process that goes on."""

    log: Path | None
    """The file to report; None where the process is gone."""
    reason: str


@dataclass(frozen=True, slots=True)
class Unwatched:
    """What is saved is not seen by itself; the server tells it, not the process that builds."""

    reason: OSError | RuntimeError
    seconds: float
    """Everything is built anew after so long at the latest."""


Report = Refused | Read | PagesBuilt | SiteBuilt | Settled | Crashed
