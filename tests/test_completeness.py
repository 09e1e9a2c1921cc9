"""Nothing is half there: a section type, an entry kind and a provider each have all their parts, and no part is left over."""

from __future__ import annotations

from pathlib import Path

import pytest

from microsites.collections import ENTRY_KINDS
from microsites.content.source import Source, read_yaml_file
from microsites.content.validation import validate
from microsites.measurement.tags import providers_with
from microsites.resources import tags_directory, theme_directory
from microsites.sections import SECTION_TYPES
from microsites.sections import __file__ as sections_file

THEME = theme_directory()


def stems(folder: Path, suffix: str) -> set[str]:
    return {path.stem for path in folder.glob(f"*{suffix}")} - {"__init__"}


@pytest.mark.parametrize(
    ("folder", "suffix"),
    [
        (THEME / "sections", ".html"),
        (THEME / "styles" / "sections", ".css"),
        (THEME / "gallery", ".yml"),
        (Path(sections_file).parent, ".py"),
    ],
    ids=["template", "style", "gallery", "model"],
)
def test_every_section_type_has_its_parts(folder: Path, suffix: str) -> None:
    assert stems(folder, suffix) == SECTION_TYPES.keys()


@pytest.mark.parametrize("name", SECTION_TYPES)
def test_gallery_example_is_valid_and_shows_its_type(name: str) -> None:
    path = THEME / "gallery" / f"{name}.yml"
    document = read_yaml_file(path, path.name)
    problems: list = []
    section = validate(SECTION_TYPES[name], document.data, Source(path.name, document.positions), problems)
    assert problems == []
    assert section is not None
    assert section.type == name
    assert section.heading


@pytest.mark.parametrize("model", [*SECTION_TYPES.values(), *ENTRY_KINDS.values()], ids=lambda model: model.__name__)
def test_model_says_what_it_is_for(model: type) -> None:
    assert model.summary.endswith(".")
    assert model.__doc__


def test_every_kind_has_its_template() -> None:
    assert stems(THEME / "collections", ".html") == ENTRY_KINDS.keys()


@pytest.mark.parametrize("name", sorted(path.name for path in (tags_directory() / "providers").iterdir()))
def test_provider_has_its_parts(name: str) -> None:
    folder = tags_directory() / "providers" / name
    assert {path.name for path in folder.iterdir()} == {"provider.yml", "head.html", "adapter.js"}
    provider = providers_with(None)[name]
    assert provider.id_regex.search(provider.id_example)
    head = (folder / "head.html").read_text("utf-8").replace("{{ ids[0] | urlencode }}", provider.id_example)
    found = [
        signature for signature in provider.signatures if signature.role == "loader" and signature.regex.search(head)
    ]
    assert found, "no signature recognises the provider's own snippet"
    assert all("id" in signature.regex.groupindex for signature in provider.signatures)
