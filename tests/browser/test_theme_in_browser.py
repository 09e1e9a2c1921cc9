"""The look of the three sites in a real browser: fits, dark and printed, switcher, focus, and what a first paint waits for."""

from __future__ import annotations

import re
from typing import Any

import pytest
from visiting import Served, Visitor

from microsites.pages.colour import contrast

SITES = ("strawberry", "migration", "poc-call")
LATER = re.compile(r"/theme/site\.[0-9a-f]+\.css$")

WIDER_THAN_THE_SCREEN = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return "";
  const culprit = [...document.querySelectorAll("body *")].find(
    (each) => each.getBoundingClientRect().right > root.clientWidth + 1 && !each.closest(".ms-table-scroll, pre, [popover]"));
  return `${root.scrollWidth} > ${root.clientWidth}: ${culprit?.outerHTML.slice(0, 120)}`;
}"""

RINGS = """() => {
  const style = getComputedStyle(document.activeElement);
  return document.activeElement !== document.body && {
    where: document.activeElement.outerHTML.slice(0, 120),
    line: [style.outlineStyle, parseFloat(style.outlineWidth)],
    outer: style.outlineColor,
    inner: style.boxShadow.split(")")[0] + ")",
  };
}"""
"""How the focus is shown where it is; false where nothing has it."""


def hexadecimal(color: str) -> str:
    """``rgb(1, 2, 3)`` as ``#010203``."""
    return "#" + "".join(f"{int(channel):02x}" for channel in re.findall(r"\d+", color)[:3])


@pytest.mark.proof
@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize(("width", "root"), [(320, 16), (390, 32), (768, 32), (1280, 32)])
def test_no_page_scrolls_sideways(production: Served, visit: Visitor, site: str, width: int, root: int) -> None:
    """At 320 pixels (WCAG 1.4.10), and with text at 200 % (1.4.4)."""
    page = visit(production.url(site), width=width, bypass_csp=True).page
    wide = []
    for expected in production.manifest(site).pages:
        page.goto(production.url(site, expected.path))
        page.add_style_tag(content=f"html {{ font-size: {root}px !important }}")
        if found := page.evaluate(WIDER_THAN_THE_SCREEN):
            wide.append((expected.path, found))
    assert wide == []


@pytest.mark.parametrize("site", SITES)
class TestFirstPaint:
    def test_does_not_wait_for_the_later_styles(self, production: Served, browser: Any, site: str) -> None:
        context = browser.new_context(viewport={"width": 390, "height": 800}, bypass_csp=True)
        page = context.new_page()
        waiting: list[Any] = []
        page.route(lambda url: "127.0.0.1" not in url, lambda route: route.abort())
        # A list's own method is no function that playwright can name.
        page.route(LATER, lambda route: waiting.append(route))  # noqa: PLW0108
        with page.expect_request(LATER):
            page.goto(production.url(site), wait_until="commit")
        page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length === 1")
        # A slow machine may paint before it has read the heading.
        heading = page.locator("h1")
        heading.wait_for(state="visible")
        assert len(waiting) == 1
        assert heading.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") > 28
        # What follows is not shown before it has its styles.
        assert page.locator(".ms-footer").count() == 0
        waiting[0].continue_()
        page.locator(".ms-footer").wait_for()
        context.close()

    def test_is_styled_by_one_file(self, production: Served, visit: Visitor, site: str) -> None:
        for expected in production.manifest(site).pages:
            html = (production.dist / site / expected.path).read_text("utf-8")
            head, body = html.split("</head>")
            assert len(re.findall('rel="stylesheet"', head)) == 1, expected.path
            assert len(re.findall('rel="stylesheet"', body)) == 1, expected.path
            assert body.index('rel="stylesheet"') > body.index("<h1"), expected.path
        assert visit(production.url(site)).complaints == []


@pytest.mark.parametrize("site", SITES)
class TestSwitcher:
    def test_leads_to_the_sister_sites(self, production: Served, visit: Visitor, site: str) -> None:
        page = visit(production.url(site)).page
        button, menu = page.locator(".ms-switch-button"), page.locator("#ms-switch")
        assert button.inner_text() == "花守市のサイト"
        assert not menu.is_visible()
        button.focus()
        page.keyboard.press("Enter")
        menu.wait_for(state="visible")
        # The browser tells the script of an opened popover after it has shown it.
        page.locator('.ms-switch-button[aria-expanded="true"]').wait_for()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('#ms-switch') !== null")
        links = [link.get_attribute("href") for link in menu.locator("a").all()]
        others = [other for other in SITES if other != site]
        assert links == [f"https://{other}.hanamori.example.jp/" for other in others]
        page.keyboard.press("Escape")
        menu.wait_for(state="hidden")
        page.locator('.ms-switch-button[aria-expanded="false"]').wait_for()
        assert page.evaluate("document.activeElement.className") == "ms-switch-button"

    def test_is_measured(self, production: Served, visit: Visitor, site: str) -> None:
        visited = visit(production.url(site))
        page = visited.page
        page.evaluate(
            "document.addEventListener('click', (event) => event.target.closest('a') && event.preventDefault())"
        )
        page.locator(".ms-switch-button").click()
        page.locator("#ms-switch a").first.click()
        other = next(other for other in SITES if other != site)
        assert ("site_switch", other) in [(name, params.get("to")) for name, params in visited.events()]

    def test_opens_without_javascript(self, production: Served, visit: Visitor, site: str) -> None:
        page = visit(production.url(site), java_script_enabled=False).page
        page.locator(".ms-switch-button").click()
        page.locator("#ms-switch").wait_for(state="visible")

    def test_is_a_part_of_the_menu_on_a_telephone(self, production: Served, visit: Visitor, site: str) -> None:
        page = visit(production.url(site), width=390).page
        assert not page.locator(".ms-switch-button").is_visible()
        assert not page.locator("#ms-switch").is_visible()
        page.locator(".ms-menu-button").click()
        page.locator("#ms-switch a").first.wait_for(state="visible")
        assert not page.locator(".ms-switch-button").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("site", SITES)
class TestSchemes:
    def test_page_has_the_ground_of_its_scheme(
        self, production: Served, visit: Visitor, site: str, scheme: str
    ) -> None:
        page = visit(production.url(site), color_scheme=scheme).page
        ground, ink = (
            hexadecimal(page.locator(".ms-page").evaluate(f"e => getComputedStyle(e).{name}"))
            for name in ("backgroundColor", "color")
        )
        assert contrast(ink, ground) >= 7
        assert contrast(ground, "#000000" if scheme == "dark" else "#ffffff") < 1.3
        assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light dark"

    def test_focus_is_seen_on_every_ground(self, production: Served, visit: Visitor, site: str, scheme: str) -> None:
        """Two rings that are far from each other: one of them differs from whatever lies below (WCAG 2.4.13)."""
        page = visit(production.url(site), color_scheme=scheme).page
        seen = 0
        for _ in range(60):
            page.keyboard.press("Tab")
            if not (ring := page.evaluate(RINGS)):
                break
            assert ring["line"] == ["solid", 3], ring
            assert contrast(hexadecimal(ring["outer"]), hexadecimal(ring["inner"])) >= 3, ring
            seen += 1
        assert seen > 20


@pytest.mark.parametrize("site", SITES)
def test_paper_is_white_whatever_the_screen(production: Served, visit: Visitor, site: str) -> None:
    page = visit(production.url(site), color_scheme="dark").page
    page.emulate_media(media="print")
    assert page.locator("h1").evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
    assert page.locator(".ms-page").evaluate("e => getComputedStyle(e).backgroundColor") == "rgba(0, 0, 0, 0)"
    for hidden in (".ms-menu-button", ".ms-navigation", ".ms-sisters", ".ms-footer-links", ".ms-buttons"):
        assert not page.locator(hidden).first.is_visible(), hidden


@pytest.mark.parametrize("site", SITES)
def test_forced_colours_keep_outlines(production: Served, visit: Visitor, site: str) -> None:
    page = visit(production.url(site), width=390, forced_colors="active").page
    icon = "e => getComputedStyle(e, '::before').borderTopWidth"
    assert page.locator(".ms-menu-icon").evaluate(icon) == "2px"
    assert page.locator(".ms-button").first.evaluate("e => getComputedStyle(e).borderTopStyle") == "solid"


@pytest.mark.parametrize("site", SITES)
def test_nothing_moves_for_those_who_ask(production: Served, visit: Visitor, site: str) -> None:
    page = visit(production.url(site), reduced_motion="reduce").page
    moving = "[...document.querySelectorAll('body *')].filter(e => parseFloat(getComputedStyle(e).transitionDuration)).length"
    assert page.evaluate(moving) == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
