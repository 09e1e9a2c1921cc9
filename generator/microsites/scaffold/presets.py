"""The presets: what a new site is for, and which events of the plan its goals and buttons need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from microsites.content.validation import did_you_mean
from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.scaffold.filling import Words, filled_files

_FOLDER = Path(__file__).parent / "presets"
_EVENTS = Path(__file__).parent / "events"
_COMMON = "common"
"""What every preset has: a page about the site, news."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A kind of site by its purpose."""

    name: str
    title: str
    """Of the site, if nobody gives another."""
    owner: str
    """Who answers for events that are added to the plan."""
    events: tuple[str, ...]
    """Names of the plan that the site's goals and buttons fire."""


_ALL = (
    Preset("tourism", "<<town>>の旅", "観光の担当課", ("select_content", "contact_click", "booking_click")),
    Preset(
        "migration",
        "<<town>>ぐらし",
        "移住・定住の担当課",
        ("select_content", "consultation_click", "tour_request_click"),
    ),
    Preset(
        "call",
        "<<town>>の実証実験",
        "産業振興の担当課",
        ("select_content", "contact_click", "entry_click", "briefing_click"),
    ),
    Preset(
        "companies",
        "<<town>>の企業立地",
        "企業誘致の担当課",
        ("select_content", "location_inquiry_click", "material_request_click"),
    ),
    Preset(
        "community",
        "<<town>>とつながる",
        "地域づくりの担当課",
        ("select_content", "contact_click", "membership_click", "participation_click", "subscribe_click"),
    ),
)

PRESETS: Mapping[str, Preset] = MappingProxyType({preset.name: preset for preset in _ALL})
"""Presets by name."""


def preset_named(name: str) -> Preset:
    """The preset called ``name``.  Raises UserError for an unknown one."""
    if name not in PRESETS:
        message = _("there is no preset '{preset}'", preset=name)
        raise UserError.at("--preset", message, did_you_mean(name, PRESETS), "BLD065")
    return PRESETS[name]


def preset_files(preset: Preset, words: Words) -> dict[str, bytes]:
    """Every file of a site of this preset, by its path in the site's folder."""
    return filled_files(_FOLDER / _COMMON, words) | filled_files(_FOLDER / preset.name, words)


def event_block(name: str, words: Words) -> str:
    """The event ``name`` as it is written into a plan, without the dash of the list."""
    return words.fill((_EVENTS / f"{name}.yml").read_text("utf-8"))
