"""What a program found is counted by criterion: each element once, with the worst that was said of it."""

from __future__ import annotations

import json
from datetime import date

from tools.accessibility import counted, criteria_of, written
from tools.axe import Found, Verdict

from microsites.content.accessibility import MachineResult

RULES = {
    "color-contrast": ("cat.color", "wcag2aa", "wcag143"),
    "image-alt": ("wcag2a", "wcag111", "section508"),
    "link-name": ("wcag2a", "wcag244", "wcag412"),
    "button-name": ("wcag2a", "wcag412"),
    "reflow": ("wcag2a", "wcag1410"),
    "no-exception": ("wcag2aaa", "wcag213"),
}


def said(verdict: Verdict, rule: str, *targets: str) -> Found:
    return Found(verdict, rule, RULES[rule], targets, "")


def test_tags_name_criteria_of_the_standard() -> None:
    assert criteria_of(RULES["color-contrast"]) == ("1.4.3",)
    assert criteria_of(RULES["link-name"]) == ("2.4.4", "4.1.2")
    assert criteria_of(("wcag1410", "wcag213", "wcag2a", "wcag22aa", "best-practice")) == ()


def test_an_element_counts_once_with_the_worst_that_was_said() -> None:
    found = [
        ("index.html", said("passes", "color-contrast", "p", "a", "h1")),
        ("index.html", said("violations", "color-contrast", "a")),  # in the dark
        ("index.html", said("passes", "color-contrast", "a", "p")),  # on a wide screen
        ("index.html", said("incomplete", "color-contrast", "h1")),
        ("about/index.html", said("passes", "color-contrast", "a")),
        ("index.html", said("passes", "link-name", "a")),
        ("index.html", said("violations", "button-name", "a", "button")),
    ]
    counts = {number: tuple(each.model_dump().values()) for number, each in counted(RULES, found).items()}
    assert counts == {
        "1.1.1": (1, 0, 0, 0),
        "1.4.3": (1, 2, 1, 1),
        "2.4.4": (1, 1, 0, 0),
        "4.1.2": (2, 0, 2, 0),
    }, "rules, passed, violations, unclear"
    assert list(counts) == sorted(counts)


def test_order_of_what_was_found_does_not_matter() -> None:
    found = [
        ("index.html", said(verdict, "color-contrast", "a"))
        for verdict in ("violations", "passes", "incomplete", "passes")
    ]
    assert counted(RULES, found) == counted(RULES, reversed(found))


def test_what_is_written_is_read_again() -> None:
    result = MachineResult(
        tool="axe-core",
        version="4.14.1",
        date=date(2026, 11, 22),
        pages=2,
        criteria=counted(RULES, [("index.html", said("passes", "image-alt", "img"))]),
    )
    text = written(result)
    assert MachineResult.model_validate(json.loads(text)) == result
    assert text.startswith('{\n  "tool": "axe-core",\n  "version": "4.14.1",\n  "date": "2026-11-22",\n  "pages": 2,')
    assert text.endswith("}\n")
