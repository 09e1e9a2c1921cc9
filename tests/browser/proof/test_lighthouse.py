"""Lighthouse on a simulated mid-range telephone: accessibility, best practices and SEO at 100, or the point explained here.

Of each site the landing page and one page of each kind.  Its performance is taken by the clock and says as much of the
machine as of the page: ``benchmarks/lighthouse.py`` measures it, on every page.  What decides it is proved here and in
``test_first_view.py``: nothing moves, and little is loaded.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hosted import GALLERY, SITES, HostedSite
from programs import program

from first_view import BROWSERS
from lighthouse import PERFORMANCE, lighthouse
from static_host import host

PAGES = {
    "strawberry": ("index", "varieties/index", "farms/index", "farms/aoki/index", "events/night-picking/index"),
    "migration": ("index", "grants/index", "interviews/cafe/index", "tours/index", "faq/index"),
    "poc-call": ("index", "call/index", "themes/index", "projects/index", "news/index"),
    GALLERY: ("reference/sections/hero/index",),
}
EXPLAINED = {
    (GALLERY, "is-crawlable"): "the handbook is for staff: it says noindex on purpose",
}
"""Points that are missing for a reason, by site and audit.  One that is not missing any more must go."""


@pytest.mark.usefixtures("tools")
@pytest.mark.parametrize("site", SITES)
def test_lighthouse(hosted: dict[str, HostedSite], site: str) -> None:
    program("node")
    reports = lighthouse((hosted[site].url(f"{page}.html") for page in PAGES[site]), program(*BROWSERS))
    for report in reports:
        print(report.url, report.scores, {name: round(value, 2) for name, value in report.metrics.items()})
    costs = {
        f"{report.url}: {audit}": missed["text"]
        for report in reports
        for audit, missed in report.missed.items()
        if missed["weight"] and missed["category"] != PERFORMANCE and (site, audit) not in EXPLAINED
    }
    assert costs == {}
    explained = {audit for of, audit in EXPLAINED if of == site}
    assert explained <= {audit for report in reports for audit in report.missed}, "no longer missing: take it out"
    for report in reports:
        points = {category: score for category, score in report.scores.items() if category != PERFORMANCE}
        assert explained or set(points.values()) == {100}
        assert report.metrics["cumulative-layout-shift"] == 0


@pytest.mark.usefixtures("tools")
def test_lighthouse_sees_what_is_missing(tmp_path: Path) -> None:
    """A page without a title, a language and a text alternative loses points."""
    (tmp_path / "index.html").write_text("<!doctype html><body><img src=x.png><p>x", "utf-8")
    with host(tmp_path) as address:
        [report] = lighthouse([address], program(*BROWSERS))
    assert {"document-title", "html-has-lang", "image-alt"} <= set(report.missed)
    assert max(report.scores["accessibility"], report.scores["seo"]) < 100
