"""What is counted without a line of content: each thing once, with no personal data, and never what has its own event."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from town import Town, measure, settle, town_of
from visiting import serve

from portfolios import EditablePortfolio, copy_minimal

HOME = "https://berry.example.jp/"
ALL = "[outbound_click, download_click, tel_click, mail_click, site_search, scroll_depth, form_begin, form_send]"
LISTEN = """
window.heard = [];
document.addEventListener('microsites:track', event => heard.push([event.detail.name, event.detail.params]));
for (const type of ['click', 'auxclick', 'submit'])
  addEventListener(type, event => (type === 'submit' || event.target.closest('a')) && event.preventDefault(), true);
"""
"""Nothing is followed or submitted; the runtime hears of it all the same."""


@pytest.fixture(scope="module")
def counting_site(tmp_path_factory: pytest.TempPathFactory) -> EditablePortfolio:
    """Everything is counted; GA4 is declared to count depth and outbound links by itself."""
    portfolio = copy_minimal(tmp_path_factory.mktemp("automatic"))
    declared = (
        "enhanced_scrolls: true, enhanced_outbound_clicks: true, enhanced_site_search: false, "
        "enhanced_file_downloads: false, enhanced_form_interactions: false"
    )
    measure(portfolio, "{analytics: disclose}", automatic=ALL, more=declared)
    assert not portfolio.build().problems
    return portfolio


@pytest.fixture
def town(browser: Any, counting_site: EditablePortfolio) -> Iterator[Town]:
    """Its town."""
    yield from town_of(browser, counting_site.dist)


def listening(town: Town, url: str = HOME) -> Any:
    page = town.visitor(lambda context: context.add_init_script(LISTEN))
    page.goto(url)
    return page


def put(page: Any, html: str) -> None:
    """Add content to a section of the page, as an editor's Markdown or an embedded form would."""
    page.evaluate(
        "html => document.querySelector('#text .ms-section-body').insertAdjacentHTML('afterbegin', html)", html
    )


IN_TEXT = {"section": "text"}

LINKS = [
    ("https://other.example.com/?mail=a@b.jp", [("outbound_click", {"link_domain": "other.example.com"})]),
    ("http://www.example.jp/file.pdf", [("outbound_click", {"link_domain": "www.example.jp"})]),
    ("assets/guide.pdf", [("download_click", {"file_name": "guide.pdf", "file_type": "pdf"})]),
    ("/assets/%E6%A1%88%E5%86%85.XLSX?v=2", [("download_click", {"file_name": "案内.XLSX", "file_type": "xlsx"})]),
    ("assets/%E0%A4%A.zip", [("download_click", {"file_name": "%E0%A4%A.zip", "file_type": "zip"})]),
    ("assets/taro@example.jp.csv", [("download_click", {"file_name": "redacted", "file_type": "csv"})]),
    ("tel:0312345678", [("tel_click", {})]),
    ("mailto:a@example.jp?subject=x", [("mail_click", {})]),
    ("https://move.example.jp/", [("site_switch", {"to": "move"})]),
    ("https://move.example.jp", [("site_switch", {"to": "move"})]),
    ("https://move.example.jp/assets/plan.pdf#2", [("site_switch", {"to": "move"})]),
    ("https://move.example.jp.example.com/", [("outbound_click", {"link_domain": "move.example.jp.example.com"})]),
    ("access/", []),
    ("photo.webp", []),
    ("#top", []),
    ("", []),
    ("http://[", []),
    ("javascript:void 0", []),
]


@pytest.mark.parametrize(("href", "expected"), LINKS, ids=[href for href, _ in LINKS])
def test_plain_link(town: Town, href: str, expected: list[tuple[str, dict[str, str]]]) -> None:
    page = listening(town)
    put(page, f'<p><a href="{href}"><b id="here">x</b></a></p>')
    page.locator("#here").click()
    assert page.evaluate("heard") == [[name, params | IN_TEXT] for name, params in expected]
    settle(page)
    # GA4 counts links that leave by itself; the other provider does not.
    names = [name for name, _ in expected]
    own = [name for name in names if name != "outbound_click"]
    assert [hit.name for hit in town.hits("google-analytics.com")] == ["page_view", *own]
    assert [hit.name for hit in town.hits("count.example.com")] == ["page_view", *names]
    assert town.complaints == []


@pytest.mark.parametrize(("way", "times"), [("left", 1), ("middle", 1), ("right", 0), ("Enter", 1)])
def test_every_way_of_following_a_link_counts_once(town: Town, way: str, times: int) -> None:
    page = listening(town)
    put(page, '<p><a id="here" href="tel:0312345678">x</a></p>')
    if way == "Enter":
        page.locator("#here").focus()
        page.keyboard.press("Enter")
    else:
        page.locator("#here").click(button=way)
    assert page.evaluate("heard") == [["tel_click", IN_TEXT]] * times


def test_call_to_action_is_no_automatic_event(town: Town) -> None:
    page = listening(town)
    page.locator("[data-track]").first.click()
    put(
        page,
        '<p><a data-track="booking_click" data-track-id="x" href="https://move.example.jp/"><b id="here">x</b></a></p>',
    )
    page.locator("#here").click()
    assert [name for name, _ in page.evaluate("heard")] == ["booking_click", "booking_click"]


def test_link_outside_a_section_has_none(town: Town) -> None:
    page = listening(town)
    page.locator(".ms-sisters a").first.click()
    assert ["site_switch", {"to": "move"}] in page.evaluate("heard")


class TestForms:
    """A form is begun once and sent once; a search is no form."""

    FORM = '<form id="wish" method="post"><input name="id"><input name="form"><select name="s"><option>a<option>b</select><button>x</button></form>'

    def test_begun_and_sent_once(self, town: Town) -> None:
        page = listening(town)
        put(page, self.FORM)
        page.locator("#wish input").first.press_sequentially("太郎")
        page.locator("#wish select").select_option("b")
        page.keyboard.press("Tab")
        page.locator("#wish input").first.press("Enter")
        page.locator("#wish button").click()
        assert page.evaluate("heard") == [
            ["form_begin", {"form_id": "wish", **IN_TEXT}],
            ["form_send", {"form_id": "wish", **IN_TEXT}],
        ]

    def test_two_forms_count_each(self, town: Town) -> None:
        page = listening(town)
        put(page, self.FORM + '<form id="other" method="post"><input></form>')
        page.locator("#wish input").first.fill("x")
        page.locator("#other input").fill("x")
        assert [params["form_id"] for _, params in page.evaluate("heard")] == ["wish", "other"]

    def test_button_with_an_event_of_its_own_counts_alone(self, town: Town) -> None:
        page = listening(town)
        put(
            page,
            '<form method="post"><input id="in"><button data-track="booking_click" data-track-id="x">x</button></form>',
        )
        page.locator("#in").press("Enter")
        assert [name for name, _ in page.evaluate("heard")] == ["booking_click"]

    @pytest.mark.parametrize(
        ("typed", "sent"),
        [("いちご 狩り", "いちご 狩り"), ("taro@example.jp", "redacted"), ("〒123-4567", "redacted"), ("  ", None)],
    )
    def test_search_sends_its_term_and_nothing_else(self, town: Town, typed: str, sent: str | None) -> None:
        page = listening(town)
        put(page, '<form role="search"><input type="search" name="q" id="q"></form>')
        page.locator("#q").fill(typed)
        page.locator("#q").press("Enter")
        assert page.evaluate("heard") == ([["site_search", {"search_term": sent, **IN_TEXT}]] if sent else [])


def test_depth_is_counted_once_a_page(town: Town) -> None:
    page = listening(town)
    put(page, '<p id="long">x</p>')
    page.evaluate("document.querySelector('#long').style.height = '3000px'")
    for top in (200, 100_000, 0, 100_000):
        page.evaluate(
            "top => new Promise(done => { addEventListener('scroll', () => requestAnimationFrame(done), {once: true});"
            " scrollTo({top, behavior: 'instant'}) })",
            top,
        )
        heard = page.evaluate("heard")
        assert heard == ([] if top == 200 else [["scroll_depth", {"percent": 90}]])
    settle(page)
    assert [hit.name for hit in town.hits("google-analytics.com")] == ["page_view"]
    assert [hit.name for hit in town.hits("count.example.com")] == ["page_view", "scroll_depth"]


class TestWhatIsShipped:
    """Only what is asked for is counted, and its code is there only then."""

    @pytest.fixture
    def quiet(self, portfolio: EditablePortfolio, browser: Any) -> Iterator[Town]:
        """A portfolio that counts nothing but steps to sister sites, one of which lies in the other's folder."""
        measure(portfolio, "{analytics: disclose}")
        portfolio.replace("move/site.yml", "https://move.example.jp/", "https://berry.example.jp/move/")
        assert not portfolio.build().problems
        yield from town_of(browser, portfolio.dist)

    @pytest.mark.parametrize(
        ("at", "href", "expected"),
        [
            ("", "tel:0312345678", []),
            ("", "https://other.example.com/", []),
            ("", "move/", ["move"]),
            ("", "access/", []),
            ("move/", "./#x", []),
            ("move/", "../", ["berry"]),
            ("move/", "../access/", ["berry"]),
        ],
    )
    def test_longest_address_decides_whose_page_it_is(
        self, quiet: Town, at: str, href: str, expected: list[str]
    ) -> None:
        page = listening(quiet, HOME + at)
        page.evaluate(
            "href => { const a = document.createElement('a'); a.href = href; a.id = 'here'; a.text = 'x';"
            " document.querySelector('main').prepend(a) }",
            href,
        )
        page.locator("#here").focus()
        page.keyboard.press("Enter")
        assert page.evaluate("heard") == [["site_switch", {"to": to}] for to in expected]

    def test_alone_and_without_automatic_events_the_code_is_not_there(self, portfolio: EditablePortfolio) -> None:
        measure(portfolio, "{analytics: disclose}")
        portfolio.replace("move/pages/index.yml", "goal: guide", "event: guide_download")
        text = portfolio.text("move/site.yml")
        portfolio.write("move/site.yml", text[: text.index("goals:")] + "goals: []\nmeasured: false\n")
        assert not portfolio.build().problems
        scripts = {
            site: next((portfolio.dist / site / "theme").glob("site.*.js")).read_text() for site in ("berry", "move")
        }
        for site, script in scripts.items():
            assert "outbound_click" not in script, site
            assert "site_switch" not in script, site


def test_on_an_editors_machine_sites_lie_beside_each_other(portfolio: EditablePortfolio, browser: Any) -> None:
    measure(portfolio, "{analytics: disclose}")
    assert not portfolio.build(environment="local").problems
    for served in serve(portfolio.dist):
        page = browser.new_page()
        page.add_init_script(LISTEN)
        page.goto(served.url("berry", "access/"))
        page.locator(".ms-sisters a").first.click()
        page.locator(".ms-header a").first.click()
        assert page.evaluate("heard") == [["site_switch", {"to": "move"}]]
        page.close()
