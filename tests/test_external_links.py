"""``microsites check --external`` against servers that misbehave in every way: what each address is said to be.

All of it on this machine: 127.0.0.1 plays the world, 127.0.0.2 a private network.
"""

from __future__ import annotations

import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from html import escape
from pathlib import Path

import pytest

from microsites.check.external.client import Client
from microsites.check.external.connections import Connections
from microsites.check.external.run import External
from microsites.check.external.settings import Settings
from microsites.check.external.verdicts import Verdict
from microsites.check.external.wire import Answer, Request
from microsites.check.external.workers import Threads
from microsites.check.report import Report
from microsites.check.reporters import REPORTERS
from microsites.check.runner import check_directory
from microsites.i18n.catalogue import ENGLISH
from microsites.measurement.provider_reader import providers_with
from misbehaving import PATHS, Misbehaving, is_outside, misbehaving

PROVIDERS = providers_with(None)
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
QUICK = Settings(
    connections=40,
    per_host=16,
    spacing=0.002,
    connect_timeout=2,
    read_timeout=1.5,
    total_timeout=2.5,
    retries=1,
    backoff=0.05,
    longest_wait=2,
    body_limit=200_000,
    sniff_limit=2_000,
)
NEVER_ENDING = ("/silent", "/endless-header", "/endless-headers", "/dripping-headers", "/dripping-body")
"""Behaviours that end only with the patience of who asks; so does ``HEAD /head-hangs``."""


@pytest.fixture(scope="module")
def world() -> Iterator[Misbehaving]:
    with misbehaving() as servers:
        yield servers


def transport(world: Misbehaving, settings: Settings) -> Client:
    trusted = ssl.create_default_context()
    world.authority.configure_trust(trusted)
    return Client(settings, {}, Connections(world.resolve, is_outside), trusted)


@dataclass(frozen=True)
class PatientWhereItEnds:
    """Gives up what never ends after a moment, and waits for everything else, on however busy a machine."""

    quick: Client
    patient: Client

    def send(self, request: Request) -> Answer:
        """Ask."""
        never = (
            request.url.endswith(NEVER_ENDING)
            or request.url.startswith("http://silent.jp:")
            or (request.method == "HEAD" and request.url.endswith("/head-hangs"))
        )
        return (self.quick if never else self.patient).send(request)


def transport_for(world: Misbehaving, settings: Settings) -> PatientWhereItEnds:
    patient = replace(settings, connect_timeout=60, read_timeout=60, total_timeout=60)
    return PatientWhereItEnds(transport(world, settings), transport(world, patient))


def asking(world: Misbehaving, **changes: object) -> External:
    settings = replace(QUICK, **{name: value for name, value in changes.items() if name in Settings.__slots__})
    others = {name: value for name, value in changes.items() if name not in Settings.__slots__}
    return External(
        now=NOW,
        settings=settings,
        workers=lambda settings: Threads(transport_for(world, settings), 61),
        chance=lambda: 0.0,
        **others,
    )


def site(folder: Path, *addresses: str) -> Path:
    """Two pages that refer to the same addresses."""
    folder.mkdir(parents=True, exist_ok=True)
    body = "\n".join(f'<a href="{escape(address)}">x</a>' for address in addresses)
    for name in ("index", "other"):
        (folder / f"{name}.html").write_text(
            f'<!doctype html><html lang="ja"><head><title>題</title><meta name="viewport" content="width=device-width"><meta name="description" content="いちご狩りの料金と予約の説明">'
            f"</head><body>{body}</body></html>",
            "utf-8",
        )
    return folder


def check(folder: Path, external: External, today: date = TODAY) -> Report:
    return check_directory(folder, providers=PROVIDERS, today=today, select=("EXT",), external=external)


def verdicts(report: Report) -> dict[str, Verdict]:
    assert report.outside is not None
    return dict(report.outside.verdicts)


EXPECTED = {
    "/ok": ("ok", 200, ""),
    "/日本語": ("ok", 200, ""),
    "/closed/page": ("not asked", 0, "may not be visited by programs (robots.txt)"),
    "/gone": ("broken", 404, "no such page (404)"),
    "/gone-for-good": ("broken", 410, "gone for good (410)"),
    "/teapot": ("unverified", 418, "(418)"),
    "/password": ("unverified", 401, "asks for a password"),
    "/forbidden": ("unverified", 403, "keeps programs out"),
    "/linkedin": ("unverified", 999, "keeps programs out"),
    "/cloudflare": ("unverified", 503, "lets only browsers through"),
    "/challenge": ("unverified", 403, "lets only browsers through"),
    "/fails": ("broken", 500, "its server fails (500)"),
    "/fails-once": ("ok", 200, ""),
    "/maintenance": ("unverified", 503, "closed for a while"),
    "/busy": ("ok", 200, ""),
    "/moved": ("moved", 200, "has moved for good"),
    "/moved-home": ("moved", 200, "may be gone"),
    "/": ("ok", 200, ""),
    "/found": ("ok", 200, ""),
    "/raw-utf8": ("ok", 200, ""),
    "/circle": ("broken", 302, "in a circle (2 addresses)"),
    "/circle2": ("broken", 302, "in a circle (2 addresses)"),
    "/self": ("broken", 301, "in a circle (1 addresses)"),
    "/cookies": ("unverified", 302, "accept cookies"),
    "/endless/0": ("broken", 302, "more than 10 times"),
    "/to-file": ("broken", 302, "begins with file:"),
    "/to-script": ("broken", 302, "begins with javascript:"),
    "/to-inside": ("broken", 0, "into a private network"),
    "/to-loopback": ("broken", 302, "lies in a private network"),
    "/to-gone": ("broken", 404, "sends visitors on to"),
    "/nowhere": ("unverified", 302, "does not say where"),
    "/head-405": ("ok", 200, ""),
    "/head-501": ("ok", 200, ""),
    "/head-404": ("ok", 200, ""),
    "/head-closes": ("ok", 200, ""),
    "/head-hangs": ("ok", 200, ""),
    "/head-with-body": ("ok", 200, ""),
    "/closes": ("broken", 0, "breaks the connection off"),
    "/resets": ("broken", 0, "breaks the connection off"),
    "/silent": ("broken", 0, "in time"),
    "/garbage": ("broken", 0, "not HTTP"),
    "/not-a-number": ("broken", 0, "not HTTP"),
    "/endless-header": ("broken", 0, "not HTTP"),
    "/endless-headers": ("broken", 0, "not HTTP"),
    "/dripping-headers": ("broken", 0, "in time"),
    "/dripping-body": ("ok", 200, ""),
    "/cut-off": ("ok", 200, ""),
    "/bad-chunks": ("broken", 0, "breaks the connection off"),
    "/huge": ("ok", 200, ""),
    "/bomb": ("ok", 200, ""),
    "/bad-gzip": ("ok", 200, ""),
    "/parts": ("ok", 200, ""),
    "/packed-parts": ("ok", 200, ""),
    "/app": ("ok", 200, ""),
    "/guide.pdf": ("ok", 200, ""),
}


def hosts(world: Misbehaving) -> dict[str, tuple[str, str]]:
    """Addresses whose host is at fault: what they are said to be, and in which words."""
    return {
        "http://nosuch.jp/": ("broken", "a host that does not exist"),
        "http://dnsfails.jp/": ("unverified", "name server gave no answer"),
        f"http://refused.jp:{world.refused}/": ("broken", "refuses connections"),
        f"http://silent.jp:{world.silent.getsockname()[1]}/": ("unverified", "robots.txt of its host is not known"),
        f"http://inside.jp:{world.inside.port}/": ("not asked", "into a private network"),
        f"http://mixed.jp:{world.web.port}/ok": ("not asked", "into a private network"),
        f"http://127.0.0.2:{world.inside.port}/": ("not asked", "lies in a private network"),
        f"http://twoways.jp:{world.web.port}/ok": ("ok", ""),
        f"https://tls.jp:{world.selfsigned.port}/ok": ("unverified", "cannot be verified here"),
        f"https://tls.jp:{world.expired.port}/ok": ("broken", "certificate has expired"),
        f"https://tls.jp:{world.wrong_name.port}/ok": ("broken", "Hostname mismatch"),
        f"https://plain.jp:{world.plain.port}/ok": ("unverified", "no secure connection"),
        f"http://tls.jp:{world.expired.port}/ok": ("unverified", "robots.txt"),
        f"http://busy.jp:{world.busy.port}/forever": ("unverified", "asks for fewer requests (429)"),
        "https://town.example.jp/": ("not asked", "an address for examples"),
    }


@pytest.fixture(scope="module")
def report(world: Misbehaving, tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = tmp_path_factory.mktemp("external") / "site"
    addresses = [
        *(world.url(path) for path in EXPECTED),
        *hosts(world),
        "https://no host/",
        "ftp://a.jp/",
        "//web.jp:x/",
    ]
    return check(site(folder, *addresses), asking(world))


def test_every_behaviour_has_its_verdict(world: Misbehaving, report: Report) -> None:
    from microsites.check.external.addresses import normalised

    assert PATHS.keys() - {"/robots.txt"} == EXPECTED.keys()
    got = verdicts(report)
    told = {path: got[normalised(world.url(path))] for path in EXPECTED}
    assert {path: (each.state, each.status) for path, each in told.items()} == {
        path: (state, status) for path, (state, status, _) in EXPECTED.items()
    }
    assert [(path, told[path].reason) for path, (*_, words) in EXPECTED.items() if words not in told[path].reason] == []
    assert [path for path, (state, *_) in EXPECTED.items() if state == "ok" and told[path].reason] == []


def test_every_fault_of_a_host_has_its_verdict(world: Misbehaving, report: Report) -> None:
    got = verdicts(report)
    expected = hosts(world)
    assert {url: got[url].state for url in expected} == {url: state for url, (state, _) in expected.items()}
    assert [(url, got[url].reason) for url, (_, words) in expected.items() if words not in got[url].reason] == []


def test_the_private_network_was_never_asked(world: Misbehaving, report: Report) -> None:
    assert report.outside is not None
    assert world.inside.asked == {}


def test_every_address_is_asked_once_for_both_pages(tmp_path: Path) -> None:
    paths = ["/日本語", "/ok", "/ok#a", "/ok#b", "/parts", "/moved", "/gone", "/closed/page"]
    with misbehaving() as fresh:  # which nobody else asks
        check(site(tmp_path / "s", *map(fresh.url, paths)), asking(fresh))
    assert fresh.web.asked == {
        "GET /robots.txt": 1,
        "HEAD /日本語": 1,
        "HEAD /ok": 1,
        "HEAD /parts": 1,
        "HEAD /moved": 1,
        "HEAD /gone": 1,
        "GET /gone": 1,
    }


def test_who_asks_is_honest(world: Misbehaving, report: Report) -> None:
    assert report.outside is not None
    agents = {
        line for head in world.web.headers for line in head.split("\r\n") if line.lower().startswith("user-agent")
    }
    (agent,) = agents
    assert agent.startswith("User-Agent: microsites/")
    assert "link" not in agent.lower()
    assert "\r\ncookie:" not in "".join(world.web.headers).lower()


def test_findings_and_summary(world: Misbehaving, report: Report) -> None:
    by_code: dict[str, set[str]] = {}
    for finding in report.findings:
        by_code.setdefault(finding.code, set()).add(finding.subject)
    got = verdicts(report)
    wrong = {"https://no host/"}
    assert by_code == {
        "EXT001": {url for url, each in got.items() if each.state == "broken"} | wrong,
        "EXT002": {url for url, each in got.items() if each.state == "unverified"},
        "EXT003": {url for url, each in got.items() if each.state == "moved"},
    }
    moved = next(finding for finding in report.findings if finding.subject == world.url("/moved"))
    assert moved.hint == f"write {world.url('/ok')}"
    assert (report.failed, report.outside_failed) == (False, False)
    assert report.outside is not None
    text = REPORTERS["text"].render(report, ENGLISH)
    assert "\noutside links\n" in text
    states = report.outside.states
    broken = sum(each.state == "broken" for each in got.values()) + len(wrong)
    assert states["broken"] == broken
    assert f"{states['ok']} ok, 2 moved, {states['unverified']} unverified, {broken} broken, 5 not asked" in text
    assert "(the longest since 2026-11-22)" in text
    assert text.endswith("0 errors, 0 warnings, 0 notes on 2 pages of 1 site\n")
    summary = json.loads(REPORTERS["json"].render(report, ENGLISH))["summary"]
    assert summary["outside"]["addresses"]["broken"] == broken
    assert summary["errors"] == 0
    for name in ("sarif", "junit", "github", "csv", "html"):
        assert "EXT001" in REPORTERS[name].render(report, ENGLISH)


def test_an_inside_host_is_asked_if_that_is_wanted(world: Misbehaving, tmp_path: Path) -> None:
    inside = f"http://127.0.0.2:{world.inside.port}/ok"
    address = f"http://inside.jp:{world.inside.port}/ok"
    got = verdicts(check(site(tmp_path / "s", inside, address, world.url("/to-inside")), asking(world, private=True)))
    assert {url: each.state for url, each in got.items()} == {
        inside: "ok",
        address: "ok",
        world.url("/to-inside"): "broken",
    }


def test_fragments(world: Misbehaving, tmp_path: Path) -> None:
    addresses = ["/parts#bus", "/parts#old", "/parts#lost", "/packed-parts#時刻表", "/packed-parts#x", "/app#x"]
    addresses += ["/bomb#end", "/guide.pdf#page=2", "/parts#:~:text=bus", "/app#/route", "/moved#a", "/moved#b"]
    folder = site(tmp_path / "s", *map(world.url, addresses))
    before = world.web.asked["GET /parts"]
    report = check(folder, asking(world, fragments=True))
    assert world.web.asked["GET /parts"] - before == 1
    missing = {finding.subject.rpartition("/")[2] for finding in report.findings if finding.code == "EXT004"}
    assert missing == {"parts#lost", "packed-parts#x", "moved#b"}
    (hint,) = {finding.hint.rpartition("/")[2] for finding in report.findings if finding.code == "EXT003"}
    assert hint == "ok#a"
    (about,) = {finding.message for finding in report.findings if finding.subject.endswith("/parts#lost")}
    assert about == f'refers to "#lost" of "{world.url("/parts")}", which that page does not have'


def test_a_host_is_asked_at_intervals_and_not_by_many(world: Misbehaving, tmp_path: Path) -> None:
    addresses = [f"http://calm.jp:{world.plain.port}/{number}" for number in range(6)]
    world.plain.starts.clear()
    check(site(tmp_path / "s", *addresses), asking(world, spacing=0.1, per_host=2))
    times = [at for at, _ in world.plain.starts]
    assert len(times) == 13
    # The server's clock sees a start late when its thread had to wait, so single gaps may be short.
    assert times[-1] - times[0] > 0.1 * 12 * 0.9
    assert world.plain.most_at_once <= 2


def test_a_failure_fails_the_check_when_it_is_old_enough(world: Misbehaving, tmp_path: Path) -> None:
    folder, state = site(tmp_path / "s", world.url("/gone")), tmp_path / "state.json"
    seen = []
    for day in (0, 6, 7):
        report = check(folder, asking(world, state=state, fail_after=7), TODAY + timedelta(days=day))
        severities = {finding.severity for finding in report.findings}
        seen.append((severities, report.failed, report.outside_failed))
    assert seen == [({"warning"}, False, False), ({"warning"}, False, False), ({"error"}, False, True)]
    assert json.loads(state.read_text()) == {
        "version": 1,
        "failing": [{"url": world.url("/gone"), "since": "2026-11-22"}],
    }
    assert "broken (the longest since 2026-11-22)" in REPORTERS["text"].render(report, ENGLISH)


def test_two_runs_at_once_remember_what_both_learned(world: Misbehaving, tmp_path: Path) -> None:
    cache = tmp_path / "cache.json"
    folders = [site(tmp_path / name, world.url(path)) for name, path in (("a", "/ok"), ("b", "/parts"))]
    threads = [threading.Thread(target=check, args=(folder, asking(world, cache=cache))) for folder in folders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    known = {entry["url"] for entry in json.loads(cache.read_text())["addresses"]}
    assert known == {world.url("/ok"), world.url("/parts")}


@pytest.mark.parametrize("path", ["/dripping-headers", "/silent", "/endless-header", "/dripping-body", "/huge"])
def test_no_request_takes_longer_than_it_may(world: Misbehaving, path: str) -> None:
    settings = replace(QUICK, total_timeout=0.8, read_timeout=0.8, body_limit=10_000_000_000)
    started = time.monotonic()
    transport(world, settings).send(
        Request("GET", world.url(path), 2_000_000_000 if path == "/dripping-body" else 5000)
    )
    assert time.monotonic() - started < 5  # the server goes on for 20 seconds


def test_a_bomb_stays_small(world: Misbehaving) -> None:
    answer = transport(world, QUICK).send(Request("GET", world.url("/bomb"), 150_000))
    assert (answer.status, len(answer.body), answer.whole) == (200, 150_000, False)
    assert answer.body.startswith(b"<p id=a>   ")


def test_a_name_server_that_hangs_holds_up_nobody(world: Misbehaving) -> None:
    """The thread stays in the name server's hands; its request is given up."""
    release = threading.Event()

    def resolve(_host: str, _port: int) -> tuple[str, ...]:
        release.wait(20)
        return ()

    workers = Threads(Client(QUICK, {}, Connections(resolve, is_outside)), 0.2)
    request = Request("HEAD", "http://slow.jp/", 0)
    workers.start(request)
    started = time.monotonic()
    ((finished, answer),) = workers.wait(None)
    release.set()
    assert time.monotonic() - started < 5
    assert (finished, answer.fault) == (request, "timeout")


def test_a_proxy_of_the_environment_is_used(world: Misbehaving) -> None:
    """It gets the whole address, and the names are its own business."""

    def never(host: str, _port: int) -> tuple[str, ...]:
        assert host == "127.0.0.2"
        return (host,)

    proxies = {"http": f"http://127.0.0.2:{world.inside.port}"}
    client = Client(QUICK, proxies, Connections(never, is_outside))
    before = dict(world.inside.asked)
    answer = client.send(Request("HEAD", "http://somewhere.jp/page", 0))
    assert answer.status == 404
    assert {key for key in world.inside.asked if key not in before} == {"HEAD http://somewhere.jp/page"}


def test_what_a_crash_of_the_transport_leaves(world: Misbehaving) -> None:
    class Broken:
        send: Callable[[Request], object]

        def send(self, _request: Request) -> object:  # type: ignore[no-redef]
            raise RuntimeError("boom")

    workers = Threads(Broken(), 5)
    workers.start(Request("HEAD", world.url("/ok"), 0))
    ((_, answer),) = workers.wait(None)
    assert (answer.fault, answer.detail) == ("garbage", "RuntimeError: boom")
