"""The sites by keyboard alone: everything is reached in reading order, seen where it is, and left again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hosted import GALLERY, PROMOTION, SITES, HostedSite

WALK = (Path(__file__).parent / "focus_walk.js").read_text("utf-8")
WIDTHS = (390, 1280)
SCOPE = {GALLERY: ".md-content"}
"""Of the handbook, what is ours: its frame is that of Material for MkDocs, for staff at a desk."""


def faults(page: Any, scope: str = "html") -> Iterator[str]:
    """What goes wrong on the way through a page with the Tab key, from its start to its end."""
    names = page.evaluate("selector => focusWalk.prepare(selector)", scope)
    order = []
    for _ in range(
        page.evaluate("document.querySelectorAll('a, button, input, summary, [tabindex]').length") * 2 + 100
    ):
        page.keyboard.press("Tab")
        here = page.evaluate("focusWalk.arrived()")
        if here["fault"]:
            yield here["fault"]
        if order and here["index"] == order[-1]:
            yield f"the focus is trapped at {names[order[-1]]}"
        if here["index"] == -1 or here["index"] in order:
            break
        if here["index"] >= 0:
            order.append(here["index"])
    else:
        yield f"the focus never comes back to the start: {order}"
    if missed := sorted(set(range(len(names))) - set(order)):
        yield f"{len(missed)} never reached, first: {names[missed[0]]}"
    if order != sorted(order):
        first = next(index for index, following in pairwise(order) if following < index)
        yield f"not in reading order after {names[first]}"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("site", SITES)
def test_walk_through_every_page(
    hosted: dict[str, HostedSite], new_page: Callable[..., Any], site: str, width: int
) -> None:
    page = new_page(width, init_script=WALK)
    found = []
    for path in hosted[site].pages:
        page.goto(hosted[site].url(path))
        found += [f"{path} at {width}: {fault}" for fault in faults(page, SCOPE.get(site, "html"))]
    assert found == []


OPENERS = """() => Array.from(document.querySelectorAll(
    'summary, button[popovertarget], button[commandfor], button[aria-expanded], button[aria-haspopup=dialog]'))
  .filter(element => element.checkVisibility({visibilityProperty: true}))
  .map((element, number) => { element.dataset.opener = number; return element.outerHTML.slice(0, 120); })"""
STATE = """element => {
  const id = element.getAttribute('popovertarget') || element.getAttribute('commandfor')
    || element.getAttribute('aria-controls');
  const target = element.localName === 'summary' ? element.parentElement : id && document.getElementById(id);
  const layer = document.querySelector('dialog[open]') || document.querySelector(':popover-open');
  const open = target && target.localName === 'details' ? target.open
    : element.getAttribute('aria-expanded') === 'true'
      || Boolean(layer) || Boolean(target && target.checkVisibility({visibilityProperty: true}));
  return {open, layer: Boolean(layer), focused: document.activeElement === element,
          inside: Boolean(layer && layer.contains(document.activeElement))};
}"""


def becomes(element: Any, **wanted: bool) -> bool:
    """Whether the state of an element comes to be so: some of it is told by events that the browser sends later."""
    from playwright import sync_api as playwright

    question = f"([element, wanted]) => {{ const now = ({STATE})(element); return Object.keys(wanted).every(k => now[k] === wanted[k]) }}"
    try:
        element.page.wait_for_function(question, arg=[element.element_handle(), wanted], timeout=3_000)
    except playwright.TimeoutError:
        return False
    return True


def opener_faults(page: Any, selector: str) -> Iterator[str]:
    """What goes wrong when something is opened with Enter and closed again."""
    element = page.locator(selector)
    element.focus()
    if element.evaluate(STATE)["open"]:
        page.keyboard.press("Enter")
        if not becomes(element, open=False):
            yield "Enter does not close it"
        return
    page.keyboard.press("Enter")
    if not becomes(element, open=True):
        yield "Enter does not open it"
        return
    opened = element.evaluate(STATE)
    if not opened["layer"]:
        page.keyboard.press("Enter")
        if not becomes(element, open=False):
            yield "a second Enter does not close it"
        return
    if not opened["inside"]:
        page.keyboard.press("Tab")
        if not becomes(element, inside=True):
            yield "the next Tab does not lead into what was opened"
    page.keyboard.press("Escape")
    if not becomes(element, layer=False):
        yield "Escape does not close it"
    elif not becomes(element, focused=True):
        yield "after Escape the focus is lost"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("site", SITES)
def test_whatever_opens_is_opened_and_closed_by_keyboard(
    hosted: dict[str, HostedSite], new_page: Callable[..., Any], site: str, width: int
) -> None:
    page = new_page(width)
    found = []
    seen: set[str] = set()
    for path in hosted[site].pages:
        page.goto(hosted[site].url(path), wait_until="domcontentloaded")
        for number, name in enumerate(page.evaluate(OPENERS)):
            # The same button of header or footer once a site; a page's own are many and of one kind.
            if name not in seen:
                seen.add(name)
                found += [
                    f"{path} at {width}: {name}: {fault}" for fault in opener_faults(page, f"[data-opener='{number}']")
                ]
    assert found == []


@pytest.mark.parametrize("site", PROMOTION)
def test_search_from_the_field_to_a_result(
    hosted: dict[str, HostedSite], new_page: Callable[..., Any], site: str
) -> None:
    page = new_page(390)
    page.goto(hosted[site].url("search/index.html"))
    page.locator("input[type=search]").focus()
    page.keyboard.type("花守市")
    page.keyboard.press("Enter")
    result = page.locator("#ms-search-results a").first
    result.wait_for(state="visible")
    assert page.evaluate("document.activeElement !== document.body"), "the focus is lost once results are there"
    for _ in range(4):
        page.keyboard.press("Tab")
        if result.evaluate("link => document.activeElement === link"):
            break
    else:
        pytest.fail("the first result is not among the next four stops")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/search/" not in address)


BROKEN = {
    "focus cannot be seen": "<style>main a { outline: none !important; box-shadow: none !important }</style>",
    "covered by": "<style>#lid { position: fixed; inset: 0; z-index: 9 }</style><div id='lid'></div>",
    "not in reading order": "<p><a href='#x' tabindex='2'>x</a><a href='#y' tabindex='1'>y</a></p>",
    "trapped": "<p><input onkeydown='event.preventDefault()'></p>",
}


@pytest.mark.parametrize("fault", BROKEN)
def test_walk_finds_what_is_broken(new_page: Callable[..., Any], fault: str) -> None:
    page = new_page(init_script=WALK)
    page.set_content(
        f"<main><p><a href='#a'>a</a> <a href='#b'>b</a></p>{BROKEN[fault]}<p><a href='#c'>c</a></p></main>"
    )
    page.evaluate(WALK)
    assert any(fault in sentence for sentence in faults(page))
