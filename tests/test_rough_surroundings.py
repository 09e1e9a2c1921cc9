"""Where the program is started: closed streams, no temporary folder, bytes that are no text, clocks far away."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from portfolios import HOME, EditablePortfolio

LOG = "from microsites.bug_log import log_bug\ntry:\n    1 / 0\nexcept ZeroDivisionError:\n    print(log_bug())"


def started(*arguments: str | bytes, cwd: Path, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "microsites", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize(("closed", "expected"), [(2, 2), (1, 2), (0, 2)])
def test_a_closed_stream_changes_no_exit_code(portfolio: EditablePortfolio, closed: int, expected: int) -> None:
    portfolio.replace(HOME, "type: hero", "type: heros")
    done = started("build", "--portfolio", str(portfolio.root), cwd=portfolio.root, preexec_fn=lambda: os.close(closed))
    assert done.returncode == expected
    assert ("CFG007" in done.stderr) is (closed != 2)


def test_a_build_with_all_streams_closed_builds(portfolio: EditablePortfolio) -> None:
    command = ("build", "--portfolio", str(portfolio.root), "--out", str(portfolio.dist), "--jobs", "1")
    done = started(*command, cwd=portfolio.root, preexec_fn=lambda: os.closerange(0, 3))
    assert done.returncode == 0
    assert (portfolio.dist / "berry/index.html").is_file()


def test_without_a_temporary_folder_what_is_missing_is_said(portfolio: EditablePortfolio) -> None:
    code = (
        "import tempfile\n"
        "def none(): raise FileNotFoundError(2, 'No usable temporary directory found in []')\n"
        "tempfile._get_default_tempdir = none\n"
        "from microsites.cli.main import main\nmain()"
    )
    command = [sys.executable, "-c", code, "new", "page", "berry", "extra", "--portfolio", str(portfolio.root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.splitlines()[0]) == (
        2,
        "TMPDIR: there is no folder for temporary files [BLD004]",
    )


def test_a_bug_is_told_where_no_log_can_be_written() -> None:
    code = "import tempfile\ndef none(**_): raise OSError(28, 'full')\ntempfile.mkstemp = none\n" + LOG
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "None"


def test_a_log_takes_arguments_that_are_no_text(tmp_path: Path) -> None:
    command = [os.fsencode(sys.executable), b"-c", LOG.encode(), b"\xff"]
    done = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "TMPDIR": str(tmp_path)})
    assert b"\\udcff" in Path(os.fsdecode(done.stdout.strip())).read_bytes()


@pytest.mark.parametrize("at", ["9999-12-31", "0001-01-01", "1969-12-31"])
def test_a_clock_at_the_end_of_the_calendar_is_refused(portfolio: EditablePortfolio, at: str) -> None:
    result = portfolio.build_command("--at", at)
    assert result.exit_code == 2
    assert f"--at: '{at}' lies too far away [BLD002]" in result.output
    assert "choose a year from 1970 to 9000" in result.output


@pytest.mark.parametrize("link", ["berry/assets/loop", "berry/pages/loop.md"])
def test_a_link_to_itself_is_told(portfolio: EditablePortfolio, link: str) -> None:
    (portfolio.root / link).symlink_to(Path(link).name)
    result = portfolio.build_command()
    assert result.exit_code == 2
    assert link in result.output


@pytest.mark.skipif(os.name == "nt", reason="a program's rights are not taken away like this")
def test_a_folder_that_nobody_may_read(portfolio: EditablePortfolio, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may read everything: the system's answer is played."""
    is_file = Path.is_file

    def asked(path: Path) -> bool:
        if path.parent.name in ("closed", "lost+found") and path.name == "site.yml":
            raise PermissionError(13, "Permission denied", str(path))
        return is_file(path)

    monkeypatch.setattr(Path, "is_file", asked)
    (portfolio.root / "lost+found").mkdir()
    assert portfolio.build_command().exit_code == 0
    (portfolio.root / "closed").mkdir()
    result = portfolio.build_command()
    assert result.exit_code == 2
    assert "closed: cannot be read: Permission denied [CFG002]" in result.output
