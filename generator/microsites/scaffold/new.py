"""``microsites new portfolio``: a folder that builds and passes its check as it is."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from microsites.build.clock import read_clock
from microsites.content.yaml_reader import read_yaml
from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.scaffold.drafts import Draft, DraftFile, put
from microsites.scaffold.filling import TOWN, Words, filled_files, town_name
from microsites.scaffold.planning import plan_with
from microsites.scaffold.presets import preset_files, preset_named
from microsites.scaffold.site import example_address, site_words
from microsites.scaffold.yaml_text import YamlText
from microsites.schema.write import SCHEMAS, schema_files

_HERE = Path(__file__).parent
_SITE = "welcome"
"""The site of a portfolio without a preset."""
_PLAN = "tags/plan.yml"
_HIDDEN = {"gitignore": ".gitignore", "gitattributes": ".gitattributes", "editorconfig": ".editorconfig"}
"""Files beside the portfolio that lie here under another name: here they would be obeyed."""


@dataclass(frozen=True, slots=True)
class NewPortfolio:
    """What was written."""

    files: tuple[Path, ...]
    """The portfolio's own."""
    editors: tuple[Path, ...]
    """Schemas, and the settings of an editor."""


def new_portfolio(
    target: Path, *, preset: str | None = None, town: str | None = None, at: str | None = None
) -> NewPortfolio:
    """Write a portfolio with one small site, and what an editor knows of it, into ``target``.

    ``town`` is the name of the municipality.  Raises UserError if ``target`` has something in it already (a new
    repository's ``.git`` is nothing), or cannot be written.
    """
    today = read_clock(at, ZoneInfo("Asia/Tokyo")).date()
    name = town_name(town, "--name") if town is not None else TOWN
    files = dict(_files(preset, name, today))
    if os.path.lexists(target) and (not target.is_dir() or {path.name for path in target.iterdir()} - {".git"}):
        hint = _("name a folder that does not exist yet")
        raise UserError.at(target, _("is not empty"), hint, "BLD005")
    editors = _for_editors(files)
    files |= editors
    target = target.absolute()
    above = next(folder for folder in (target, *target.parents) if os.path.isdir(folder))  # noqa: PTH112 - Path's raises for a long name
    below = target.relative_to(above)
    put(Draft(above, tuple(DraftFile((below / path).as_posix(), content) for path, content in files.items())))
    own = tuple(sorted(target / path for path in files if path not in editors))
    return NewPortfolio(own, tuple(sorted(target / path for path in editors)))


def _for_editors(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The schemas of the portfolio that ``files`` are, and the settings of an editor."""
    with tempfile.TemporaryDirectory(prefix="microsites-") as folder:
        root = Path(folder)
        for name, content in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(content)
        plan = schema_files(root, root / SCHEMAS, root)
        return {path.relative_to(root).as_posix(): text.encode() for path, text in plan.files.items()}


def _files(preset: str | None, town: str, today: date) -> Iterator[tuple[str, bytes]]:
    site = preset or _SITE
    words = Words(today, {"town": town, "site": site})
    shared = filled_files(_HERE / "portfolio", words)
    if preset is not None:
        kind = preset_named(preset)
        addresses = {"preview": example_address("preview", site), "production": example_address("production", site)}
        own = site_words(kind, today, town, None, "promo", addresses)
        shared = {path: content for path, content in shared.items() if not path.startswith(f"{_SITE}/")}
        plan = YamlText(_PLAN, shared[_PLAN], read_yaml(shared[_PLAN].decode(), _PLAN).data)
        known = {event["name"] for event in plan.data["events"]}
        shared[_PLAN] = plan_with(plan, tuple(name for name in kind.events if name not in known), own).raw
        yield from ((f"{site}/{path}", content) for path, content in preset_files(kind, own).items())
    yield from shared.items()
    yield from ((_HIDDEN.get(path, path), content) for path, content in filled_files(_HERE / "beside", words).items())
