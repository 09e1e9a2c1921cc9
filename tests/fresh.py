"""Portfolios that ``microsites new`` wrote, for tests about what it adds to them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from click.testing import CliRunner, Result

from microsites.cli.main import main
from microsites.scaffold.new import new_portfolio
from microsites.scaffold.presets import PRESETS
from portfolios import AT

THEMES = ("promo", "material")


def fresh_portfolio(folder: Path) -> Path:
    """The portfolio that ``new portfolio`` writes without a preset, as of :data:`AT`."""
    new_portfolio(folder, at=AT)
    return folder


def add(root: Path, *arguments: str, at: str = AT) -> Result:
    """``microsites new`` in this process."""
    return CliRunner().invoke(main, ["new", *arguments, "--portfolio", str(root), "--at", at])


def check(root: Path, dist: Path, environment: str = "production", at: str = AT) -> Result:
    """Build all sites and check them."""
    where = ["--portfolio", str(root), "--out", str(dist), "--env", environment, "--at", at, "--jobs", "1"]
    return CliRunner().invoke(main, ["build", *where, "--check"])


def every_preset(root: Path, themes: tuple[str, ...]) -> list[str]:
    """Add a site of every preset on every theme; return their names."""
    names = []
    for preset in PRESETS:
        for theme in themes:
            name = f"{preset}-{theme}"
            result = add(root, "site", name, "--preset", preset, "--theme", theme)
            assert result.exit_code == 0, result.output
            names.append(name)
    return names


def contents(folder: Path) -> dict[str, str]:
    """Every file and folder below ``folder``, with a digest of what a file holds."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        for path in folder.rglob("*")
    }
