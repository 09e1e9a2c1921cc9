"""axe-core on every page: phone and desktop, light and dark, and with everything unfolded.

A tool's zero is no conformity: the manual sheet of each site's accessibility page says what only a person can judge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hosted import PROMOTION, SITES, HostedSite
from tools import axe
from tools.accessibility import examine

ADVICE = "best-practice"


def violations(page: Any) -> Iterator[tuple[str, str]]:
    """What axe finds: ``criterion`` or ``advice``, and a sentence."""
    for found in axe.run(page, [*axe.WCAG_22, ADVICE]):
        kind = "criterion" if set(found.tags) & set(axe.WCAG_22) else "advice"
        yield kind, f"{found.rule} ×{len(found.targets)}: {found.example}"


@pytest.fixture(scope="session")
def source(tools: Path) -> str:
    """The source of axe-core."""
    return axe.SOURCE.read_text("utf-8")


@pytest.mark.parametrize("width", axe.WIDTHS)
@pytest.mark.parametrize("site", SITES)
def test_no_violation_on_any_page(
    hosted: dict[str, HostedSite], new_page: Callable[..., Any], source: str, site: str, width: int
) -> None:
    page = new_page(width, init_script=source)
    found: dict[str, list[str]] = {"criterion": [], "advice": []}
    for path in hosted[site].pages:
        page.goto(hosted[site].url(path))
        page.evaluate(axe.UNFOLD)
        for scheme in axe.SCHEMES:
            page.emulate_media(color_scheme=scheme)
            for kind, sentence in violations(page):
                found[kind].append(f"{path} {width} {scheme}: {sentence}")
    print(*found["advice"], sep="\n")
    assert found["criterion"] == []


@pytest.mark.parametrize("scheme", axe.SCHEMES)
@pytest.mark.parametrize("site", PROMOTION)
def test_no_violation_in_the_open_menu(
    hosted: dict[str, HostedSite], new_page: Callable[..., Any], source: str, site: str, scheme: str
) -> None:
    page = new_page(390, init_script=source, color_scheme=scheme)
    page.goto(hosted[site].url("index.html"))
    page.locator(".ms-menu-button").click()
    page.locator("#ms-navigation").wait_for(state="visible")
    assert [sentence for kind, sentence in violations(page) if kind == "criterion"] == []


def test_axe_finds_what_is_broken(hosted: dict[str, HostedSite], new_page: Callable[..., Any], source: str) -> None:
    page = new_page(390, init_script=source)
    page.goto(hosted["strawberry"].url("index.html"))
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend',"
        " '<p><a href=\"#main\"></a></p><button>x</button>')"
    )
    page.evaluate("document.querySelector('main button').setAttribute('aria-pressed', 'perhaps')")
    broken = {sentence.split(" ")[0] for _, sentence in violations(page)}
    assert {"link-name", "aria-valid-attr-value"} <= broken


def test_results_by_criterion(browser: Any, tmp_path: Path, source: str) -> None:
    page = "<!doctype html><html {}><title>a</title><main><h1>a</h1>{}</main></html>"
    folded = "<details><summary>b</summary><img src=x></details>"
    (tmp_path / "about").mkdir()
    (tmp_path / "index.html").write_text(page.format("lang=ja", "<a href=about/></a>"), "utf-8")
    (tmp_path / "about" / "index.html").write_text(page.format("", folded), "utf-8")
    result = examine(browser, tmp_path, date(2026, 11, 22))
    assert (result.tool, result.pages, result.date) == ("axe-core", 2, date(2026, 11, 22))
    found = {number: (each.passed, each.violations) for number, each in result.criteria.items()}
    assert found["1.1.1"] == (0, 1), "what is folded is looked at too, and four views count once"
    assert found["2.4.2"] == (2, 0)
    assert found["2.4.4"] == (0, 1)
    assert found["3.1.1"] == (1, 1)
    assert examine(browser, tmp_path, date(2026, 11, 22)) == result
