"""Which files become pages and assets, and which are refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from microsites.content.files import CollectionSettings
from microsites.content.listing import list_assets, list_pages, stray_collections
from microsites.errors import Problem

NEWS = {"news": CollectionSettings(kind="news", path="news")}


def touch(site: Path, *files: str) -> None:
    for file in files:
        path = site / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "portfolio" / "berry"
    (folder / "collections" / "news").mkdir(parents=True)
    (folder / "assets").mkdir()
    return folder


def pages(site: Path) -> tuple[dict[str, str], list[Problem]]:
    problems: list[Problem] = []
    return {page.id: page.file for page in list_pages(site, NEWS, problems)}, problems


def test_address_is_the_path(site: Path) -> None:
    touch(site, "pages/index.yml", "pages/farms/index.yml", "pages/farms/aoki.yml", "pages/a-b_c.md")
    touch(site, "collections/news/2026-11-01.yml", "collections/news/old/x.yml")
    found, problems = pages(site)
    assert not problems
    assert found == {
        "index": "berry/pages/index.yml",
        "farms": "berry/pages/farms/index.yml",
        "farms/aoki": "berry/pages/farms/aoki.yml",
        "a-b_c": "berry/pages/a-b_c.md",
        "news/2026-11-01": "berry/collections/news/2026-11-01.yml",
        "news/old/x": "berry/collections/news/old/x.yml",
    }


@pytest.mark.parametrize(
    ("first", "second", "address"),
    [
        ("pages/access.md", "pages/access.yml", "/access/"),
        ("pages/farms.yml", "pages/farms/index.yml", "/farms/"),
        ("pages/index.md", "pages/index.yml", "/"),
        ("pages/news/a.yml", "collections/news/a.yml", "/news/a/"),
    ],
)
def test_two_files_for_one_address(site: Path, first: str, second: str, address: str) -> None:
    touch(site, first, second)
    found, problems = pages(site)
    assert len(found) == 1
    assert [problem.code for problem in problems] == ["CFG013"]
    assert address in problems[0].message
    assert {problems[0].file, *found.values()} == {f"berry/{first}", f"berry/{second}"}


@pytest.mark.parametrize(
    ("file", "hint"),
    [
        ("pages/access.yaml", "rename it to access.yml"),
        ("pages/access.yml.txt", "rename it to access.yml"),
        ("pages/access.en.md.txt", "rename it to access.en.md"),
        ("pages/access.YML", "rename it to access.yml"),
        ("collections/news/a.yaml.TXT", "rename it to a.yml"),
        ("pages/readme.txt", "pictures and documents go to assets/"),
        ("pages/map.jpg", "pictures and documents go to assets/"),
        ("pages/Access.yml", "use lower-case letters a-z, digits, '-' and '_'; the page's title may be Japanese"),
        ("pages/行き方.yml", "use lower-case letters"),
        ("pages/a b.yml", "use lower-case letters"),
        ("pages/a.b.yml", "use lower-case letters"),
        ("pages/Farms/aoki.yml", "use lower-case letters"),
        ("collections/news/a.md", "assets/"),
        ("collections/news/index.yml", ""),
    ],
)
def test_name_that_cannot_be_an_address(site: Path, file: str, hint: str) -> None:
    touch(site, file)
    found, problems = pages(site)
    assert not found
    assert [(problem.file, problem.code) for problem in problems] == [(f"berry/{file}", "CFG013")]
    assert hint in problems[0].hint


@pytest.mark.parametrize("name", [".DS_Store", "index.yml~", "~$index.yml", "Thumbs.db", ".git/x.yml", "desktop.ini"])
def test_droppings_of_editors_are_no_pages(site: Path, name: str) -> None:
    touch(site, f"pages/{name}", f"assets/{name}")
    assert pages(site) == ({}, [])
    assert list_assets(site, []) == frozenset()


def test_collection_without_folder(site: Path) -> None:
    (site / "collections" / "news").rmdir()
    _, problems = pages(site)
    assert [(problem.file, problem.message) for problem in problems] == [
        ("berry/site.yml", "there is no folder collections/news")
    ]


@pytest.mark.parametrize(
    ("file", "named", "hint"),
    [
        ("collections/new/a.yml", "collections/new", "did you mean 'news'?"),
        ("collections/oshirase/old/a.yml", "collections/oshirase", "known: news"),
        ("collections/a.yml", "collections/a.yml", "known: news"),
    ],
)
def test_what_lies_in_no_collection_is_named(site: Path, file: str, named: str, hint: str) -> None:
    touch(site, "collections/news/a.yml", file, "collections/Thumbs.db", "collections/later/.gitkeep")
    found = [(problem.file, problem.code, str(problem.hint)) for problem in stray_collections(site, NEWS)]
    assert found == [(f"berry/{named}", "CFG013", hint)]


def test_assets_are_listed_with_slashes(site: Path) -> None:
    touch(site, "assets/guide.pdf", "assets/photos/畑 1.jpg")
    assert list_assets(site, []) == {"guide.pdf", "photos/畑 1.jpg"}


@pytest.mark.parametrize("link", ["pages/a.yml", "collections/news/a.yml", "assets/a.jpg"])
def test_link_out_of_the_site_is_refused(site: Path, link: str) -> None:
    touch(site.parent, "elsewhere/secret")
    (site / "pages").mkdir(exist_ok=True)
    (site / link).symlink_to(site.parent / "elsewhere" / "secret")
    found, problems = pages(site)
    assets = list_assets(site, problems)
    assert (found, assets) == ({}, frozenset())
    assert [(problem.file, problem.code) for problem in problems] == [(f"berry/{link}", "CFG012")]
    assert problems[0].message == "is a link that leaves the site"


@pytest.mark.parametrize("folder", ["pages", "collections/news", "assets", "pages/more", "assets/more"])
def test_folder_that_is_a_link_out_of_the_site_is_refused(site: Path, folder: str) -> None:
    touch(site.parent, "elsewhere/a.yml")
    if (site / folder).is_dir():
        (site / folder).rmdir()
    (site / folder).parent.mkdir(exist_ok=True)
    (site / folder).symlink_to(site.parent / "elsewhere")
    found, problems = pages(site)
    assets = list_assets(site, problems)
    assert (found, assets) == ({}, frozenset())
    assert [(problem.file, problem.code) for problem in problems] == [(f"berry/{folder}", "CFG012")]


def test_link_within_the_site_is_taken(site: Path) -> None:
    touch(site, "assets/a.jpg", "pages/a.yml")
    (site / "assets" / "b.jpg").symlink_to("a.jpg")
    (site / "pages" / "b.yml").symlink_to("a.yml")
    problems: list[Problem] = []
    assert list_assets(site, problems) == {"a.jpg", "b.jpg"}
    assert pages(site)[0].keys() == {"a", "b"}
    assert not problems


def test_link_above_the_collections_is_refused_by_its_name(site: Path) -> None:
    touch(site.parent, "elsewhere/news/a.yml")
    (site / "collections" / "news").rmdir()
    (site / "collections").rmdir()
    (site / "collections").symlink_to(site.parent / "elsewhere")
    found, problems = pages(site)
    assert not found
    assert [(problem.file, problem.code) for problem in problems] == [("berry/collections", "CFG012")]


@pytest.mark.parametrize("folder", ["pages/more", "collections/news/more", "assets/more"])
def test_link_to_a_folder_of_the_site_is_not_followed_in_silence(site: Path, folder: str) -> None:
    touch(site, "pages/help/a.yml", "assets/photos/a.jpg")
    (site / folder).symlink_to(site / "pages" / "help")
    found, problems = pages(site)
    assert list_assets(site, problems) == {"photos/a.jpg"}
    assert found == {"help/a": "berry/pages/help/a.yml"}
    assert [(problem.file, problem.code, problem.message) for problem in problems] == [
        (f"berry/{folder}", "CFG012", "is a link to a folder, which is not followed")
    ]


def test_bound_on_files_is_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("microsites.content.listing.MAX_FILES", 2)
    touch(site, "assets/a", "assets/b", "assets/c")
    problems: list[Problem] = []
    assert list_assets(site, problems) == {"a", "b"}
    assert [str(problem).split("\n")[0] for problem in problems] == [
        "berry/assets: holds more than 2 files; the rest is not read [CFG002]"
    ]
