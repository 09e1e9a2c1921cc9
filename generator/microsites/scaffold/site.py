"""``microsites new site``: a small site by its purpose, whose placeholders an editor writes over."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from microsites.build.clock import read_clock
from microsites.content.files import EnvironmentName
from microsites.content.listing import SEGMENT
from microsites.content.model import Portfolio
from microsites.errors import Problem, UserError
from microsites.i18n.message import _
from microsites.scaffold.current import read_current, require_no_new_problem
from microsites.scaffold.drafts import Draft, DraftFile, put
from microsites.scaffold.filling import Words, checked_title, town_name
from microsites.scaffold.planning import missing_events, plan_draft
from microsites.scaffold.presets import preset_files, preset_named
from microsites.scaffold.purposes import Preset
from microsites.scaffold.yaml_writing import scalar

Theme = Literal["promo", "material"]

_REVIEW = re.compile(r"^ *review_by: (\d{4}-\d{2}-\d{2})", re.MULTILINE)
_PLACEHOLDER = re.compile("〔(?=[^ 」])")
"""Where one begins; not where a sentence only speaks of the signs."""


@dataclass(frozen=True, slots=True)
class NewSite:
    """What was written."""

    name: str
    preset: str
    folder: Path
    files: tuple[str, ...]
    """From the portfolio's folder, with ``/``."""
    events: tuple[str, ...]
    """Added to the plan."""
    plan: str | None
    """The portfolio's plan, where events were added."""
    placeholders: int
    review: date
    """When somebody must look at it for the first time."""
    left: tuple[Problem, ...]
    """What keeps it from being built until a person does it: an ID that only a provider can give."""


def new_site(root: Path, name: str, preset: str, *, title: str | None, theme: Theme, at: str | None) -> NewSite:
    """Write the site ``name`` of a preset into the portfolio in ``root``.

    Raises UserError: no such preset, not an identifier, a folder of that name, a portfolio into which it does not fit.
    """
    kind = preset_named(preset)
    require_identifier(name)
    current = read_current(root)
    if os.path.lexists(root / name):
        message = _("there is a folder of that name already")
        hint = _("choose another name; nothing is overwritten")
        raise UserError.at(root / name, message, hint, "BLD060")
    portfolio = current.portfolio
    today = read_clock(at, ZoneInfo(portfolio.settings.timezone)).date()
    addresses: dict[str, str] = {env: _address(portfolio, env, name) for env in _ENVIRONMENTS}
    town = town_name(portfolio.settings.municipality.name, "portfolio.yml")
    words = site_words(kind, today, town, title, theme, addresses)
    files = [DraftFile(f"{name}/{path}", content) for path, content in preset_files(kind, words).items()]
    events = missing_events(current, kind)
    # The plan first: an event that nobody fires yet is no fault, an action without its event is one.
    plan = [plan_draft(current, events, words)] if events else []
    draft = Draft(root, (*plan, *files))
    left = require_no_new_problem(current, draft)
    put(draft)
    placeholders, review = to_do(files)
    written = tuple(file.path for file in files)
    added_to = plan[0].path if plan else None
    return NewSite(name, kind.name, root / name, written, events, added_to, placeholders, review, left)


def require_identifier(name: str) -> None:
    """Raise UserError if ``name`` cannot be a site's folder."""
    if not SEGMENT.fullmatch(name) or len(name) > 60:
        message = _("'{name}' cannot be a site's folder", name=name)
        hint = _("use lower-case letters a-z, digits, '-' and '_'; the site's title may be Japanese")
        raise UserError.at(name or "NAME", message, hint, "BLD067")


def site_words(
    preset: Preset,
    today: date,
    town: str,
    title: str | None,
    theme: Theme,
    addresses: Mapping[str, str],
) -> Words:
    """What fills the texts of ``preset``.  Raises UserError for a title that cannot be one."""
    return Words(
        today,
        {
            "town": town,
            "owner": preset.owner,
            "title": scalar(checked_title(title) if title is not None else preset.title.replace("<<town>>", town)),
            "theme": theme,
            **addresses,
        },
    )


def to_do(files: list[DraftFile]) -> tuple[int, date]:
    """How many placeholders are to be filled, and the earliest day of a review."""
    texts = [file.content.decode() for file in files]
    days = [day for text in texts for day in _REVIEW.findall(text)]
    return sum(len(_PLACEHOLDER.findall(text)) for text in texts), date.fromisoformat(min(days))


_ENVIRONMENTS: tuple[EnvironmentName, ...] = ("preview", "production")


def example_address(environment: EnvironmentName, name: str) -> str:
    """An address for a site whose sisters have none."""
    host = name.replace("_", "-")
    return f"https://{host}.preview.example.jp/" if environment == "preview" else f"https://{host}.example.jp/"


def _address(portfolio: Portfolio, environment: EnvironmentName, name: str) -> str:
    """An address like those of the sisters: theirs with the site's own name in it."""
    taken = {url for site in portfolio.sites if (url := site.url(environment)) is not None}
    for site in portfolio.sites:
        url = site.url(environment)
        if url is not None and url.count(site.id) == 1:
            like = url.replace(site.id, name.replace("_", "-"))
            if like not in taken:
                return like
    return example_address(environment, name)
