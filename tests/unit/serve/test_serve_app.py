"""The preview's answers, without a network: requests go straight to the application."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import pytest

from microsites.errors import Problem
from microsites.i18n.catalogue import Catalogue
from microsites.serve import app
from microsites.serve.app import Pages
from microsites.serve.messages import (
    Crashed,
    EventFacts,
    Measurement,
    PageFacts,
    PagesBuilt,
    Read,
    Refused,
    Sent,
    Settled,
    SiteBuilt,
    SiteFacts,
)
from microsites.serve.state import State
from microsites.serve.texts import client_texts

FACTS = SiteFacts(
    "berry", "<いちご>", "予約を増やす", "人", "観光係", "#a01030", True, (), (PageFacts("案内", "guide/"),)
)
MEASUREMENT = Measurement(
    "production",
    (Sent("GA4", None, own=True),),
    {"booking": "予約への送客"},
    {"booking_click": EventFacts("予約画面へ進む", (Sent("GA4", "booking_click"),))},
    {},
)


def ask(pages: Pages, path: str, method: str = "GET", host: str = "127.0.0.1:8000", query: str = "") -> Any:
    """Status, headers and body of an answer."""
    sent: list[Any] = []

    async def receive() -> Any:
        await asyncio.sleep(60)

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(b"host", host.encode())],
        "scheme": "http",
        "server": ("127.0.0.1", 8000),
        "client": ("127.0.0.1", 1),
        "root_path": "",
    }
    asyncio.run(pages.app()(scope, receive, send))
    headers = {key.decode(): value.decode() for key, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(each.get("body", b"") for each in sent[1:])


@pytest.fixture
def state(tmp_path: Path) -> State:
    tree = tmp_path / "tree"
    (tree / "guide").mkdir(parents=True)
    for name, text in (
        ("index.html", "<head></head>home"),
        ("guide/index.html", "guide"),
        ("404.html", "<head></head>lost"),
    ):
        (tree / name).write_text(text)
    (tree / "feed.xml").write_text("<feed/>")
    state = State()
    state.hear(Read((FACTS,)))
    state.hear(SiteBuilt("berry", tree, 2, 0.1, MEASUREMENT))
    state.hear(Settled(()))
    return state


@pytest.fixture
def pages(state: State, tmp_path: Path) -> Pages:
    return Pages(state, tmp_path, Catalogue("en"), None)


def test_page_is_served_with_the_script_and_kept_by_nobody(pages: Pages) -> None:
    status, headers, body = ask(pages, "/berry/")
    assert status == 200
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["cache-control"] == "no-store"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["content-security-policy"] == "frame-ancestors 'self'"
    assert b'data-site="berry" data-path="index.html"' in body
    assert body.endswith(b"</head>home")


def test_other_files_are_served_as_they_are(pages: Pages) -> None:
    status, headers, body = ask(pages, "/berry/feed.xml")
    assert (status, headers["content-type"], body) == (200, "application/xml", b"<feed/>")


def test_what_does_not_exist_is_the_sites_own_page(pages: Pages) -> None:
    status, _, body = ask(pages, "/berry/nothing/")
    assert status == 404
    assert body.endswith(b"</head>lost")


@pytest.mark.parametrize(("path", "to"), [("/berry", "/berry/"), ("/berry/guide", "/berry/guide/")])
def test_folders_end_with_a_slash(pages: Pages, path: str, to: str) -> None:
    status, headers, _ = ask(pages, path)
    assert (status, headers["location"]) == (307, to)
    assert ask(pages, path, query="utm_source=%E5%B8%82&x")[1]["location"] == f"{to}?utm_source=%E5%B8%82&x"


@pytest.mark.parametrize(
    "path", ["/berry/../../secret", "/berry/..%2fsecret", "/-/client/../app.py", "/-/client/overview.html"]
)
def test_nothing_outside_is_served(pages: Pages, path: str) -> None:
    assert ask(pages, path)[0] == 404


def test_only_reading_is_answered(pages: Pages) -> None:
    assert ask(pages, "/berry/", "HEAD")[0] == 200
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        assert ask(pages, "/berry/", method)[0] == 405


@pytest.mark.parametrize("path", ["/", "/berry/", "/-/events", "/-/page.json", "/-/client/main.js"])
def test_another_host_is_refused_everywhere(pages: Pages, path: str) -> None:
    status, _, body = ask(pages, path, host="rebound.example:8000")
    assert (status, body) == (421, b"Not a name of this machine.\n")


def test_overview_names_sites_and_pages_escaped(pages: Pages) -> None:
    _, headers, body = ask(pages, "/")
    text = body.decode()
    assert '<a href="/berry/">&lt;いちご&gt;</a>' in text
    assert '<a href="/berry/guide/">案内</a>' in text
    assert "default-src 'none'" in headers["content-security-policy"]


def test_site_that_was_never_built_waits(pages: Pages, state: State) -> None:
    state.hear(Read((FACTS, SiteFacts("move", "移住", "", "", "", "#000000", True, (), ()))))
    assert ask(pages, "/move/")[0] == 503
    assert ask(pages, "/elsewhere/")[0] == 404


def test_panel_hears_what_the_plan_says(pages: Pages) -> None:
    data = json.loads(ask(pages, "/-/page.json", query="site=berry&path=index.html")[2])
    assert data["measurement"]["goals"] == {"booking": "予約への送客"}
    assert data["measurement"]["events"]["booking_click"]["sent"] == [
        {"provider": "GA4", "name": "booking_click", "own": False}
    ]
    assert data["editor"] is None


def test_editor_is_named_only_where_it_was_asked_for(state: State, tmp_path: Path) -> None:
    data = json.loads(ask(Pages(state, tmp_path, Catalogue("en"), "vscode"), "/-/page.json")[2])
    assert data["editor"] == f"vscode://file{tmp_path.as_posix()}/"


async def notices(pages: Pages, state: State, digest: str, *reports: Any) -> list[Any]:
    """What a screen is told at once, and after each report."""
    stream = pages._stream("berry", "index.html", digest)
    told = [await anext(stream)]
    for report in reports:
        state.hear(report)
        told.append(await anext(stream))
    state.close()
    await stream.aclose()
    return [json.loads(each.removeprefix("data: ")) for each in told]


def test_screen_is_told_what_is_wrong_and_when_it_is_right_again(pages: Pages, state: State, tmp_path: Path) -> None:
    (tmp_path / "berry").mkdir()
    (tmp_path / "berry" / "site.yml").write_text("title: いちご\nownr: x\n")
    problem = Problem("berry/site.yml", 2, 1, "CFG003", "unknown key 'ownr'", "did you mean 'owner'?")
    digest = state.digest("berry", "index.html")
    first, wrong, right = asyncio.run(notices(pages, state, digest, Refused((problem,)), Read((FACTS,))))
    assert (first["changed"], first["count"], first["busy"]) == (False, 0, False)
    assert wrong["problems"] == [
        {
            "file": "berry/site.yml",
            "line": 2,
            "column": 1,
            "code": "CFG003",
            "message": "unknown key 'ownr'",
            "hint": "did you mean 'owner'?",
            "excerpt": ["ownr: x", "^"],
        }
    ]
    assert (right["problems"], right["changed"]) == ([], False)


def test_screen_is_told_of_a_new_page_before_its_site_is_ready(pages: Pages, state: State, tmp_path: Path) -> None:
    first = tmp_path / "first"
    first.mkdir()
    (first / "index.html").write_text("new")
    digest = state.digest("berry", "index.html")
    before, after = asyncio.run(notices(pages, state, digest, PagesBuilt("berry", first)))
    assert (before["changed"], after["changed"]) == (False, True)
    assert ask(pages, "/berry/")[2].startswith(b"new")
    assert ask(pages, "/berry/guide/")[2].startswith(b"guide")


def test_problems_of_a_picture_stay_while_another_file_is_read(state: State) -> None:
    problem = Problem("berry/site.yml", 1, 1, "BLD010", "is no picture")
    state.hear(Settled((problem,)))
    state.hear(Read((FACTS,)))
    assert state.problems == (problem,)
    state.hear(Settled(()))
    assert state.problems == ()


def test_bug_is_told_with_its_file(pages: Pages, state: State) -> None:
    digest = state.digest("berry", "index.html")
    _, told = asyncio.run(notices(pages, state, digest, Crashed(Path("/tmp/bug.log"), "KeyError: 'x'")))
    assert told["bug"] == {"reason": "KeyError: 'x'", "log": "/tmp/bug.log"}
    assert ask(pages, "/berry/")[0] == 200


def test_script_and_pages_ask_for_texts_that_exist_and_for_all_of_them() -> None:
    folder = Path(app.__file__).parent / "client"
    used = {
        name
        for path in sorted(folder.iterdir())
        if path.suffix in (".js", ".html")
        for name in re.findall(r"\btexts\.(\w+)", path.read_text("utf-8"))
    }
    assert used == client_texts(Catalogue("en")).keys()
