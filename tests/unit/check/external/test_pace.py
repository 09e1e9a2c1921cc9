"""How fast and how often hosts are asked, in virtual time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from external_network import World, answer, run, verdict
from microsites.check.external.retries import asked_wait
from microsites.check.external.wire import Answer

A = "https://a.jp/"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def pages(host: str, count: int) -> dict[str, Answer]:
    return {f"https://{host}/{number}": answer(200) for number in range(count)}


def test_one_host_is_asked_at_intervals() -> None:
    world = World(pages("a.jp", 4))
    run(world, *world.pages, spacing=0.5)
    assert world.starts("") == [0, 0.5, 1.0, 1.5, 2.0]


def test_one_host_gets_few_connections_though_it_is_slow() -> None:
    world = World(pages("a.jp", 6), seconds=10)
    run(world, *world.pages, spacing=0.5, per_host=2)
    assert world.most_at_once["a.jp"] == 2


def test_hosts_do_not_wait_for_each_other() -> None:
    world = World({**pages("a.jp", 3), **pages("b.jp", 3)}, seconds=1)
    run(world, *world.pages, spacing=1)
    assert world.starts("a.jp/2") == world.starts("b.jp/2") == [3.0]


def test_there_is_a_bound_for_all_hosts_together() -> None:
    world = World({url: page for number in range(9) for url, page in pages(f"h{number}.jp", 1).items()}, seconds=5)
    run(world, *world.pages, connections=4)
    assert world.most_at_once["*"] == 4


@pytest.mark.parametrize(("delay", "gap"), [("3", 3.0), ("0.1", 0.5), ("900", 30.0)])
def test_crawl_delay_is_kept_within_reason(delay: str, gap: float) -> None:
    robots = answer(200, f"User-agent: *\nCrawl-delay: {delay}")
    world = World({"https://a.jp/robots.txt": robots, **pages("a.jp", 3)})
    run(world, *pages("a.jp", 3))
    starts = world.starts("")[1:]
    assert [round(after - before, 3) for before, after in pairwise(starts)] == [gap, gap]


# Again


def test_what_may_pass_is_tried_again_with_growing_waits() -> None:
    world = World({f"HEAD {A}": answer(500), f"GET {A}": [answer(502), answer(503), answer(200)]}, seconds=0)
    assert verdict(world, A, backoff=2).state == "ok"
    # robots.txt, HEAD, GET, after 2 seconds GET, after 4 more GET
    assert world.starts("") == [0, 0.5, 1.0, 3.0, 7.0]


def test_chance_spreads_the_waits() -> None:
    world = World({A: Answer(fault="timeout")}, seconds=0)
    verdict(world, A, backoff=2, chance=1.0)
    assert world.starts(f"GET {A}") == [1.0, 4.0, 10.0]


def test_patience_has_an_end() -> None:
    world = World({A: answer(502)})
    assert verdict(world, A, retries=2).state == "broken"
    assert world.requests() == [f"HEAD {A}", f"GET {A}", f"GET {A}", f"GET {A}"]


def test_what_does_not_pass_is_not_tried_again() -> None:
    world = World({A: answer(404)})
    verdict(world, A)
    assert world.requests() == [f"HEAD {A}", f"GET {A}"]


def test_retry_after_is_obeyed_by_the_whole_host() -> None:
    world = World({A: [answer(429, retry_after="20"), answer(200)], f"{A}other": answer(200)}, seconds=0)
    got = run(world, A, f"{A}other").verdicts
    assert {each.state for each in got.values()} == {"ok"}
    assert world.starts(f"HEAD {A}") == [0.5, 21.0]
    assert world.starts(f"HEAD {A}other") == [20.5]


def test_retry_after_as_a_date() -> None:
    date = "Sun, 22 Nov 2026 09:00:30 GMT"
    world = World({A: [answer(503, retry_after=date), answer(200)]}, seconds=0)
    assert verdict(world, A).state == "ok"
    assert world.starts(f"HEAD {A}") == [0.5, 30.0]


def test_who_asks_for_an_hour_is_left_alone() -> None:
    """Not that page only: no page of that host is asked any more."""
    world = World(
        {f"{A}0": answer(429, retry_after="3600"), **{f"{A}{n}": answer(200) for n in range(1, 5)}}, seconds=0.1
    )
    got = run(world, *(f"{A}{n}" for n in range(5)), spacing=1).verdicts
    assert {each.state for each in got.values()} == {"unverified"}
    assert got[f"{A}4"].reason == "asks for fewer requests (429)"
    assert world.requests() == [f"HEAD {A}0"]


def test_429_without_a_word_on_when_is_unverified_in_the_end() -> None:
    world = World({A: answer(429)}, seconds=0)
    got = verdict(world, A, retries=1, backoff=5)
    assert (got.state, got.status) == ("unverified", 429)
    assert world.starts(f"HEAD {A}") == [0.5, 5.5]
    assert world.starts(f"GET {A}") == []


def test_a_server_that_says_it_is_closed_for_a_while_is_unverified() -> None:
    got = verdict(World({A: answer(503, retry_after="7200")}), A)
    assert (got.state, got.reason) == ("unverified", "is closed for a while, and says so (503)")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        ("120", 120.0),
        ("Sun, 22 Nov 2026 09:02:00 GMT", 120.0),
        ("Sunday, 22-Nov-26 09:02:00 GMT", 120.0),
        ("Sun, 22 Nov 2026 08:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("٣", None),
        ("", None),
        ("9" * 5000, 9999999999.0),
        ("Sun, 99 Nov 2026 09:02:00 GMT", None),
    ],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    assert asked_wait(answer(503, retry_after=value), NOW) == seconds


def test_retry_after_of_a_page_that_came_means_nothing() -> None:
    assert asked_wait(answer(200, retry_after="5"), NOW + timedelta(0)) is None
