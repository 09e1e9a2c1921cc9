"""What counts as a change of the portfolio, however an editor saves it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from watchfiles import Change

from microsites.serve import watching
from microsites.serve.watching import _Ours, changes


def over(file: Path) -> None:
    part = file.with_name(".index.yml.tmp")
    part.write_text("new")
    os.replace(part, file)


def twice(file: Path) -> None:
    file.write_text("")
    file.write_text("new")


def moved(file: Path) -> None:
    other = file.parent.with_name("elsewhere")
    file.parent.rename(other)
    other.rename(file.parent)


@pytest.mark.parametrize(
    "save", [over, twice, moved, Path.touch], ids=["rename over", "two writes", "moved", "touched"]
)
def test_every_way_of_saving_is_seen(tmp_path: Path, save: Callable[[Path], None]) -> None:
    root = tmp_path.resolve()
    file = root / "berry" / "pages" / "index.yml"
    file.parent.mkdir(parents=True)
    file.write_text("old")

    async def seen() -> frozenset[str] | None:
        stop = asyncio.Event()
        found = changes(root, stop, lambda error: pytest.fail(str(error)))
        waiting = asyncio.ensure_future(anext(found))
        # Nothing says when the system begins to watch: saved until it is seen.
        while not waiting.done():
            save(file)
            await asyncio.wait([waiting], timeout=0.3)
        stop.set()
        await found.aclose()
        return waiting.result()

    paths = asyncio.run(asyncio.wait_for(seen(), 60))
    assert paths is not None
    assert {path.partition("/")[0] for path in paths} == {"berry"}


def test_folder_that_is_gone_is_waited_for_and_read_anew(tmp_path: Path) -> None:
    root = tmp_path.resolve() / "portfolio"

    async def told() -> list[frozenset[str] | None]:
        stop = asyncio.Event()
        found = changes(root, stop, lambda error: pytest.fail(str(error)))
        first = await anext(found)
        second = asyncio.ensure_future(anext(found))
        await asyncio.wait([second], timeout=4 * watching.RETRY_SECONDS)
        assert not second.done()
        root.mkdir()
        told = [first, await second]
        stop.set()
        await found.aclose()
        return told

    assert asyncio.run(asyncio.wait_for(told(), 60)) == [None, None]


def test_folder_that_cannot_be_watched_is_read_ever_more_seldom_and_that_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError("OS file watch limit reached.")

    waits: list[float] = []
    said: list[str] = []

    async def stopped(_stop: asyncio.Event, seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr(watching, "awatch", refused)
    monkeypatch.setattr(watching, "_stopped", stopped)

    async def told() -> list[frozenset[str] | None]:
        found = changes(tmp_path, asyncio.Event(), lambda error: said.append(str(error)))
        return [await anext(found) for _ in range(9)]

    assert asyncio.run(told()) == [None] * 9
    assert waits == [0.5, 1, 2, 4, 8, 16, 32, 60, 60]
    assert said == ["OS file watch limit reached."]


def test_end_waits_for_no_retry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "RETRY_SECONDS", 3600.0)

    async def ended() -> list[frozenset[str] | None]:
        stop = asyncio.Event()
        found = changes(tmp_path / "gone", stop, lambda error: pytest.fail(str(error)))
        told = [await anext(found)]
        asyncio.get_running_loop().call_later(0.1, stop.set)
        return told + [each async for each in found]

    assert asyncio.run(asyncio.wait_for(ended(), 60)) == [None]


@pytest.mark.parametrize(
    ("path", "ours"),
    [
        ("berry/pages/index.yml", True),
        ("berry/assets/写真 1.jpg", True),
        ("portfolio.yml", True),
        (".preview/.staging/build-1/berry/1/tree/index.html", False),
        (".git/index", False),
        ("berry/pages/.index.yml.swp", False),
        ("berry/pages/index.yml~", False),
        ("berry/.DS_Store", False),
    ],
)
def test_what_editors_and_systems_write_for_themselves_is_no_change(tmp_path: Path, path: str, ours: bool) -> None:
    assert _Ours(tmp_path)(Change.modified, str(tmp_path / path)) is ours
