"""The search of a site: in Japanese, loaded when it is used, counted once with what it found."""

from __future__ import annotations

from typing import Any

import pytest
from visiting import Served, Visitor

HEARD = """
window.heard = [];
document.addEventListener("microsites:track", ({ detail }) => heard.push([detail.name, detail.params]));
"""


def ask(page: Any, question: str) -> list[str]:
    """Search as a visitor does; the titles of what was found."""
    page.get_by_label("探したいことば").fill(question)
    page.keyboard.press("Enter")
    page.wait_for_function(
        "q => document.getElementById('ms-search-status').textContent.includes(q)", arg=f"「{question}」"
    )
    status = page.get_by_role("status").inner_text()
    if "件" in status:
        page.locator(".ms-search-title").first.wait_for()
    return list(page.locator(".ms-search-title").all_inner_texts())


def loaded(requests: list[str]) -> list[str]:
    """What of the index was fetched."""
    return [url for url in requests if "/search/index/" in url]


@pytest.fixture
def opened(production: Served, visit: Visitor) -> tuple[Any, list[str]]:
    """The page for searching, and every request that it makes from then on."""
    page = visit(production.url("strawberry")).page
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    # Before the page's own scripts: they may search as soon as they run.
    page.add_init_script(HEARD)
    page.goto(production.url("strawberry", "search/index.html"))
    return page, requests


def searches(page: Any) -> list[list[Any]]:
    """What was counted as a search since the page was opened."""
    return [heard for heard in page.evaluate("heard") if heard[0] == "site_search"]


def test_nothing_is_loaded_before_the_first_question(opened: tuple[Any, list[str]]) -> None:
    page, requests = opened
    page.wait_for_load_state("networkidle")
    assert loaded(requests) == []
    ask(page, "料金")
    assert any(url.endswith("pagefind.js") for url in loaded(requests))


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("料金", "いちご狩りの農園と料金"),
        ("ふるさと納税", "ふるさと納税で味わう花守いちご"),
        ("ベビーカー", "いちご狩りの農園と料金"),
        ("抽選　星", "夜のいちご狩り 星あかり"),
    ],
)
def test_japanese_words_are_found(opened: tuple[Any, list[str]], question: str, first: str) -> None:
    page, _ = opened
    page.get_by_label("探したいことば").fill(question)
    page.keyboard.press("Enter")
    page.get_by_role("link", name=first, exact=True).wait_for()


def test_question_is_counted_once_with_what_was_found(opened: tuple[Any, list[str]]) -> None:
    page, _ = opened
    found = ask(page, "星空")
    assert searches(page) == [["site_search", {"search_term": "星空", "results": len(found)}]]
    page.locator(".ms-search-title a").first.click()
    page.wait_for_url(lambda url: "/search/" not in url)
    page.go_back()
    page.locator(".ms-search-title").first.wait_for()
    assert page.get_by_label("探したいことば").input_value() == "星空"
    assert searches(page) == []


def test_personal_data_in_a_question_is_not_sent(opened: tuple[Any, list[str]]) -> None:
    page, _ = opened
    ask(page, "taro@example.jp")
    ((_, params),) = searches(page)
    assert params["search_term"] == "redacted"


def test_question_is_text_wherever_it_is_shown(opened: tuple[Any, list[str]]) -> None:
    page, _ = opened
    ask(page, "<img src=x onerror=document.title='hit'>")
    assert page.locator("#ms-search-status img").count() == 0
    assert "hit" not in page.title()


def test_what_is_not_found_shows_every_page(opened: tuple[Any, list[str]]) -> None:
    page, _ = opened
    assert ask(page, "zzzzqqqq") == []
    assert page.locator("#ms-search-pages").is_visible()
    ask(page, "料金")
    assert not page.locator("#ms-search-pages").is_visible()


def test_without_scripts_every_page_is_listed(production: Served, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(production.url("strawberry", "search/index.html"))
        assert not page.locator("#ms-search").is_visible()
        listed = page.locator("#ms-search-pages a").count()
        assert listed == len(production.manifest("strawberry").pages) - 1
    finally:
        context.close()


def test_policy_of_the_search_is_for_its_page_alone(production: Served) -> None:
    searching = (production.dist / "strawberry/search/index.html").read_text("utf-8")
    home = (production.dist / "strawberry/index.html").read_text("utf-8")
    assert "'wasm-unsafe-eval'" in searching
    assert "'wasm-unsafe-eval'" not in home
    assert "'wasm-unsafe-eval'" in (production.manifest("strawberry").policy or "")


SLOW_ENGINE = """
let broken = true;
const data = async (n) => {
  await new Promise((done) => setTimeout(done, 50));
  if (n === 20 && broken) { broken = false; throw new Error("the line is down"); }
  return { url: `/${n}`, meta: { title: `${n}` }, excerpt: "x" };
};
const results = [...Array(25).keys()].map((n) => ({ data: () => data(n) }));
export const options = async () => {}, init = async () => {}, search = async () => ({ results });
"""


def test_hasty_clicks_show_each_page_once_and_a_failure_is_said(opened: tuple[Any, list[str]]) -> None:
    page, _ = opened
    page.route("**/pagefind.js", lambda route: route.fulfill(content_type="text/javascript", body=SLOW_ENGINE))
    page.get_by_label("探したいことば").fill("花")
    page.keyboard.press("Enter")
    titles, more = page.locator(".ms-search-title"), page.locator("#ms-search-more")
    more.wait_for()
    more.evaluate("button => { button.click(); button.click(); }")
    titles.nth(19).wait_for()
    assert titles.all_inner_texts() == [str(number) for number in range(20)]
    more.evaluate("button => { button.click(); }")
    page.get_by_text("検索できませんでした").wait_for()
    assert titles.count() == 20
    more.evaluate("button => { button.click(); }")
    titles.nth(24).wait_for()
    assert titles.all_inner_texts() == [str(number) for number in range(25)]
    more.wait_for(state="hidden")
