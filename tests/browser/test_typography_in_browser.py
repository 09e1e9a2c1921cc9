"""On a small phone headings break between phrases and cells of tables do not fall apart; a page and its easy version
lead to each other.
"""

from __future__ import annotations

from itertools import accumulate
from typing import Any

import pytest
from visiting import Served, Visitor

from microsites.pages.typography import phrases_of

SITES = ("strawberry", "migration", "poc-call")

HEADINGS = ".ms-page :is(h1, h2, h3)"
LINES = """(selector) => [...document.querySelectorAll(selector)].filter(
  (heading) => heading.checkVisibility() && !heading.closest('.ms-prose, .ms-visually-hidden')).map((heading) => {
  const texts = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const lines = [];
  let top = null;
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    if (node.parentElement.closest('rt, rp, .ms-visually-hidden')) continue;
    for (let at = 0; at < node.data.length; at++) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = range.getBoundingClientRect();
      if (box.width && (top === null || Math.abs(box.top - top) > box.height / 2)) { top = box.top; lines.push(''); }
      if (lines.length) lines[lines.length - 1] += node.data[at];
    }
  }
  return {lines, over: heading.scrollWidth > heading.clientWidth + 1};
})"""
"""The lines of every element as they are laid out, and whether one is wider than its place."""


def _broken_inside_a_phrase(lines: list[str]) -> list[str]:
    """Lines that start inside a phrase which would have fitted on a line of its own."""
    text = "".join(lines)
    ends = [0, *accumulate(len(phrase) for phrase in phrases_of(text))]
    starts = [0, *accumulate(len(line) for line in lines)]
    found = []
    for start, line in zip(starts, lines, strict=False):
        phrase = max(end for end in ends if end <= start)
        # Beside brackets and behind punctuation every browser breaks; a phrase at a line's start was too long for it.
        by_itself = start and (text[start - 1] in "、。・！？」』）…" or text[start] in "「『（")
        if phrase != start and not by_itself and phrase not in starts:
            found.append(line)
    return found


def _check(page: Any, path: str) -> list[tuple[str, str, list[str]]]:
    faults = []
    for heading in page.evaluate(LINES, HEADINGS):
        lines = heading["lines"]
        if heading["over"]:
            faults.append((path, "too wide", lines))
        elif _broken_inside_a_phrase(lines):
            faults.append((path, "broken inside a phrase", lines))
    return faults


@pytest.mark.parametrize("site", SITES)
def test_headings_of_a_home_page_break_between_phrases(production: Served, visit: Visitor, site: str) -> None:
    page = visit(production.url(site), width=320).page
    headings = page.evaluate(LINES, HEADINGS)
    assert sum(len(heading["lines"]) > 1 for heading in headings) >= 2
    assert _check(page, "") == []


@pytest.mark.proof
@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("width", [320, 390, 768])
def test_headings_of_every_page_break_between_phrases(
    production: Served, visit: Visitor, site: str, width: int
) -> None:
    page = visit(production.url(site), width=width).page
    faults = []
    for expected in production.manifest(site).pages:
        page.goto(production.url(site, expected.path), wait_until="domcontentloaded")
        faults += _check(page, expected.path)
    assert faults == []


def test_a_cell_with_a_reading_stays_one_line(production: Served, visit: Visitor) -> None:
    """「12分」 with ふん above it is one text, also where a phone shows the rows of a table as blocks."""
    page = visit(production.url("strawberry", "access/easy/index.html"), width=390).page
    cells = page.evaluate(LINES, ".ms-stacked td")
    assert [cell["lines"] for cell in cells][:4] == [["2番"], ["川原いちご団地"], ["12分"], ["200円"]]
    assert [cell for cell in cells if len(cell["lines"]) > 1 or cell["over"]] == []


def test_easy_japanese_is_one_press_away(production: Served, visit: Visitor) -> None:
    visited = visit(production.url("migration", "consultation/index.html"), width=390, java_script_enabled=False)
    page = visited.page
    page.get_by_role("link", name="やさしい日本語").click()
    page.wait_for_url("**/migration/consultation/easy/")
    reading = page.locator("h1 rt").first
    assert reading.inner_text() == "はなもりし"
    box, heading = reading.bounding_box(), page.locator("h1").bounding_box()
    assert box["height"] < heading["height"] / 3
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("link", name="ふつうの日本語").click()
    page.wait_for_url("**/migration/consultation/")
    assert visited.complaints == []
