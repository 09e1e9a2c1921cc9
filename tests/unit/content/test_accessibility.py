"""What lies in a site's folder about accessibility: broken files are named at their line, absent ones are no problem."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from microsites.content.accessibility import MACHINE_FILE, TEST_FILE, AccessibilityRecord, needed, read_record
from microsites.content.wcag import CRITERIA
from microsites.content.wcag_checks import CHECKS, MEANS
from microsites.errors import Problem

TEST = """\
started: 2026-11-09
finished: 2026-11-13
tester: 観光係
choice: 主なページ
method: 目視とキーボード
pages: [index, farms]
criteria:
  "1.1.1": {result: fail, note: 図に説明がない（farms）}
  "2.1.1": {result: pass}
"""
MACHINE = {
    "tool": "axe-core",
    "version": "4.14.1",
    "date": "2026-11-22",
    "pages": 3,
    "criteria": {"1.4.3": {"rules": 1, "passed": 4, "violations": 2, "unclear": 1}},
}


def read(
    folder: Path, test: str | None = None, machine: str | None = None
) -> tuple[AccessibilityRecord, list[Problem]]:
    site = folder / "berry"
    site.mkdir()
    if test is not None:
        (site / TEST_FILE).write_text(test, "utf-8")
    if machine is not None:
        (site / MACHINE_FILE).write_text(machine, "utf-8")
    problems: list[Problem] = []
    return read_record(site, {"index": 1, "farms": 2}, problems), problems


def test_what_is_not_there_is_no_problem(tmp_path: Path) -> None:
    assert read(tmp_path) == (AccessibilityRecord(), [])


def test_what_is_there_is_read(tmp_path: Path) -> None:
    record, problems = read(tmp_path, TEST, json.dumps(MACHINE))
    assert problems == []
    assert record.test is not None
    assert [record.test.result(number) for number in ("1.1.1", "2.1.1", "4.1.2")] == ["fail", "pass", "not_tested"]
    assert record.machine is not None
    assert record.machine.criteria["1.4.3"].model_dump() == {"rules": 1, "passed": 4, "violations": 2, "unclear": 1}


@pytest.mark.parametrize(
    ("old", "new", "place", "said"),
    [
        ('"2.1.1"', '"2.1.9"', "9:3", "'2.1.9' is no success criterion"),
        ('"2.1.1"', '"1.4.6"', "9:3", "'1.4.6' is no success criterion"),
        ("[index, farms]", "[index, farm]", "6:16", "there is no page 'farm'"),
        (", note: 図に説明がない（farms）", "", "8:12", "a criterion that is not met needs a note"),
        ("result: pass", "result: ok", "9:21", "ok"),
        ("finished: 2026-11-13", "finished: 2026-11-08", "1:1", "finished is before started"),
        ("finished: 2026-11-13", "finished: 2026-11-31", "2:11", "2026-11-31"),
        ("pages: [index, farms]", "pages: []", "6:8", ""),
        ("tester: 観光係\n", "", "1:1", "tester"),
        ("method: 目視とキーボード", "methods: 目視", "5:1", "methods"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(tmp_path: Path, old: str, new: str, place: str, said: str) -> None:
    assert TEST.count(old) == 1
    _, problems = read(tmp_path, TEST.replace(old, new))
    places = {f"{problem.file}:{problem.line}:{problem.column}": problem.message for problem in problems}
    assert f"berry/{TEST_FILE}:{place}" in places
    assert said in places[f"berry/{TEST_FILE}:{place}"]


def test_a_page_that_is_misspelt_is_suggested(tmp_path: Path) -> None:
    _, problems = read(tmp_path, TEST.replace("[index, farms]", "[index, farm]"))
    assert [(problem.code, problem.hint) for problem in problems] == [("CFG010", "did you mean 'farms'?")]


def test_yaml_that_cannot_be_read(tmp_path: Path) -> None:
    record, problems = read(tmp_path, TEST.replace("result: pass}", "result: pass"))
    assert record.test is None
    assert [problem.file for problem in problems] == [f"berry/{TEST_FILE}"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("{", "1:2"),
        ("[]", "1:1"),
        (json.dumps(MACHINE | {"pages": 0}), "1:1"),
        (json.dumps(MACHINE | {"conforming": True}), "1:1"),
        (
            json.dumps(MACHINE | {"criteria": {"1.4.3": {"rules": 1, "passed": -1, "violations": 0, "unclear": 0}}}),
            "1:1",
        ),
        (
            json.dumps(MACHINE | {"criteria": {"1.4.10": {"rules": 1, "passed": 1, "violations": 0, "unclear": 0}}}),
            "1:1",
        ),
    ],
)
def test_a_machines_file_that_is_broken(tmp_path: Path, text: str, place: str) -> None:
    record, problems = read(tmp_path, TEST, text)
    assert record.machine is None
    assert [f"{problem.file}:{problem.line}:{problem.column}" for problem in problems] == [
        f"berry/{MACHINE_FILE}:{place}"
    ]


def test_criteria_of_the_standard() -> None:
    """38 criteria of WCAG 2.0: 25 of level A, 13 of level AA."""
    assert len({criterion.number for criterion in CRITERIA}) == len(CRITERIA) == len(needed("AA")) == 38
    assert len(needed("A")) == 25
    assert {criterion.level for criterion in needed("A")} == {"A"}
    assert [each.number for each in CRITERIA] == sorted(each.number for each in CRITERIA)


def test_a_person_is_told_about_every_criterion_what_to_do() -> None:
    assert list(CHECKS) == [criterion.number for criterion in CRITERIA]
    for number, check in CHECKS.items():
        assert check.means, number
        for text in (check.how, check.met, check.absent or "。"):
            assert text.endswith("。"), f"{number}: {text}"
    assert len({check.how for check in CHECKS.values()}) == len({check.met for check in CHECKS.values()}) == 38
    assert {means for check in CHECKS.values() for means in check.means} == set(MEANS)
