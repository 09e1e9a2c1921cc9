"""Goals and calls to action that the plan does not allow as they are."""

from __future__ import annotations

import pytest
from plan_changes import (
    MOVE,
    PARAMETER,
    Wrong,
    add_event,
    only_problem,
    parameter,
)

from microsites.build.portfolio import read_portfolio
from portfolios import ACCESS, HOME, PLAN, SITE, EditablePortfolio

RETIRED = "{name: old, definition: a, owner: b, status: retired}"
PROPOSED = "{name: new, definition: a, owner: b, status: proposed}"

EVENTS = {
    "goal without event": Wrong(
        ((SITE, "event: booking_click", "event: boking_click"),),
        SITE,
        "boking_click",
        "CFG026",
        "there is no event 'boking_click' in the tracking plan",
        "did you mean 'booking_click'?",
    ),
    "two goals, one event": Wrong(
        (
            (
                MOVE,
                "    next_review: 2027-04-15",
                (
                    "    next_review: 2027-04-15\n  - id: second\n    name: a\n    definition: b\n    excludes: c\n"
                    "    kind: completed\n    event: guide_download # 2\n    unit: 件\n    period: month\n"
                    "    target: {value: 1, date: 2027-03-31}\n    owner: d\n    next_review: 2027-04-15"
                ),
            ),
        ),
        MOVE,
        "guide_download # 2",
        "CFG028",
        "event 'guide_download' counts for goal 'guide' already (line 16)",
        "providers know key events by name only: define an event of its own in tags/plan.yml",
    ),
    "goal with a retired event": Wrong(
        (
            add_event("{name: paper, definition: a, owner: b, replaces: [old]}\n  - " + RETIRED),
            (MOVE, "event: guide_download", "event: old"),
        ),
        MOVE,
        "old\n",
        "CFG028",
        "event 'old' is retired",
        "write 'paper', which replaces it",
    ),
    "action with a retired event": Wrong(
        (add_event(RETIRED), (ACCESS, "event: guide_download", "event: old")),
        ACCESS,
        "old}",
        "CFG028",
        "event 'old' is retired",
        "choose another event of the tracking plan",
    ),
    "goal's event without the goal": Wrong(
        ((HOME, "goal: booking", "event: booking_click"),),
        HOME,
        "booking_click",
        "CFG028",
        "event 'booking_click' counts for goal 'booking'",
        "write 'goal: booking'; if it is another thing, use another event",
    ),
    "unknown goal": Wrong(
        ((HOME, "goal: booking", "goal: boking"),),
        HOME,
        "boking",
        "CFG026",
        "there is no goal 'boking' in berry/site.yml",
        "did you mean 'booking'?",
    ),
    "unknown event": Wrong(
        ((ACCESS, "event: guide_download", "event: gide_download"),),
        ACCESS,
        "gide_download",
        "CFG026",
        "there is no event 'gide_download' in the tracking plan",
        "did you mean 'guide_download'?",
    ),
}


@pytest.mark.parametrize("wrong", EVENTS.values(), ids=EVENTS)
def test_event(portfolio: EditablePortfolio, wrong: Wrong) -> None:
    wrong.check(portfolio)


@pytest.mark.parametrize("environment", ["local", "preview"])
def test_proposed_event_can_be_tried(portfolio: EditablePortfolio, environment: str) -> None:
    portfolio.replace(*add_event(PROPOSED))
    portfolio.replace(ACCESS, "event: guide_download", "event: new")
    result = portfolio.build_command(environment=environment)
    assert result.exit_code == 0, result.output
    assert 'data-track="new"' in (portfolio.dist / "berry/access/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("file", "old", "needle"),
    [(ACCESS, "event: guide_download", "new}"), (MOVE, "event: guide_download", "new\n")],
    ids=["action", "goal"],
)
def test_proposed_event_is_not_published(portfolio: EditablePortfolio, file: str, old: str, needle: str) -> None:
    portfolio.replace(*add_event(PROPOSED))
    portfolio.replace(file, old, "event: new")
    result = portfolio.build_command()
    assert result.exit_code == 2
    assert f"{portfolio.place(file, needle)}: event 'new' is only proposed [BLD007]" in result.output
    assert "write 'status: live' in tags/plan.yml once it is agreed" in result.output
    assert not portfolio.dist.exists()


FIRED_BY = "    owner: 観光係\n    parameters:"
DESTINATIONS = {
    "page": ("page: access", "a page of the site"),
    "site": ("site: move", "a sister site"),
    "asset": ("asset: guide.pdf", "a file"),
    "url": ('url: "https://booking.example.jp/"', "a web address"),
    "tel": ('url: "tel:000-000-0000"', "a telephone number"),
    "mailto": ('url: "mailto:a@example.jp"', "a mail address"),
}


@pytest.mark.parametrize("kind", DESTINATIONS)
def test_destination(portfolio: EditablePortfolio, kind: str) -> None:
    reference, words = DESTINATIONS[kind]
    portfolio.replace(HOME, 'url: "https://booking.example.jp/"', reference)
    read_portfolio(portfolio.root)
    others = [other for other in DESTINATIONS if other != kind]
    portfolio.replace(PLAN, FIRED_BY, f"    owner: 観光係\n    fired_by: [{', '.join(others)}]\n    parameters:")
    place, code, message, hint = only_problem(portfolio)
    value = reference.split(": ")[1]
    assert (place, code) == (portfolio.place(HOME, f"{value}, goal"), "CFG029")
    assert message == f"event 'booking_click' is not for a link to {words}"
    assert hint == (f"the plan allows it for: {', '.join(others)}; use another event, or add '{kind}' to fired_by")


VALUES = {
    "value that is none": (
        "{name: place, definition: 予約先, values: [aoki, suisha]}",
        "aoky",
        "'aoky' is not one of the plan's values",
        "did you mean 'aoki'?",
    ),
    "form": (
        '{name: place, definition: 予約先, pattern: "[a-z]+"}',
        '"7"',
        "'7' does not have the form that the plan asks for",
        "it must match [a-z]+",
    ),
    "number": (
        "{name: place, definition: 予約先, type: number}",
        "3件",
        "'3件' is not a number",
        "write digits, without units and commas",
    ),
    "mail": (PARAMETER, "a@example.jp", "'place' looks like a mail address: personal data is never sent", None),
    "telephone": (
        PARAMETER,
        "0120-000-000",
        "'place' looks like a telephone number: personal data is never sent",
        None,
    ),
    "wide telephone": (
        PARAMETER,
        "０３１２３４５６７８",
        "'place' looks like a telephone number: personal data is never sent",
        None,
    ),
    "postal code": (PARAMETER, "321-4305", "'place' looks like a postal code: personal data is never sent", None),
    "wide postal code": (
        PARAMETER,
        "〒３２１ー４３０５",
        "'place' looks like a postal code: personal data is never sent",
        None,
    ),
    "length": (PARAMETER, "x" * 101, "'place' is 101 characters long; Google Analytics 4 accepts 100", "shorten it"),
    "length as encoded": (
        PARAMETER,
        "農" * 12,
        "'place' is 108 characters long as it is sent (a kanji is nine); Google Analytics 4 accepts 100",
        "shorten it",
    ),
}


@pytest.mark.parametrize(("plan", "value", "message", "hint"), VALUES.values(), ids=VALUES)
def test_value(portfolio: EditablePortfolio, plan: str, value: str, message: str, hint: str | None) -> None:
    portfolio.replace(*parameter(plan))
    portfolio.replace(HOME, "{place: aoki}", f"{{place: {value}}}")
    place, code, said, todo = only_problem(portfolio)
    assert (place, code, said) == (portfolio.place(HOME, f"{value}}}}}"), "CFG025", message)
    assert todo == (hint or "write an identifier of the thing instead")


@pytest.mark.parametrize("value", ["x" * 100, "農" * 11, "2026-12-04", "tasting-set", "online-2026-12"])
def test_value_that_is_right(portfolio: EditablePortfolio, value: str) -> None:
    portfolio.replace(HOME, "{place: aoki}", f"{{place: {value}}}")
    read_portfolio(portfolio.root)


def test_parameter_that_is_missing(portfolio: EditablePortfolio) -> None:
    portfolio.replace(HOME, ", params: {place: aoki}", "")
    place, code, message, hint = only_problem(portfolio)
    assert (place, code) == (portfolio.place(HOME, "{id: book"), "CFG025")
    assert (message, hint) == (
        "event 'booking_click' needs the parameter 'place'",
        "add 'params: {place: aoki}'",
    )


def test_parameter_that_the_event_has_not(portfolio: EditablePortfolio) -> None:
    portfolio.replace(HOME, "{place: aoki}", "{plase: aoki, place: x}")
    place, code, message, hint = only_problem(portfolio)
    assert (place, code) == (portfolio.place(HOME, "plase"), "CFG025")
    assert (message, hint) == ("event 'booking_click' has no parameter 'plase'", "did you mean 'place'?")
