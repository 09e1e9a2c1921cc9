"""What visitors do is told to the provider once, with the names of the plan."""

from __future__ import annotations

from typing import Any

import pytest
from visiting import Served, Visitor

SITES = ("strawberry", "migration", "poc-call")

STAY = (
    "for (const type of ['click', 'auxclick']) document.addEventListener(type, event => event.preventDefault(), true)"
)
"""No link is followed; listeners still hear of the click."""


def expected(served: Served, site: str, page_id: str = "index") -> dict[str, tuple[str, dict[str, Any]]]:
    """Per track id: the event and its parameters."""
    page = next(page for page in served.manifest(site).pages if page.id == page_id)
    found = {}
    for element in page.elements:
        params = {**element.params, "track_id": element.track_id}
        found[element.track_id] = (element.event, params | ({"goal": element.goal} if element.goal else {}))
    return found


def act(page: Any, track_id: str, way: str) -> None:
    element = page.locator(f'[data-track-id="{track_id}"]')
    if way == "Enter":
        element.focus()
        page.keyboard.press("Enter")
    else:
        element.click(button=way)


@pytest.mark.parametrize("way", ["left", "middle", "Enter"])
@pytest.mark.parametrize("site", SITES)
def test_every_call_to_action_is_sent_once(production: Served, visit: Visitor, site: str, way: str) -> None:
    plan = expected(production, site)
    assert plan
    visited = visit(production.url(site))
    visited.page.evaluate(STAY)
    sent: list[tuple[str, dict[str, Any]]] = []
    for track_id, (event, params) in plan.items():
        act(visited.page, track_id, way)
        sent.append((event, params))
        assert visited.events() == sent, track_id
    assert len(visited.page.context.pages) == 1


@pytest.mark.parametrize("site", SITES)
def test_nothing_else_is_sent(production: Served, visit: Visitor, site: str) -> None:
    """Plain links, right clicks and clicks beside the links are no events of ours."""
    visited = visit(production.url(site))
    visited.page.evaluate(STAY)
    first = next(iter(expected(production, site)))
    visited.page.locator(f'[data-track-id="{first}"]').click(button="right")
    visited.page.locator("h1").click()
    visited.page.locator(".ms-footer a").first.click()
    assert visited.events() == []


@pytest.mark.parametrize("site", SITES)
def test_click_on_a_part_of_a_button_counts(production: Served, visit: Visitor, site: str) -> None:
    visited = visit(production.url(site))
    visited.page.evaluate(STAY)
    track_id, (event, params) = next(iter(expected(production, site).items()))
    visited.page.locator(f'[data-track-id="{track_id}"] span').first.click()
    assert visited.events() == [(event, params)]


def test_damaged_parameters_cost_no_event(production: Served, visit: Visitor) -> None:
    visited = visit(production.url("strawberry"))
    visited.page.evaluate(STAY)
    track_id, (event, _) = next(iter(expected(production, "strawberry").items()))
    element = visited.page.locator(f'[data-track-id="{track_id}"]')
    element.evaluate("element => element.setAttribute('data-track-params', '{')")
    element.click()
    [(name, params)] = visited.events()
    assert (name, params["track_id"]) == (event, track_id)


def test_failing_provider_stops_no_other(production: Served, visit: Visitor) -> None:
    visited = visit(production.url("strawberry"))
    visited.page.evaluate(STAY)
    visited.page.evaluate(
        "microsites.providers = Object.assign(microsites.providers, {aaa() { throw new Error('x') }})"
    )
    track_id = next(iter(expected(production, "strawberry")))
    visited.page.locator(f'[data-track-id="{track_id}"]').click()
    assert len(visited.events()) == 1


@pytest.mark.parametrize("site", SITES)
def test_page_starts_the_provider_once_per_id(production: Served, visit: Visitor, site: str) -> None:
    visited = visit(production.url(site))
    calls = visited.page.evaluate("dataLayer.map(a => [a[0], typeof a[1] === 'string' ? a[1] : null])")
    ids = [id_ for provider in production.manifest(site).providers for id_ in provider.ids]
    assert calls == [["js", None], *(["config", id_] for id_ in ids)]
    assert visited.hosts == {"www.googletagmanager.com"}


class TestLocal:
    """On an editor's machine nothing is sent; the page tells itself what it would have sent."""

    @pytest.mark.parametrize("site", SITES)
    def test_no_provider_and_a_dom_event(self, local: Served, visit: Visitor, site: str) -> None:
        visited = visit(local.url(site))
        page = visited.page
        page.evaluate(STAY)
        page.evaluate("window.heard = []; document.addEventListener('microsites:track', e => heard.push(e.detail))")
        plan = expected(local, site)
        for track_id in plan:
            act(page, track_id, "left")
        heard = page.evaluate("heard")
        assert [(event["name"], event["params"]) for event in heard] == list(plan.values())
        assert visited.hosts == set()
        assert page.evaluate("typeof dataLayer") == "undefined"
        assert page.evaluate("typeof gtag") == "undefined"

    def test_sister_sites_are_beside_each_other(self, local: Served, visit: Visitor) -> None:
        visited = visit(local.url("strawberry"))
        visited.page.locator(".ms-sisters a").first.click()
        assert visited.page.url == local.url("migration")
        assert visited.page.locator("h1").count() == 1
