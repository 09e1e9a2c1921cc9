"""What is kept between runs: the cache of this machine, and since when addresses fail."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from external_network import AT, World, answer, verdict
from microsites.check.external import cache as cache_module
from microsites.check.external.cache import Cache, read_cache, remember
from microsites.check.external.failing import Failing, read_failing, write_failing
from microsites.check.external.run import External, check_outside
from microsites.check.external.settings import Settings
from microsites.check.external.uses import OutsideUse
from microsites.check.external.verdicts import Verdict, Wanted
from microsites.check.external.wire import Answer, Request
from microsites.check.findings import Spot
from microsites.errors import UserError

A = "https://a.jp/"
DAY = timedelta(days=1)
OK = Verdict(A, "ok", 200, "", A, AT, fragments=(("bus", True), ("lost", False), ("route", None)))
GONE = Verdict(A, "broken", 404, "is gone", A, AT)


# The cache


@pytest.mark.parametrize(
    ("known", "age", "max_age", "fresh"),
    [
        (OK, timedelta(0), DAY, True),
        (OK, timedelta(hours=23), DAY, True),
        (OK, DAY, DAY, False),
        (OK, timedelta(minutes=1), timedelta(0), False),
        (OK, timedelta(days=31), timedelta(days=366), False),
        (OK, timedelta(hours=-1), DAY, False),
        (GONE, timedelta(minutes=59), DAY, True),
        (GONE, timedelta(minutes=61), DAY, False),
    ],
)
def test_age(known: Verdict, age: timedelta, max_age: timedelta, fresh: bool) -> None:
    assert (Cache({A: known}).fresh(Wanted(A), AT + age, max_age) is known) is fresh


def test_a_part_that_was_not_looked_for_is_not_known() -> None:
    cache = Cache({A: OK})
    assert cache.fresh(Wanted(A, frozenset({"bus", "route"})), AT, DAY) is OK
    assert cache.fresh(Wanted(A, frozenset({"bus", "other"})), AT, DAY) is None


def test_what_is_remembered_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "cache.json"
    moved = Verdict("https://b.jp/観", "moved", 200, "has moved", f"{A}x", AT, moved_to=f"{A}x")
    assert remember(file, [OK, moved, replace(OK, url="https://c.jp/", state="not asked")], AT) == ""
    assert read_cache(file) == (Cache({OK.url: OK, moved.url: moved}), "")
    assert sorted(path.name for path in file.parent.iterdir() if "lock" not in path.name) == ["cache.json"]


def test_the_newer_of_two_runs_counts_and_nothing_is_lost(tmp_path: Path) -> None:
    file = tmp_path / "cache.json"
    threads = [threading.Thread(target=remember, args=(file, [replace(OK, url=f"{A}{n}")], AT)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(read_cache(file)[0].entries) == 8
    remember(file, [replace(GONE, checked_at=AT + DAY)], AT)
    remember(file, [OK], AT)
    assert read_cache(file)[0].entries[A].state == "broken"


def test_the_cache_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "_MAX_ENTRIES", 3)
    file = tmp_path / "cache.json"
    remember(file, [replace(OK, url=f"{A}{n}", checked_at=AT - n * DAY) for n in (0, 1, 2, 3, 40)], AT)
    assert list(read_cache(file)[0].entries) == [f"{A}0", f"{A}1", f"{A}2"]


@pytest.mark.parametrize(
    "content",
    [
        b"{", b"[]", b"\xff", b"[" * 100_000, b'{"version": 2, "addresses": []}', b'{"version": 1, "addresses": {}}',
        b'{"version": 1, "addresses": [{}]}', b'{"version": 1, "addresses": [3]}',
        json.dumps({"version": 1, "addresses": [{"url": A, "state": "fine", "status": 200, "reason": "", "final_url": A,
            "moved_to": "", "checked_at": "2026-11-22T00:00:00+00:00", "fragments": {}}]}).encode(),
        json.dumps({"version": 1, "addresses": [{"url": A, "state": "ok", "status": 200, "reason": "", "final_url": A,
            "moved_to": "", "checked_at": "2026-11-22T00:00:00", "fragments": {}}]}).encode(),
    ],
)  # fmt: skip
def test_a_damaged_cache_is_told_and_replaced(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "cache.json"
    file.write_bytes(content)
    cache, note = read_cache(file)
    assert cache.entries == {}
    assert note.startswith(str(file))
    assert note.endswith("what it remembered is not used")
    assert remember(file, [OK], AT) == ""
    assert read_cache(file) == (Cache({A: OK}), "")


def test_a_cache_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    note = remember(tmp_path / "file" / "cache.json", [OK], AT)
    assert "cannot be written" in note
    assert "is not remembered" in note
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "cache.json").mkdir()
    assert "cannot be written" in remember(tmp_path / "folder" / "cache.json", [OK], AT)


def test_a_cache_in_use_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "_LOCK_SECONDS", 0.05)
    with FileLock(tmp_path / ".cache.json.lock"):
        assert "is in use" in remember(tmp_path / "cache.json", [OK], AT)


# Since when


def test_the_first_day_stays_the_first_day() -> None:
    first = Failing().updated([GONE], None)
    assert first.since == {A: date(2026, 11, 22)}
    assert first.updated([replace(GONE, checked_at=AT + 3 * DAY)], None) == first


@pytest.mark.parametrize(
    ("state", "kept"), [("ok", False), ("moved", False), ("unverified", True), ("not asked", True), ("broken", True)]
)
def test_only_an_answer_ends_a_failure(state: str, kept: bool) -> None:
    failing = Failing({A: date(2026, 11, 1)})
    assert (A in failing.updated([replace(OK, state=state)], None).since) is kept


def test_what_no_page_refers_to_is_forgotten_only_by_who_saw_every_page() -> None:
    failing = Failing({A: date(2026, 11, 1), "https://b.jp/": date(2026, 11, 2)})
    assert failing.updated([], None) == failing
    assert failing.updated([], {A}).since == {A: date(2026, 11, 1)}


@pytest.mark.parametrize(("today", "days"), [("2026-11-22", 0), ("2026-11-29", 7), ("2026-01-01", 0)])
def test_days(today: str, days: int) -> None:
    assert Failing({A: date(2026, 11, 22)}).days(A, date.fromisoformat(today)) == days


def test_the_file_is_sorted_and_says_nothing_about_today(tmp_path: Path) -> None:
    file = tmp_path / "state.json"
    write_failing(file, Failing({"https://b.jp/": date(2026, 11, 2), A: date(2026, 11, 1)}))
    assert file.read_text("utf-8") == (
        '{\n  "version": 1,\n  "failing": [\n'
        '    {"url": "https://a.jp/", "since": "2026-11-01"},\n    {"url": "https://b.jp/", "since": "2026-11-02"}\n'
        "  ]\n}\n"
    )
    before = file.stat().st_mtime_ns
    write_failing(file, read_failing(file))
    assert file.stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[]", "holds no list 'failing' of version 1"),
        ('{"version": 2, "failing": []}', "holds no list 'failing' of version 1"),
        ('{"version": 1, "failing": [{"url": "https://a.jp/"}]}', "holds an entry without"),
        ('{"version": 1, "failing": [{"url": "https://a.jp/", "since": "gestern"}]}', "holds an entry without"),
        ('{"version": 1, "failing": [7]}', "holds an entry without"),
        ('{"version": 1, "failing": [{"url": 7, "since": "2026-11-01"}]}', "whose url is no text"),
    ],
)
def test_a_damaged_state_file_is_not_guessed_at(tmp_path: Path, content: str, words: str) -> None:
    file = tmp_path / "state.json"
    file.write_text(content, "utf-8")
    with pytest.raises(UserError) as caught:
        read_failing(file)
    (problem,) = caught.value.problems
    assert (problem.file, problem.code) == (str(file), "BLD406")
    assert words in problem.message
    assert problem.hint == "delete the file, and the days are counted from now on, or restore it from the repository"
    assert file.read_text("utf-8") == content


def test_a_state_file_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="cannot be written"):
        write_failing(tmp_path / "file" / "state.json", Failing({A: date(2026, 11, 1)}))


# A whole run


def use(url: str, fragment: str = "") -> OutsideUse:
    return OutsideUse("site", "index.html", "page", url, url, fragment, "", True, Spot(), (None,))


def external(tmp_path: Path, world: World, *, days: int = 0, fail_after: int | None = None) -> External:
    return External(
        now=AT + days * DAY,
        settings=Settings(),
        cache=tmp_path / "cache.json",
        state=tmp_path / "state.json",
        fail_after=fail_after,
        workers=lambda _settings: world,
        chance=lambda: 0.0,
    )


def test_the_second_run_asks_nothing_that_is_known(tmp_path: Path) -> None:
    world = World({A: answer(200)})
    uses = [use(A), use(A), use(A)]
    first = check_outside(uses, external(tmp_path, world), date(2026, 11, 22), every_page=True)
    assert (first.requests, first.states["ok"]) == (2, 1)
    second = check_outside(uses, external(tmp_path, World({})), date(2026, 11, 22), every_page=True)
    assert (second.requests, second.states["ok"]) == (0, 1)
    third = check_outside(uses, external(tmp_path, world, days=1), date(2026, 11, 23), every_page=True)
    assert third.requests == 2


def test_a_failure_grows_old(tmp_path: Path) -> None:
    """Broken on day 0, a wall on day 3, still due on day 7; well again on day 8, and new on day 9."""
    day = date(2026, 11, 22)
    seen = []
    for days, status in ((0, 404), (3, 403), (7, 404), (8, 200), (9, 404)):
        run = external(tmp_path, World({A: answer(status)}), days=days, fail_after=7)
        outside = check_outside([use(A)], run, day + timedelta(days=days), every_page=True)
        since = outside.failing.since.get(A)
        seen.append((outside.verdicts[A].state, since and since.isoformat(), outside.is_due(A)))
    assert seen == [
        ("broken", "2026-11-22", False),
        ("unverified", "2026-11-22", False),
        ("broken", "2026-11-22", True),
        ("ok", None, False),
        ("broken", "2026-12-01", False),
    ]


def test_a_damaged_state_file_stops_the_run_before_anything_is_asked(tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text("{")
    world = World({A: answer(200)})
    with pytest.raises(UserError, match="is not JSON"):
        check_outside([use(A)], external(tmp_path, world), date(2026, 11, 22), every_page=True)
    assert world.log == []


def test_ctrl_c_keeps_what_was_learned(tmp_path: Path) -> None:
    def interrupted(_request: Request) -> Answer:
        raise KeyboardInterrupt

    world = World({f"{A}1": answer(404), f"{A}2": answer(200), f"{A}3": interrupted}, seconds=0.01)
    (tmp_path / "state.json").write_text(
        '{"version": 1, "failing": [{"url": "https://old.jp/", "since": "2026-11-01"}]}'
    )
    uses = [use(f"{A}{number}") for number in (1, 2, 3)]
    with pytest.raises(KeyboardInterrupt):
        check_outside(uses, external(tmp_path, world), date(2026, 11, 22), every_page=True)
    assert {url: each.state for url, each in read_cache(tmp_path / "cache.json")[0].entries.items()} == {f"{A}2": "ok"}
    assert read_failing(tmp_path / "state.json").since == {"https://old.jp/": date(2026, 11, 1)}


def test_verdicts_carry_the_time_at_which_they_were_made() -> None:
    world = World({A: [answer(429, retry_after="50"), answer(200)]})
    assert (verdict(world, A).checked_at - AT).total_seconds() == 50
