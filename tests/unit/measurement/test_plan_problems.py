"""What contradicts the tracking plan within itself."""

from __future__ import annotations

import pytest
from plan_changes import (
    LAST_LINE,
    Wrong,
    add_event,
    only_problem,
    parameter,
)

from microsites.build.portfolio import read_portfolio
from portfolios import ACCESS, HOME, PLAN, EditablePortfolio

PLANS = {
    "twice": Wrong(
        (add_event("{name: guide_download, definition: a, owner: b}"),),
        PLAN,
        "guide_download, ",
        "CFG021",
        "event 'guide_download' is defined twice (first in line 8)",
        "one name for one thing: delete one of the two",
    ),
    "name of an automatic event": Wrong(
        (add_event("{name: tel_click, definition: a, owner: b}"),),
        PLAN,
        "tel_click",
        "CFG022",
        "'tel_click' is an automatic event of the runtime",
        "give the event another name",
    ),
    "name of the step to a sister": Wrong(
        (add_event("{name: site_switch, definition: a, owner: b}"),),
        PLAN,
        "site_switch",
        "CFG022",
        "'site_switch' is an automatic event of the runtime",
        "give the event another name",
    ),
    "earlier name of another": Wrong(
        (add_event("{name: paper, definition: a, owner: b, replaces: [guide_download]}"),),
        PLAN,
        "guide_download]",
        "CFG021",
        "'guide_download' is still an event of its own (line 8)",
        "write 'status: retired' there, or delete it here",
    ),
    "replaced twice": Wrong(
        (
            add_event(
                "{name: a, definition: a, owner: b, replaces: [x]}\n"
                "  - {name: b, definition: a, owner: b, replaces: [ x ]}"
            ),
        ),
        PLAN,
        "x ]}",
        "CFG021",
        "'x' is replaced by 'a' already",
        "one thing has one new name: delete one of the two",
    ),
    "name at a provider that is none": Wrong(
        (add_event("{name: a, definition: a, owner: b, names: {ga5: generate_lead}}"),),
        PLAN,
        "ga5",
        "CFG023",
        "there is no provider 'ga5'",
        "did you mean 'ga4'?",
    ),
    "reserved at a provider": Wrong(
        (add_event("{name: a, definition: a, owner: b, names: {ga4: page_view}}"),),
        PLAN,
        "page_view",
        "CFG022",
        "'page_view' is reserved: Google Analytics 4 collects it by itself",
        "give it a name of its own",
    ),
    "one name for two events": Wrong(
        (add_event("{name: a, definition: a, owner: b, names: {ga4: booking_click}}"),),
        PLAN,
        "booking_click}",
        "CFG022",
        "'a' and 'booking_click' are both called 'booking_click' at Google Analytics 4",
        "they could not be told apart there: give one of them another name",
    ),
    "name of an automatic event at a provider": Wrong(
        (add_event("{name: a, definition: a, owner: b, names: {ga4: mail_click}}"),),
        PLAN,
        "mail_click}",
        "CFG022",
        "'a' and an automatic event are both called 'mail_click' at Google Analytics 4",
        "they could not be told apart there: give one of them another name",
    ),
    "parameter of the runtime": Wrong(
        (parameter("{name: place, definition: 予約先}\n      - {name: track_id, definition: a}"),),
        PLAN,
        "track_id",
        "CFG022",
        "'track_id' is set by the runtime itself, on every event",
        "give the parameter another name",
    ),
    "parameter twice": Wrong(
        (parameter("{name: place, definition: 予約先}\n      - {name: place, definition: a}"),),
        PLAN,
        "place, definition: a}",
        "CFG021",
        "parameter 'place' is given twice",
        "delete one of the two",
    ),
    "required and personal": Wrong(
        (parameter("{name: place, definition: 予約先, required: true, personal: true}"),),
        PLAN,
        "true, personal",
        "CFG027",
        "'place' is required, but personal data is never sent",
        "delete 'required' or 'personal'",
    ),
    "example that is no value": Wrong(
        (parameter("{name: place, definition: 予約先, values: [aoki, suisha], example: aoky}"),),
        PLAN,
        "aoky",
        "CFG027",
        "'aoky' is not one of the plan's values",
        "did you mean 'aoki'?",
    ),
    "example of another form": Wrong(
        (parameter('{name: place, definition: 予約先, pattern: "[a-z]+", example: "7"}'),),
        PLAN,
        '"7"',
        "CFG027",
        "'7' does not have the form that the plan asks for",
        "it must match [a-z]+",
    ),
    "value of another form": Wrong(
        (parameter('{name: place, definition: 予約先, pattern: "[a-z]{4}", values: [aoki, suisha]}'),),
        PLAN,
        "suisha]",
        "CFG027",
        "'suisha' does not have the form that the plan asks for",
        "it must match [a-z]{4}",
    ),
    "value that is no number": Wrong(
        (parameter('{name: place, definition: 予約先, type: number, values: ["1", ＋2]}'), (HOME, "aoki", "1")),
        PLAN,
        "＋2",
        "CFG027",
        "'＋2' is not a number",
        "write digits, without units and commas",
    ),
    "value twice": Wrong(
        (parameter("{name: place, definition: 予約先, values: [aoki, aoki]}"),),
        PLAN,
        "aoki]}",
        "CFG027",
        "'aoki' is given twice",
        "delete one of the two",
    ),
}


@pytest.mark.parametrize("wrong", PLANS.values(), ids=PLANS)
def test_plan(portfolio: EditablePortfolio, wrong: Wrong) -> None:
    wrong.check(portfolio)


def test_retired_event_may_share_its_name_at_a_provider(portfolio: EditablePortfolio) -> None:
    event = "{name: old, definition: a, owner: b, status: retired, names: {ga4: booking_click}}"
    portfolio.replace(*add_event(event))
    read_portfolio(portfolio.root)


def test_retired_event_may_be_replaced(portfolio: EditablePortfolio) -> None:
    event = "{name: old, definition: a, owner: b, status: retired}"
    portfolio.replace(*add_event(event))
    portfolio.replace(PLAN, LAST_LINE, f"{LAST_LINE}    replaces: [old, older]\n")
    assert read_portfolio(portfolio.root).tags.plan.settings.events[1].replaces == ("old", "older")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("g" * 41, "accepts 40"),
        ("page_view", "is reserved"),
        ("session_start", "is reserved"),
        ("click", "is reserved"),
        ("firebase_x", "starts with 'firebase_'"),
        ("google_x", "starts with 'google_'"),
    ],
)
def test_event_name(portfolio: EditablePortfolio, name: str, says: str) -> None:
    portfolio.replace(PLAN, "name: guide_download", f"name: {name}")
    portfolio.replace(ACCESS, "event: guide_download", f"event: {name}")
    portfolio.replace("move/site.yml", "event: guide_download", f"event: {name}")
    place, code, message, hint = only_problem(portfolio)
    assert (place, code) == ("tags/plan.yml:8:11", "CFG022")
    assert says in message
    assert hint


def test_event_name_of_forty_characters(portfolio: EditablePortfolio) -> None:
    portfolio.replace(PLAN, "name: guide_download", "name: " + "g" * 40)
    portfolio.replace(ACCESS, "event: guide_download", "event: " + "g" * 40)
    portfolio.replace("move/site.yml", "event: guide_download", "event: " + "g" * 40)
    read_portfolio(portfolio.root)


@pytest.mark.parametrize("name", ["query_id", "ga_place", "p" * 41])
def test_parameter_name(portfolio: EditablePortfolio, name: str) -> None:
    portfolio.replace(PLAN, "{name: place", f"{{name: {name}")
    portfolio.replace(HOME, "{place: aoki}", f"{{{name}: aoki}}")
    place, code, *_ = only_problem(portfolio)
    assert (place, code) == (portfolio.place(PLAN, name), "CFG022")


def test_plan_that_cannot_be_read(portfolio: EditablePortfolio) -> None:
    portfolio.write(PLAN, "version: 1\nevents: []\n")
    place, code, *_ = only_problem(portfolio)
    assert (place, code) == (f"{PLAN}:2:9", "CFG005")
