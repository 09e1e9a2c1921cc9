"""A failed, killed or crowded build leaves the old tree or the new one, never something between; builds repeat."""

from __future__ import annotations

import errno
import itertools
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import microsites.build.workers as building
from microsites.build.swap import recover
from microsites.errors import UserError
from portfolios import (
    ACCESS,
    AT,
    HOME,
    MINIMAL,
    PORTFOLIO,
    SITE,
    TESTS,
    EditablePortfolio,
    copy_minimal,
    prebuilt,
    snapshot,
)

COMMAND = (sys.executable, "-m", "microsites", "build", "--env", "production", "--at", AT)


def of_site(site: str, files: dict[str, str]) -> dict[str, str]:
    """The part of a snapshot that belongs to a site: its tree and its manifest."""
    return {
        name: digest
        for name, digest in files.items()
        if name.startswith(f"{site}/") or name == f".manifest/{site}.json"
    }


def leftovers(dist: Path) -> list[str]:
    return [path.name for name in (".staging", ".journal") for path in (dist / name).glob("*")]


class Twice(NamedTuple):
    """A portfolio that was built, then changed."""

    portfolio: EditablePortfolio
    old: dict[str, str]
    """What lies in its ``dist`` now."""
    new: dict[str, str]
    """What lies there after the next whole build."""
    elsewhere: Path
    """Where that build was made already."""


@pytest.fixture
def twice(portfolio: EditablePortfolio) -> Twice:
    """A portfolio that was built, then changed; the old snapshot, and the new one if it is built whole."""
    assert not portfolio.build().problems
    old = snapshot(portfolio.dist)
    portfolio.replace(HOME, "title: いちごの試験市", "title: 新しい題")
    portfolio.replace("move/pages/index.yml", "title: 試験市で暮らす", "title: 新しい暮らし")
    portfolio.path(ACCESS).unlink()
    portfolio.replace(SITE, "  - {label: 行き方, page: access}\n", "")
    portfolio.replace(HOME, "(page:access#bus)", "(page:about)")
    portfolio.replace("move/pages/index.yml", "site: berry/access#bus", "site: berry")
    elsewhere = EditablePortfolio(portfolio.root, portfolio.dist.with_name("elsewhere"))
    assert not elsewhere.build().problems
    new = snapshot(elsewhere.dist)
    assert of_site("berry", old) != of_site("berry", new)
    assert of_site("move", old) != of_site("move", new)
    return Twice(portfolio, old, new, elsewhere.dist)


def assert_old_or_new(files: dict[str, str], old: dict[str, str], new: dict[str, str], when: object) -> None:
    for site in ("berry", "move"):
        assert of_site(site, files) in (of_site(site, old), of_site(site, new)), (site, when)
    known = {*of_site("berry", files), *of_site("move", files)}
    assert not files.keys() - known, when


class TestInterrupted:
    @pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, OSError(errno.ENOSPC, "No space left on device")])
    @pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
    def test_at_every_rename(
        self,
        twice: Twice,
        monkeypatch: pytest.MonkeyPatch,
        error: Any,
        after: bool,
    ) -> None:
        """Ctrl-C, a polite kill and a full disk: ``finally`` runs, and must not make it worse."""
        portfolio, old, new, _ = twice
        monkeypatch.setattr(building, "build_one", prebuilt(twice.elsewhere))
        good = portfolio.dist.with_name("good")
        shutil.copytree(portfolio.dist, good)
        for step in itertools.count(1):
            shutil.rmtree(portfolio.dist)
            shutil.copytree(good, portfolio.dist)
            count = 0

            def failing(function: Callable[..., Any], step: int = step) -> Callable[..., Any]:
                def call(source: Any, target: Any) -> None:
                    nonlocal count
                    inside = str(target).startswith(str(portfolio.dist)) and ".cache" not in str(target)
                    count += inside
                    if inside and count == step and not after:
                        raise error
                    function(source, target)
                    if inside and count == step and after:
                        raise error

                return call

            with monkeypatch.context() as patch:
                patch.setattr(os, "rename", failing(os.rename))
                patch.setattr(os, "replace", failing(os.replace))
                with suppress(KeyboardInterrupt, SystemExit, UserError):
                    portfolio.build()
            recover(portfolio.dist)
            assert_old_or_new(snapshot(portfolio.dist), old, new, step)
            if count < step:
                break
        assert step > 8
        portfolio.build()
        assert snapshot(portfolio.dist) == new
        assert leftovers(portfolio.dist) == []

    @pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
    def test_killed_at_every_step(self, twice: Twice, tmp_path: Path) -> None:
        portfolio, old, new, _ = twice
        arguments = (TESTS / "killed_builds.py", portfolio.root, portfolio.dist, twice.elsewhere, tmp_path / "work")
        (tmp_path / "work").mkdir()
        result = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False, cwd=TESTS)
        assert result.returncode == 0, result.stderr
        runs = [json.loads(line) for line in result.stdout.splitlines()]
        killed = [run for run in runs if run["killed"]]
        assert len(killed) > 20
        states = {site: set() for site in ("berry", "move")}
        for run in runs:
            when = (run["step"], run["after"])
            assert_old_or_new(run["recovered"], old, new, when)
            assert run["rebuilt"] == new, when
            assert run["rest"] == [], when
            for site, seen in states.items():
                seen.add(of_site(site, run["recovered"]) == of_site(site, new))
        assert states == {"berry": {False, True}, "move": {False, True}}

    def test_sigkill_in_the_middle_of_a_build(self, twice: Twice) -> None:
        portfolio, old, new, _ = twice
        waits = (
            "import sys, microsites.engine.site_build as engine\n"
            "def wait(*args):\n"
            "    print('building', flush=True); sys.stdin.read()\n"
            "engine.build_site = wait\n"
            "from microsites.cli.main import main\n"
            "main()\n"
        )
        process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                waits,
                *COMMAND[3:],
                "--jobs",
                "1",
                "--portfolio",
                portfolio.root,
                "--out",
                portfolio.dist,
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        with process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"building\n"
            process.send_signal(signal.SIGKILL)
        assert process.returncode == -signal.SIGKILL
        assert snapshot(portfolio.dist) == old
        assert leftovers(portfolio.dist)
        portfolio.build()
        assert snapshot(portfolio.dist) == new
        assert leftovers(portfolio.dist) == []

    def test_next_build_does_not_sweep_up_a_living_one(self, twice: Twice, monkeypatch: pytest.MonkeyPatch) -> None:
        """A build that starts and ends while another one is at work leaves the other's staging folder alone."""
        portfolio, _, new, _ = twice
        inner = EditablePortfolio(portfolio.root, portfolio.dist)
        build_one = building.build_one
        nested = False

        def build_another_first(*arguments: Any) -> Any:
            nonlocal nested
            if not nested:
                nested = True
                assert not inner.build().problems
            return build_one(*arguments)

        monkeypatch.setattr(building, "build_one", build_another_first)
        assert not portfolio.build().problems
        assert snapshot(portfolio.dist) == new
        assert leftovers(portfolio.dist) == []


class TestFailing:
    def test_bad_picture_stops_its_site_only(self, twice: Twice) -> None:
        portfolio, old, new, _ = twice
        portfolio.write("berry/assets/photos/field.jpg", b"\xff\xd8\xff")
        result = portfolio.build_command()
        assert result.exit_code == 2
        files = snapshot(portfolio.dist)
        assert of_site("berry", files) == of_site("berry", old)
        assert of_site("move", files) == of_site("move", new)
        assert "move  2 pages" in result.output
        assert "berry/pages/index.yml:7:22: 'field.jpg' is" in result.output

    @pytest.mark.parametrize(
        ("where", "name"),
        [
            ("mkdocs.utils", "write_file"),
            ("mkdocs.utils", "copy_file"),
            ("microsites.media.pictures", "write_atomically"),
            ("pathlib.Path", "write_text"),
            ("pathlib.Path", "mkdir"),
        ],
    )
    def test_full_disk(
        self,
        twice: Twice,
        monkeypatch: pytest.MonkeyPatch,
        where: str,
        name: str,
    ) -> None:
        portfolio, old, _, _ = twice
        shutil.rmtree(portfolio.dist / ".cache")
        monkeypatch.setattr(f"{where}.{name}", _full)
        result = portfolio.build_command()
        assert result.exit_code == 2, result.output
        assert "No space left on device" in result.output
        files = snapshot(portfolio.dist)
        assert of_site("berry", files) == of_site("berry", old)
        monkeypatch.undo()
        assert leftovers(portfolio.dist) == []

    @pytest.mark.skipif(sys.platform != "linux", reason="needs a limit on the size of files")
    def test_file_that_cannot_be_written_whole(self, twice: Twice) -> None:
        """The system itself refuses every file above 3,000 bytes, in the middle of the write."""
        portfolio, old, _, _ = twice
        code = (
            "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))\n"
            "from microsites.cli.main import main; main()\n"
        )
        where = ("--portfolio", portfolio.root, "--out", portfolio.dist, "--jobs", "1")
        result = subprocess.run(
            [sys.executable, "-B", "-c", code, *COMMAND[3:], *where], capture_output=True, text=True, check=False
        )
        assert result.returncode == 2, result.stderr
        assert "File too large" in result.stderr
        assert snapshot(portfolio.dist) == old
        assert leftovers(portfolio.dist) == []


def _full(*_: Any, **__: Any) -> Any:
    raise OSError(errno.ENOSPC, "No space left on device")


class TestForeignFiles:
    """``--out`` never costs anybody's files."""

    def test_portfolio_is_not_its_own_output(self, portfolio: EditablePortfolio) -> None:
        before = snapshot(portfolio.root)
        result = portfolio.command("build", "--portfolio", str(portfolio.root), "--out", str(portfolio.root))
        assert result.exit_code == 2, result.output
        assert snapshot(portfolio.root) == before

    def test_output_inside_a_site_is_refused(self, portfolio: EditablePortfolio) -> None:
        before = snapshot(portfolio.root)
        out = portfolio.path("berry/pages")
        assert portfolio.command("build", "--portfolio", str(portfolio.root), "--out", str(out)).exit_code == 2
        assert snapshot(portfolio.root) == before

    def test_folder_that_no_build_wrote_is_left_alone(self, portfolio: EditablePortfolio) -> None:
        mine = portfolio.dist / "berry" / "precious.txt"
        mine.parent.mkdir(parents=True)
        mine.write_text("mine", "utf-8")
        result = portfolio.build_command()
        assert result.exit_code == 2, result.output
        assert mine.read_text("utf-8") == "mine"

    def test_output_beside_the_sites_is_fine(self, portfolio: EditablePortfolio) -> None:
        result = portfolio.command("build", "--portfolio", str(portfolio.root), "--out", str(portfolio.path("dist")))
        assert result.exit_code == 0, result.output
        again = portfolio.command("build", "--portfolio", str(portfolio.root), "--out", str(portfolio.path("dist")))
        assert again.exit_code == 0, again.output
        assert portfolio.path("dist/berry/index.html").is_file()

    def test_what_a_site_lost_is_gone_and_other_sites_stay(self, twice: Twice) -> None:
        portfolio, old, new, _ = twice
        portfolio.build("berry")
        files = snapshot(portfolio.dist)
        assert "berry/access/index.html" not in files
        assert of_site("berry", files) == of_site("berry", new)
        assert of_site("move", files) == of_site("move", old)


class TestSameInput:
    @pytest.mark.parametrize("theme", ["promo", "material"])
    def test_same_bytes(self, tmp_path: Path, theme: str) -> None:
        """In this process, in another one, with one job and with two, in folders of other names."""
        first, second = copy_minimal(tmp_path / "one"), copy_minimal(tmp_path / "another-name")
        for portfolio in (first, second):
            portfolio.replace(SITE, "tagline:", f"theme: {theme}\ntagline:")
        first.build()
        expected = snapshot(first.dist)
        assert len(expected) > 15
        first.build()
        assert snapshot(first.dist) == expected
        environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "America/New_York", "LC_ALL": "C"}
        subprocess.run(
            [*COMMAND, "--jobs", "2", "--portfolio", second.root, "--out", second.dist],
            check=True,
            capture_output=True,
            env=environment,
        )
        assert snapshot(second.dist) == expected

    def test_times_of_files_decide_nothing(self, portfolio: EditablePortfolio) -> None:
        portfolio.build()
        expected = snapshot(portfolio.dist)
        for path in portfolio.root.rglob("*"):
            os.utime(path, (1_000_000_000, 1_000_000_000))
        portfolio.build()
        assert snapshot(portfolio.dist) == expected

    def test_clock_decides(self, portfolio: EditablePortfolio, monkeypatch: pytest.MonkeyPatch) -> None:
        portfolio.build(at="2026-11-22")
        day = snapshot(portfolio.dist)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795273200")  # 2026-11-22 00:00 in Tokyo
        assert (
            portfolio.command(
                "build",
                "--portfolio",
                str(portfolio.root),
                "--out",
                str(portfolio.dist),
                "--env",
                "production",
                "--jobs",
                "1",
            ).exit_code
            == 0
        )
        assert snapshot(portfolio.dist) == day
        portfolio.build(at="2027-01-01")
        assert "© 2027" in (portfolio.dist / "berry/index.html").read_text("utf-8")

    @pytest.mark.proof
    @pytest.mark.parametrize(("berry", "move"), list(itertools.product(["promo", "material"], repeat=2)))
    def test_sites_leak_nothing_into_each_other(self, tmp_path: Path, berry: str, move: str) -> None:
        portfolio = copy_minimal(tmp_path)
        portfolio.replace(SITE, "tagline:", f"theme: {berry}\ntagline:")
        portfolio.replace("move/site.yml", "tagline:", f"theme: {move}\ntagline:")
        portfolio.replace(
            "move/site.yml",
            "goals:",
            "navigation:\n  - {label: 移住のメニュー, page: index}\ncontact: 移住の窓口\ngoals:",
        )
        portfolio.write("move/pages/help.md", "---\ntitle: 助け\ndescription: 手助け。\n---\n```\ncode\n```\n")

        def built(order: str, *names: str) -> dict[str, str]:
            text = portfolio.text(PORTFOLIO)
            portfolio.write(PORTFOLIO, text[: text.index("sites:")] + f"sites: [{order}]\n")
            shutil.rmtree(portfolio.dist, ignore_errors=True)
            assert not portfolio.build(*names).problems
            return snapshot(portfolio.dist)

        def tree(files: dict[str, str]) -> dict[str, str]:
            return {name: digest for name, digest in files.items() if not name.startswith(".manifest/")}

        together = built("berry, move")
        assert built("berry, move", "berry") == of_site("berry", together)
        assert built("berry, move", "move") == of_site("move", together)
        assert tree(built("move, berry")) == tree(together)
        assert tree(built("move, berry", "berry")) == tree(of_site("berry", together))

    def test_nothing_of_a_sister_is_on_a_page(self, built_minimal: EditablePortfolio) -> None:
        for page in (built_minimal.dist / "move").rglob("*.html"):
            text = page.read_text("utf-8")
            assert ">このサイトについて<" not in text
            # Where sisters are named, their taglines stand: in the switch and in the footer.
            assert "摘みに行こう" not in re.sub(r'-tagline(?: ms-small)?">摘みに行こう', "", text)
            assert "#a01030" not in text
        styles = "".join(path.read_text("utf-8") for path in (built_minimal.dist / "move").rglob("*.css"))
        assert "#104060" in styles
        assert "#a01030" not in styles


@pytest.mark.proof
def test_two_builds_at_once_both_succeed(portfolio: EditablePortfolio, built_minimal: EditablePortfolio) -> None:
    where = ("--portfolio", portfolio.root, "--out", portfolio.dist)
    for _ in range(2):
        builds = [
            subprocess.Popen([*COMMAND, *where, "--jobs", jobs], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            for jobs in ("1", "2", "1")
        ]
        for build in builds:
            output, _ = build.communicate(timeout=120)
            assert build.returncode == 0, output.decode()
        assert snapshot(portfolio.dist) == snapshot(built_minimal.dist)
        assert leftovers(portfolio.dist) == []


def test_relative_folders(
    portfolio: EditablePortfolio, built_minimal: EditablePortfolio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``microsites build`` as it is typed: in the portfolio's folder, into ``dist``."""
    monkeypatch.chdir(portfolio.root)
    result = portfolio.command("build", "--env", "production", "--at", AT, "--jobs", "1")
    assert result.exit_code == 0, result.output
    assert snapshot(portfolio.root / "dist") == snapshot(built_minimal.dist)
    monkeypatch.chdir(portfolio.root / "berry")
    again = portfolio.command("build", "--portfolio", "..", "--out", "../dist", "--env", "production", "--at", AT)
    assert again.exit_code == 0, again.output
    assert snapshot(portfolio.root / "dist") == snapshot(built_minimal.dist)


def test_minimal_portfolio_is_what_the_tests_think(built_minimal: EditablePortfolio) -> None:
    assert MINIMAL.is_dir()
    assert sorted(name for name in snapshot(built_minimal.dist) if name.endswith((".html", ".json"))) == [
        ".manifest/berry.json",
        ".manifest/move.json",
        "berry/404.html",
        "berry/about/index.html",
        "berry/access/index.html",
        "berry/external-transmission/index.html",
        "berry/index.html",
        "berry/news/open/index.html",
        "move/404.html",
        "move/external-transmission/index.html",
        "move/index.html",
    ]
