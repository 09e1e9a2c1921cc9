"""What a terminal shows is in one language: no English label stays in the Japanese, and the other way round."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from microsites.cli.main import main
from portfolios import AT, HOME, PLAN, PORTFOLIO, SITE, EditablePortfolio

LABELS = {
    "plan": (
        "purpose, audience, owner, goal, counts, not counted, kind, stands for, true count, from, baseline, target, per, "
        "received, read on, next review, version, since, in use, none yet, no goal, automatic events, nobody, "
        "nothing can fire it now, the site's script, works until refused, sees, click, itself, called"
    ),
    "checklist": "look up, administration, expected, where, advice, declared, off, nothing is declared, from, Header, by",
    "providers": (
        "documentation, form of IDs, category, events, all of, traits, obeys, keeps, opaque, self-hosted, talks to, "
        "data sent, scripts, pictures, recognised by, loads it, sets its ID, hits, bots, event names, reserved, at most, "
        "characters, parameter names, parameters, values, on or off, follows from, counts, by itself as, recipient, "
        "what is sent, purpose here, purpose there, stored, policy, opt-out, required, default, text, list, remarks"
    ),
}
"""English words that people read, as they stand in the English output; names of the data and of YAML are none of them."""


def has(label: str, text: str) -> bool:
    return re.search(rf"(?<![\w'/.-]){re.escape(label)}(?![\w/.-])", text) is not None


def run(*arguments: str) -> str:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def everything(portfolio: EditablePortfolio) -> EditablePortfolio:
    """What the plan has a word for, and the minimal portfolio does not have."""
    portfolio.replace(PORTFOLIO, "tags: tags\n", "tags: tags\nmeasuring:\n  consent: {analytics: opt_out}\n")
    portfolio.replace(PORTFOLIO, "opt_out}\n", "opt_out}\n  settings:\n    ga4: {enhanced_scrolls: false}\n")
    portfolio.replace(
        PLAN,
        "    owner: 観光係\n    parameters:\n",
        "    owner: 観光係\n    since: 2026-10-01\n    names: {ga4: generate_lead}\n    parameters:\n",
    )
    portfolio.replace(HOME, "goal: booking, params: {place: aoki}", "event: guide_download")
    return portfolio


def shown(portfolio: EditablePortfolio, name: str, language: str) -> str:
    if name == "providers":
        return "".join(run("providers", each, "--lang", language) for each in ("ga4", "matomo", "plausible", "gtm"))
    at = ("--at", AT) if name == "plan" else ()
    return run(name, "--portfolio", str(portfolio.root), *at, "--lang", language)


@pytest.mark.parametrize("name", LABELS)
def test_no_english_label_stays_in_japanese(everything: EditablePortfolio, name: str) -> None:
    english, japanese = (shown(everything, name, language) for language in ("en", "ja"))
    labels = LABELS[name].split(", ")
    # A word that is no label any more would prove nothing.
    assert [label for label in labels if not has(label, english)] == []
    assert [label for label in labels if has(label, japanese)] == []


def test_reports_are_japanese_and_the_reference_follows_the_machine(everything: EditablePortfolio) -> None:
    where = ("--portfolio", str(everything.root))
    assert run("plan", *where, "--at", AT) == shown(everything, "plan", "ja")
    assert run("checklist", *where) == shown(everything, "checklist", "ja")
    assert run("providers", "ga4") == run("providers", "ga4", "--lang", "en")


def test_machine_in_japanese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "ja_JP")
    assert run("providers", "ga4") == run("providers", "ga4", "--lang", "ja")
    assert "広告（advertising）" in run("providers")


def test_what_an_editor_wrote_is_no_message(everything: EditablePortfolio) -> None:
    everything.replace(SITE, "purpose: いちご狩りの予約を増やす。", "purpose: owner")
    assert "  目的  owner\n" in shown(everything, "plan", "ja")
