"""A site's goals as models: a number with a definition, where it starts and where it is to go."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from microsites.content import shapes
from microsites.content.fields import EventName, LongText, Model, Number, Slug, Text
from microsites.content.moments import Date

Period = Literal["month", "quarter", "fiscal_year", "season", "call", "event"]


class Baseline(Model):
    """Where the metric stood before."""

    value: Annotated[Number, Field(ge=0)]
    """How many, in the goal's unit and period."""
    source: Text
    """Which report says so."""
    date: Date
    """When it was read."""


class GoalTarget(Model):
    """Where the metric is to go."""

    value: Annotated[Number, Field(ge=0)]
    """How many, in the goal's unit and period."""
    date: Date
    """By when."""
    source: Text | None = None
    """Which plan says so."""


class Goal(Model):
    """What the site is for, as a number with a definition."""

    constraints: ClassVar[tuple[shapes.Shape, ...]] = (
        shapes.needs(shapes.given("kind", {"const": "proxy"}), "proxy_for", "true_count_source"),
        shapes.without(
            shapes.given("kind", {"const": "completed"}),
            "proxy_for",
            "proxy_for は kind: proxy のときだけ書きます。 / Only a goal of kind: proxy has proxy_for.",
        ),
    )

    id: Slug
    """Name of the goal in buttons and reports: ``farm_booking``."""
    name: Text
    """What people call it."""
    definition: LongText
    """Exactly what is counted."""
    excludes: LongText
    """What is not counted, though one might think so."""
    kind: Literal["completed", "proxy"]
    """``completed``: the site itself sees it happen.  ``proxy``: it sees a click; the thing happens elsewhere."""
    event: EventName
    """The event of the tracking plan that counts for it, and for no other goal of the site."""
    proxy_for: Text | None = None
    """What the click stands for (only with ``kind: proxy``, and then required)."""
    true_count_source: Text | None = None
    """Whose report knows the true number: the donation portal, the form service, the desk (required with ``proxy``)."""
    unit: Text
    """What one is: ``件``.  Baseline, target and actuals are counted in it."""
    period: Period
    """In which time ``baseline``, ``target`` and actuals are counted: ``month``, or all of a season or call."""
    baseline: Baseline | None = None
    """None for something that nobody counted before."""
    target: GoalTarget
    """Where it is to go, and by when."""
    owner: Text
    """The role that answers for it."""
    next_review: Date
    """When definition and target are looked at again."""
