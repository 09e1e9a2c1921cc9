"""The sample portfolio behind ordinary hosts, and the tools that are not Python's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hosted import SITES, HostedSite
from programs import unavailable

from first_view import ELSEWHERE
from portfolios import AT, CHECKOUT
from static_host import host

TOOLS = CHECKOUT / "tests" / "browser" / "tools"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a longer proof."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.proof)


@pytest.fixture(scope="session")
def hosted(built_portfolio: Path) -> Iterator[dict[str, HostedSite]]:
    """Every site of the sample portfolio, each on its own host with gzip."""
    with ExitStack() as running:
        yield {
            site: HostedSite(site, built_portfolio / site, running.enter_context(host(built_portfolio / site)))
            for site in SITES
        }


@pytest.fixture
def new_page(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens a fresh context at the moment of the build; third parties are answered with an empty script."""
    contexts = []

    def open_page(width: int = 1280, *, init_script: str = "", **options: Any) -> Any:
        options = {"reduced_motion": "reduce", "locale": "ja-JP", "timezone_id": "Asia/Tokyo"} | options
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        context.clock.set_fixed_time(f"{AT}+09:00")
        context.route(ELSEWHERE, lambda route: route.fulfill(status=200, content_type="text/javascript", body=""))
        if init_script:
            context.add_init_script(init_script)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def tools() -> Path:
    """The folder of the npm tools, installed by ``make proof``."""
    if not (TOOLS / "node_modules" / ".package-lock.json").is_file():
        unavailable(f"the tools of {TOOLS} are not installed: run `npm ci` there")
    return TOOLS / "node_modules"
