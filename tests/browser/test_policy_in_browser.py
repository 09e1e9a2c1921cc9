"""The Content-Security-Policy in a real browser: it lets every page do what it does, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from visiting import Served, Visit, Visitor, serve

SITES = ("strawberry", "migration", "poc-call", "handbook")


@pytest.fixture(scope="module")
def material(built_on_material: Path) -> Iterator[Served]:
    """The sample portfolio on Material."""
    yield from serve(built_on_material)


@pytest.fixture(params=["promo", "material", "local"])
def served(request: pytest.FixtureRequest) -> Served:
    """The sample portfolio on both themes, and as an editor looks at it."""
    name = {"promo": "production"}.get(request.param, request.param)
    found: Served = request.getfixturevalue(name)
    return found


def refused(visit: Visit) -> list[str]:
    """What the browser says that a policy forbade."""
    return [line for line in visit.complaints if "Content Security Policy" in line]


@pytest.mark.proof
@pytest.mark.parametrize("site", SITES)
def test_no_page_is_hindered(served: Served, visit: Visitor, site: str) -> None:
    visited = visit(served.url(site))
    for expected in served.manifest(site).pages:
        visited.page.goto(served.url(site, expected.path))
        assert (
            visited.page.evaluate("document.querySelectorAll('meta[http-equiv=Content-Security-Policy]').length") == 1
        )
    assert visited.complaints == []


def test_search_works_under_the_policy(material: Served, visit: Visitor) -> None:
    """Material fetches its index, and reads it in a worker."""
    visited = visit(material.url("strawberry"))
    visited.page.locator(".md-search__input").first.fill("いちご")
    visited.page.locator(".md-search-result__item").first.wait_for(state="attached")
    assert refused(visited) == []


def _try_everything(page: Any) -> list[str]:
    """Ask the page for things that it never does itself, and say which of them the policy stopped."""
    stopped: list[str] = page.evaluate(
        """async () => {
          const stopped = [];
          document.addEventListener("securitypolicyviolation", e => stopped.push(e.effectiveDirective));
          const add = (tag, set) => document.body.append(Object.assign(document.createElement(tag), set));
          add("script", {textContent: "document.title = 'owned'"});
          add("script", {src: "https://evil.example.com/x.js"});
          add("img", {src: "https://evil.example.com/x.gif"});
          add("iframe", {src: "https://evil.example.com/"});
          add("style", {textContent: "body { display: none }"});
          add("base", {href: "https://evil.example.com/"});
          await fetch("https://evil.example.com/").catch(() => 0);
          await new Promise(done => {
            setInterval(() => new Set(stopped).size < 6 || done(), 20);
            setTimeout(done, 10000);
          });
          return [...new Set(stopped)].sort();
        }"""
    )
    return stopped


@pytest.mark.parametrize("site", ["strawberry", "handbook"])
def test_nothing_else_gets_through(production: Served, visit: Visitor, site: str) -> None:
    visited = visit(production.url(site))
    title = visited.page.title()
    assert _try_everything(visited.page) == [
        "base-uri",
        "connect-src",
        "frame-src",
        "img-src",
        "script-src-elem",
        "style-src-elem",
    ]
    assert visited.page.title() == title
    assert "evil.example.com" not in visited.hosts


def test_header_allows_what_the_pages_allow(production: Served, visit: Visitor) -> None:
    """A host may send the manifest's policy as a header: both then count, and no page is hindered."""
    site = "handbook"
    manifest = production.manifest(site)
    assert manifest.policy is not None
    assert "frame-ancestors 'self'" in manifest.policy
    visited = visit("about:blank")

    def with_header(route: Any) -> None:
        if route.request.resource_type != "document":
            route.fallback()
            return
        response = route.fetch()
        headers = {**response.headers, "content-security-policy": manifest.policy}
        route.fulfill(response=response, headers=headers)

    visited.page.route(f"{production.url(site)}**", with_header)
    for expected in manifest.pages[:5]:
        visited.page.goto(production.url(site, expected.path))
    assert refused(visited) == []
