"""The tracking plan as a model: ``plan.yml``, the events that all sites of a portfolio share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from microsites.content.fields import EventName, Flag, LongText, Model, Pattern, Slug, Text, Whole
from microsites.content.moments import Date

EventStatus = Literal["proposed", "live", "retired"]
ParameterType = Literal["text", "number"]
Destination = Literal["page", "site", "asset", "url", "tel", "mailto"]
"""Where a call to action leads: the kinds of reference, and of ``url`` its telephone and mail addresses."""

ANYWHERE: tuple[Destination, ...] = ("page", "site", "asset", "url", "tel", "mailto")


class Words(Model):
    """A definition in plain words; text alone is the Japanese one."""

    ja: LongText
    """In Japanese."""
    en: LongText | None = None
    """In English."""


def _japanese(value: Any) -> Any:
    return value if value is None or isinstance(value, Mapping | Words) else {"ja": value}


Definition = Annotated[Words, BeforeValidator(_japanese, json_schema_input_type=Words | LongText)]
"""``{ja: …, en: …}``, or the Japanese text alone."""


class Parameter(Model):
    """A parameter of an event."""

    name: EventName
    """Its name: ``item``."""
    definition: Definition
    """What it says."""
    type: ParameterType = "text"
    """Text or a number."""
    required: Flag = False
    """``true`` if every button that fires the event must give it."""
    values: tuple[Text, ...] = Field(default=(), max_length=200)
    """The values that are allowed; any if there are none."""
    pattern: Pattern | None = None
    """Regular expression that a whole value must match."""
    example: Text | None = None
    """A value, for the plan's readers."""
    personal: Flag = False
    """``true`` if a value may hold personal data: it is shown in the plan and never sent."""


class Event(Model):
    """An event of the tracking plan: one name for one thing, on all sites."""

    name: EventName
    """Its name on all sites: ``booking_click``."""
    definition: Definition
    """Exactly what happened when this is sent, and what it does not say."""
    owner: Text
    """The role that answers for it."""
    status: EventStatus = "live"
    """``proposed`` is not published yet; ``retired`` is kept so that its numbers can still be read."""
    version: Annotated[Whole, Field(ge=1)] = 1
    """Raised when the definition changes: numbers of two versions are not compared."""
    since: Date | None = None
    """From when it is sent as it is defined here."""
    replaces: tuple[EventName, ...] = Field(default=(), max_length=10)
    """Earlier names of the same thing."""
    fired_by: tuple[Destination, ...] = Field(default=ANYWHERE, min_length=1)
    """Which calls to action may fire it, by where they lead."""
    names: dict[Slug, Text] = Field(default_factory=dict, max_length=20)
    """Provider → the name that the event has there (``{ga4: generate_lead}``); else its own."""
    parameters: tuple[Parameter, ...] = Field(default=(), max_length=23)
    """At most 23: GA4 takes 25, and the runtime adds ``track_id`` and ``goal``."""


class PlanFile(Model):
    """``plan.yml``: the events that all sites of a portfolio share."""

    version: Annotated[Whole, Field(ge=1)]
    """Of the plan as a whole."""
    events: tuple[Event, ...] = Field(min_length=1, max_length=200)
    """Every event that a site may send."""
