"""What `measuring` in portfolio.yml leaves open or cannot mean."""

from __future__ import annotations

import pytest
from plan_changes import (
    Wrong,
    measuring,
    only_problem,
    own_provider,
)

from microsites.build.portfolio import read_portfolio
from portfolios import PORTFOLIO, EditablePortfolio

SETTINGS = {
    "provider that is none": Wrong(
        (measuring("  settings: {ga5: {enhanced_scrolls: false}}\n"),),
        PORTFOLIO,
        "ga5",
        "CFG030",
        "there is no provider 'ga5'",
        "did you mean 'ga4'?",
    ),
    "purpose of a provider that is none": Wrong(
        (measuring("  purposes: {ga5: 改善のため}\n"),),
        PORTFOLIO,
        "ga5",
        "CFG030",
        "there is no provider 'ga5'",
        "did you mean 'ga4'?",
    ),
    "setting that is none": Wrong(
        (measuring("  settings: {ga4: {enhanced_scroll: false}}\n"),),
        PORTFOLIO,
        "enhanced_scroll:",
        "CFG030",
        "Google Analytics 4 has no setting 'enhanced_scroll' that is known here",
        "did you mean 'enhanced_scrolls'?",
    ),
    "setting of another kind": Wrong(
        (measuring("  settings: {ga4: {enhanced_scrolls: off}}\n"),),
        PORTFOLIO,
        "off}",
        "CFG030",
        "'enhanced_scrolls' must be true or false",
        "write true or false, without quotes",
    ),
    "automatic event twice": Wrong(
        (measuring("  automatic_events: [mail_click, mail_click]\n"),),
        PORTFOLIO,
        "mail_click]",
        "CFG030",
        "'mail_click' is given twice",
        "delete one of the two",
    ),
    "key events that are others": Wrong(
        (measuring("  settings: {ga4: {key_events: [booking_click, purchase]}}\n"),),
        PORTFOLIO,
        "[booking_click, purchase]",
        "CFG030",
        "'key_events' follows from the portfolio: booking_click, guide_download",
        "delete the line; microsites checklist prints what has to be set",
    ),
    "advanced for what cannot": Wrong(
        (
            measuring("  consent: {advertising: advanced}\n"),
            (
                PORTFOLIO,
                "{ga4: G-TEST000000}",
                "{ga4: G-TEST000000, own: X-1}\n    options: {own: {server: https://a.example.jp/}}",
            ),
        ),
        PORTFOLIO,
        "advanced",
        "CFG030",
        "'advanced' needs a tag that can run without cookies until consent; 試験タグ cannot",
        "write 'basic': the tag waits for consent",
    ),
}


@pytest.mark.parametrize("wrong", SETTINGS.values(), ids=SETTINGS)
def test_measuring(portfolio: EditablePortfolio, wrong: Wrong) -> None:
    own_provider(portfolio)
    wrong.check(portfolio)


def test_who_counts_an_automatic_event_is_declared(portfolio: EditablePortfolio) -> None:
    portfolio.replace(*measuring("  automatic_events: [mail_click, scroll_depth]\n"))
    place, code, message, hint = only_problem(portfolio)
    assert (place, code) == (portfolio.place(PORTFOLIO, "scroll_depth"), "CFG030")
    assert message.startswith("who counts 'scroll_depth' is not declared: Google Analytics 4 does it too if '")
    assert hint.endswith("then add 'settings: {ga4: {enhanced_scrolls: false}}' (or true) below 'measuring'")
    for answer in ("false", "true"):
        portfolio.replace(
            PORTFOLIO, "automatic_events:", f"settings: {{ga4: {{enhanced_scrolls: {answer}}}}}\n  automatic_events:"
        )
        read_portfolio(portfolio.root)
        portfolio.replace(PORTFOLIO, f"settings: {{ga4: {{enhanced_scrolls: {answer}}}}}\n  ", "")


def test_what_is_declared_as_it_follows_is_right(portfolio: EditablePortfolio) -> None:
    portfolio.replace(
        *measuring(
            "  settings:\n    ga4:\n      key_events: [guide_download, booking_click]\n"
            "      custom_dimensions: [track_id, goal, place]\n"
            "      cross_domain: [berry.example.jp, move.example.jp]\n"
        )
    )
    read_portfolio(portfolio.root)


def test_advanced_for_google_is_right(portfolio: EditablePortfolio) -> None:
    portfolio.replace(*measuring("  consent: {analytics: advanced, advertising: advanced}\n"))
    read_portfolio(portfolio.root)
