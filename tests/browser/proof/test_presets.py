"""Every preset of ``microsites new site``, on both themes and in all three environments: no finding at all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fresh import THEMES, add, check, every_preset, fresh_portfolio
from microsites.scaffold.new import new_portfolio
from microsites.scaffold.presets import PRESETS
from microsites.sections import SECTION_TYPES
from portfolios import AT

ENVIRONMENTS = ("local", "preview", "production")


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new portfolio with a site of every preset on every theme."""
    root = fresh_portfolio(tmp_path_factory.mktemp("full") / "town")
    every_preset(root, THEMES)
    return root


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_every_preset_passes_its_check_as_it_is(full: Path, tmp_path: Path, environment: str) -> None:
    result = check(full, tmp_path / "dist", environment)
    assert result.exit_code == 0, result.output
    said = re.search(r"^0 errors, 0 warnings, 0 notes on \d+ pages of (\d+) sites$", result.output, re.MULTILINE)
    assert said, result.output
    assert int(said[1]) == 1 + len(PRESETS) * len(THEMES)
    assert "note from MkDocs" not in result.output


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_first_site_of_a_portfolio(tmp_path: Path, preset: str, environment: str) -> None:
    new_portfolio(tmp_path / "town", preset=preset, town="花守市", at=AT)
    result = check(tmp_path / "town", tmp_path / "dist", environment)
    assert result.exit_code == 0, result.output
    assert re.search(r"^0 errors, 0 warnings, 0 notes on \d+ pages of 1 site$", result.output, re.MULTILINE)


@pytest.mark.parametrize("preset", PRESETS)
def test_every_section_fits_every_preset(tmp_path: Path, preset: str) -> None:
    """On Material, in production; the default page, on the other theme, is an ordinary test."""
    root = tmp_path / "town"
    new_portfolio(root, preset=preset, town=None, at=AT)
    settings = root / preset / "site.yml"
    settings.write_text(settings.read_text("utf-8").replace("theme: promo", "theme: material"), "utf-8")
    for kind in SECTION_TYPES:
        result = add(root, "section", preset, "index", kind)
        assert result.exit_code == 0, (kind, result.output)
    result = check(root, tmp_path / "dist")
    assert "0 errors, " in result.output, result.output
