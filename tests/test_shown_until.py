"""A section of every type leaves the page of a visitor who has it open when its last moment passes."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from everything import write_everything
from microsites.sections import SECTION_TYPES
from portfolios import copy_minimal

UNTIL = {"show_until": "2026-12-24 17:00"}
AFTER = "2026-12-24T17:01+09:00"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> BeautifulSoup:
    """A page with a section of every type, each shown until the same minute."""
    portfolio = copy_minimal(tmp_path_factory.mktemp("until"))
    write_everything(portfolio, lambda model, data: {**data, **UNTIL} if model in SECTION_TYPES.values() else data)
    assert not portfolio.build("berry").problems
    return BeautifulSoup((portfolio.dist / "berry" / "index.html").read_text("utf-8"), "html.parser")


@pytest.mark.parametrize("name", SECTION_TYPES)
def test_a_browser_knows_when_it_leaves(home: BeautifulSoup, name: str) -> None:
    section = home.find(id=name.replace("_", "-"))
    assert section is not None
    assert section.get("data-ms-until") == AFTER
