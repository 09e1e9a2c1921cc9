"""Every rule is complete, passes its good tree and finds exactly what is wrong with its bad one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from external_network import external, read_world
from microsites.check.findings import SEVERITIES, Finding
from microsites.check.rules import CATALOGUE, RuleInfo
from microsites.check.runner import check_directory
from microsites.i18n.message import Message
from microsites.measurement.provider_reader import providers_with

HERE = Path(__file__).parent
FIXTURES = sorted(folder.parent for folder in HERE.glob("*/*/expected.json"))
PROVIDERS = providers_with(None)
TODAY = date(2026, 11, 22)
HINTS = frozenset(rule.HINT for rule in CATALOGUE)
PHRASE = re.compile(r"(?<![<\w])[a-z]{2,} [a-z]{2,}\b")
"""Two English words; not the name of an element and of its attribute."""
IN_THEIR_OWN_TREES = ("LNK009", "LNK010", "SEO006", "A11Y018")
"""How visitors find a page, whether its description says enough and whether it fits a phone is judged in these rules' own
trees: elsewhere, pages are as short as they can be, and few are linked to each other."""


@pytest.mark.parametrize("folder", FIXTURES, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_fixture(folder: Path) -> None:
    expected = json.loads((folder / "expected.json").read_text("utf-8"))

    ignore = tuple(code for code in IN_THEIR_OWN_TREES if code != folder.parent.name)
    answers = folder / "answers.json"
    asked = external(read_world(answers)) if answers.is_file() else None
    report = check_directory(folder, providers=PROVIDERS, today=TODAY, ignore=ignore, external=asked)

    found = [
        {"code": f.code, "page": f.page, "file": f.location.file, "line": f.location.line} for f in report.findings
    ]
    assert sorted(found, key=str) == sorted(expected, key=str)
    assert {f["code"] for f in expected} == ({folder.parent.name} if folder.name == "fail" else set())
    assert [words for finding in report.findings for words in _left_in_english(finding, folder)] == []


def _left_in_english(finding: Finding, folder: Path) -> Iterator[str]:
    """What no translator will ever see: words of a rule that are neither a message nor stand in what was checked."""
    assert isinstance(finding.message, Message)
    if not isinstance(finding.hint, Message) and finding.hint not in HINTS:
        yield finding.hint
    yield from _phrases(finding.message, folder)
    if isinstance(finding.hint, Message):
        yield from _phrases(finding.hint, folder)


def _phrases(message: Message, folder: Path) -> Iterator[str]:
    for value in message.values.values():
        if isinstance(value, Message):
            yield from _phrases(value, folder)
        elif isinstance(value, str) and (phrase := PHRASE.search(value)) and not _stands_in(folder, phrase[0]):
            yield value


def _stands_in(folder: Path, words: str) -> bool:
    files = (file for file in folder.rglob("*") if file.is_file())
    return any(words in " ".join(file.read_text("utf-8", "replace").split()) for file in files)


@pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: rule.CODE)
def test_rule_is_complete(rule: RuleInfo) -> None:
    assert re.fullmatch(r"[A-Z]{2,}(11Y)?\d{3}|A11Y\d{3}", rule.CODE)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.NAME)
    assert rule.SEVERITY in SEVERITIES
    assert rule.MESSAGE
    assert rule.HINT
    documentation = rule.__doc__ or ""
    for part in ("What it does", "Why it matters", "How to fix", "An example"):
        assert re.search(rf"^{part}\n    \S", documentation, re.MULTILINE), part
    for kind in ("pass", "fail"):
        assert (HERE / rule.CODE / kind / "expected.json").is_file(), kind


def test_file_is_named_like_its_rule() -> None:
    for rule in CATALOGUE:
        assert rule.__name__.rpartition(".")[2].replace("_", "-") == rule.NAME


def test_codes_and_names_are_unique() -> None:
    assert len({rule.CODE for rule in CATALOGUE}) == len({rule.NAME for rule in CATALOGUE}) == len(CATALOGUE)


def test_every_rule_file_is_registered() -> None:
    folder = Path(CATALOGUE[0].__file__).parent
    files = {file.stem for file in folder.glob("*.py") if file.stem != "__init__"}
    assert files == {rule.__name__.rpartition(".")[2] for rule in CATALOGUE}


def test_every_fixture_belongs_to_a_rule() -> None:
    assert {folder.parent.name for folder in FIXTURES} == {rule.CODE for rule in CATALOGUE}
