"""Findings that are known: only new ones count, none is forgotten by accident, and the file is a person's to review."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from microsites.check.baseline import Baseline, read_baseline
from microsites.check.report import Report
from microsites.check.runner import check_directory
from microsites.cli.main import main
from microsites.errors import UserError
from microsites.measurement.provider_reader import providers_with

PROVIDERS = providers_with(None)
PAGE = '<html lang="ja"><title>題</title><meta name="viewport" content="width=device-width"><meta name="description" content="いちご狩りの料金と予約の説明"><h1>題</h1>'


def site(root: Path, *links: str, page: str = "index") -> Path:
    root.mkdir(exist_ok=True)
    body = "".join(f'<p><a href="{link}">x</a></p>' for link in links)
    html = PAGE.replace("題", f"題 {page}").replace("説明", f"説明 {page}")
    (root / f"{page}.html").write_text(html + body, "utf-8")
    return root


def check(root: Path, baseline: Baseline | None = None, select: tuple[str, ...] = ()) -> Report:
    # That nothing leads to a page of a small tree is another matter.
    return check_directory(root, providers=PROVIDERS, baseline=baseline, select=select, ignore=("LNK009",))


def known(report: Report) -> Baseline:
    return (report.baseline or Baseline()).updated(report.findings, report.gone)


def command(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, arguments)])


def test_only_new_findings_count(tmp_path: Path) -> None:
    root = site(tmp_path / "x", "a.html", "b.html")
    before = known(check(root))
    assert not check(root, before).failed
    report = check(site(root, "新しい.html", "b.html", "a.html"), before)
    assert [finding.subject for finding in report.findings] == ["新しい.html"]
    assert [finding.subject for finding in report.known] == ["b.html", "a.html"]
    assert report.failed


def test_what_is_gone_is_told_and_then_forgotten(tmp_path: Path) -> None:
    before = known(check(site(tmp_path / "x", "a.html", "b.html")))
    report = check(site(tmp_path / "x", "b.html"), before)
    assert [entry.subject for entry in report.gone] == ["a.html"]
    assert [entry.subject for entry in known(report).entries] == ["b.html"]


def test_what_was_not_judged_is_not_gone(tmp_path: Path) -> None:
    root = site(tmp_path / "x", "a.html")
    (root / "index.html").write_text(PAGE + '<a href="a.html">x</a><img src="gone.png">', "utf-8")
    before = known(check(root))
    assert {entry.code for entry in before.entries} == {"LNK001", "LNK003", "A11Y002"}
    narrow = check(site(root), before, select=("LNK001",))
    assert {entry.code for entry in narrow.gone} == {"LNK001"}
    assert {entry.code for entry in known(narrow).entries} == {"LNK003", "A11Y002"}
    elsewhere = check(site(tmp_path / "y"), before)
    assert elsewhere.gone == ()
    assert known(elsewhere) == before


def test_the_same_fault_on_another_page_is_new(tmp_path: Path) -> None:
    before = known(check(site(tmp_path / "x", "a.html")))
    report = check(site(tmp_path / "x", "a.html", page="two"), before)
    assert [finding.page for finding in report.findings] == ["two.html"]


def test_the_file_has_a_line_a_finding(tmp_path: Path) -> None:
    root, file = site(tmp_path / "x", "b.html", "農園.html"), tmp_path / "known.json"
    result = command(root, "--baseline", file, "--update-baseline")
    assert result.exit_code == 0, result.output
    assert "2 findings are known (2 added, 0 forgotten)" in result.output
    lines = file.read_text("utf-8").splitlines()
    assert [json.loads(line.strip().rstrip(","))["subject"] for line in lines[3:5]] == ["b.html", "農園.html"]
    assert read_baseline(file) == known(check(root))
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_commands_one_after_the_other(tmp_path: Path) -> None:
    root, file = site(tmp_path / "x", "a.html", "b.html"), tmp_path / "known.json"
    assert command(root).exit_code == 1
    assert command(root, "--baseline", file, "--update-baseline").exit_code == 0
    clean = command(root, "--baseline", file)
    assert clean.exit_code == 0
    assert clean.output.endswith("0 errors, 0 warnings, 0 notes on 1 page of 1 site; 2 known\n")
    site(root, "a.html", "c.html")
    worse = command(root, "--baseline", file)
    assert worse.exit_code == 1
    assert "1 error, 0 warnings" in worse.output
    assert "1 of the baseline gone (--update-baseline forgets them)" in worse.output
    again = command(root, "--baseline", file, "--update-baseline")
    assert "2 findings are known (1 added, 1 forgotten)" in again.output
    assert command(root, "--baseline", file).exit_code == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "it is not JSON"),
        (b"[" * 100_000, "it is not JSON"),
        (b"[]", "it is not of version 1"),
        (b'{"version": 2, "findings": []}', "it is not of version 1"),
        (b'{"version": 1, "findings": [{"site": "x"}]}', "has not just the texts site, page, code, subject"),
        (b'{"version": 1, "findings": [1]}', "has not just the texts"),
        (None, "does not exist"),
    ],
)
def test_a_file_that_is_no_baseline(tmp_path: Path, content: bytes | None, words: str) -> None:
    file = tmp_path / "known.json"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(UserError, match=words) as error:
        read_baseline(file)
    assert "--update-baseline" in error.value.problems[0].hint
    result = command(site(tmp_path / "x"), "--baseline", file)
    assert result.exit_code == 2


def test_a_damaged_baseline_is_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    file.write_text("{", "utf-8")
    assert command(site(tmp_path / "x", "a.html"), "--baseline", file, "--update-baseline").exit_code == 2
    assert file.read_text("utf-8") == "{"


def test_a_baseline_that_cannot_be_written(tmp_path: Path) -> None:
    result = command(site(tmp_path / "x"), "--baseline", tmp_path / "nowhere/known.json", "--update-baseline")
    assert result.exit_code == 2
    assert "cannot be written" in result.output


def test_update_needs_a_file(tmp_path: Path) -> None:
    result = command(site(tmp_path / "x"), "--update-baseline")
    assert result.exit_code == 2
    assert "write --baseline FILE --update-baseline" in result.output
