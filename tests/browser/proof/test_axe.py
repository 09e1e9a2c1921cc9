"""axe-core on every page: phone and desktop, light and dark, and with everything unfolded.

A tool's zero is no conformity: the manual sheet of each site's accessibility page says what only a person can judge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hosted import PROMOTION, SITES, HostedSite

WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")
CRITERIA = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
ADVICE = "best-practice"

UNFOLD = "document.querySelectorAll('details').forEach(details => { details.open = true; })"
RUN = """async tags => {
  const result = await axe.run(document, {
    runOnly: tags, resultTypes: ['violations'], rules: {'target-size': {enabled: true}},
  });
  return result.violations.map(({id, help, tags, nodes}) => ({
    id, help, tags,
    nodes: nodes.map(node => ({html: node.html.slice(0, 160), summary: node.failureSummary.slice(0, 300)})),
  }));
}"""


def violations(page: Any) -> Iterator[tuple[str, str]]:
    """What axe finds: ``criterion`` or ``advice``, and a sentence."""
    for found in page.evaluate(RUN, [*CRITERIA, ADVICE]):
        kind = "criterion" if set(found["tags"]) & set(CRITERIA) else "advice"
        node = found["nodes"][0]
        yield kind, f"{found['id']} ×{len(found['nodes'])}: {node['html']}: {node['summary']}"


@pytest.fixture(scope="session")
def axe(tools: Path) -> str:
    """The source of axe-core."""
    return (tools / "axe-core" / "axe.min.js").read_text("utf-8")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("site", SITES)
def test_no_violation_on_any_page(
    hosted: dict[str, HostedSite], new_page: Callable[..., Any], axe: str, site: str, width: int
) -> None:
    page = new_page(width, init_script=axe)
    found: dict[str, list[str]] = {"criterion": [], "advice": []}
    for path in hosted[site].pages:
        page.goto(hosted[site].url(path))
        page.evaluate(UNFOLD)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            for kind, sentence in violations(page):
                found[kind].append(f"{path} {width} {scheme}: {sentence}")
    print(*found["advice"], sep="\n")
    assert found["criterion"] == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("site", PROMOTION)
def test_no_violation_in_the_open_menu(
    hosted: dict[str, HostedSite], new_page: Callable[..., Any], axe: str, site: str, scheme: str
) -> None:
    page = new_page(390, init_script=axe, color_scheme=scheme)
    page.goto(hosted[site].url("index.html"))
    page.locator(".ms-menu-button").click()
    page.locator("#ms-navigation").wait_for(state="visible")
    assert [sentence for kind, sentence in violations(page) if kind == "criterion"] == []


def test_axe_finds_what_is_broken(hosted: dict[str, HostedSite], new_page: Callable[..., Any], axe: str) -> None:
    page = new_page(390, init_script=axe)
    page.goto(hosted["strawberry"].url("index.html"))
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend',"
        " '<p><a href=\"#main\"></a></p><button>x</button>')"
    )
    page.evaluate("document.querySelector('main button').setAttribute('aria-pressed', 'perhaps')")
    broken = {sentence.split(" ")[0] for _, sentence in violations(page)}
    assert {"link-name", "aria-valid-attr-value"} <= broken
