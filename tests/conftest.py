"""Fixtures that several folders of tests share."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from built_once import built_once
from microsites.build.portfolio import build_portfolio, read_portfolio
from microsites.build.swap import CACHE
from mutation_table import pytest_terminal_summary  # noqa: F401 - pytest finds its hooks by their names here
from portfolios import AT, CHECKOUT, EditablePortfolio, copy_minimal, rename_access

os.environ["LANGUAGE"] = "en"
"""Whatever the language of the machine: tests of another one ask for it."""


@pytest.fixture
def portfolio(tmp_path: Path) -> EditablePortfolio:
    """A copy of the minimal portfolio, to be changed by the test."""
    return copy_minimal(tmp_path)


@pytest.fixture(scope="session")
def built_portfolio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample portfolio of the checkout, built for production once for all workers; read only."""

    def build(dist: Path) -> None:
        # Half a minute for pictures, which `make site` has encoded before: each lies under all that decided it.
        if (encoded := CHECKOUT / "dist" / CACHE).is_dir():
            shutil.copytree(encoded, dist / CACHE)
        result = build_portfolio(read_portfolio(CHECKOUT / "sites"), dist, "production", names=(), at=AT, jobs=1)
        assert not result.problems

    return built_once(tmp_path_factory, "sample", build)


@pytest.fixture(scope="session")
def built_on_material(built_portfolio: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same on Material, one line of each ``site.yml`` being another; read only."""

    def build(dist: Path) -> None:
        root = dist.parent / "sites"
        shutil.copytree(CHECKOUT / "sites", root, ignore=shutil.ignore_patterns("artwork", "__pycache__"))
        for settings in root.glob("*/site.yml"):
            text = re.sub(r"^theme:.*\n", "", settings.read_text("utf-8"), flags=re.MULTILINE)
            settings.write_text(f"theme: material\n{text}", "utf-8")
        shutil.copytree(built_portfolio / CACHE, dist / CACHE)
        result = build_portfolio(read_portfolio(root), dist, "production", names=(), at=AT, jobs=1)
        assert not result.problems
        assert not [warning for site in result.built for warning in site.warnings]

    return built_once(tmp_path_factory, "material", build)


@pytest.fixture(scope="session")
def built_minimal(tmp_path_factory: pytest.TempPathFactory) -> EditablePortfolio:
    """The minimal portfolio, built for production; read only."""
    portfolio = copy_minimal(tmp_path_factory.mktemp("minimal"))
    assert not portfolio.build().problems
    return portfolio


@pytest.fixture(scope="session")
def built_moved(tmp_path_factory: pytest.TempPathFactory) -> EditablePortfolio:
    """The minimal portfolio after one of its pages was renamed and left its address as an alias; read only."""
    portfolio = copy_minimal(tmp_path_factory.mktemp("moved"))
    rename_access(portfolio, "aliases: [access, Old/way.html]\n")
    assert not portfolio.build().problems
    return portfolio


@pytest.fixture
def dist(built_moved: EditablePortfolio, tmp_path: Path) -> Path:
    """A copy of built sites, to be published."""
    return shutil.copytree(built_moved.dist, tmp_path / "dist")


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for stubs that comes first on PATH."""
    folder = tmp_path / "stubs"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder
