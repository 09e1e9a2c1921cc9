"""A real Chromium, a web server on this machine, and nothing beyond it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from programs import program, unavailable
from visiting import Served, Visitor, serve

from built_once import built_once
from first_view import BROWSERS
from microsites.build.portfolio import build_portfolio, read_portfolio
from microsites.build.swap import CACHE
from portfolios import AT, CHECKOUT

OFF = (
    # What Playwright switches off itself; of several lists Chromium heeds the last.
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,"
    "HttpsFirstBalancedModeAutoEnable,LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,"
    "AvoidCorsURLLoaderRestartOnRedirect,TcpPortRandomizationWin,OptimizationHints,NetworkTimeServiceQuerying,"
    "AimEnabled,PreconnectToSearch,"
    # For every visitor a process in reserve, and pages for the browser's own frame: nearly half of a visit's time.
    "SpareRendererForSitePerProcess,PreloadTopChromeWebUI,WebUIOmniboxAimPopup,WebUIOmniboxPopup,WebUIToolbar"
)
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    f"--disable-features={OFF}",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for all tests of a worker."""
    try:
        from playwright import sync_api as playwright
    except ImportError:
        unavailable("playwright is not installed")
    executable = program(*BROWSERS)
    with playwright.sync_playwright() as running:
        chromium = running.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def production(built_portfolio: Path) -> Iterator[Served]:
    """The sample portfolio as it is published."""
    yield from serve(built_portfolio)


@pytest.fixture(scope="session")
def local(built_portfolio: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The sample portfolio as an editor looks at it."""

    def build(dist: Path) -> None:
        shutil.copytree(built_portfolio / CACHE, dist / CACHE)
        assert not build_portfolio(read_portfolio(CHECKOUT / "sites"), dist, "local", names=(), at=AT, jobs=1).problems

    yield from serve(built_once(tmp_path_factory, "local", build))


@pytest.fixture
def visit(browser: Any) -> Iterator[Visitor]:
    """Opens pages, and closes them after the test."""
    visitor = Visitor(browser)
    yield visitor
    visitor.close()
