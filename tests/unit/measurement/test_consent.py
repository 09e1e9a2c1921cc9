"""How tags are written in each mode of consent, and what visitors are asked for."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from microsites.content.measuring import ConsentMode
from microsites.manifest import ExpectedProvider, Treatment
from microsites.measurement.consent import EXPECTED_HITS, Question, Step, questions, treatment
from microsites.measurement.provider_reader import providers_with
from microsites.measurement.providers import Provider

PROVIDERS = providers_with(None)
GOOGLE, OTHER, MANAGER = PROVIDERS["ga4"], PROVIDERS["matomo"], PROVIDERS["gtm"]


@pytest.mark.parametrize(
    ("mode", "google", "other"),
    [
        ("disclose", "at_once", "at_once"),
        ("opt_out", "unless_refused", "unless_refused"),
        ("basic", "after_consent", "after_consent"),
        ("advanced", "cookieless", "after_consent"),
    ],
)
def test_treatment_follows_the_mode(mode: ConsentMode, google: Treatment, other: Treatment) -> None:
    def of(provider: Provider) -> Treatment:
        return treatment(provider, mode)

    assert (of(GOOGLE), of(OTHER), of(MANAGER)) == (google, other, other)


def test_table_has_every_treatment_and_every_step() -> None:
    assert set(EXPECTED_HITS) == set(get_args(Treatment))
    for name, steps in EXPECTED_HITS.items():
        assert set(steps) == ({"no_choice"} if name == "at_once" else set(get_args(Step))), name


def test_refusing_and_withdrawing_leave_nothing_that_identifies() -> None:
    for steps in EXPECTED_HITS.values():
        assert steps.get("refuse") in (None, "none", "cookieless")
        assert steps.get("withdraw") == steps.get("refuse")


def expected(**fields: Any) -> ExpectedProvider:
    return ExpectedProvider(provider="x", ids=("1",), **fields)


class TestQuestions:
    def test_nothing_is_asked_where_every_tag_simply_runs(self) -> None:
        assert questions([expected(treatment="at_once")]) == ()
        assert questions([]) == ()

    def test_each_category_once_and_only_where_there_is_something_to_decide(self) -> None:
        found = questions(
            [
                expected(treatment="after_consent", category="advertising"),
                expected(treatment="after_consent", category="advertising"),
                expected(treatment="at_once", category="analytics"),
            ]
        )
        assert found == (Question("advertising", asked=True, cookieless=False),)

    def test_what_runs_unless_refused_is_not_asked_for(self) -> None:
        assert questions([expected(treatment="unless_refused")]) == (
            Question("analytics", asked=False, cookieless=False),
        )

    def test_one_tag_without_cookies_is_said(self) -> None:
        found = questions([expected(treatment="after_consent"), expected(treatment="cookieless")])
        assert found == (Question("analytics", asked=True, cookieless=True),)
