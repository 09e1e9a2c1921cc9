"""IDs and options that are none, and who may share them."""

from __future__ import annotations

import pytest
from plan_changes import (
    MOVE,
    Wrong,
    measuring,
    only_problem,
    own_provider,
    problems,
    with_own_ids,
)

from microsites.build.portfolio import read_portfolio
from portfolios import PORTFOLIO, SITE, EditablePortfolio

IDS = {
    "option of a provider that is none": Wrong(
        ((PORTFOLIO, "{ga4: G-TEST000000}", "{ga4: G-TEST000000}\n    options: {ga5: {a: b}}"),),
        PORTFOLIO,
        "ga5",
        "CFG023",
        "there is no provider 'ga5'",
        "did you mean 'ga4'?",
    ),
    "option that is none": Wrong(
        (
            (
                PORTFOLIO,
                "{ga4: G-TEST000000}",
                "{ga4: G-TEST000000}\n    options: {own: {serve: b, server: https://a.example.jp/}}",
            ),
        ),
        PORTFOLIO,
        "serve: b",
        "CFG023",
        "試験タグ has no option 'serve'",
        "did you mean 'server'?",
    ),
    "option that is no address": Wrong(
        ((PORTFOLIO, "{ga4: G-TEST000000}", "{ga4: G-TEST000000}\n    options: {own: {server: stats.example.jp}}"),),
        PORTFOLIO,
        "stats.example.jp",
        "CFG023",
        "'server' has no scheme; write https://… for another site, page: for a page of this one",
        "write it as https://stats.example.jp/",
    ),
    "option with a line break": Wrong(
        ((PORTFOLIO, "{ga4: G-TEST000000}", '{ga4: G-TEST000000}\n    options: {own: {server: "a\\nb"}}'),),
        PORTFOLIO,
        '"a\\nb"',
        "CFG005",
        "'server' must be on one line",
        "",
    ),
    "option that is no server": Wrong(
        (
            (
                PORTFOLIO,
                "{ga4: G-TEST000000}",
                '{ga4: G-TEST000000}\n    options: {own: {server: "mailto:a@example.jp"}}',
            ),
        ),
        PORTFOLIO,
        '"mailto',
        "CFG023",
        "'server' is not the address of a server",
        "write it as https://stats.example.jp/",
    ),
    "option that would write into the policy": Wrong(
        (
            (
                PORTFOLIO,
                "{ga4: G-TEST000000}",
                '{ga4: G-TEST000000}\n    options: {own: {server: "https://a.example.jp;script-src"}}',
            ),
        ),
        PORTFOLIO,
        '"https://a.example.jp;',
        "CFG023",
        "'server' has no plain host name",
        "write it in ASCII (xn--…), without user name and password",
    ),
    "option that is no flag": Wrong(
        (
            (
                PORTFOLIO,
                "{ga4: G-TEST000000}",
                "{ga4: G-TEST000000}\n    options: {own: {server: https://a.example.jp/, heatmap: yes}}",
            ),
        ),
        PORTFOLIO,
        "yes",
        "CFG023",
        "'heatmap' must be true or false",
        "write true or false, without quotes",
    ),
    "option that is no host": Wrong(
        (
            (
                PORTFOLIO,
                "{ga4: G-TEST000000}",
                "{ga4: G-TEST000000}\n    options: {own: {server: https://a.example.jp/, host: a/b}}",
            ),
        ),
        PORTFOLIO,
        "a/b",
        "CFG023",
        "'a/b' is not a host name",
        "it says: the host of the widget",
    ),
    "option of another form": Wrong(
        (
            (
                PORTFOLIO,
                "{ga4: G-TEST000000}",
                "{ga4: G-TEST000000}\n    options: {own: {server: https://a.example.jp/, zone: EU}}",
            ),
        ),
        PORTFOLIO,
        "EU",
        "CFG023",
        "'EU' does not have the form of 'zone'",
        "write it as jp",
    ),
    "option that is missing": Wrong(
        ((PORTFOLIO, "{ga4: G-TEST000000}", "{ga4: G-TEST000000, own: X-1}"),),
        PORTFOLIO,
        "own: X-1",
        "CFG023",
        "試験タグ needs the option 'server'",
        "add 'options: {own: {server: https://stats.example.jp/}}' beside 'ids'",
    ),
}


@pytest.mark.parametrize("wrong", IDS.values(), ids=IDS)
def test_option(portfolio: EditablePortfolio, wrong: Wrong) -> None:
    own_provider(portfolio)
    wrong.check(portfolio)


def test_one_id_on_two_servers_is_two_ids(portfolio: EditablePortfolio) -> None:
    own_provider(portfolio)
    for environment, ids in (("preview", "{ga4: G-PREVIEW000}"), ("production", "{ga4: G-TEST000000}")):
        options = f"options: {{own: {{server: https://{environment}.example.jp/}}}}"
        portfolio.replace(PORTFOLIO, ids, f"{ids[:-1]}, own: X-3}}\n    {options}")
    read_portfolio(portfolio.root)
    portfolio.replace(PORTFOLIO, "https://preview.", "https://production.")
    place, code, message, _ = only_problem(portfolio)
    assert (place, code) == (f"{PORTFOLIO}:11:35", "CFG024")
    assert message == "'X-3' is used in preview too: previews would be counted as visitors"


@pytest.mark.parametrize(
    "id_", ["UA-12345-6", "g-TEST000000", "G-test", "GTM-ABCDEF", "G-", "xG-TEST00000", "IMG-20240501"]
)
def test_id_that_is_none(portfolio: EditablePortfolio, id_: str) -> None:
    portfolio.replace(PORTFOLIO, "G-TEST000000", id_)
    place, code, message, hint = only_problem(portfolio)
    assert (place, code) == ("portfolio.yml:10:16", "CFG023")
    assert (message, hint) == (f"'{id_}' is not an ID of Google Analytics 4", "it looks like G-XXXXXXXXXX")


def test_provider_that_is_none(portfolio: EditablePortfolio) -> None:
    portfolio.replace(PORTFOLIO, "{ga4: G-TEST000000}", "{g4a: G-TEST000000}")
    assert only_problem(portfolio)[1:] == ("CFG023", "there is no provider 'g4a'", "did you mean 'ga4'?")


def test_own_id_in_a_shared_stream(portfolio: EditablePortfolio) -> None:
    url = 'production: {url: "https://berry.example.jp/"'
    portfolio.replace(SITE, url, f"{url}, ids: {{ga4: G-BERRYX}}")
    place, code, message, hint = only_problem(portfolio)
    assert (place, code) == (portfolio.place(SITE, "ga4: G-BERRYX"), "CFG024")
    assert "'stream: portfolio' means one ga4 ID for all sites" in message
    assert "stream: both" in hint


def test_shared_id_where_none_is_shared(portfolio: EditablePortfolio) -> None:
    portfolio.replace(PORTFOLIO, "tags: tags", "tags: tags\nstream: site")
    place, code, message, _ = only_problem(portfolio)
    assert (place, code) == (portfolio.place(PORTFOLIO, "ids:"), "CFG024")
    assert "'stream: site' means that no ID is shared" in message


def test_one_id_in_two_environments(portfolio: EditablePortfolio) -> None:
    portfolio.replace(PORTFOLIO, "G-PREVIEW000", "G-TEST000000")
    place, code, message, _ = only_problem(portfolio)
    assert (place, code) == ("portfolio.yml:10:16", "CFG024")
    assert message == "'G-TEST000000' is used in preview too: previews would be counted as visitors"


STREAMS = {
    "both, and no site has its own": (
        (),
        "both",
        "'stream: both' means a shared ID and one for each site, but no site has an ID of its own",
        "add the IDs, or write 'stream: portfolio'",
    ),
    "both, and none is shared": (
        (
            (PORTFOLIO, "{ga4: G-PREVIEW000}", "{}"),
            (PORTFOLIO, "{ga4: G-TEST000000}", "{}"),
            (SITE, '{url: "https://berry.example.jp/"}', '{url: "https://berry.example.jp/", ids: {ga4: G-BERRYX}}'),
        ),
        "both",
        "'stream: both' means a shared ID and one for each site, but no ID is shared",
        "add the IDs, or write 'stream: site'",
    ),
}


@pytest.mark.parametrize(("changes", "stream", "message", "hint"), STREAMS.values(), ids=STREAMS)
def test_stream(
    portfolio: EditablePortfolio, changes: tuple[tuple[str, str, str], ...], stream: str, message: str, hint: str
) -> None:
    portfolio.replace(PORTFOLIO, "tags: tags", f"tags: tags\nstream: {stream}")
    for change in changes:
        portfolio.replace(*change)
    assert only_problem(portfolio) == (portfolio.place(PORTFOLIO, f"{stream}\n"), "CFG024", message, hint)


@pytest.mark.parametrize("stream", ["site", "both"])
def test_one_id_for_two_sites(portfolio: EditablePortfolio, stream: str) -> None:
    with_own_ids(portfolio, stream)
    portfolio.replace(MOVE, "G-MOVEX", "G-BERRYX")
    place, code, message, hint = only_problem(portfolio)
    assert (place, code) == (portfolio.place(MOVE, "G-BERRYX"), "CFG024")
    assert (message, hint) == ("'G-BERRYX' is the ID of site 'berry' too", "give each site an ID of its own")


def test_site_without_an_id_of_its_own(portfolio: EditablePortfolio) -> None:
    with_own_ids(portfolio, "site")
    portfolio.replace(MOVE, ", ids: {ga4: G-MOVEX}", "")
    place, code, message, hint = only_problem(portfolio)
    assert (place, code) == (portfolio.place(MOVE, "production:"), "CFG024")
    assert message == "has no ga4 ID of its own in environment 'production'; other sites have one"
    assert hint == "add 'ids: {ga4: …}'"


def test_cross_domain_where_every_site_is_alone(portfolio: EditablePortfolio) -> None:
    with_own_ids(portfolio, "site")
    portfolio.replace(*measuring("  settings: {ga4: {cross_domain: [berry.example.jp, move.example.jp]}}\n"))
    messages = [(f"{each.file}:{each.line}:{each.column}", each.code, each.message) for each in problems(portfolio)]
    assert (
        portfolio.place(PORTFOLIO, "cross_domain"),
        "CFG024",
        "'stream: site' gives every site an ID of its own: no visit goes on across sites",
    ) in messages


def test_two_ids_of_a_provider_that_can_carry_one(portfolio: EditablePortfolio) -> None:
    portfolio.replace(PORTFOLIO, "tags: tags", "tags: tags\nstream: both")
    portfolio.replace(PORTFOLIO, "{ga4: G-PREVIEW000}", "{}")
    portfolio.replace(PORTFOLIO, "{ga4: G-TEST000000}", "{clarity: sharedproj1}")
    for file, site in ((SITE, "berry"), (MOVE, "move")):
        url = f'{{url: "https://{site}.example.jp/"'
        portfolio.replace(file, url, f"{url}, ids: {{clarity: {site}proj01}}")
    found = [(f"{each.file}:{each.line}:{each.column}", each.code, each.message) for each in problems(portfolio)]
    message = "Microsoft Clarity can carry one ID a page, but 'stream: both' gives it two"
    expected = [
        (portfolio.place(file, f"clarity: {site}"), "CFG024", message)
        for file, site in ((SITE, "berry"), (MOVE, "move"))
    ]
    assert found == expected
