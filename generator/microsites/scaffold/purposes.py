"""The presets: what a new site is for, and which events of the plan its goals and buttons need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from microsites.i18n.message import Message, _


@dataclass(frozen=True, slots=True)
class Preset:
    """A kind of site by its purpose."""

    name: str
    summary: Message
    """Whom the site is for, and what it shows them."""
    title: str
    """Of the site, if nobody gives another."""
    owner: str
    """Who answers for events that are added to the plan."""
    events: tuple[str, ...]
    """Names of the plan that the site's goals and buttons fire."""


_ALL = (
    Preset(
        "tourism",
        _("visitors: sights, events, how to get there, booking"),
        "<<town>>の旅",
        "観光の担当課",
        ("select_content", "contact_click", "booking_click"),
    ),
    Preset(
        "migration",
        _("people who may move: life, grants, voices, trial tours, advice"),
        "<<town>>ぐらし",
        "移住・定住の担当課",
        ("select_content", "consultation_click", "tour_request_click"),
    ),
    Preset(
        "call",
        _("companies and researchers: a public call with themes, briefings, questions"),
        "<<town>>の実証実験",
        "産業振興の担当課",
        ("select_content", "contact_click", "entry_click", "briefing_click"),
    ),
    Preset(
        "companies",
        _("companies that look for a location: sites, grants, steps, advice"),
        "<<town>>の企業立地",
        "企業誘致の担当課",
        ("select_content", "location_inquiry_click", "material_request_click"),
    ),
    Preset(
        "community",
        _("friends of the town: ways to take part, activities, membership"),
        "<<town>>とつながる",
        "地域づくりの担当課",
        ("select_content", "contact_click", "membership_click", "participation_click", "subscribe_click"),
    ),
)

PRESETS: Mapping[str, Preset] = MappingProxyType({preset.name: preset for preset in _ALL})
"""Presets by name."""
