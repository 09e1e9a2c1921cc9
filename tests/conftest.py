"""Fixtures that several folders of tests share."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from microsites.build.portfolio import build_portfolio, read_portfolio
from microsites.build.swap import CACHE
from mutation_table import pytest_terminal_summary  # noqa: F401 - pytest finds its hooks by their names here
from portfolios import AT, CHECKOUT, EditablePortfolio, copy_minimal


@pytest.fixture
def portfolio(tmp_path: Path) -> EditablePortfolio:
    """A copy of the minimal portfolio, to be changed by the test."""
    return copy_minimal(tmp_path)


@pytest.fixture(scope="session")
def built_portfolio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample portfolio of the checkout, built for production once for all workers; read only."""
    base = tmp_path_factory.getbasetemp()
    dist = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "sample" / "dist"
    dist.parent.mkdir(exist_ok=True)
    done = dist.parent / "done"
    with FileLock(dist.parent / "lock"):
        if not done.exists():
            # Half a minute for pictures, which `make site` has encoded before: each lies under all that decided it.
            if (encoded := CHECKOUT / "dist" / CACHE).is_dir():
                shutil.copytree(encoded, dist / CACHE)
            result = build_portfolio(read_portfolio(CHECKOUT / "sites"), dist, "production", names=(), at=AT, jobs=1)
            assert not result.problems
            done.touch()
    return dist


@pytest.fixture(scope="session")
def built_minimal(tmp_path_factory: pytest.TempPathFactory) -> EditablePortfolio:
    """The minimal portfolio, built for production; read only."""
    portfolio = copy_minimal(tmp_path_factory.mktemp("minimal"))
    assert not portfolio.build().problems
    return portfolio
