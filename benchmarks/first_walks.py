"""Four walks of a person who meets the product, with a watch.

    .venv/bin/python benchmarks/first_walks.py [--rounds 5] [--no-clone]

1. from a clone to three sites on screen: an empty folder, an empty HOME, no cache of packages; `make site`, then Chromium;
2. from a typo to the message: `microsites build` of the sample portfolio with one word wrong;
3. from a saved change to the changed page: `microsites serve` with all sites, a text of the first site's home page, as
   Chromium shows it;
4. from an empty folder to a new site that was checked: `microsites new portfolio`, then `build --check`.

The first needs the package registry, is done once, and depends on the line: it says how much of it was the installation.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from first_view import ARGUMENTS, installed_browser
from static_host import host

ROOT = Path(__file__).resolve().parent.parent
SITES = ("strawberry", "migration", "poc-call")
COMMAND = (sys.executable, "-m", "microsites")
HOME = "strawberry/pages/index.yml"
LEAD = "朝どれを、畑で頬ばる。"


def _seconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _run(*command: str | Path, cwd: Path, expected: int = 0, **environment: str) -> str:
    done = subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    if done.returncode != expected:
        sys.exit(f"{' '.join(map(str, command))} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def _show(browser: Browser, dist: Path) -> None:
    for site in SITES:
        with host(dist / site) as url:
            page = browser.new_page()
            page.goto(url, wait_until="load")
            assert page.locator("h1").is_visible(), site
            page.close()


def clone_to_screen(browser: Browser) -> tuple[float, float]:
    """Seconds in all, and of them those of the installation."""
    with TemporaryDirectory() as folder:
        empty = Path(folder, "home")
        empty.mkdir()
        tree = Path(folder, "microsites")
        surroundings = {"HOME": str(empty), "PIP_NO_CACHE_DIR": "1"}

        def install() -> None:
            _run("git", "clone", "--quiet", ROOT, tree, cwd=Path(folder), **surroundings)
            _run("make", ".venv/.site", cwd=tree, **surroundings)

        def build() -> None:
            _run("make", "site", cwd=tree, **surroundings)
            _show(browser, tree / "dist")

        installing = _seconds(install)
        return installing + _seconds(build), installing


def typo_to_message() -> float:
    """Seconds until the terminal names line and cure."""
    with _portfolio() as portfolio:
        file = portfolio / HOME
        file.write_text(file.read_text("utf-8").replace("type: hero", "type: heros", 1), "utf-8")
        said: list[str] = []
        seconds = _seconds(
            lambda: said.append(_run(*COMMAND, "build", cwd=portfolio.parent, expected=2, LANGUAGE="ja"))
        )
        assert "「hero」ではありませんか" in said[0], said[0]
        return seconds


def saved_to_screen(browser: Browser, rounds: int) -> list[float]:
    """Seconds from each saving until the browser shows the new text."""
    with _portfolio() as portfolio, _preview(portfolio) as address:
        page = browser.new_page()
        page.goto(f"{address}strawberry/")
        page.locator("microsites-preview .dot[data-state=fresh]").wait_for(timeout=120_000)
        file, found = portfolio / HOME, []
        text = file.read_text("utf-8")
        assert LEAD in text
        for number in range(rounds):
            new = f"変更{number}回目。"
            start = time.perf_counter()
            file.write_text(text.replace(LEAD, new), "utf-8")
            page.locator("h1", has_text=new).wait_for(timeout=60_000)
            found.append(time.perf_counter() - start)
            page.locator("microsites-preview .dot[data-state=fresh]").wait_for(timeout=120_000)
        page.close()
        return found


def empty_to_checked() -> float:
    """Seconds for both commands together."""
    with TemporaryDirectory() as folder:
        said: list[str] = []

        def walk() -> None:
            _run(*COMMAND, "new", "portfolio", "town", "--preset", "tourism", cwd=Path(folder))
            said.append(_run(*COMMAND, "build", "--check", cwd=Path(folder, "town"), LANGUAGE="en"))

        seconds = _seconds(walk)
        assert "0 errors, 0 warnings" in said[0], said[0]
        return seconds


@contextmanager
def _portfolio() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        portfolio = Path(folder, "sites")
        shutil.copytree(ROOT / "sites", portfolio, ignore=shutil.ignore_patterns(".preview", ".cache"))
        yield portfolio


@contextmanager
def _preview(portfolio: Path) -> Iterator[str]:
    command = (*COMMAND, "serve", "--portfolio", str(portfolio))
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout is not None
        address = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
        assert address is not None
        yield address[0]
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-clone", action="store_true", help="leave out the first walk")
    arguments = parser.parse_args()
    program = installed_browser()
    if program is None:
        sys.exit("no browser found")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        saved = saved_to_screen(browser, arguments.rounds * 2)
        typo = [typo_to_message() for _ in range(arguments.rounds)]
        checked = [empty_to_checked() for _ in range(arguments.rounds)]
        for name, figures in (("typo to message", typo), ("saved to screen", saved), ("empty to checked", checked)):
            print(f"{name:<18} {median(figures):6.2f} s  ({min(figures):.2f}-{max(figures):.2f}, {len(figures)} times)")
        if not arguments.no_clone:
            in_all, installing = clone_to_screen(browser)
            print(f"{'clone to screen':<18} {in_all:6.1f} s, of which clone and installation {installing:.1f} s")
        browser.close()


if __name__ == "__main__":
    main()
