"""A publication that is killed after any of its steps leaves a site without a broken link, and the next one finishes it."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from microsites.check.runner import check_directory
from microsites.measurement.provider_reader import providers_with
from microsites.record import RECORD
from portfolios import NEWS, SITE, EditablePortfolio, copy_minimal, rename_access, snapshot

pytestmark = pytest.mark.proof

PROVIDERS = providers_with(None)
BROKEN = ("LNK001", "LNK003")

PROGRAMS = ("rsync", "rclone")

KILLER = """#!/bin/sh
# Not {program}: it runs the real one, and after so many runs kills whoever called.
count=$(($(cat "{folder}/count" 2>/dev/null || echo 0) + 1))
echo "$count" > "{folder}/count"
"{real}" "$@"
code=$?
if [ "$count" = "$KILL_AFTER" ]; then kill -KILL "$PPID"; fi
exit "$code"
"""


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> EditablePortfolio:
    """The minimal portfolio with a page renamed, one less, and another colour: other files for every page."""
    portfolio = copy_minimal(tmp_path_factory.mktemp("changed"))
    rename_access(portfolio, "aliases: [access]\n")
    portfolio.path(NEWS).rename(portfolio.path(NEWS).with_name("late.yml"))
    portfolio.replace(SITE, "#a01030", "#1b5e20")
    assert not portfolio.build().problems
    return portfolio


def arguments(program: str, dist: Path, to: Path) -> list[str]:
    return ["publish", program, "--dist", str(dist), "--site", "berry", "--to", str(to), "--at", "2026-11-22T13:00"]


def publish(portfolio: EditablePortfolio, program: str, dist: Path, to: Path) -> None:
    """Publish to the end."""
    result = portfolio.command(*arguments(program, dist, to))
    assert result.exit_code == 0, result.output


def publish_under(killer: dict[str, str], program: str, dist: Path, to: Path) -> int:
    """Publish in a process of its own, which may be killed; return its exit code."""
    command = [sys.executable, "-m", "microsites", *arguments(program, dist, to)]
    done = subprocess.run(command, env={**os.environ, **killer}, capture_output=True, text=True, check=False)
    assert done.returncode in (0, -9), done.stdout + done.stderr
    return done.returncode


@pytest.mark.parametrize("program", PROGRAMS)
def test_killed_after_each_step(
    program: str,
    built_minimal: EditablePortfolio,
    changed: EditablePortfolio,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = shutil.which(program)
    if real is None:
        pytest.skip(f"{program} is not installed")
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    killer = bin_ / program
    killer.write_text(KILLER.format(program=program, real=real, folder=bin_), "utf-8")
    killer.chmod(killer.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("RCLONE_CONFIG", str(tmp_path / "rclone.conf"))
    before = shutil.copytree(built_minimal.dist, tmp_path / "before")
    after = shutil.copytree(changed.dist, tmp_path / "after")
    start = tmp_path / "start"
    publish(changed, program, before, start)
    wanted = snapshot(after / "berry")
    assert not set(snapshot(before / "berry")) <= set(wanted)
    states = []
    for number in range(1, 20):
        (bin_ / "count").unlink(missing_ok=True)
        here = shutil.copytree(start, tmp_path / f"www-{number}")
        killing = {"PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}", "KILL_AFTER": str(number)}
        code = publish_under(killing, program, after, here)
        (here / RECORD).rename(tmp_path / "record")
        report = check_directory(here, providers=PROVIDERS, url="https://berry.example.jp/", select=BROKEN)
        assert [f"{f.code} {f.location} {f.message}" for f in report.findings] == [], number
        states.append(frozenset(snapshot(here).items()))
        (tmp_path / "record").rename(here / RECORD)
        if code == 0:
            break
        publish(changed, program, after, here)
        record = json.loads((here / RECORD).read_text("utf-8"))
        (here / RECORD).unlink()
        assert snapshot(here) == wanted, number
        assert set(record["files"]) == set(wanted)
    else:
        raise AssertionError("it never came to its end")
    # Read, note, files twice, pages twice, deletions, note; and once without a kill.
    assert number == 9
    assert len(set(states)) >= 5
