"""``microsites publish --dry-run`` says what would be done, and leaves everything as it is."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from microsites.manifest import digest_of
from microsites.publish.placing import LIST
from microsites.record import RECORD
from portfolios import EditablePortfolio, snapshot
from publications import called, edit, publish, stub

needs_rsync = pytest.mark.skipif(shutil.which("rsync") is None, reason="rsync is not installed")


def titles(output: str) -> list[str]:
    return re.findall(r"  · (.*?)  \d+ files?$", output, re.MULTILINE)


def one_page_less(dist: Path) -> None:
    (dist / "berry" / "about" / "index.html").unlink()
    edit(dist, "berry", digest=digest_of(dist / "berry"))


@needs_rsync
def test_it_shows_the_steps_of_the_publication_that_follows(
    built_moved: EditablePortfolio, dist: Path, tmp_path: Path
) -> None:
    arguments = ("rsync", "--site", "berry", "--to", str(tmp_path / "www"))
    off = {"fail_on": "error", "severity": {"LNK001": "off", "LNK005": "off", "LNK014": "off"}}
    edit(dist, "berry", checks=off)
    assert publish(built_moved, dist, *arguments).exit_code == 0
    one_page_less(dist)
    there = snapshot(tmp_path / "www")
    # In CI nothing is remembered: the destination alone knows.
    shutil.rmtree(dist / ".published")
    rehearsed = publish(built_moved, dist, *arguments, "--dry-run")
    assert rehearsed.exit_code == 0, rehearsed.output
    assert snapshot(tmp_path / "www") == there
    done = publish(built_moved, dist, *arguments)
    assert done.exit_code == 0, done.output
    assert titles(rehearsed.output) == titles(done.output)
    assert "delete what is no longer part of the site" in titles(rehearsed.output)
    assert not (tmp_path / "www" / "about").exists()


def test_without_the_program_it_says_that_nobody_looked(
    built_moved: EditablePortfolio, dist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    result = publish(built_moved, dist, "rsync", "--site", "berry", "--to", "host:/www", "--dry-run")
    assert result.exit_code == 0, result.output
    said = "nobody looked at the destination (rsync is not installed): nothing is known of what lies there"
    assert said in result.output


def test_where_the_destination_does_not_answer_what_was_sent_from_here_counts(
    built_moved: EditablePortfolio, dist: Path, calls: Path
) -> None:
    off = {"fail_on": "error", "severity": {"LNK001": "off", "LNK005": "off", "LNK014": "off"}}
    edit(dist, "berry", checks=off)
    arguments = ("rsync", "--site", "berry", "--to", "host:/www")
    stub(calls, "rsync")
    assert publish(built_moved, dist, *arguments).exit_code == 0
    one_page_less(dist)
    stub(calls, "rsync", ends=255)
    result = publish(built_moved, dist, *arguments, "--dry-run")
    assert result.exit_code == 0, result.output
    assert "nobody looked at the destination (cannot look at the destination (exit code 255)" in result.output
    assert "the steps are those for what was sent from here at 2026-11-22T12:00+09:00" in result.output
    assert "delete what is no longer part of the site" in titles(result.output)


def test_destination_that_no_program_understands_is_refused_at_once(
    built_moved: EditablePortfolio, dist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    to = ":sftp,host=x,pass=secret:/www"
    result = publish(built_moved, dist, "rclone", "--site", "berry", "--to", to, "--dry-run")
    assert result.exit_code == 2
    assert "is no remote [BLD075]" in result.output


# The folder for GitHub


def test_folder_is_not_touched(built_moved: EditablePortfolio, dist: Path, tmp_path: Path) -> None:
    folder = tmp_path / "_site"
    arguments = ("github-pages", "--site", "berry", "--to", str(folder))
    assert publish(built_moved, dist, *arguments, "--dry-run").exit_code == 0
    assert not folder.exists()
    assert publish(built_moved, dist, *arguments).exit_code == 0
    there = snapshot(folder)
    edit(dist, "berry", checks={"fail_on": "error", "severity": {"LNK001": "off", "LNK005": "off", "LNK014": "off"}})
    one_page_less(dist)
    result = publish(built_moved, dist, *arguments, "--dry-run")
    assert result.exit_code == 0, result.output
    assert f"{dist}/.publish/github-pages/berry/tree → {folder}" in result.output
    assert snapshot(folder) == there
    assert publish(built_moved, dist, *arguments).exit_code == 0
    assert not (folder / "about").exists()


@pytest.mark.parametrize("theirs", ["mine.txt", RECORD, "about/more.html", ".git/config"])
def test_files_of_others_are_never_deleted(
    built_moved: EditablePortfolio, dist: Path, tmp_path: Path, theirs: str
) -> None:
    folder = tmp_path / "_site"
    arguments = ("github-pages", "--site", "berry", "--to", str(folder))
    assert publish(built_moved, dist, *arguments).exit_code == 0
    (folder / theirs).parent.mkdir(exist_ok=True)
    (folder / theirs).write_text("{}", "utf-8")
    there = snapshot(folder)
    result = publish(built_moved, dist, *arguments)
    assert result.exit_code == 2
    assert f"{folder}: holds files that microsites did not write: {theirs} [BLD081]" in result.output
    assert snapshot(folder) == there


def test_nothing_is_written_through_a_link(built_moved: EditablePortfolio, dist: Path, tmp_path: Path) -> None:
    folder = tmp_path / "_site"
    arguments = ("github-pages", "--site", "berry", "--to", str(folder))
    assert publish(built_moved, dist, *arguments).exit_code == 0
    (tmp_path / "precious").write_text("mine", "utf-8")
    (folder / "index.html").unlink()
    (folder / "index.html").symlink_to(tmp_path / "precious")
    assert "index.html [BLD081]" in publish(built_moved, dist, *arguments).output
    assert (tmp_path / "precious").read_text("utf-8") == "mine"


def test_folder_that_rsync_filled_is_not_githubs(built_moved: EditablePortfolio, dist: Path, tmp_path: Path) -> None:
    folder = tmp_path / "www"
    folder.mkdir()
    (folder / RECORD).write_text("{}", "utf-8")
    (folder / "mine.txt").write_text("mine", "utf-8")
    result = publish(built_moved, dist, "github-pages", "--site", "berry", "--to", str(folder))
    assert result.exit_code == 2
    assert "[BLD081]" in result.output
    assert (folder / "mine.txt").read_text("utf-8") == "mine"


def test_list_that_leads_elsewhere_deletes_nothing_there(
    built_moved: EditablePortfolio, dist: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "_site"
    folder.mkdir()
    (tmp_path / "precious").write_text("mine", "utf-8")
    (folder / LIST).write_text(f'{{"files": ["../precious", "{tmp_path}/precious"]}}', "utf-8")
    assert publish(built_moved, dist, "github-pages", "--site", "berry", "--to", str(folder)).exit_code == 0
    assert (tmp_path / "precious").read_text("utf-8") == "mine"


# What is sent is what was checked


def test_tree_that_changes_while_it_is_published(
    built_moved: EditablePortfolio, dist: Path, calls: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = stub(calls, "rsync")
    from microsites.publish import publishing

    checked = publishing.check_directory

    def change_after(*arguments: object, **keywords: object) -> object:
        report = checked(*arguments, **keywords)
        page = dist / "berry" / "index.html"
        page.write_bytes(page.read_bytes() + b"<!-- later -->")
        return report

    monkeypatch.setattr(publishing, "check_directory", change_after)
    result = publish(built_moved, dist, "rsync", "--site", "berry", "--to", "host:/www")
    assert result.exit_code == 2
    assert f"{dist}/berry: was changed while it was being published [BLD073]" in result.output
    assert [call[0] for call in called(log)] == ["--ignore-missing-args"]


def test_disk_that_is_full_is_no_bug(
    built_moved: EditablePortfolio, dist: Path, calls: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stub(calls, "rsync")
    import errno

    from microsites.publish import by_file

    def full(file: Path, _names: object) -> Path:
        raise OSError(errno.ENOSPC, "full", str(file))

    monkeypatch.setattr(by_file, "written_list", full)
    result = publish(built_moved, dist, "rsync", "--site", "berry", "--to", "host:/www")
    assert result.exit_code == 2
    assert "1-hashed.txt: cannot be written: No space left on device [BLD004]" in result.output
