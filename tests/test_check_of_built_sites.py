"""What a check of sites that were built here says: the line and the office behind a fault, and by which settings it went."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from portfolios import EditablePortfolio


def check(portfolio: EditablePortfolio, *more: str) -> Any:
    return portfolio.command("check", str(portfolio.dist), "--portfolio", str(portfolio.root), *more)


def edited(portfolio: EditablePortfolio, text: str) -> None:
    """Write ``checks.yml`` a minute after the sites were built."""
    portfolio.write("checks.yml", text)
    built = (portfolio.dist / ".manifest" / "berry.json").stat().st_mtime
    os.utime(portfolio.path("checks.yml"), (built + 60, built + 60))


@pytest.fixture
def built(portfolio: EditablePortfolio) -> EditablePortfolio:
    portfolio.build()
    return portfolio


def _pages(portfolio: EditablePortfolio, site: str) -> Iterator[Path]:
    yield from (portfolio.dist / site).rglob("*.html")


def test_wrong_id_leads_to_the_line_of_its_id_and_to_the_office(built: EditablePortfolio) -> None:
    page = built.dist / "berry" / "index.html"
    page.write_text(page.read_text("utf-8").replace("G-TEST000000", "G-STRANGER00"), "utf-8")
    found = json.loads(check(built, "--select", "TAG", "--format", "json").stdout)["findings"]
    file, line, column = built.place("portfolio.yml", "G-TEST000000").split(":")
    assert {each["code"] for each in found} == {"TAG003"}
    for each in found:
        place = f"{each['file'].rpartition('/')[2]}:{each['line']}:{each['column']}"
        assert place == f"{file}:{line}:{column}", each["code"]
        assert each["owner"] == "観光係"


def test_of_two_ids_the_one_that_is_missing_is_shown(portfolio: EditablePortfolio) -> None:
    portfolio.replace("portfolio.yml", "tags: tags", "tags: tags\nstream: both")
    url = 'production: {url: "https://berry.example.jp/"'
    portfolio.replace("berry/site.yml", url, f"{url}, ids: {{ga4: G-BERRY00000}}")
    portfolio.build()
    for page in _pages(portfolio, "berry"):
        page.write_text(page.read_text("utf-8").replace("G-BERRY00000", "G-TEST000000"), "utf-8")
    found = json.loads(check(portfolio, "--select", "TAG001", "--format", "json").stdout)["findings"]
    places = {f"{each['file'].rpartition('/')[2]}:{each['line']}:{each['column']}" for each in found}
    assert places == {portfolio.place("berry/site.yml", "G-BERRY00000").rpartition("/")[2]}


def test_files_changed_after_the_build_are_told_with_what_is_found_in_them(built: EditablePortfolio) -> None:
    page = built.dist / "berry" / "index.html"
    whole = page.read_text("utf-8")
    page.write_text(whole.replace("G-TEST000000", "G-STRANGER00"), "utf-8")
    told = check(built)
    assert told.exit_code == 1
    assert told.stderr == (
        "berry: the files of this site were changed after they were built: the YAML may not be to blame [BLD413]\n"
        "    → build again, or look at what changes the files afterwards\n"
    )
    page.write_text(whole + "\n", "utf-8")
    assert check(built).stderr == "", "nothing is wrong with it"


def test_what_a_desktop_leaves_in_a_folder_is_no_change(portfolio: EditablePortfolio) -> None:
    portfolio.replace("berry/pages/access.yml", "title: 行き方", "title: ①行き方")
    portfolio.build()
    (portfolio.dist / "berry" / ".DS_Store").write_bytes(b"desktop")
    (portfolio.dist / "berry" / "Thumbs.db").write_bytes(b"desktop")
    told = check(portfolio)
    assert "TXT001" in told.stdout
    assert "BLD413" not in told.stderr


def test_name_in_another_encoding_costs_no_report(built: EditablePortfolio) -> None:
    page = built.dist / "berry" / "index.html"
    page.write_text(page.read_text("utf-8").replace("G-TEST000000", "G-STRANGER00"), "utf-8")
    Path(os.fsdecode(os.fsencode(built.dist / "berry") + b"/" + "写真.jpg".encode("cp932"))).touch()
    told = check(built)
    assert told.exit_code == 1
    assert "TAG003" in told.stdout
    assert "BLD413" in told.stderr


def test_findings_in_what_was_built_come_alone(portfolio: EditablePortfolio) -> None:
    portfolio.write("checks.yml", "fail_on: note\nsuppress:\n  - {code: LNK001, reason: 昔の決定}\n")
    portfolio.build()
    assert check(portfolio).stderr == ""


def test_settings_edited_after_the_build_are_told(built: EditablePortfolio) -> None:
    assert "edited after" not in check(built).stderr
    edited(built, "severity: {A11Y003: note}\n")
    told = check(built)
    assert told.exit_code == 0
    assert "checks.yml" in told.stderr
    assert "was edited after the sites were built: they are judged by what it said then" in told.stderr
    assert f"→ build again, or write --config {built.path('checks.yml')}" in told.stderr
    assert json.loads(check(built, "--format", "json").stdout)["findings"] == []


def test_settings_that_say_the_same_or_count_already_are_not(built: EditablePortfolio) -> None:
    edited(built, "# 何も変えない\n")
    assert check(built).stderr == ""
    built.write("checks.yml", "suppress:\n  - {code: LNK001, reason: 昔の決定}\n")
    built.build()
    edited(built, "# 何も変えない\n\nsuppress:\n  - {code: LNK001, reason: 昔の決定}\n")
    assert "edited after" not in check(built).stderr
    edited(built, "severity: {A11Y003: note}\n")
    assert check(built, "--config", str(built.path("checks.yml"))).stderr == ""
    built.build()
    assert "edited after" not in check(built).stderr


def test_settings_that_are_gone_are_told(portfolio: EditablePortfolio) -> None:
    portfolio.write("checks.yml", "severity: {A11Y003: note}\n")
    portfolio.build()
    portfolio.path("checks.yml").unlink()
    assert "was edited after the sites were built" in check(portfolio).stderr


def test_settings_that_cannot_be_read_are_told(built: EditablePortfolio) -> None:
    edited(built, "severity: {A11Y003: loud}\n")
    assert "was edited after the sites were built" in check(built).stderr


def test_one_site_of_the_portfolio_is_told_too(built: EditablePortfolio) -> None:
    edited(built, "severity: {A11Y003: note}\n")
    arguments = (str(built.dist / "berry"), "--portfolio", str(built.root))
    assert "was edited after the sites were built" in built.command("check", *arguments).stderr
