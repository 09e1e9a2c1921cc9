"""``--output``: a whole report or the last good one; and whatever takes bytes takes a report."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from microsites.cli.report import write_report
from microsites.errors import UserError
from portfolios import EditablePortfolio


def test_a_full_disk_leaves_the_last_good_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = tmp_path / "report.json"
    write_report("good\n", report)

    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fdopen", full)
        patch.setattr(Path, "write_bytes", full)
        with pytest.raises(UserError) as caught:
            write_report("new\n", report)
    assert (caught.value.problems[0].code, caught.value.problems[0].file) == ("BLD004", str(report))
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == {"report.json": "good\n"}


@pytest.mark.parametrize("why", [errno.EACCES, errno.EBUSY])
def test_a_file_in_a_folder_that_is_closed_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, why: int
) -> None:
    report = tmp_path / "report.json"
    report.write_text("good\n", "utf-8")

    def closed(*_arguments: object) -> None:
        raise OSError(why, os.strerror(why))

    monkeypatch.setattr(Path, "replace", closed)
    write_report("new\n", report)
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == {"report.json": "new\n"}
    with pytest.raises(UserError):
        write_report("new\n", tmp_path / "other.json")
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]


def test_a_pipe_takes_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    found: list[str] = []
    thread = threading.Thread(target=lambda: found.append(pipe.read_text("utf-8")))
    thread.start()
    write_report("報告\n", pipe)
    thread.join()
    assert found == ["報告\n"]
    assert pipe.is_fifo()


def test_nowhere_stays_nowhere() -> None:
    write_report("x", Path(os.devnull))
    assert Path(os.devnull).is_char_device()


@pytest.mark.parametrize("into_file", [False, True])
def test_the_output_of_the_program_takes_it(tmp_path: Path, into_file: bool) -> None:
    code = (
        "import sys; from pathlib import Path; from microsites.cli.report import write_report;"
        " write_report('x\\n', Path('/dev/stdout'))"
    )
    file = tmp_path / "out.txt"
    file.touch()
    before = file.stat().st_ino
    with file.open("w") as stream:
        done = subprocess.run(
            [sys.executable, "-c", code], stdout=stream if into_file else subprocess.PIPE, text=True, check=True
        )
    assert (file.read_text("utf-8") if into_file else done.stdout) == "x\n"
    assert file.stat().st_ino == before, "whoever reads the file reads on"


@pytest.mark.parametrize(("language", "said"), [("en", "the report: cannot be"), ("ja", "報告: ")])
def test_it_is_named_in_the_reader_s_language(portfolio: EditablePortfolio, language: str, said: str) -> None:
    command = [sys.executable, "-m", "microsites", "plan", "--lang", language, "--portfolio", str(portfolio.root)]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(said)
    assert "[BLD004]" in done.stderr
