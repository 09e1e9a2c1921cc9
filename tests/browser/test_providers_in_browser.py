"""What leaves a built page is what the plan says, provider by provider: by click, by key, by form, and nothing else.

Plausible and Snowplow run their real trackers from the site itself; the other scripts cannot be had offline and are
stubs (``stubs/``) that say so and turn the documented calls into hits of the documented shape.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from collectors import STUBS, CollectedVisit, CollectingVisitor

from microsites.measurement.hits import Hit
from microsites.measurement.provider_reader import providers_with
from portfolios import PLAN, PORTFOLIO, EditablePortfolio, copy_minimal

ORIGIN = "https://berry.example.jp/"
BOOK = "index/top/book"
PDF = "access/guide/pdf"
BOOKING = {"place": "aoki", "track_id": BOOK, "goal": "booking"}
FORM = {"form_id": "letter"}


@dataclass(frozen=True)
class Case:
    """A provider as a portfolio declares it, and how its hits look."""

    provider: str
    id: str
    options: Mapping[str, str | bool] = field(default_factory=dict)
    receiver: str = ""
    """The provider whose hits arrive, if another: what a container sends."""
    receiver_id: str | None = ""
    """The ID in the hits, if another than the page's; None if they name none."""
    name: str = "booking_click"
    """What ``booking_click`` is called there."""
    named: bool = False
    """Only events with a name of its own are sent to it."""
    parameters: bool = True
    """Whether hits carry the event's parameters."""
    page_views: int = 1
    settings: Mapping[str, bool] = field(default_factory=dict)

    @property
    def real_tracker(self) -> bool:
        return self.provider == "snowplow" or bool(self.options.get("self_hosted"))

    @property
    def test_id(self) -> str:
        return f"{self.provider}{'-self-hosted' if self.options.get('self_hosted') else ''}"

    def hit(self, event: str, params: Mapping[str, str]) -> Hit:
        to = self.id if self.receiver_id == "" else self.receiver_id
        return Hit(self.receiver or self.provider, to, event, False, params if self.parameters else {})


NO_FORMS = {"enhanced_form_interactions": False}
"""Declared: the provider does not count forms by itself."""

CASES = (
    Case("ga4", "G-TEST000000", name="generate_lead", settings=NO_FORMS),
    Case("gtm", "GTM-TEST000", receiver="ga4", receiver_id="G-STUBCONTAINER"),
    Case("matomo", "7", {"server": "https://stats.example.jp"}),
    Case("plausible", "pa-TEST_0000-test", receiver_id="berry.example.jp", settings=NO_FORMS),
    Case(
        "plausible",
        "berry.example.jp",
        {"self_hosted": True, "server": "https://plausible.example.jp/"},
        settings=NO_FORMS,
    ),
    Case("line", "01234567-89ab-cdef-0123-456789abcdef", name="cv", named=True, parameters=False),
    Case("yahoo", "1000123456", name="mQ7jCNHsldIBEJOjv6sC", named=True, parameters=False, page_views=0),
    Case("meta", "123456789012345", name="Lead", named=True),
    Case("snowplow", "berry-web", {"collector": "https://collector.example.jp"}),
)
"""Clarity and ``none`` have tests of their own: what they send cannot be read, and is nothing."""

NAMES = {"ga4": "generate_lead", "line": "Conversion", "yahoo": "mQ7jCNHsldIBEJOjv6sC", "meta": "Lead"}


def _yaml(values: Mapping[str, Any]) -> str:
    def text(value: Any) -> str:
        if isinstance(value, Mapping):
            return "{" + ", ".join(f"{key}: {text(item)}" for key, item in value.items()) + "}"
        return str(value).lower() if isinstance(value, bool) else f'"{value}"'

    return text(values)


def declare(portfolio: EditablePortfolio, case: Case, consent: str = "disclose", tags: str = "") -> None:
    """Write ``case`` into the portfolio, with the automatic events of forms."""
    portfolio.replace(
        PORTFOLIO,
        "  preview:\n    ids: {ga4: G-PREVIEW000}\n  production:\n    ids: {ga4: G-TEST000000}\n",
        f"  production:\n    ids: {_yaml({case.provider: case.id})}\n    options: {_yaml({case.provider: case.options})}\n"
        f"measuring:\n  consent: {{analytics: {consent}, advertising: {consent}}}\n"
        f"  automatic_events: [form_begin, form_send]\n  settings: {_yaml({case.provider: case.settings})}\n{tags}",
    )
    names = {case.provider: NAMES[case.provider]} if case.provider in NAMES else {}
    portfolio.replace(PLAN, "  - name: booking_click\n", f"  - name: booking_click\n    names: {_yaml(names)}\n")


def build(folder: Path, case: Case, consent: str = "disclose") -> EditablePortfolio:
    """The minimal portfolio with ``case``, built for production."""
    portfolio = copy_minimal(folder)
    declare(portfolio, case, consent)
    assert not portfolio.build().problems
    return portfolio


Open = Callable[[EditablePortfolio], CollectingVisitor]


@pytest.fixture
def opened(browser: Any) -> Iterator[Open]:
    """Makes visitors of built portfolios, and closes their pages after the test."""
    visitors: list[CollectingVisitor] = []

    def visitor(portfolio: EditablePortfolio) -> CollectingVisitor:
        own = portfolio.root / "tags"
        visitors.append(CollectingVisitor(browser, portfolio.dist / "berry", ORIGIN, providers_with(own)))
        return visitors[-1]

    yield visitor
    for each in visitors:
        each.close()


def click(visit: CollectedVisit, track_id: str) -> None:
    visit.page.locator(f'[data-track-id="{track_id}"]').click()


def press_enter(visit: CollectedVisit, track_id: str) -> None:
    visit.page.locator(f'[data-track-id="{track_id}"]').focus()
    visit.page.keyboard.press("Enter")


def send_form(visit: CollectedVisit) -> None:
    """A person writes into a form and sends it by Enter."""
    visit.page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<form id=letter><input aria-label=x></form>')"
    )
    visit.page.locator("#letter input").type("a")
    visit.page.keyboard.press("Enter")


def settled(visit: CollectedVisit, count: int) -> list[Hit]:
    """The hits once ``count`` are there and a request that started after them has come back."""
    visit.wait_for_hits(count)
    visit.page.evaluate(
        "new Promise(done => Object.assign(new Image(), {onload: done, onerror: done, src: '/?' + Math.random()}))"
    )
    return visit.hits()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.test_id)
def test_what_leaves_is_what_the_plan_says(tmp_path: Path, opened: Open, case: Case) -> None:
    visitor = opened(build(tmp_path, case))
    visit = visitor()
    assert [hit.page_view for hit in settled(visit, case.page_views)] == [True] * case.page_views
    expected = []
    for act in (click, press_enter):
        act(visit, BOOK)
        expected.append(case.hit(case.name, BOOKING))
        assert settled(visit, case.page_views + len(expected))[case.page_views :] == expected
    send_form(visit)
    if not case.named:
        expected += [case.hit(name, FORM) for name in ("form_begin", "form_send")]
    assert settled(visit, case.page_views + len(expected))[case.page_views :] == expected

    other = visitor("access/")
    settled(other, case.page_views)
    click(other, PDF)
    rest = [] if case.named else [case.hit("guide_download", {"track_id": PDF})]
    hits = settled(other, case.page_views + len(rest))
    assert [hit.page_view for hit in hits] == [True] * case.page_views + [False] * len(rest)
    assert hits[case.page_views :] == rest
    assert visit.complaints == other.complaints == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.test_id)
def test_who_refused_sends_nothing_and_fetches_nothing(tmp_path: Path, opened: Open, case: Case) -> None:
    visitor = opened(build(tmp_path, case, consent="opt_out"))
    refused = 'localStorage.setItem("microsites:berry", \'{"analytics":false,"advertising":false}\')'
    visit = visitor(before=refused)
    click(visit, BOOK)
    send_form(visit)
    assert settled(visit, 0) == []
    assert (visit.sent, visit.scripts) == ([], [])
    undecided = visitor()
    click(undecided, BOOK)
    hits = settled(undecided, case.page_views + 1)
    assert [hit.event for hit in hits if not hit.page_view] == [case.name]
    assert visit.complaints == undecided.complaints == []


@pytest.mark.proof
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.test_id)
def test_before_consent_nothing_leaves_and_after_it_everything(tmp_path: Path, opened: Open, case: Case) -> None:
    visitor = opened(build(tmp_path, case, consent="basic"))
    visit = visitor()
    click(visit, BOOK)
    assert settled(visit, 0) == []
    assert visit.scripts == []
    visit.page.locator('[data-choose="yes"]').first.click()
    hits = settled(visit, case.page_views)
    assert [hit.page_view for hit in hits] == [True] * case.page_views
    if case.page_views == 0:
        visit.page.wait_for_function("typeof yahooConversion === 'function'")
    click(visit, BOOK)
    assert settled(visit, case.page_views + 1)[case.page_views :] == [case.hit(case.name, BOOKING)]
    assert visit.complaints == []


@pytest.mark.parametrize("case", [case for case in CASES if case.real_tracker], ids=lambda case: case.test_id)
def test_event_leaves_although_the_visitor_leaves_too(tmp_path: Path, opened: Open, case: Case) -> None:
    """The usual case: the click that counts leads to somebody else's portal.  Said of real trackers only."""
    visit = opened(build(tmp_path, case))(stay=False)
    settled(visit, 1)
    click(visit, BOOK)
    visit.page.wait_for_url("https://booking.example.jp/")
    assert visit.wait_for_hits(2)[1] == case.hit("booking_click", BOOKING)


def test_clarity_gets_the_events_and_the_consent(tmp_path: Path, opened: Open) -> None:
    """Its hits cannot be read: the stub's bodies are compared instead."""
    visit = opened(build(tmp_path, Case("clarity", "abcdefghij")))()
    press_enter(visit, BOOK)
    assert {(hit.provider, hit.id, hit.event) for hit in settled(visit, 4)} == {("clarity", None, None)}
    bodies = [sent.body.decode() for sent in visit.sent if sent.body]
    consent = '["consentv2",{"ad_Storage":"granted","analytics_Storage":"granted"}]'
    calls = ['["start","abcdefghij"]', consent, '["event","booking_click"]', f'["set","booking_click","{BOOK}"]']
    assert bodies == [f'{{"_stub":1,"call":{call}}}' for call in calls]


def test_none_keeps_everything_on_the_page(tmp_path: Path, opened: Open) -> None:
    visit = opened(build(tmp_path, Case("none", "none-production")))()
    click(visit, BOOK)
    kept = [{"id": "none-production"}, {"name": "booking_click", "params": BOOKING, "ids": ["none-production"]}]
    assert visit.page.evaluate("unsent") == kept
    assert (visit.sent, visit.scripts, visit.complaints) == ([], [], [])


@pytest.mark.parametrize(
    ("case", "file"),
    [
        (next(case for case in CASES if case.test_id == "plausible-self-hosted"), "plausible"),
        (next(case for case in CASES if case.provider == "snowplow"), "snowplow"),
    ],
    ids=["plausible", "snowplow"],
)
def test_changed_tracker_is_not_run(tmp_path: Path, opened: Open, case: Case, file: str) -> None:
    """The integrity in the page is checked by the browser, on the site's own file too."""
    portfolio = build(tmp_path, case)
    [tracker] = (portfolio.dist / "berry" / "theme").glob(f"{file}.*.js")
    tracker.write_bytes(tracker.read_bytes() + b"//")
    visit = opened(portfolio)()
    click(visit, BOOK)
    visit.page.wait_for_load_state("networkidle")
    assert settled(visit, 0) == []
    visit.wait_for_complaint("integrity")


DENIED = dict.fromkeys(("ad_storage", "ad_user_data", "ad_personalization", "analytics_storage"), "denied")
CALLS = "dataLayer.map(call => call.event ? [call.event] : [...call].slice(0, 2).map(String))"


def test_google_is_told_the_consent_before_anything_measures(tmp_path: Path, opened: Open) -> None:
    case = next(case for case in CASES if case.provider == "ga4")
    page = opened(build(tmp_path, case, consent="advanced"))().page
    calls = page.evaluate(CALLS)
    assert calls[:2] == [["consent", "default"], ["consent", "update"]]
    assert [call[0] for call in calls[2:]] == ["set", "js", "config"]
    assert page.evaluate("dataLayer[0][2]") == {**DENIED, "wait_for_update": 500}
    assert page.evaluate("dataLayer[1][2]") == DENIED
    assert page.evaluate("[...dataLayer[2]]") == ["set", "linker", {"domains": ["berry.example.jp", "move.example.jp"]}]


def test_tag_manager_waits_even_where_google_need_not(tmp_path: Path, opened: Open) -> None:
    """What else is in its container may not obey; once it may run, it is told the consent first."""
    case = next(case for case in CASES if case.provider == "gtm")
    visit = opened(build(tmp_path, case, consent="advanced"))()
    assert settled(visit, 0) == []
    assert visit.scripts == []
    visit.page.locator('[data-choose="yes"]').first.click()
    settled(visit, case.page_views)
    calls = visit.page.evaluate(CALLS)
    assert calls[:3] == [["consent", "default"], ["consent", "update"], ["gtm.js"]]
    assert visit.page.evaluate("dataLayer[0][2]") == {**DENIED, "wait_for_update": 500}
    assert visit.page.evaluate("dataLayer[1][2]") == {**DENIED, "analytics_storage": "granted"}


def test_cookieless_hits_say_so_and_a_remembered_choice_counts_on_the_next_page(tmp_path: Path, opened: Open) -> None:
    visitor = opened(build(tmp_path, CASES[0], consent="advanced"))
    allowed = 'localStorage.setItem("microsites:berry", \'{"analytics":true}\')'
    for before, state in (("", "G100"), (allowed, "G101")):
        visit = visitor(before=before)
        click(visit, BOOK)
        settled(visit, 2)
        assert [f"gcs={state}" in sent.url for sent in visit.sent[:2]] == [True, True]


def test_matomo_links_the_sister_sites(tmp_path: Path, opened: Open) -> None:
    case = next(case for case in CASES if case.provider == "matomo")
    visit = opened(build(tmp_path, case))()
    page = (tmp_path / "dist" / "berry" / "index.html").read_text("utf-8")
    assert '["setDomains",["berry.example.jp", "move.example.jp"]]' in page
    assert '["enableCrossDomainLinking"]' in page
    assert visit.complaints == []


OWN = {
    "provider.yml": """\
name: mapost
title: MAポスト
documentation: https://ma.example.jp/docs
id_pattern: ^MA-[0-9]{4}$
id_example: MA-0001
category: advertising
options:
  - {name: server, definition: 送信先, kind: url, required: true, example: "https://ma.example.jp"}
hosts: {script: ["{server}"], connect: ["{server}"]}
disclosure:
  recipient: 株式会社エーエム（架空）
  service: MAポスト
  sent: [閲覧したページのアドレス]
  purpose: 資料請求への対応のため
  recipient_purpose: サービスの提供のため
signatures:
  - {part: script_text, role: config, pattern: 'mapost\\("start","(?P<id>MA-[0-9]{4})"'}
network:
  - url: '^https://ma\\.example\\.jp/hit/'
    id: {part: path, key: '/hit/(MA-[0-9]{4})/'}
    event: {part: query, key: what}
    parameters: {part: query, key: p.*}
    page_view: [view]
""",
    "head.html": """\
<script{{ gate }}>window.mapost=function(what,id,params){
fetch({{ options.server | tojson }}+"/hit/"+id+"/?"+new URLSearchParams(Object.assign({what:what==="start"?"view":what},params)),
{method:"POST",mode:"no-cors",keepalive:true})};{% for id in ids %}mapost("start",{{ id | tojson }});{% endfor %}</script>
""",
    "adapter.js": """\
microsites.providers.mapost = function (event) {
  var params = {};
  for (var key in event.params) params["p." + key] = event.params[key];
  event.ids.forEach(function (id) { mapost(event.name, id, params); });
};
""",
}


def test_portfolio_brings_its_own_provider_without_python(tmp_path: Path, opened: Open) -> None:
    """A marketing-automation tag in ``tags/providers/``: built, checked, disclosed and decoded by its data alone."""
    portfolio = copy_minimal(tmp_path)
    for name, text in OWN.items():
        portfolio.write(f"tags/providers/mapost/{name}", text)
    case = Case("mapost", "MA-0001", {"server": "https://ma.example.jp"})
    declare(portfolio, case)
    assert not portfolio.build().problems
    visit = opened(portfolio)()
    press_enter(visit, BOOK)
    hits = settled(visit, 2)
    assert hits == [Hit("mapost", "MA-0001", "view", True, {}), case.hit("booking_click", BOOKING)]
    assert visit.complaints == []
    checked = portfolio.command("check", str(portfolio.dist))
    assert checked.exit_code == 0, checked.output


@pytest.mark.parametrize("stub", sorted(STUBS.glob("*.js")), ids=lambda stub: stub.stem)
def test_stub_says_that_it_is_one(stub: Path) -> None:
    text = stub.read_text("utf-8")
    assert text.startswith("// STUB of ")
    assert "_stub" in text
