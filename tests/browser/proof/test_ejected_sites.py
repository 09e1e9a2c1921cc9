"""No lock-in: every sample site, on both themes, built by MkDocs alone, page by page beside our own build."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from ejected import build_without_us, facts, unhashed
from microsites.build.clock import read_clock
from microsites.build.portfolio import read_portfolio
from microsites.content.model import Site
from microsites.eject.project import write_project
from portfolios import AT, CHECKOUT


@pytest.fixture(scope="module")
def sites() -> dict[str, Site]:
    return {site.id: site for site in read_portfolio(CHECKOUT / "sites").portfolio.sites}


def compared(site: Site, dist: Path, folder: Path) -> tuple[int, int]:
    """Eject and build ``site``; assert that its pages are the same; return the number of pages and tracked elements."""
    write_project(site, dist, folder, read_clock(AT, ZoneInfo("Asia/Tokyo")))
    made, built = build_without_us(folder), dist / site.id
    tracked = 0
    pages = sorted(path.relative_to(built).as_posix() for path in built.rglob("*.html"))
    for page in pages:
        address = page.removesuffix("index.html")
        before, after = (facts((tree / page).read_text("utf-8"), address) for tree in (built, made))
        assert after == before, f"{site.id}/{page}"
        assert unhashed(after) == [], f"{site.id}/{page}"
        tracked += len(before["tracked"])
    return len(pages), tracked


@pytest.mark.parametrize("name", ["strawberry", "migration", "poc-call", "handbook"])
def test_ejected_sites_are_built_by_mkdocs_alone(
    name: str, sites: dict[str, Site], built_portfolio: Path, tmp_path: Path
) -> None:
    pages, tracked = compared(sites[name], built_portfolio, tmp_path / "out")
    assert pages > 30
    assert tracked > 10


def test_a_public_site_on_material_too(sites: dict[str, Site], built_on_material: Path, tmp_path: Path) -> None:
    pages, tracked = compared(sites["strawberry"], built_on_material, tmp_path / "out")
    assert pages > 30
    assert tracked > 10
