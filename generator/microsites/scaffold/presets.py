"""The files and events of the presets."""

from __future__ import annotations

from pathlib import Path

from microsites.content.validation import did_you_mean
from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.scaffold.filling import Words, filled_files
from microsites.scaffold.purposes import PRESETS, Preset

_FOLDER = Path(__file__).parent / "presets"
_EVENTS = Path(__file__).parent / "events"
_COMMON = "common"
"""What every preset has: a page about the site, news."""


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
