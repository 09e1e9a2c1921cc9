"""The sites of the checkout: whole, measured, without a finding, on both themes alike."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, SoupStrainer

from microsites.build.portfolio import read_portfolio
from microsites.collections import ENTRY_KINDS
from microsites.content.model import Portfolio
from microsites.manifest import Manifest
from microsites.sections import SECTION_TYPES
from portfolios import CHECKOUT

PROMOTION = ("strawberry", "migration", "poc-call")
Tracked = tuple[str, str, str, str | None, str | None]


@pytest.fixture(scope="module")
def sample() -> Portfolio:
    """The content of the checkout."""
    return read_portfolio(CHECKOUT / "sites").portfolio


@cache
def tracked(dist: Path, site: str) -> set[Tracked]:
    """What the built pages themselves carry."""
    found = set()
    only = SoupStrainer(attrs={"data-track": True})
    for path in sorted((dist / site).rglob("*.html")):
        page = path.relative_to(dist / site).as_posix()
        for element in BeautifulSoup(path.read_bytes(), "html.parser", parse_only=only).select("[data-track]"):
            get = element.attrs.get
            entry = (page, get("data-track-id"), get("data-track"), get("data-track-goal"), get("data-track-params"))
            assert entry not in found, entry
            found.add(entry)
    return found


@pytest.mark.parametrize("site", PROMOTION)
def test_both_themes_track_the_same_elements(built_portfolio: Path, built_on_material: Path, site: str) -> None:
    promo = tracked(built_portfolio, site)
    assert len(promo) > 20
    assert tracked(built_on_material, site) == promo


@pytest.mark.parametrize("site", PROMOTION)
def test_pages_carry_what_the_manifest_expects(built_portfolio: Path, site: str) -> None:
    manifest = Manifest.model_validate_json((built_portfolio / ".manifest" / f"{site}.json").read_bytes())
    expected = {
        (page.path, element.track_id, element.event, element.goal)
        for page in manifest.pages
        for element in page.elements
    }
    assert {entry[:4] for entry in tracked(built_portfolio, site)} == expected
    assert {goal.id for goal in manifest.goals} <= {goal for *_, goal in expected}
    for *_, params in tracked(built_portfolio, site):
        assert params is None or isinstance(json.loads(params), dict)


@pytest.mark.parametrize("theme", ["promo", "material"])
def test_checker_finds_nothing(built_portfolio: Path, request: pytest.FixtureRequest, theme: str) -> None:
    from microsites.check.runner import check_directory
    from microsites.measurement.provider_reader import providers_with

    dist = built_portfolio if theme == "promo" else request.getfixturevalue("built_on_material")
    report = check_directory(dist, providers=providers_with(None))
    assert [f"{finding.code} {finding.site}/{finding.page}: {finding.message}" for finding in report.findings] == []
    assert {site.name if hasattr(site, "name") else site.site for site in report.sites} >= set(PROMOTION)


@pytest.mark.parametrize("site", PROMOTION)
def test_site_is_as_large_as_a_real_one(sample: Portfolio, site: str) -> None:
    found = sample.site(site)
    assert len([page for page in found.pages if page.collection is None]) >= 6
    assert all(len(found.entries(name)) >= 4 for name in found.settings.collections)
    assert len([asset for asset in found.assets if asset.endswith((".jpg", ".png", ".webp", ".svg"))]) >= 4
    assert any(asset.endswith((".jpg", ".png", ".webp")) for asset in found.assets)
    assert found.settings.goals


def test_every_section_and_kind_is_used(sample: Portfolio) -> None:
    pages = [page for site in sample.sites for page in site.pages]
    assert {section.type for page in pages for section in page.sections} == SECTION_TYPES.keys()
    assert {of.kind for site in sample.sites for of in site.settings.collections.values()} == ENTRY_KINDS.keys()


@pytest.mark.parametrize("site", PROMOTION)
def test_head_of_every_page(built_portfolio: Path, site: str) -> None:
    manifest = Manifest.model_validate_json((built_portfolio / ".manifest" / f"{site}.json").read_bytes())
    titles, descriptions = set(), set()
    for page in manifest.pages:
        soup = BeautifulSoup((built_portfolio / site / page.path).read_bytes(), "html.parser")
        address = f"{manifest.url}{page.path.removesuffix('index.html')}"

        def content(selector: str, attribute: str = "content", soup: BeautifulSoup = soup) -> str:
            found = soup.select(selector)
            assert len(found) == 1, selector
            return str(found[0][attribute])

        assert soup.title is not None
        titles.add(soup.title.get_text())
        descriptions.add(content('meta[name="description"]'))
        assert content('link[rel="canonical"]', "href") == content('meta[property="og:url"]') == address
        assert content('meta[property="og:title"]')
        assert content('meta[property="og:image"]').startswith(f"{manifest.url}media/")
        assert content("html", "lang") == "ja"
        assert not soup.select('meta[name="robots"]')
        trail = [json.loads(script.string or "") for script in soup.select('script[type="application/ld+json"]')]
        if page.id != "index":
            items = trail[0].get("@graph", [trail[0]])
            assert items[-1]["@type"] == "BreadcrumbList"
            assert items[-1]["itemListElement"][-1]["item"] == address
    assert len(titles) == len(manifest.pages)
    assert len(descriptions) == len(manifest.pages)
    files = {path.name for path in (built_portfolio / site).iterdir()}
    assert {"404.html", "sitemap.xml", "robots.txt", "favicon.ico", "index.html"} <= files


def test_a_site_for_staff_offers_nothing_to_search_engines(built_portfolio: Path) -> None:
    handbook = built_portfolio / "handbook"
    assert 'content="noindex"' in (handbook / "index.html").read_text("utf-8")
    assert "Sitemap:" not in (handbook / "robots.txt").read_text("utf-8")


def test_preview_is_not_indexed(portfolio) -> None:
    portfolio.build(environment="preview")
    for page in portfolio.dist.rglob("*.html"):
        robots = BeautifulSoup(page.read_bytes(), "html.parser").select('meta[name="robots"]')
        assert [str(tag["content"]).split(",")[0] for tag in robots] == ["noindex"], page
    assert "Sitemap" not in (portfolio.dist / "berry/robots.txt").read_text("utf-8")


def test_local_build_has_no_address_and_no_template_of_mkdocs(portfolio) -> None:
    portfolio.build(environment="local")
    for path in portfolio.dist.rglob("*"):
        if path.is_file() and path.suffix in (".xml", ".html", ".txt", ".js", ".css"):
            text = path.read_text("utf-8")
            assert "{%" not in text, path
            assert "example.jp/" not in text.replace("booking.example.jp/", ""), path
    assert not (portfolio.dist / "berry/sitemap.xml").exists()
