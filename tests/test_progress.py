"""Whoever waits is told how far the work has come, and nobody else."""

from __future__ import annotations

import os
import pty
import re
from pathlib import Path

import click
import pytest

from microsites.build.portfolio import build_portfolio, read_portfolio
from microsites.check import context
from microsites.check.runner import check_directory
from microsites.cli import progress as cli_progress
from microsites.cli.progress import shown_progress
from microsites.i18n.message import _
from microsites.measurement.provider_reader import providers_with
from microsites.progress import UNWATCHED
from portfolios import AT, EditablePortfolio
from terminals import all_shown

PROVIDERS = providers_with(None)


class Noted:
    def __init__(self) -> None:
        self.expected: list[int] = []
        self.done: list[int] = []

    def expect(self, steps: int, /) -> None:
        self.expected.append(steps)

    def advance(self, steps: int, /) -> None:
        self.done.append(steps)


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_site_is_a_step(portfolio: EditablePortfolio, jobs: int) -> None:
    noted = Noted()
    source = read_portfolio(portfolio.root)
    result = build_portfolio(source, portfolio.dist, "production", names=(), at=AT, jobs=jobs, progress=noted)
    assert (noted.expected, noted.done) == ([len(result.built)], [1] * len(result.built))


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_file_is_a_step(tmp_path: Path, jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("microsites.check.workers.PARALLEL_FROM", 2)
    for number in range(5):
        (tmp_path / f"{number}.html").write_text(f"<title>{number}</title>", "utf-8")
    noted = Noted()
    check_directory(tmp_path, providers=PROVIDERS, jobs=jobs, progress=noted)
    assert (noted.expected, sum(noted.done)) == ([5], 5)


def test_nothing_is_read_again_and_nothing_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(context, "SETTLED", -10_000_000_000)  # the file is younger than a tick of the clock
    site, cache = tmp_path / "site", tmp_path / "cache"
    site.mkdir()
    (site / "index.html").write_text("<title>x</title>", "utf-8")
    check_directory(site, providers=PROVIDERS, cache=cache)
    noted = Noted()
    check_directory(site, providers=PROVIDERS, cache=cache, progress=noted)
    assert (noted.expected, noted.done) == ([], [])


def test_a_pipe_sees_no_bar() -> None:
    with shown_progress(_("Building sites")) as progress:
        assert progress is UNWATCHED


class TestAtATerminal:
    def shown(self, monkeypatch: pytest.MonkeyPatch) -> str:
        """What a terminal shows of four steps."""
        ours, theirs = pty.openpty()
        with os.fdopen(theirs, "w", encoding="utf-8") as stream, monkeypatch.context() as patch:
            patch.setattr("sys.stderr", stream)
            with click.Context(click.Command("build")), shown_progress(_("Building sites")) as progress:
                progress.expect(4)
                for _step in range(4):
                    progress.advance(1)
        return all_shown(ours)

    def test_what_takes_longer_is_shown(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("CI", raising=False)
        monkeypatch.setattr(cli_progress, "PATIENCE", -1.0)
        assert re.search(r"Building sites .*4/4", self.shown(monkeypatch))

    def test_what_is_done_at_once_is_not(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("CI", raising=False)
        assert self.shown(monkeypatch) == ""

    def test_ci_sees_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CI", "true")
        monkeypatch.setattr(cli_progress, "PATIENCE", -1.0)
        assert self.shown(monkeypatch) == ""
