"""What becomes of an address, in virtual time and against scripted servers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from external_network import AT, World, answer, run, verdict
from microsites.check.external.engine import ask
from microsites.check.external.settings import Settings
from microsites.check.external.verdicts import Wanted
from microsites.check.external.wire import Answer, Fault, Request

A = "https://a.jp/"
HTML = {"content_type": "text/html; charset=utf-8"}


def to(location: str, status: int = 302, **headers: str) -> Answer:
    return answer(status, location=location, **headers)


# HEAD, then GET


def test_head_is_enough() -> None:
    world = World({A: answer(200)})
    got = verdict(world, A)
    assert (got.state, got.status, got.reason, got.final_url) == ("ok", 200, "", A)
    assert world.requests(robots=True) == ["GET https://a.jp/robots.txt", f"HEAD {A}"]
    assert got.checked_at - AT == timedelta(seconds=0)


@pytest.mark.parametrize(
    "to_head",
    [*(answer(status) for status in (400, 403, 404, 405, 500, 501)), Answer(fault="closed"), Answer(fault="garbage")],
    ids=lambda made: str(made.status or made.fault),
)
def test_get_knows_better_than_head(to_head: Answer) -> None:
    world = World({f"HEAD {A}": to_head, f"GET {A}": answer(200)})
    assert verdict(world, A).state == "ok"
    assert world.requests() == [f"HEAD {A}", f"GET {A}"]


def test_a_page_that_get_does_not_find_either() -> None:
    world = World({A: answer(404)})
    got = verdict(world, A)
    assert (got.state, got.status) == ("broken", 404)
    assert got.reason == "answers that there is no such page (404)"
    assert world.requests() == [f"HEAD {A}", f"GET {A}"]


@pytest.mark.parametrize("fault", ["no such name", "refused", "certificate", "no secure connection"])
def test_a_host_that_is_not_there_is_not_asked_page_by_page(fault: Fault) -> None:
    """Its robots.txt has shown it; a second host shows that the network is there."""
    world = World({f"{A}robots.txt": Answer(fault=fault, detail="words"), "https://b.jp/": answer(200)})
    got = run(world, A, f"{A}1", f"{A}2", "https://b.jp/").verdicts
    assert [got[url].status for url in (A, f"{A}1", f"{A}2")] == [0, 0, 0]
    assert {got[url].state for url in (A, f"{A}1", f"{A}2")} == {
        "unverified" if fault == "no secure connection" else "broken"
    }
    assert [line for line in world.requests() if "a.jp" in line] == []


# What answers mean


@pytest.mark.parametrize("status", [400, 401, 402, 403, 405, 406, 407, 418, 421, 451, 501, 511, 999, 300, 304])
def test_what_a_program_cannot_know_is_unverified(status: int) -> None:
    got = verdict(World({A: answer(status)}), A)
    assert (got.state, got.status) == ("unverified", status)
    assert str(status) in got.reason


@pytest.mark.parametrize("status", [404, 410, 500, 502, 504, 520, 530])
def test_what_visitors_do_not_get_is_broken(status: int) -> None:
    got = verdict(World({A: answer(status)}), A)
    assert (got.state, got.status) == ("broken", status)


@pytest.mark.parametrize("status", [200, 201, 203, 204, 206])
def test_what_answers_is_well(status: int) -> None:
    assert verdict(World({A: answer(status)}), A).state == "ok"


@pytest.mark.parametrize(
    "wall",
    [
        answer(403, server="cloudflare", cf_mitigated="challenge"),
        answer(503, "<title>Just a moment...</title>", server="cloudflare"),
        answer(202, x_amzn_waf_action="challenge"),
        answer(405, x_amzn_waf_action="captcha"),
        answer(200, '<script src="/_Incapsula_Resource?x"></script>'),
        answer(302, location="https://elsewhere.jp/", cf_mitigated="challenge"),
    ],
)
def test_walls_against_robots_are_unverified(wall: Answer) -> None:
    got = verdict(World({f"HEAD {A}": answer(403), f"GET {A}": wall}), A)
    assert (got.state, got.reason) == ("unverified", f"lets only browsers through ({wall.status})")


def test_an_origin_behind_cloudflare_that_fails_is_broken() -> None:
    assert verdict(World({A: answer(503, "<title>Error</title>", server="cloudflare")}), A).state == "broken"


# Redirects


def test_moved_for_good_names_the_new_address() -> None:
    world = World({A: to("https://b.jp/new", 301), "https://b.jp/new": answer(200)})
    got = verdict(world, A)
    assert (got.state, got.moved_to, got.final_url) == ("moved", "https://b.jp/new", "https://b.jp/new")
    assert got.reason == "has moved for good"


def test_a_redirect_for_now_is_no_move() -> None:
    world = World({A: to("/login", 302), f"{A}login": answer(200)})
    got = verdict(world, A)
    assert (got.state, got.moved_to, got.final_url) == ("ok", "", f"{A}login")


def test_only_the_permanent_part_of_the_way_is_the_new_address() -> None:
    world = World({A: to("/b", 308), f"{A}b": to("/c", 301), f"{A}c": to("/d", 307), f"{A}d": answer(200)})
    assert verdict(world, A).moved_to == f"{A}c"


def test_a_move_to_the_start_page_is_told() -> None:
    world = World({f"{A}deep/page.html": to("/", 301), A: answer(200)})
    got = verdict(world, f"{A}deep/page.html")
    assert (got.state, got.reason) == ("moved", "has moved to the start page of a site: what it said may be gone")


def test_a_redirect_to_nothing_names_the_way() -> None:
    world = World({A: to("/gone", 301), f"{A}gone": answer(410)})
    got = verdict(world, A)
    assert (got.state, got.status, got.moved_to) == ("broken", 410, "")
    assert got.reason == f"sends visitors on to {A}gone, which answers that the page is gone for good (410)"


def test_a_circle() -> None:
    world = World({A: to("/b"), f"{A}b": to("/c"), f"{A}c": to("/b")})
    got = verdict(world, A)
    assert (got.state, got.reason) == ("broken", "sends visitors round in a circle (3 addresses)")
    assert world.requests().count(f"GET {A}b") == 1


def test_a_circle_that_cookies_would_end_is_unverified() -> None:
    world = World({A: to("/check", set_cookie="seen=1"), f"{A}check": to("/")})
    got = verdict(world, A)
    assert (got.state, got.reason) == ("unverified", "lets only visitors through who accept cookies")


def test_an_endless_way_is_cut() -> None:
    def onward(request: Request) -> Answer:
        return to(f"/{int(request.url.rpartition('/')[2] or 0) + 1}")

    pages = {f"{A}{number or ''}": onward for number in range(20)}
    got = verdict(World(pages), A, redirects=4)
    assert (got.state, got.reason) == ("broken", "sends visitors on more than 4 times")


@pytest.mark.parametrize(
    ("location", "state", "words"),
    [
        ("file:///etc/passwd", "broken", "begins with file:"),
        ("javascript:alert(1)", "broken", "begins with javascript:"),
        ("data:text/html,x", "broken", "begins with data:"),
        ("line://ti/p/1", "unverified", "begins with line:"),
        ("http://", "broken", "names no host"),
        ("https://user:secret@b.jp/", "broken", "carries a user's name"),
        ("http://127.0.0.1/", "broken", "lies in a private network"),
        ("http://[::1]:8080/", "broken", "lies in a private network"),
        ("http://169.254.169.254/latest/meta-data/", "broken", "lies in a private network"),
        ("http://intranet/", "broken", "lies in a private network"),
    ],
)
def test_where_no_redirect_is_followed(location: str, state: str, words: str) -> None:
    world = World({A: to(location)})
    got = verdict(world, A)
    assert got.state == state
    assert words in got.reason
    assert "secret" not in got.reason
    assert {line.partition(" ")[2] for line in world.requests()} == {A}


def test_a_public_host_does_not_lead_inside_though_the_inside_is_allowed() -> None:
    world = World({A: to("http://127.0.0.1/"), "http://10.0.0.1/": answer(200)})
    assert "private network" in verdict(world, A, private=True).reason


def test_an_inside_host_leads_inside_if_the_inside_is_allowed() -> None:
    inside = "http://10.0.0.1/"
    from_inside = Answer(302, {"location": "http://10.0.0.2/"}, private=True)
    world = World({inside: from_inside, "http://10.0.0.2/": answer(200)})
    assert verdict(world, inside, private=True).state == "ok"


def test_what_a_redirect_may_not_reach_stays_open_to_those_who_may() -> None:
    """A name that leads inside: refused to a public host's redirect, asked where a page refers to it."""

    def inside(request: Request) -> Answer:
        return Answer(200, private=True) if request.private else Answer(fault="private")

    world = World({A: to("http://b.jp/"), "http://b.jp/": inside, "http://b.jp/robots.txt": inside})
    got = run(world, A, "http://b.jp/", private=True).verdicts
    assert (got[A].state, got["http://b.jp/"].state) == ("broken", "ok")


# Who is not asked


@pytest.mark.parametrize("url", ["http://localhost/", "http://192.168.1.1/", "http://[fd00::1]/", "http://printer/"])
def test_the_inside_is_not_asked(url: str) -> None:
    world = World({})
    got = verdict(world, url)
    assert (got.state, got.reason) == ("not asked", "lies in a private network")
    assert world.log == []


def test_addresses_for_examples_are_not_asked() -> None:
    world = World({})
    got = run(world, "https://town.example.jp/", "https://www.example.com/", "https://x.invalid/").verdicts
    assert [each.state for each in got.values()] == ["not asked"] * 3
    assert world.log == []


def test_a_name_that_leads_inside_is_not_asked() -> None:
    world = World({f"{A}robots.txt": Answer(fault="private")})
    got = verdict(world, A)
    assert (got.state, got.reason) == ("not asked", "leads into a private network")


# robots.txt


def test_robots_are_respected() -> None:
    robots = answer(200, "User-agent: microsites\nDisallow: /closed/\n\nUser-agent: *\nDisallow: /")
    world = World({f"{A}robots.txt": robots, A: answer(200)})
    got = run(world, A, f"{A}closed/page").verdicts
    assert (got[A].state, got[f"{A}closed/page"].state) == ("ok", "not asked")
    assert got[f"{A}closed/page"].reason == "may not be visited by programs (robots.txt)"
    assert world.requests() == [f"HEAD {A}"]


def test_robots_are_asked_once_a_host() -> None:
    pages = {f"{A}{number}": answer(200) for number in range(5)}
    world = World(pages)
    run(world, *pages)
    assert world.requests(robots=True).count("GET https://a.jp/robots.txt") == 1


@pytest.mark.parametrize("robots", [answer(503), answer(500), answer(429), Answer(fault="timeout")])
def test_robots_that_cannot_be_read_forbid_everything(robots: Answer) -> None:
    world = World({f"{A}robots.txt": robots})
    got = verdict(world, A)
    assert got.state == "unverified"
    assert "robots.txt of its host is not known" in got.reason
    assert world.requests() == []


@pytest.mark.parametrize("robots", [answer(401), answer(404), to("/robots.txt"), to("http://127.0.0.1/")])
def test_robots_that_are_not_there_allow_everything(robots: Answer) -> None:
    assert verdict(World({f"{A}robots.txt": robots, A: answer(200)}), A).state == "ok"


def test_robots_are_followed_through_redirects() -> None:
    robots = {f"{A}robots.txt": to("https://b.jp/r", 301), "https://b.jp/r": answer(200, "User-agent: *\nDisallow: /x")}
    assert verdict(World({**robots, f"{A}x": answer(200)}), f"{A}x").state == "not asked"


def test_a_redirect_into_what_robots_forbid_is_not_followed() -> None:
    world = World({A: to("https://b.jp/x"), "https://b.jp/robots.txt": answer(200, "User-agent: *\nDisallow: /x")})
    got = verdict(world, A)
    assert got.state == "unverified"
    assert got.reason == "sends visitors on to https://b.jp/x, which programs may not visit (robots.txt)"


# Once


def test_a_target_of_several_redirects_is_asked_once() -> None:
    world = World({f"{A}1": to("/x", 301), f"{A}2": to("/x", 301), f"{A}x": answer(200)})
    got = run(world, f"{A}1", f"{A}2", f"{A}x").verdicts
    assert {url: each.state for url, each in got.items()} == {f"{A}1": "moved", f"{A}2": "moved", f"{A}x": "ok"}
    assert world.requests().count(f"HEAD {A}x") == 1


# Fragments


def test_fragments_are_looked_for_with_one_get() -> None:
    page = answer(200, '<h2 id="bus"></h2><a name="old"></a><p id="user-content-gh">', **HTML)
    world = World({f"GET {A}": page})
    wanted = Wanted(A, frozenset({"bus", "old", "gh", "lost", "/route", "!hash", "page=3"}))
    got = verdict(world, wanted, fragments=True)
    assert dict(got.fragments) == {
        "bus": True, "old": True, "gh": True, "lost": False, "/route": None, "!hash": None, "page=3": None,
    }  # fmt: skip
    assert got.missing == ("lost",)
    assert world.requests() == [f"GET {A}"]


@pytest.mark.parametrize(
    "page",
    [
        answer(200, "%PDF-1.7", content_type="application/pdf"),
        answer(200, "<div class=app></div><script src=app.js></script>", **HTML),
        Answer(200, {"content-type": "text/html"}, b'<p id="a">', whole=False),
    ],
    ids=["no page", "made by a script", "cut off"],
)
def test_fragments_that_cannot_be_known(page: Answer) -> None:
    got = verdict(World({f"GET {A}": page}), Wanted(A, frozenset({"bus"})), fragments=True)
    assert (got.state, got.fragments) == ("ok", (("bus", None),))


def test_fragments_are_found_behind_a_redirect() -> None:
    world = World({A: to("/b"), f"{A}b": answer(200, '<p id="bus">', **HTML)})
    assert verdict(world, Wanted(A, frozenset({"bus"})), fragments=True).fragments == (("bus", True),)


def test_without_the_request_for_them_fragments_are_not_looked_for() -> None:
    world = World({f"HEAD {A}": answer(200)})
    assert verdict(world, Wanted(A, frozenset({"bus"}))).fragments == ()


# Our own side


@pytest.mark.parametrize("fault", ["no such name", "name not resolved", "unreachable", "no connection"])
def test_a_machine_without_a_network_reports_nothing_as_broken(fault: Fault) -> None:
    hosts = [f"https://{name}.jp/" for name in "abc"]
    world = World({f"{host}robots.txt": Answer(fault=fault) for host in hosts})
    got = run(world, *hosts).verdicts
    assert {each.state for each in got.values()} == {"unverified"}
    assert got[A].reason == "could not be asked: no host at all could be reached from here"


def test_ctrl_c_keeps_what_was_learned() -> None:
    def interrupted(_request: Request) -> Answer:
        raise KeyboardInterrupt

    world = World({f"{A}1": answer(200), f"{A}2": answer(200), f"{A}3": interrupted}, seconds=0.01)
    asked = run(world, f"{A}1", f"{A}2", f"{A}3")
    assert asked.interrupted
    assert {url: each.state for url, each in asked.verdicts.items()} == {f"{A}1": "ok", f"{A}2": "ok"}


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    world = World({f"{A}{number}": answer(200) for number in range(3)})
    wanted = [Wanted(url) for url in world.pages]
    ask(wanted, Settings(), world, AT, lambda: 0.0, lambda known, total: told.append((known, total)))
    assert sorted(set(told)) == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert told == sorted(told)
