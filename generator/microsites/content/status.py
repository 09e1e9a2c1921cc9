"""The one clock: what a call, a grant, an event or a season is at a moment, for badge, button, feed and check alike.

Everything that the clock changes is a :class:`Timeline`: its stages in order, each with the moment at which it begins.
A status is the stage of a moment; what a browser must know for later is the rest of the same list.
All moments are without zone, in the portfolio's own, and exact to the minute.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from pydantic import model_validator

from microsites.content.fields import Model, Text
from microsites.content.moments import Closes, Opens
from microsites.content.refusal import refused
from microsites.i18n.message import Message, _

Kind = Literal["application", "occurrence", "series", "season"]
"""What it is: something to apply for, an event, an event that takes place several times, a season."""

State = Literal[
    "always",
    "scheduled",
    "starting_soon",
    "open",
    "closing_soon",
    "closed",
    "closed_early",
    "suspended",
    "postponed",
    "cancelled",
]

STATE_WORDS: Mapping[State, Message] = {
    "always": _("always"),
    "scheduled": _("scheduled"),
    "starting_soon": _("starting_soon"),
    "open": _("open"),
    "closing_soon": _("closing_soon"),
    "closed": _("closed"),
    "closed_early": _("closed_early"),
    "suspended": _("suspended"),
    "postponed": _("postponed"),
    "cancelled": _("cancelled"),
}
"""What editors are told of a state, of whatever kind it is; visitors read :data:`LABELS`."""

OPEN: frozenset[State] = frozenset({"always", "open", "closing_soon"})
"""The states in which one can apply, or in which it is going on."""

SOON = timedelta(days=7)
"""How long before its end a call is closing soon, and before its beginning an event is starting soon."""

_MINUTE = timedelta(minutes=1)

_OCCURRENCE: dict[State, str] = {
    "scheduled": "開催前",
    "starting_soon": "まもなく開催",
    "open": "開催中",
    "closed": "終了",
    "postponed": "延期",
    "cancelled": "中止",
}

LABELS: dict[Kind, dict[State, str]] = {
    "application": {
        "always": "随時受付",
        "scheduled": "受付開始前",
        "open": "受付中",
        "closing_soon": "まもなく締切",
        "closed": "受付終了",
        "closed_early": "受付終了（上限到達）",
        "suspended": "受付を一時停止中",
        "cancelled": "中止",
    },
    "occurrence": _OCCURRENCE,
    "series": _OCCURRENCE | {"open": "開催期間中"},
    "season": {
        "always": "通年",
        "scheduled": "シーズン前",
        "open": "シーズン中",
        "closed": "今季は終了",
        "closed_early": "今季は終了",
        "suspended": "臨時休業中",
        "cancelled": "今季は休業",
    },
}
"""Every state as on a badge."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A state and from when on it holds."""

    begins: datetime | None
    """None for the first one."""
    kind: Kind
    state: State
    names: datetime | None = None
    """The moment that a sentence about it names: an opening, a deadline (its last minute)."""

    @property
    def open(self) -> bool:
        """Whether one can apply in it, or it is going on."""
        return self.state in OPEN

    @property
    def label(self) -> str:
        """The state in Japanese, as on a badge."""
        return LABELS[self.kind][self.state]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Stages in order: only the first begins with nothing, and each later one after the one before it."""

    stages: tuple[Stage, ...]

    @property
    def timeline(self) -> Timeline:
        """Itself, so that a timeline can stand where something with a timeline is asked for."""
        return self


class Span(Model):
    """A beginning and an end, either of which may be open.  Subclasses say what it is of."""

    opens: Opens | None = None
    """First moment, ``2026-06-01`` or ``2026-06-01 09:00``; none if it is already open."""
    closes: Closes | None = None
    """Last moment, ``2026-07-31 17:00``; a bare day ends at 23:59; none if there is no end."""
    override: Literal["closed_early", "suspended", "cancelled"] | None = None
    """A decision that beats the clock: closed before its end, suspended, cancelled."""
    note: Text | None = None
    """Why, or what happens next: shown beside the status."""

    @model_validator(mode="after")
    def _in_order(self) -> Span:
        if self.opens and self.closes and self.closes < self.opens:
            raise refused(_("closes before it opens"))
        return self

    def _stages(self, kind: Kind, *, warns: bool) -> Timeline:
        """``warns`` if its last days have a state of their own."""
        if self.override is not None:
            return Timeline((Stage(None, kind, self.override),))
        if self.closes is None:
            if self.opens is None:
                return Timeline((Stage(None, kind, "always"),))
            return Timeline((Stage(None, kind, "scheduled", self.opens), Stage(self.opens, kind, "open")))
        end = self.closes + _MINUTE
        steps: list[tuple[datetime | None, State, datetime]] = [(self.opens, "open", self.closes)]
        if warns:
            steps.append((end - SOON, "closing_soon", self.closes))
        steps.append((end, "closed", self.closes))
        if self.opens is not None:
            steps = [(max(begins or self.opens, self.opens), state, names) for begins, state, names in steps]
            steps.insert(0, (None, "scheduled", self.opens))
        return _timeline(Stage(begins, kind, state, names) for begins, state, names in steps)


class Period(Span):
    """When something can be applied for, and what a person decided about it.

    Opening is inclusive; closing is inclusive to the minute: a call that closes at 17:00 takes entries until then.
    """

    @property
    def timeline(self) -> Timeline:
        """Its stages; the last seven days are ``closing_soon``."""
        return self._stages("application", warns=True)


class Season(Span):
    """When something can be visited in the course of a year."""

    @property
    def timeline(self) -> Timeline:
        """Its stages: before, during and after the season."""
        return self._stages("season", warns=False)


def _timeline(stages: Iterable[Stage]) -> Timeline:
    """Of stages that begin at one moment, the last one holds."""
    kept: list[Stage] = []
    for stage in stages:
        if kept and kept[-1].begins == stage.begins:
            kept.pop()
        kept.append(stage)
    return Timeline(tuple(kept))


def occurrence(
    starts: datetime, ends: datetime, decision: Literal["postponed", "cancelled"] | None = None, *, series: bool = False
) -> Timeline:
    """The stages of an event from its first moment to its last one, both inclusive; a decision beats the clock."""
    kind: Kind = "series" if series else "occurrence"
    if decision is not None:
        return Timeline((Stage(None, kind, decision),))
    return Timeline(
        (
            Stage(None, kind, "scheduled", starts),
            Stage(starts - SOON, kind, "starting_soon", starts),
            Stage(starts, kind, "open", ends),
            Stage(ends + _MINUTE, kind, "closed", ends),
        )
    )


def followed_by(first: Timeline, second: Timeline, moment: datetime) -> Timeline:
    """``first`` until ``moment``, from then on ``second``."""
    head = [stage for stage in first.stages if stage.begins is None or stage.begins < moment]
    before = [stage for stage in second.stages if stage.begins is None or stage.begins <= moment]
    tail = [stage for stage in second.stages if stage.begins is not None and stage.begins > moment]
    at = before[-1]
    return _timeline((*head, Stage(moment, at.kind, at.state, at.names), *tail))


@dataclass(frozen=True, slots=True)
class Status:
    """A state and whether one can apply in it."""

    state: State
    open: bool
    changes: datetime | None
    """When the clock will change it next; None if only a person can."""
    stage: Stage
    later: tuple[Stage, ...]
    """What the clock will make of it, in order."""

    @property
    def label(self) -> str:
        """The state in Japanese, as on a badge."""
        return self.stage.label


def status_at(of: Period | Season | Timeline, now: datetime) -> Status:
    """The status of ``of`` at ``now`` (without zone, in the portfolio's own)."""
    stages = of.timeline.stages
    reached = sum(1 for stage in stages if stage.begins is None or stage.begins <= now)
    stage, later = stages[reached - 1], stages[reached:]
    return Status(stage.state, stage.open, later[0].begins if later else None, stage, later)
