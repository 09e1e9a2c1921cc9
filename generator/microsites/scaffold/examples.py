"""The gallery's example of a section, fitted to a site: nothing in it refers to what the site lacks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from microsites.content.model import Site
from microsites.content.yaml_reader import read_yaml
from microsites.measurement.tags import Tags
from microsites.resources import theme_directory
from microsites.scaffold.drafts import DraftFile
from microsites.scaffold.filling import Words
from microsites.scaffold.fitting import fitted_action
from microsites.scaffold.yaml_text import YamlText, with_entry
from microsites.sections import SECTION_TYPES

_GALLERY_DAY = date(2026, 11, 22)
"""The day for which the gallery's dates were written: they are moved by as many days as have passed since."""

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})((?: \d{2}:\d{2})?)")
_ENTRIES = Path(__file__).parent / "entries"
_OWN = Path(__file__).parent / "examples"
"""Examples instead of the gallery's: nobody must publish the gallery's evacuation order by mistake."""
_KIND_IF_ANY = "news"
"""What a list shows on a site that has no collection yet."""


@dataclass(slots=True)
class _Needs:
    """What the site must get beside the section."""

    site: Site
    tags: Tags
    today: date
    files: dict[str, bytes] = field(default_factory=dict)
    """By path in the site's folder."""


@dataclass(frozen=True, slots=True)
class Example:
    """A section for a site."""

    data: Mapping[str, Any]
    beside: tuple[DraftFile, ...]
    """New files that it needs: pictures, an entry.  Paths are from the portfolio's folder."""
    settings: YamlText | None
    """``site.yml`` with the collection that it needs; None where nothing is added."""


def example_for(kind: str, site: Site, tags: Tags, today: date, settings: YamlText) -> Example:
    """The gallery's example of the section type ``kind``, fitted to ``site``.  Raises UserError."""
    own = _OWN / f"{kind}.yml"
    path = own if own.is_file() else theme_directory() / "gallery" / own.name
    needs = _Needs(site, tags, today)
    data = _fitted(read_yaml(path.read_text("utf-8"), path.name).data, needs)
    changed = None
    if "collection" in data:
        data, changed = _with_collection(kind, data, needs, settings)
    beside = tuple(DraftFile(f"{site.id}/{path}", content) for path, content in needs.files.items())
    return Example(data, beside, changed)


def _fitted(value: Any, needs: _Needs) -> Any:
    if isinstance(value, list):
        return [_fitted(item, needs) for item in value]
    if isinstance(value, dict):
        if "event" in value or "goal" in value:
            return fitted_action(value, needs.site, needs.tags)
        inner = {key: _fitted(item, needs) for key, item in value.items()}
        return inner | {"asset": _asset(value["asset"], needs)} if "asset" in value else inner
    if isinstance(value, str) and type(value) is str and (match := _DAY.fullmatch(value)):
        return (date.fromisoformat(match[1]) + (needs.today - _GALLERY_DAY)).isoformat() + match[2]
    return value


def _asset(name: str, needs: _Needs) -> str:
    """The gallery's file under a name that the site does not use for another one."""
    content = (theme_directory() / "gallery" / "assets" / name).read_bytes()
    path = PurePosixPath(name)
    for number in range(1, 1000):
        free = f"samples/{path.stem}{f'-{number}' if number > 1 else ''}{path.suffix}"
        lying = needs.site.root / "assets" / free
        if free in needs.site.assets and lying.read_bytes() == content:
            return free
        if free not in needs.site.assets:
            needs.files[f"assets/{free}"] = content
            return free
    raise AssertionError(name)  # a thousand other files of one name


def _with_collection(
    kind: str, data: dict[str, Any], needs: _Needs, settings: YamlText
) -> tuple[dict[str, Any], YamlText | None]:
    """The section with a collection of the site that it can show; with a new one where there is none."""
    kinds = SECTION_TYPES[kind].collection_kinds
    own = needs.site.settings.collections
    fitting = [name for name, of in own.items() if of.kind in kinds or not kinds]
    if fitting:
        name = data["collection"] if data["collection"] in fitting else fitting[0]
        return data | {"collection": name}, None
    wanted = kinds[0] if kinds else _KIND_IF_ANY
    base = wanted if wanted == "news" else f"{wanted}s"
    pages = {page.id for page in needs.site.pages}
    name = next(
        free
        for free in (base, *(f"{base}-{number}" for number in range(2, 1000)))
        if free not in own and not any(page.startswith(f"{free}/") for page in pages)
    )
    words = Words(needs.today, {})
    entry = (_ENTRIES / f"{wanted}.yml").read_text("utf-8")
    needs.files[f"collections/{name}/sample.yml"] = words.fill(entry).encode()
    changed = with_entry(settings, "collections", name, f"{{kind: {wanted}, path: {name}}}")
    return data | {"collection": name}, changed
