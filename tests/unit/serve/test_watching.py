"""What counts as a change of the portfolio, however an editor saves it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from watchfiles import Change

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

    async def seen() -> frozenset[str]:
        stop = asyncio.Event()
        found = changes(root, stop)
        waiting = asyncio.ensure_future(anext(found))
        # Nothing says when the system begins to watch: saved until it is seen.
        while not waiting.done():
            save(file)
            await asyncio.wait([waiting], timeout=0.3)
        stop.set()
        await found.aclose()
        return waiting.result()

    paths = asyncio.run(asyncio.wait_for(seen(), 60))
    assert {path.partition("/")[0] for path in paths} == {"berry"}


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
