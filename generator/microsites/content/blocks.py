"""What sections and collection entries have in common: base models and the public call's period."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from microsites.content import shapes
from microsites.content.addresses import MAX_ALIASES, Alias
from microsites.content.fields import Action, Flag, Link, LongText, Markdown, Model, Picture, Slug, Text, Whole
from microsites.content.moments import Closes, Date, Opens
from microsites.content.refusal import refused
from microsites.content.status import Period, Season, Timeline, status_at
from microsites.i18n.message import _

_THEME_ANCHOR = re.compile(r"main|ms-.*|.*-(?:heading|caption)")


def _own_anchor(value: str) -> str:
    if _THEME_ANCHOR.fullmatch(value):
        message = _(
            "'{value}' is an anchor of the theme's own ('main', 'ms-…', '…-heading', '…-caption'); "
            "choose another, such as 'about'",
            value=value,
        )
        raise refused(message)
    return value


SectionId = Annotated[Slug, AfterValidator(_own_anchor), WithJsonSchema({**shapes.SECTION_ID})]
"""A slug that no anchor of the theme collides with."""


@dataclass(frozen=True, slots=True)
class SectionFault:
    """What is wrong with a section in its surroundings: where below it, what, and what to do."""

    path: tuple[str | int, ...]
    message: str
    hint: str


class Section(Model):
    """A block of a page.  Subclasses add the fields of one section type."""

    summary: ClassVar[str]
    """What the section is for, in one line, for catalogues and errors."""
    collection_kinds: ClassVar[tuple[str, ...]] = ()
    """Kinds of entries that the section's ``collection`` may hold; any kind if none is named."""

    type: str
    """Which section this is."""
    id: SectionId
    """Unique on its page: the anchor (``access#bus``) and part of ``data-track-id``."""
    heading: Text | None = None
    """The section's heading."""
    lead: LongText | None = None
    """One or two sentences below the heading."""
    audience: Text | None = None
    """For whom the section is, where that is not everybody: ``お子さま連れの方``."""
    owner: Text | None = None
    """The role that keeps this section true; the page's owner if it is not given."""
    show_from: Opens | None = None
    """First moment at which the section is shown; before it, nothing of it is published."""
    show_until: Closes | None = None
    """Last moment at which the section is shown."""
    review_by: Date | None = None
    """When somebody must look at it again."""
    source: Text | None = None
    """Where the facts come from; shown below the section."""
    print: Flag = True
    """``false`` leaves the section out when the page is printed."""

    @model_validator(mode="after")
    def _shown_in_order(self) -> Section:
        if self.show_from and self.show_until and self.show_until < self.show_from:
            raise refused(_("show_until is before show_from"))
        return self

    def shown_at(self, now: datetime) -> bool:
        """Whether the section is shown at ``now``; both edges are inclusive, the end to the minute."""
        if self.show_from is not None and now < self.show_from:
            return False
        return self.show_until is None or now < self.show_until + timedelta(minutes=1)

    def withheld_actions(self, now: datetime) -> frozenset[str]:  # noqa: ARG002 - for subclasses
        """Ids of the actions that are not offered at ``now``, such as the entry to a closed call."""
        return frozenset()

    def faults(self, entries: Iterable[tuple[str, Entry]]) -> Iterable[SectionFault]:  # noqa: ARG002 - for subclasses
        """What does not fit together, given the entries of the section's ``collection`` by their pages' ids."""
        return ()

    def next_moment(self, now: datetime) -> datetime | None:  # noqa: ARG002 - for subclasses
        """The first moment after ``now`` at which the section looks different, beside its periods and its own time.

        For sections that show the clock in another way: a month of a calendar, the present step of a schedule.
        """
        return None


class Fact(Model):
    """A label and its value, as in a table of facts."""

    label: Text
    """What it is about."""
    value: LongText
    """What is so."""


def fiscal_year(day: date) -> int:
    """The year, from April to March, to which ``day`` belongs."""
    return day.year if day.month >= 4 else day.year - 1


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list shows of an entry beside its title, and where the entry comes in the list."""

    rank: tuple[float | str, ...]
    """Smaller comes first."""
    date: date | None = None
    meta: tuple[str, ...] = ()
    period: Period | None = None
    """When one can apply."""
    fiscal_year: int | None = None
    """The year (April to March) to which it belongs, for archives."""


class Entry(Model):
    """An entry of a collection: a page of its own and an item of lists."""

    summary: ClassVar[str]
    """What this kind of entry is, in one line, for catalogues and errors."""

    title: Text
    """The entry's name: page title and card heading."""
    description: LongText
    """One or two sentences for cards, search results and shared links (at most 1,000 characters)."""
    aliases: tuple[Alias, ...] = Field(default=(), max_length=MAX_ALIASES)
    """Earlier addresses of this entry's page, below the site: ``[access-2025, news/opening.html]``.  Each leads here."""
    owner: Text | None = None
    """The role that keeps this entry true; the site's owner if it is not given."""
    review_by: Date | None = None
    """When somebody must look at it again."""
    updated: Date | None = None
    """When what it says last changed; shown on its page."""
    order: Whole = 0
    """Smaller comes first in lists that are ordered by hand."""
    picture: Picture | None = None
    """Shown on the page and on cards."""
    tags: tuple[Text, ...] = Field(default=(), max_length=12)
    """Short labels on the card."""
    facts: tuple[Fact, ...] = Field(default=(), max_length=40)
    """Further facts for the table on the entry's page."""
    body: Markdown | None = None
    """The text of the page."""
    actions: tuple[Action, ...] = Field(default=(), max_length=4)
    """Calls to action of this entry; their section in ``data-track-id`` is ``entry``."""
    links: tuple[Link, ...] = Field(default=(), max_length=20)
    """Further reading."""

    def listing(self) -> Listing:
        """How lists show and order this entry."""
        return Listing(rank=(self.order,))

    def published(self) -> date | None:
        """The day on which it was made public, where its kind has one; feeds go by it."""
        return None

    def dated(self, today: date) -> date | None:
        """The day of its last change up to ``today``, or of its publication: a feed has it from that day on."""
        published = self.published()
        if published is not None and published > today:
            return None
        return max((day for day in (published, self.updated) if day is not None and day <= today), default=None)

    def is_over(self, now: datetime) -> bool:  # noqa: ARG002 - for subclasses
        """Whether the entry belongs to the past at ``now``."""
        return False

    def clock(self) -> Period | Season | Timeline | None:
        """Whose status a list shows as a badge; nothing where the clock changes nothing."""
        return self.listing().period

    def timelines(self) -> tuple[Timeline, ...]:
        """What the clock changes on its page and in lists, beside the periods and seasons that it holds."""
        return ()

    def moments(self) -> tuple[datetime, ...]:
        """Further moments from which on it is shown in another way or another place."""
        return ()

    def takes_part(self, now: datetime) -> bool:
        """Whether actions that depend on a period (``when_open``) are offered at ``now``."""
        clock = self.clock()
        return clock is None or status_at(clock, now).open

    def withheld_actions(self, now: datetime) -> frozenset[str]:
        """Ids of the actions that are not offered at ``now``: applications outside their period."""
        if self.takes_part(now):
            return frozenset()
        return frozenset(action.id for action in self.actions if action.when_open)
