"""Nothing is half there: a section type, an entry kind and a provider each have all their parts, and no part is left over."""

from __future__ import annotations

from pathlib import Path

import pytest

from microsites.collections import ENTRY_KINDS
from microsites.content.source import Source, read_yaml_file
from microsites.content.validation import validate
from microsites.measurement.provider_reader import providers_with
from microsites.resources import tags_directory, theme_directory
from microsites.sections import SECTION_TYPES
from microsites.sections import __file__ as sections_file

THEME = theme_directory()
BROWSER = Path(__file__).parent / "browser"


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
    """Snippet, adapter, ``<noscript>`` if it has a signature for one, the package's file with its licence; no more."""
    folder = tags_directory() / "providers" / name
    provider = providers_with(None)[name]
    parts = {"provider.yml", "head.html", "adapter.js"}
    if "noscript" in {signature.role for signature in provider.signatures}:
        parts.add("body.html")
    if provider.package is not None:
        parts |= {provider.package.file, *(path.name for path in folder.glob("LICENSE*"))}
    assert {path.name for path in folder.iterdir()} == parts
    assert any("id" in signature.regex.groupindex for signature in provider.signatures)


def test_every_provider_is_driven_in_the_browser() -> None:
    """By its real tracker, else by a stub; ``none`` sends nothing."""
    real = {name for name, provider in providers_with(None).items() if provider.package is not None}
    assert stems(BROWSER / "stubs", ".js") | real | {"none"} == providers_with(None).keys()
    tests = (BROWSER / "test_providers_in_browser.py").read_text("utf-8")
    assert [
        name for name in providers_with(None) if f'Case("{name}"' not in tests.replace("Case(\n        ", "Case(")
    ] == []
