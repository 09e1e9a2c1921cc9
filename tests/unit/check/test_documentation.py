"""What rules say of themselves, in both languages."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest
from click.testing import CliRunner

from microsites.check.documentation import documentation_of, fingerprint, outdated
from microsites.check.rules import CATALOGUE, RuleInfo
from microsites.cli.main import main

LINK = next(rule for rule in CATALOGUE if rule.CODE == "LNK001")


def with_docstring(text: str) -> RuleInfo:
    return cast("RuleInfo", SimpleNamespace(CODE="LNK001", NAME="broken-link", SEVERITY="error", __doc__=text))


def test_every_rule_is_translated_from_the_english_that_stands_there() -> None:
    assert outdated(CATALOGUE) == ()


@pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: rule.CODE)
def test_every_rule_says_all_of_it_in_both_languages(rule: RuleInfo) -> None:
    for language in ("en", "ja"):
        said = documentation_of(rule, language)
        assert all((said.title, said.what, said.why, said.fix, said.example)), language
        assert [text for _, text in said.parts if "``" in text] == []


def test_a_translation_of_older_english_is_not_shown() -> None:
    changed = with_docstring("A link is odd.\n\nWhat it does\n    Looks at ``<a>``.\n")
    assert documentation_of(changed, "ja") == documentation_of(changed, "en")
    assert documentation_of(changed, "ja").what == "Looks at `<a>`."
    (told,) = outdated([changed, *(rule for rule in CATALOGUE if rule != LINK)])
    assert told == f"LNK001: write Japanese for it with 'of: \"{fingerprint(changed)}\"'"


def test_words_of_a_rule_that_is_gone_are_told() -> None:
    assert outdated(rule for rule in CATALOGUE if rule != LINK) == ("LNK001: there is no such rule any more",)


@pytest.mark.parametrize(
    ("language", "first", "heading"),
    [
        ("en", "A link leads to a page that is not in the site.", "How to fix"),
        ("ja", "サイトにないページへのリンク", "直し方"),
    ],
)
def test_the_command_explains_it_in_the_language_of_its_reader(language: str, first: str, heading: str) -> None:
    result = CliRunner().invoke(main, ["rules", "LNK001", "--lang", language])
    lines = result.output.splitlines()
    assert (lines[2], heading in lines) == (first, True)
    assert max(map(len, lines)) <= 100 or language == "ja"
    listed = CliRunner().invoke(main, ["rules", "--lang", language]).output
    severity = {"en": "error   ", "ja": "誤り    "}[language]
    assert f"LNK001   {severity} {first.rstrip('.')}  [broken-link]" in listed.splitlines()
