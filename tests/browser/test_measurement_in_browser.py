"""What visitors do is told to the provider once, with the names of the plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from town import Town, measure, settle, town_of
from visiting import Served, Visit, Visitor

from microsites.measurement.values import personal_data
from portfolios import PLAN, EditablePortfolio, copy_minimal

SITES = ("strawberry", "migration", "poc-call")

STAY = (
    "for (const type of ['click', 'auxclick']) document.addEventListener(type, event => event.preventDefault(), true)"
)
"""No link is followed; listeners still hear of the click."""


Calls = list[tuple[str, dict[str, Any]]]


def expected(served: Served, site: str, provider: str | None = None) -> dict[str, tuple[str, dict[str, Any]]]:
    """Per track id of the home page: the event, by its name at ``provider``, and its parameters."""
    manifest = served.manifest(site)
    page = next(page for page in manifest.pages if page.id == "index")
    events = {event.name: event for event in manifest.events}
    found = {}
    for element in page.elements:
        event = events[element.event]
        personal = {parameter.name for parameter in event.parameters if parameter.personal}
        params = {name: value for name, value in element.params.items() if name not in personal}
        params |= {"track_id": element.track_id} | ({"goal": element.goal} if element.goal else {})
        found[element.track_id] = (event.names.get(provider, event.name) if provider else event.name, params)
    return found


def plan_calls(visited: Visit) -> Calls:
    """What was handed to gtag, but for what the runtime counts by itself while a page is scrolled."""
    return [(name, params) for name, params in visited.events() if name != "scroll_depth"]


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
    plan = expected(production, site, "ga4")
    assert plan
    visited = visit(production.url(site))
    visited.page.evaluate(STAY)
    sent: Calls = []
    for track_id, (event, params) in plan.items():
        act(visited.page, track_id, way)
        sent.append((event, params))
        assert plan_calls(visited) == sent, track_id
    assert len(visited.page.context.pages) == 1


@pytest.mark.parametrize("site", SITES)
def test_nothing_else_is_sent(production: Served, visit: Visitor, site: str) -> None:
    """Plain links, right clicks and clicks beside the links are no events of ours."""
    visited = visit(production.url(site))
    visited.page.evaluate(STAY)
    first = next(iter(expected(production, site)))
    visited.page.locator(f'[data-track-id="{first}"]').click(button="right")
    visited.page.locator("h1").click()
    visited.page.locator(".ms-header a").first.click()
    assert plan_calls(visited) == []


@pytest.mark.parametrize("site", SITES)
def test_click_on_a_part_of_a_button_counts(production: Served, visit: Visitor, site: str) -> None:
    visited = visit(production.url(site))
    visited.page.evaluate(STAY)
    track_id, call = next(iter(expected(production, site, "ga4").items()))
    visited.page.locator(f'[data-track-id="{track_id}"] span').first.click()
    assert plan_calls(visited) == [call]


def test_damaged_parameters_cost_no_event(production: Served, visit: Visitor) -> None:
    visited = visit(production.url("strawberry"))
    visited.page.evaluate(STAY)
    track_id, (event, _) = next(iter(expected(production, "strawberry", "ga4").items()))
    element = visited.page.locator(f'[data-track-id="{track_id}"]')
    element.evaluate("element => element.setAttribute('data-track-params', '{')")
    element.click()
    [(name, params)] = plan_calls(visited)
    assert (name, params["track_id"]) == (event, track_id)


def test_failing_provider_stops_no_other(production: Served, visit: Visitor) -> None:
    visited = visit(production.url("strawberry"))
    visited.page.evaluate(STAY)
    visited.page.evaluate(
        "microsites.config.providers = {aaa: {ids: [], category: 'analytics'}, ...microsites.config.providers};"
        " microsites.providers.aaa = () => { throw new Error('x') }; 0"
    )
    track_id = next(iter(expected(production, "strawberry")))
    with visited.page.expect_console_message(lambda line: "microsites: aaa Error: x" in line.text):
        visited.page.locator(f'[data-track-id="{track_id}"]').click()
    assert len(plan_calls(visited)) == 1


@pytest.mark.parametrize("site", SITES)
def test_page_starts_the_provider_once_per_id(production: Served, visit: Visitor, site: str) -> None:
    visited = visit(production.url(site))
    calls = visited.page.evaluate("dataLayer.map(a => [a[0], typeof a[1] === 'string' ? a[1] : null])")
    ids = [id_ for provider in production.manifest(site).providers for id_ in provider.ids]
    assert calls[0] == ["consent", "default"]
    assert [call for call in calls if call[0] in ("js", "config")] == [["js", None], *(["config", id_] for id_ in ids)]
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
        heard = [(event["name"], event["params"]) for event in page.evaluate("heard")]
        assert [call for call in heard if call[0] != "scroll_depth"] == list(plan.values())
        assert visited.hosts == set()
        assert page.evaluate("typeof dataLayer") == "undefined"
        assert page.evaluate("typeof gtag") == "undefined"

    def test_sister_sites_are_beside_each_other(self, local: Served, visit: Visitor) -> None:
        visited = visit(local.url("strawberry"))
        visited.page.locator(".ms-sisters a").first.click()
        visited.page.wait_for_url(local.url("migration"))
        assert visited.page.locator("h1").count() == 1


HOME = "https://berry.example.jp/"


@pytest.fixture(scope="module")
def measured_site(tmp_path_factory: pytest.TempPathFactory) -> EditablePortfolio:
    """The minimal portfolio with a plan that names, limits and withholds."""
    portfolio = copy_minimal(tmp_path_factory.mktemp("measured"))
    measure(portfolio, "{analytics: opt_out}")
    provider = "tags/providers/counter/provider.yml"
    portfolio.write(provider, portfolio.text(provider) + "sends: named\n")
    portfolio.replace(
        PLAN,
        "{name: place, definition: 予約先, required: true, example: aoki}",
        "{name: place, definition: 予約先, personal: true}\n    names: {ga4: generate_lead, counter: booking_click}",
    )
    assert not portfolio.build().problems
    return portfolio


@pytest.fixture
def town(browser: Any, measured_site: EditablePortfolio) -> Iterator[Town]:
    """Its town."""
    yield from town_of(browser, measured_site.dist)


class TestDispatch:
    """Each provider hears of an event by its own name, if at all."""

    def test_names_and_what_may_hold_personal_data(self, town: Town) -> None:
        page = town.visitor()
        page.goto(HOME)
        page.evaluate(STAY)
        page.locator("[data-track]").first.click()
        settle(page)
        [hit] = town.hits("google-analytics.com")[1:]
        params = {name: value for name, value in hit.query.items() if name.startswith("ep.")}
        assert (hit.name, params) == ("generate_lead", {"ep.track_id": "index/top/book", "ep.goal": "booking"})
        assert [hit.name for hit in town.hits("count.example.com")] == ["page_view", "booking_click"]

    def test_provider_of_named_events_hears_of_no_other(self, town: Town) -> None:
        page = town.visitor()
        page.goto(HOME)
        for name in ("guide_download", "constructor", "__proto__"):
            page.evaluate("name => microsites.track(name, {a: 1})", name)
        settle(page)
        assert [hit.name for hit in town.hits("count.example.com")] == ["page_view"]
        names = [hit.name for hit in town.hits("google-analytics.com")]
        assert names == ["page_view", "guide_download", "constructor", "__proto__"]

    def test_value_is_a_text_or_a_number(self, town: Town) -> None:
        page = town.visitor()
        page.goto(HOME)
        given = "{text: 'a', number: 9012345678, empty: '', none: null, missing: undefined, odd: {toString: () => 'a@b.jp'}}"
        page.evaluate("addEventListener('microsites:track', event => window.heard = event.detail.params, true)")
        page.evaluate(f"microsites.track('x', {given})")
        assert page.evaluate("heard") == {"text": "a", "number": 9012345678, "odd": "redacted"}


ADDRESSES = [
    ("?utm_source=a&name=taro&utm_medium=qr", "?utm_source=a&utm_medium=qr"),
    ("?q=%E8%8B%BA", ""),
    ("?utm_content=taro%40example.jp&utm_source=a", "?utm_source=a"),
    ("?utm_term=090+1234+5678", ""),
    ("?utm_term=%EF%BC%90%EF%BC%99%EF%BC%90-1234-5678", ""),
    ("?utm_campaign=2026-11-22&utm_id=20261122", "?utm_campaign=2026-11-22&utm_id=20261122"),
    ("?_gl=1*1x2y3z*_ga*MTIzNDU2Nzg5MC4xNzAwMDAwMDAw", "?_gl=1*1x2y3z*_ga*MTIzNDU2Nzg5MC4xNzAwMDAwMDAw"),
    ("?utm_source", "?utm_source"),
    ("?pk_vid=0312345678901234abcdef0312345678", "?pk_vid=0312345678901234abcdef0312345678"),
    ("?pk_vid=03-1234-5678", ""),
    ("?UTM_SOURCE=a&&=&", ""),
    ("?utm_term=%zz", "?utm_term=%zz"),
    ("#top", "#top"),
    ("?x=1#taro@example.jp", ""),
    ("?utm_source=a#tel-03-1234-5678", "?utm_source=a"),
]


def test_address_is_cut_before_any_provider_reads_it(town: Town) -> None:
    page = town.visitor()
    for written, kept in ADDRESSES:
        page.goto("about:blank")
        town.sent.clear()
        page.goto(HOME + written)
        settle(page)
        assert page.url == HOME + kept
        assert [hit.query["dl"] for hit in town.hits("google-analytics.com")] == [HOME + kept]
    assert town.complaints == []


def test_address_that_begins_with_two_slashes_is_cut_too(town: Town) -> None:
    page = town.visitor()
    # Most servers answer it like the address with one slash.
    page.route(f"{HOME}/**", lambda route: route.fallback(url=route.request.url.replace("jp//", "jp/")))
    page.goto(f"{HOME}/?mail=taro@example.jp")
    settle(page)
    assert page.url == f"{HOME}/"
    assert town.complaints == []


WORDS = st.text(alphabet="いちご農園まち abcXYZ、。！／:", max_size=12)
SEPARATORS = ("-", "－", "‐", "−", "ー", " ", "")
WIDE = str.maketrans("0123456789@.", "０１２３４５６７８９＠．")
DIGITS = st.text(alphabet="0123456789", min_size=11, max_size=11)


@st.composite
def telephone_numbers(draw: Any) -> str:
    """Fixed lines, mobiles, toll-free numbers, with brackets and the country's code."""
    digits, mark = draw(DIGITS), draw(st.sampled_from(SEPARATORS))
    return draw(
        st.sampled_from(
            [
                mark.join(("0" + digits[0], digits[1:5], digits[5:9])),
                mark.join(("0" + digits[:2], digits[2:5], digits[5:9])),
                mark.join((draw(st.sampled_from(["090", "080", "070", "050"])), digits[:4], digits[4:8])),
                mark.join(("0120", digits[:3], digits[3:6])),
                f"(0{digits[0]}){digits[1:5]}{mark}{digits[5:9]}",
                f"+81{mark}{digits[0]}{mark}{digits[1:5]}{mark}{digits[5:9]}",
                f"+81 (0)90 {digits[:4]} {digits[4:8]}",
            ]
        )
    )


@st.composite
def postal_codes(draw: Any) -> str:
    digits = draw(DIGITS)
    mark = draw(st.sampled_from(["-", "－", "‐", "−", "ー"]))
    return draw(
        st.sampled_from([f"{digits[:3]}{mark}{digits[3:7]}", f"〒{digits[:7]}", f"〒 {digits[:3]}{mark}{digits[3:7]}"])
    )


MAILS = st.builds(
    "{}@{}.{}".format,
    st.from_regex(r"[A-Za-z0-9._%+-]{0,8}[A-Za-z0-9]", fullmatch=True),
    st.from_regex(r"[a-z0-9-]{1,8}", fullmatch=True),
    st.sampled_from(["jp", "co.jp", "lg.jp", "com"]),
)
SPELLINGS = (str, lambda text: text.translate(WIDE), lambda text: quote(text, safe=""))


@st.composite
def personal_values(draw: Any) -> str:
    """Something personal in half-width, full-width or percent-encoded characters, with other text around it."""
    inner = draw(st.one_of(MAILS, telephone_numbers(), postal_codes()))
    spelt = draw(st.sampled_from(SPELLINGS))(inner)
    return draw(WORDS) + spelt + draw(WORDS)


HARMLESS = [
    "2026-11-22", "2026年11月22日 10:30", "20261122", "index/top/book", "@hanamori_city", "いちご狩り 30分 2,000円",
    "https://maps.example.com/@35.68,139.76,15z", "100%", "第12回", "1234567", "4901234567894", "v1.2.3", "12:00-13:00",
]  # fmt: skip


def test_personal_data_leaves_in_no_parameter(town: Town) -> None:
    """Whatever a parameter holds, and however it is spelt, no adapter hears of it."""
    page = town.visitor()
    page.goto(HOME)
    page.evaluate(
        "window.heard = []; for (const name in microsites.providers) microsites.providers[name] = e => heard.push(e.params); 0"
    )
    track = "values => { heard.length = 0; for (const v of values) microsites.track('guide_download', {v}); return heard.map(p => p.v) }"

    # The one value that is wrong stands in the message: to make the other 49 small takes minutes.
    @settings(max_examples=20, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(st.lists(personal_values(), min_size=50, max_size=50))
    def hold(values: list[str]) -> None:
        heard = page.evaluate(track, values)
        assert [value for value, left in zip(values, heard, strict=True) if left != "redacted"] == []

    hold()
    assert page.evaluate(track, HARMLESS) == HARMLESS


def test_build_and_browser_agree_on_what_is_personal(town: Town) -> None:
    """What the build refuses is what the runtime keeps back, however digits, signs and characters meet."""
    page = town.visitor()
    page.goto(HOME)
    pieces = st.sampled_from(
        [
            "0",
            "3",
            "90",
            "1234",
            "-",
            "－",
            "ー",
            " ",
            "+",
            "(",
            ")",
            "〒",
            "@",
            ".",
            "jp",
            "a",
            "０",
            "%EF%BC%90",
            "%40",
        ]
    )
    texts = st.one_of(personal_values(), st.lists(pieces, max_size=14).map("".join))

    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(texts, min_size=50, max_size=50))
    def hold(values: list[str]) -> None:
        found = page.evaluate("values => values.map(value => microsites.personal(value))", values)
        assert found == [personal_data(value) is not None for value in values]

    hold()


def test_first_paint_waits_for_no_provider(town: Town) -> None:
    """Scripts that never answer hold nothing up: the page is painted, and its buttons count."""
    town.held = {"www.googletagmanager.com"}
    page = town.visitor()
    with page.expect_request("https://www.googletagmanager.com/**"):
        page.goto(HOME, wait_until="commit")
    paint = """new Promise((done, fail) => {
      setTimeout(() => fail(new Error("nothing was painted")), 20000);
      new PerformanceObserver(list => list.getEntriesByName("first-contentful-paint").forEach(e => done(e.startTime)))
        .observe({type: "paint", buffered: true});
    })"""
    assert page.evaluate(paint) > 0
    assert {request.host for request in town.sent} >= {"www.googletagmanager.com"}
    assert town.hits("google-analytics.com") == []
