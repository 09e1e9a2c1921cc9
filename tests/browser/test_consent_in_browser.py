"""What leaves a page on each path of a visitor, in each mode of consent, compared with the one table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from town import Request, Town, measure, settle, town_of
from visiting import SHIFTS, shifts

from microsites.content.measuring import ConsentMode
from microsites.manifest import Manifest
from microsites.measurement.consent import EXPECTED_HITS, Hits, Step
from portfolios import SITE, EditablePortfolio, copy_minimal

HOME = "https://berry.example.jp/"
ACCESS = f"{HOME}access/"
CHOICES = f"{HOME}external-transmission/"
GOOGLE, COUNTER = "google-analytics.com", "count.example.com"
PROVIDERS = {"ga4": GOOGLE, "counter": COUNTER}

STAY = "addEventListener('click', event => event.preventDefault(), true)"
"""No link is followed; the runtime hears of the click all the same."""


@pytest.fixture(scope="module", params=get_args(ConsentMode))
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> EditablePortfolio:
    """The minimal portfolio in one mode of consent, with a provider of Google's and one that waits."""
    return build(tmp_path_factory, f"{{analytics: {request.param}}}")


def build(tmp_path_factory: pytest.TempPathFactory, consent: str, theme: str = "promo") -> EditablePortfolio:
    portfolio = copy_minimal(tmp_path_factory.mktemp("consent"))
    measure(portfolio, consent)
    portfolio.write(SITE, portfolio.text(SITE) + f"theme: {theme}\n")
    assert not portfolio.build().problems
    return portfolio


@pytest.fixture(scope="module", params=["promo", "material"])
def asking_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> EditablePortfolio:
    """A site that asks, on each theme."""
    return build(tmp_path_factory, "{analytics: basic}", theme=request.param)


@pytest.fixture
def asking(browser: Any, asking_site: EditablePortfolio) -> Iterator[Town]:
    """Its town."""
    yield from town_of(browser, asking_site.dist)


@pytest.fixture(scope="module")
def mixed_site(tmp_path_factory: pytest.TempPathFactory) -> EditablePortfolio:
    """Analytics runs at once, advertising waits."""
    portfolio = copy_minimal(tmp_path_factory.mktemp("categories"))
    measure(portfolio, "{analytics: disclose, advertising: basic}")
    portfolio.replace("tags/providers/counter/provider.yml", "category: analytics", "category: advertising")
    assert not portfolio.build().problems
    return portfolio


@pytest.fixture
def mixed(browser: Any, mixed_site: EditablePortfolio) -> Iterator[Town]:
    """Its town."""
    yield from town_of(browser, mixed_site.dist)


@pytest.fixture
def town(browser: Any, site: EditablePortfolio) -> Iterator[Town]:
    """A town without visitors."""
    yield from town_of(browser, site.dist)


def treatments(site: EditablePortfolio) -> dict[str, str]:
    manifest = Manifest.model_validate_json((site.dist / ".manifest" / "berry.json").read_bytes())
    return {each.provider: each.treatment for each in manifest.providers}


def kind(hit: Request) -> Hits:
    """``gcs=G1xy``: y is analytics.  What knows no such mode is full."""
    return "cookieless" if hit.query.get("gcs", "G111").endswith("0") else "full"


class Walk:
    """One visitor's way, and what left on it."""

    def __init__(self, town: Town, site: EditablePortfolio) -> None:
        self.town = town
        self.treatments = treatments(site)
        self.page = town.visitor()

    def forget(self) -> None:
        settle(self.page)
        self.town.sent.clear()

    def open(self, url: str) -> None:
        self.page.goto(url)
        settle(self.page)

    def act(self) -> None:
        """Press a call to action; a page that has none gets its event in another way."""
        self.page.evaluate(STAY)
        tracked = self.page.locator("[data-track]")
        tracked.first.click() if tracked.count() else self.page.evaluate("microsites.track('booking_click', {})")
        settle(self.page)

    def press(self, answer: str, renews: bool) -> None:
        """Answer the banner, or change one's mind; ``renews``: the page is expected to be opened anew."""
        banner = self.page.locator(".ms-consent")
        place = banner if banner.is_visible() else self.page.locator("[data-consent-control]")
        button = place.locator(f"[data-choose={answer}]:visible").first
        if renews:
            with self.page.expect_event("load"):
                button.click()
        else:
            button.click()
        settle(self.page)

    def started(self) -> None:
        """Wait until both tags run."""
        started(self.page, "google", "counter")

    def compare(self, step: Step, views: dict[str, int], events: int) -> None:
        """Hold everything that left since it was last forgotten against the table."""
        for provider, host in PROVIDERS.items():
            treatment = self.treatments[provider]
            expected = EXPECTED_HITS[treatment][step]
            where = (provider, treatment, step)
            hits = self.town.hits(host)
            assert {kind(hit) for hit in hits} <= {expected}, where
            names = [hit.name for hit in hits if hit.name != "user_engagement"]
            times = (views[treatment], events) if expected != "none" else (0, 0)
            assert sorted(names) == ["booking_click"] * times[1] + ["page_view"] * times[0], where


def started(page: Any, *tags: str) -> None:
    """Wait until the stubs of these tags have run."""
    for tag in tags:
        page.locator(f"html[data-{tag}=stub]").wait_for(state="attached")
    settle(page)


def always(number: int) -> dict[str, int]:
    return dict.fromkeys(EXPECTED_HITS, number)


def test_every_step_sends_what_the_table_says(town: Town, site: EditablePortfolio) -> None:
    walk = Walk(town, site)
    walk.open(HOME)
    walk.act()
    walk.compare("no_choice", always(1), events=1)
    found = set(walk.treatments.values())
    if found == {"at_once"}:
        assert walk.page.locator("[data-consent-control], .ms-consent").count() == 0
        return
    runs = found == {"unless_refused"}

    if runs:
        walk.open(CHOICES)
    walk.forget()
    walk.press("no", renews=runs)
    walk.act()
    walk.open(HOME)
    walk.act()
    walk.compare("refuse", always(1), events=2)

    walk.open(CHOICES)
    walk.forget()
    walk.press("yes", renews=runs)
    walk.started()
    walk.act()
    # A tag that was sending without cookies has counted this page already.
    walk.compare("accept", always(1) | {"cookieless": 0}, events=1)

    walk.forget()
    walk.open(HOME)
    walk.started()
    walk.act()
    walk.compare("accept_next_page", always(1), events=1)
    assert cookies(walk.page) == {"_ga", "count_C-0001"}

    walk.open(CHOICES)
    walk.started()
    walk.forget()
    walk.press("no", renews=True)
    walk.act()
    walk.open(HOME)
    walk.act()
    walk.compare("withdraw", always(2), events=2)
    assert cookies(walk.page) == set()
    assert town.complaints == []


def cookies(page: Any) -> set[str]:
    return {cookie["name"] for cookie in page.context.cookies()}


class TestBanner:
    """Where consent is asked: both answers weigh the same, and nobody is kept from the page."""

    @pytest.mark.parametrize("width", [320, 1280])
    def test_answers_have_one_look_and_the_page_fits(self, asking: Town, width: int) -> None:
        page = asking.visitor(viewport={"width": width, "height": 640})
        page.goto(HOME)
        banner = page.get_by_role("region", name="計測についての確認")
        answers = banner.get_by_role("button")
        assert answers.all_inner_texts() == ["同意しない", "同意する"]
        looks = answers.evaluate_all(
            "all => all.map(b => { const s = getComputedStyle(b), r = b.getBoundingClientRect();"
            " return [r.width, r.height, r.top, s.color, s.backgroundColor, s.border, s.font] })"
        )
        assert looks[0] == looks[1]
        assert looks[0][1] >= 40
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        assert page.evaluate("getComputedStyle(document.querySelector('.ms-consent')).position") == "static"
        # In the flow and at the top: it covers nothing that has the focus.
        box = banner.bounding_box()
        assert box is not None
        assert (box["y"], box["x"]) == (0, 0)

    def test_nothing_moves_when_it_appears(self, asking: Town) -> None:
        page = asking.visitor(lambda context: context.add_init_script(SHIFTS))
        page.goto(HOME)
        assert page.locator(".ms-consent").is_visible()
        assert shifts(page) == []

    @pytest.mark.parametrize("answer", ["yes", "no"])
    def test_by_keyboard_and_once(self, asking: Town, answer: str) -> None:
        page = asking.visitor()
        page.goto(HOME)
        banner = page.locator(".ms-consent")
        button = banner.locator(f"[data-choose={answer}]")
        while not button.evaluate("button => button === document.activeElement"):
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement !== document.body"), "the banner cannot be reached"
        page.keyboard.press("Enter")
        assert not banner.is_visible()
        assert page.evaluate("document.activeElement.id") == "main"
        assert (
            page.evaluate("localStorage.getItem('microsites:berry')")
            == f'{{"analytics":{str(answer == "yes").lower()}}}'
        )
        page.goto(ACCESS)
        assert not page.locator(".ms-consent").is_visible()
        assert page.locator(".ms-footer [role=status]").inner_text() == (
            "アクセス解析：同意しています" if answer == "yes" else "アクセス解析：同意していません"
        )

    def test_answer_of_one_site_is_none_of_the_other(self, asking: Town) -> None:
        page = asking.visitor()
        page.goto(HOME)
        page.locator(".ms-consent [data-choose=yes]").click()
        page.goto("https://move.example.jp/")
        assert page.locator(".ms-consent").is_visible()

    def test_without_javascript_nobody_is_asked(self, asking: Town) -> None:
        page = asking.visitor(java_script_enabled=False)
        page.goto(CHOICES)
        assert not page.locator(".ms-consent").is_visible()
        assert page.locator("[data-choose]:visible").count() == 0
        assert asking.sent == []

    def test_can_be_read_in_forced_colours(self, asking: Town) -> None:
        page = asking.visitor(forced_colors="active")
        page.goto(HOME)
        widths = page.locator(".ms-consent button").evaluate_all(
            "all => all.map(b => getComputedStyle(b).borderTopWidth)"
        )
        assert widths == ["2px", "2px"]

    def test_changing_ones_mind_keeps_the_focus(self, asking: Town) -> None:
        page = asking.visitor()
        page.goto(HOME)
        page.locator(".ms-consent [data-choose=no]").click()
        footer = page.locator(".ms-footer [data-consent-control]")
        footer.get_by_role("button", name="同意する").click()
        assert footer.get_by_role("button").all_inner_texts() == ["同意を取り消す"]
        assert page.evaluate("document.activeElement.innerText") == "同意を取り消す"
        assert footer.get_by_role("status").inner_text() == "アクセス解析：同意しています"


@pytest.mark.parametrize("asking_site", ["promo"], indirect=True)
class TestStorage:
    """A choice that cannot be read is none."""

    def test_junk_is_no_consent(self, asking: Town) -> None:
        page = asking.visitor()
        page.goto(HOME)
        for junk in ("{", "null", "5", '"x"', '{"analytics": "yes"}', '{"analytics": 1}', "[]"):
            page.evaluate("junk => localStorage.setItem('microsites:berry', junk)", junk)
            page.reload()
            settle(page)
            assert page.locator(".ms-consent").is_visible(), junk
        assert asking.sent == []
        assert asking.complaints == []

    def test_storage_that_throws_is_no_consent_and_an_answer_holds_for_the_page(self, asking: Town) -> None:
        broken = (
            "for (const name of ['localStorage', 'sessionStorage'])"
            " Object.defineProperty(window, name, {get() { throw new DOMException('no', 'SecurityError') }})"
        )
        page = asking.visitor(lambda context: context.add_init_script(broken))
        page.goto(HOME)
        settle(page)
        assert asking.sent == []
        page.locator(".ms-consent [data-choose=yes]").click()
        started(page, "counter")
        assert not page.locator(".ms-consent").is_visible()
        page.goto(ACCESS)
        assert page.locator(".ms-consent").is_visible()
        assert asking.complaints == []

    def test_tags_that_wait_start_once_and_in_order(self, asking: Town) -> None:
        page = asking.visitor()
        page.goto(HOME)
        page.evaluate("for (const b of document.querySelectorAll('[data-choose=yes]')) { b.click(); b.click() }")
        started(page, "counter")
        started(page, "google")
        settle(page)
        assert [hit.name for hit in asking.hits(COUNTER)] == ["page_view"]
        assert [hit.name for hit in asking.hits(GOOGLE)] == ["page_view"]
        assert page.locator("script[type='text/plain']").count() == 0
        assert asking.complaints == []

    def test_refusal_in_another_tab_stops_this_one(self, asking: Town) -> None:
        here = asking.visitor()
        here.goto(HOME)
        here.locator(".ms-consent [data-choose=yes]").click()
        started(here, "google")
        there = here.context.new_page()
        there.goto(ACCESS)
        with there.expect_event("load"):
            there.locator(".ms-footer [data-choose=no]:visible").click()
        here.locator(".ms-footer [role=status]", has_text="同意していません").wait_for()
        settle(here)
        asking.sent.clear()
        here.evaluate("microsites.track('booking_click', {})")
        settle(here)
        assert asking.sent == []


class TestCategories:
    """Each category has its own mode: what runs at once is not asked for."""

    def test_only_the_category_that_waits_is_asked_for(self, mixed: Town) -> None:
        page = mixed.visitor()
        page.goto(HOME)
        settle(page)
        assert [(hit.name, hit.query["gcs"]) for hit in mixed.hits(GOOGLE)] == [("page_view", "G101")]
        assert mixed.hits(COUNTER) == []
        assert "広告の効果測定" in page.locator(".ms-consent").inner_text()
        assert "アクセス解析" not in page.locator(".ms-consent").inner_text()
        page.locator(".ms-consent [data-choose=yes]").click()
        started(page, "counter")
        settle(page)
        assert [hit.name for hit in mixed.hits(COUNTER)] == ["page_view"]
        page.evaluate("microsites.track('booking_click', {})")
        settle(page)
        # Google's tag was told of the other category too.
        assert [(hit.name, hit.query["gcs"]) for hit in mixed.hits(GOOGLE)][1:] == [("booking_click", "G111")]
        assert "_ga" in cookies(page)
