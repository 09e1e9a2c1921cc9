"""An old address in a real browser: the visitor arrives at once, with campaign and fragment, and is counted there alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from visiting import Served, Visitor, serve

from portfolios import EditablePortfolio


@pytest.fixture(scope="module")
def moved(built_moved: EditablePortfolio) -> Iterator[Served]:
    """Sites with a page that was renamed."""
    yield from serve(built_moved.dist)


@pytest.mark.parametrize("old", ["access/", "Old/way.html"])
def test_campaign_and_fragment_arrive(moved: Served, visit: Visitor, old: str) -> None:
    visited = visit(moved.url("berry", old) + "?utm_source=kouho&utm_medium=qr#bus")
    arrived = moved.url("berry", "bus/") + "?utm_source=kouho&utm_medium=qr#bus"
    visited.page.wait_for_url(arrived)
    visited.page.wait_for_load_state()
    assert visited.page.url == arrived
    assert visited.page.evaluate("dataLayer.filter(each => each[0] === 'config').length") == 1
    # Back leads to where the visitor came from, not to the redirect.
    assert visited.page.evaluate("history.length") <= 2
    assert visited.complaints == []


def test_without_scripts_the_page_is_reached(moved: Served, visit: Visitor) -> None:
    visited = visit(moved.url("berry", "access/"), java_script_enabled=False)
    visited.page.wait_for_url(moved.url("berry", "bus/"))
