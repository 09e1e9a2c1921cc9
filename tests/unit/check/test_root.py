"""A check of the folder above a site is told as that, and nothing else is mistaken for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from microsites.check.report import Report
from microsites.check.runner import check_directory
from microsites.errors import UserError
from microsites.measurement.provider_reader import providers_with

PROVIDERS = providers_with(None)
HEAD = '<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>題</title></head><body>'


def check(root: Path, *select: str) -> Report:
    return check_directory(root, providers=PROVIDERS, select=select or ("LNK", "CHK"))


def below(root: Path, folder: str, count: int = 8) -> Path:
    """A site in a folder of ``root``, whose links begin at its own root."""
    for number in range(count):
        page = root / folder / f"p{number}" / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(f'{HEAD}<a href="/p{(number + 1) % count}/">x</a><a href="/">start</a>', "utf-8")
    (root / folder / "index.html").write_text(f'{HEAD}<a href="/p0/">x</a>', "utf-8")
    return root


@pytest.mark.parametrize("folder", ["public", "project/dist"])
def test_the_folder_above_the_site_is_told_once(tmp_path: Path, folder: str) -> None:
    root = below(tmp_path / "x", folder)
    with pytest.raises(UserError) as error:
        check(root)
    (problem,) = error.value.problems
    assert f"from '{folder}'" in problem.message
    assert f"check {root / folder};" in problem.hint
    assert not [f for f in check(root / folder).findings if f.code == "CHK002"]


def test_who_says_where_the_site_lies_is_believed(tmp_path: Path) -> None:
    root = below(tmp_path / "x", "public")
    assert check_directory(root, providers=PROVIDERS, url="https://example.jp/").findings


def test_a_site_below_a_path_is_no_mistake(tmp_path: Path) -> None:
    """It lies at example.jp/project/ and lacks that path in some links: each of them is a fault of its own."""
    root = below(tmp_path / "x", "project")
    for page in (root / "project").rglob("*.html"):
        page.write_text(page.read_text("utf-8") + '<a href="/project/p1/">1</a><a href="/project/p2/">2</a>', "utf-8")
    assert {f.code for f in check(root, "LNK001").findings} == {"LNK001"}


def test_two_sites_side_by_side_are_no_mistake(tmp_path: Path) -> None:
    below(below(tmp_path / "x", "a"), "b")
    assert check(tmp_path / "x", "LNK001").findings


def test_a_start_page_of_its_own_is_believed(tmp_path: Path) -> None:
    root = below(tmp_path / "x", "public")
    (root / "index.html").write_text(f'{HEAD}<a href="gone.html">x</a>', "utf-8")
    assert check(root, "LNK001").findings


def test_links_that_are_wrong_from_everywhere_are_no_mistake(tmp_path: Path) -> None:
    root = below(tmp_path / "x", "public")
    for page in (root / "public").rglob("*.html"):
        page.write_text(f'{HEAD}<a href="/gone-{page.parent.name}/">x</a>', "utf-8")
    assert check(root, "LNK001").findings
