"""Every page in a real browser: fits the screen, asks nobody else, complains of nothing, works by keyboard."""

from __future__ import annotations

from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup, SoupStrainer
from visiting import Served, Visitor

SITES = ("strawberry", "migration", "poc-call")
WIDTHS = (320, 390, 1280)


@pytest.mark.proof
@pytest.mark.parametrize("site", SITES)
def test_every_page_at_every_width(production: Served, visit: Visitor, site: str) -> None:
    visited = visit(production.url(site))
    page = visited.page
    wide = []
    for expected in production.manifest(site).pages:
        page.goto(production.url(site, expected.path))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            page.wait_for_function("width => innerWidth === width", arg=width)
            size = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
            if size[0] > size[1]:
                wide.append((expected.path, width, size))
        assert page.locator("h1").count() == 1, expected.path
        assert page.evaluate("[...document.images].filter(i => i.complete && !i.naturalWidth).map(i => i.src)") == []
    assert wide == []
    assert visited.complaints == []
    assert visited.hosts == {"www.googletagmanager.com"}


@pytest.mark.parametrize("site", SITES)
def test_page_is_light(production: Served, site: str) -> None:
    """Below 15 KB of CSS before the first paint, 46 KB in all, and 6.5 KB of JavaScript, counted before compression.

    A page that searches, shows photographs at large or lets a visitor decide has a second script, below 3.5 KB.
    """
    manifest = production.manifest(site)
    for expected in manifest.pages:
        html = (production.dist / site / expected.path).read_bytes()
        soup = BeautifulSoup(html, "html.parser", parse_only=SoupStrainer(["head", "link", "script"]))
        hrefs = {
            "first": [link["href"] for link in soup.select('head link[rel="stylesheet"]')],
            "css": [link["href"] for link in soup.select('link[rel="stylesheet"]')],
            "js": [script["src"] for script in soup.select("script[src]") if "://" not in script["src"]],
        }
        assert len(hrefs["js"]) <= 2, expected.path
        base = f"https://x.example.jp/{expected.path}"
        sizes = {
            kind: sum(
                (production.dist / site / unquote(urlsplit(urljoin(base, href)).path).lstrip("/")).stat().st_size
                for href in found
            )
            for kind, found in hrefs.items()
        }
        assert 0 < sizes["first"] < 15_000, expected.path
        assert sizes["first"] < sizes["css"] < 46_000, expected.path
        assert 0 < sizes["js"] < 6_500 + 3_500 * (len(hrefs["js"]) - 1), expected.path


@pytest.mark.parametrize("site", SITES)
class TestKeyboard:
    def test_skip_link_comes_first(self, production: Served, visit: Visitor, site: str) -> None:
        page = visit(production.url(site)).page
        page.keyboard.press("Tab")
        focus = page.locator(":focus")
        assert focus.inner_text() == "本文へ移動"
        box = focus.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["y"] >= 0
        page.keyboard.press("Enter")
        page.locator("#main:focus").wait_for()

    @pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
    def test_menu_opens_on_a_telephone(self, production: Served, visit: Visitor, site: str, script: bool) -> None:
        page = visit(production.url(site), width=390, java_script_enabled=script).page
        menu, button = page.locator("#ms-navigation"), page.locator(".ms-menu-button")
        assert not menu.is_visible()
        button.focus()
        page.keyboard.press("Enter")
        menu.wait_for(state="visible")
        if script:
            # The browser tells the script of an opened popover after it has shown it.
            page.locator('.ms-menu-button[aria-expanded="true"]').wait_for()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('#ms-navigation') !== null")
        page.keyboard.press("Escape")
        menu.wait_for(state="hidden")

    def test_menu_is_open_on_a_desk(self, production: Served, visit: Visitor, site: str) -> None:
        page = visit(production.url(site)).page
        assert page.locator("#ms-navigation a").first.is_visible()
        assert not page.locator(".ms-menu-button").is_visible()

    def test_focus_can_be_seen(self, production: Served, visit: Visitor, site: str) -> None:
        page = visit(production.url(site)).page
        for _ in range(12):
            page.keyboard.press("Tab")
            outline = page.evaluate(
                "(() => { const s = getComputedStyle(document.activeElement);"
                " return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none'; })()"
            )
            assert outline, page.evaluate("document.activeElement.outerHTML.slice(0, 120)")


@pytest.mark.parametrize("site", SITES)
def test_without_javascript_everything_is_there(production: Served, visit: Visitor, site: str) -> None:
    def content(script: bool) -> tuple[str, list[str]]:
        page = visit(production.url(site), java_script_enabled=script).page
        links = page.locator("a[href]").evaluate_all("all => all.map(link => link.getAttribute('href'))")
        return page.locator("body").inner_text(), links

    assert content(script=False) == content(script=True)


@pytest.mark.parametrize("site", SITES)
def test_questions_open_without_javascript(production: Served, visit: Visitor, site: str) -> None:
    pages = [page.path for page in production.manifest(site).pages]
    path = next(path for path in pages if "ms-answer" in (production.dist / site / path).read_text("utf-8"))
    page = visit(production.url(site, path), java_script_enabled=False).page
    details = page.locator("details:has(.ms-answer)").first
    assert not details.locator(".ms-answer").is_visible()
    details.locator("summary").click()
    assert details.locator(".ms-answer").is_visible()
