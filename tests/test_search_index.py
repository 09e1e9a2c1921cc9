"""The search index of a site: made from its pages, kept between builds, asked for by name where it is missing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from microsites.build import search_index
from portfolios import SITE, EditablePortfolio

SEARCH = "berry/search/index"


@pytest.fixture
def town(portfolio: EditablePortfolio) -> EditablePortfolio:
    """The minimal portfolio with a search."""
    portfolio.write(SITE, "search: true\n" + portfolio.text(SITE))
    return portfolio


def index(dist: Path) -> dict[str, bytes]:
    """Every file of the index."""
    return {path.name: path.read_bytes() for path in (dist / SEARCH).rglob("*") if path.is_file()}


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Instead of Pagefind, for tests of what is kept: a file of its name; the runs so far."""
    runs: list[object] = []

    def make(_program: Path, _site: object, tree: Path, folder: Path) -> None:
        runs.append(tree)
        folder.mkdir()
        (folder / "pagefind.js").write_text("a stand-in", "utf-8")

    monkeypatch.setattr(search_index, "_make", make)
    return runs


def test_index_is_the_same_again(town: EditablePortfolio) -> None:
    assert town.build("berry").problems == ()
    first = index(town.dist)
    assert {"pagefind.js", "pagefind-worker.js", "pagefind-entry.json"} < set(first)
    assert not any("ui" in name for name in first)
    shutil.rmtree(town.dist)
    assert town.build("berry").problems == ()
    assert index(town.dist) == first


def test_index_is_made_once_for_the_same_pages(town: EditablePortfolio, stand_in: list[object]) -> None:
    town.build("berry")
    town.build("berry")
    assert len(stand_in) == 1
    assert index(town.dist) == {"pagefind.js": b"a stand-in"}
    news = "berry/collections/news/open.yml"
    before = town.text(news)
    town.replace(news, "開園しました", "開園です")
    town.build("berry")
    assert len(stand_in) == 2
    town.write(news, before)
    town.build("berry")
    assert len(stand_in) == 2, "the first one is kept: another build may be copying it, an editor may want it back"


@pytest.mark.usefixtures("stand_in")
def test_what_a_killed_build_and_a_removed_site_left_is_deleted(town: EditablePortfolio) -> None:
    town.build("berry")
    kept = town.dist / ".cache" / "pictures"
    (kept / "ab" / "tmpleft").mkdir(parents=True)
    [before] = [path.parent for path in kept.glob("??/*/pagefind.js")]
    town.replace(SITE, "search: true\n", "")
    town.build("berry")
    assert not (kept / "ab" / "tmpleft").exists()
    assert before.is_dir()
    (town.dist / ".cache" / "used" / "berry.txt").unlink()
    town.build("berry")
    assert not before.exists()


def test_missing_program_is_named_with_its_cure(town: EditablePortfolio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "_PACKAGE", "a_package_that_is_not_there")
    result = town.build_command("berry")
    assert result.exit_code == 2
    assert town.place(SITE, "true").split(":")[0] in result.output
    assert "berry/site.yml:1:9: the site has a search, but Pagefind is not installed [BLD022]" in result.output
    assert "pip install 'microsites[search]'" in result.output
    assert not (town.dist / "berry").exists()


def test_failing_program_keeps_the_last_good_site(town: EditablePortfolio, monkeypatch: pytest.MonkeyPatch) -> None:
    town.build("berry")
    before = index(town.dist)
    town.replace("berry/collections/news/open.yml", "開園しました", "開園です")
    monkeypatch.setattr(search_index, "_program", lambda _: Path("/bin/false"))
    result = town.build_command("berry")
    assert result.exit_code == 2
    assert "Pagefind could not make the search index" in result.output
    assert index(town.dist) == before


@pytest.mark.usefixtures("stand_in")
def test_without_a_script_the_search_is_the_tree_of_all_pages(town: EditablePortfolio) -> None:
    access = "berry/pages/access.yml"
    section = "{type: rich_text, id: way, body: 行きます。}"
    town.write(
        access, f"{town.text(access)}\neasy:\n  title: 行く\n  description: 行きます。\n  sections: [{section}]\n"
    )
    assert town.build("berry").problems == ()
    soup = BeautifulSoup((town.dist / "berry/search/index.html").read_bytes(), "html.parser")
    tree = {
        branch.a["href"]: [link["href"] for link in branch.select(":scope > ul a")]  # type: ignore[index]
        for branch in soup.select(".ms-sitemap > li")
    }
    pages = {path.parent.relative_to(town.dist / "berry").as_posix() for path in town.dist.glob("berry/**/index.html")}
    listed = {href for top, below in tree.items() for href in (top, *below)}
    assert listed == {"../" if page == "." else f"../{page}/" for page in pages - {"search"}}
    assert next(iter(tree)) == "../"
    assert tree["../access/"] == ["../access/easy/"]


def test_address_of_the_search_cannot_be_taken(town: EditablePortfolio) -> None:
    town.write("berry/pages/search.yml", town.text("berry/pages/index.yml"))
    result = town.build_command("berry")
    assert result.exit_code == 2
    assert "berry/pages/search.yml:1:1: has the address of a page that is generated: /search/ [CFG013]" in result.output
