"""Pages that moved: their old addresses lead to them, count nothing, and never vanish unseen."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsites.check.findings import Finding
from microsites.check.runner import check_directory
from microsites.collections import ENTRY_KINDS
from microsites.content.aliases import Taken
from microsites.content.loader import load_portfolio
from microsites.errors import UserError
from microsites.measurement.provider_reader import providers_with
from microsites.record import Record, record_file
from microsites.sections import SECTION_TYPES
from portfolios import ABOUT, ACCESS, BUS, HOME, NEWS, EditablePortfolio

PROVIDERS = providers_with(None)
REDIRECTS = ("access/index.html", "Old/way.html")


def problems_of(portfolio: EditablePortfolio) -> list[tuple[str, str, str]]:
    loaded = load_portfolio(portfolio.root, SECTION_TYPES, ENTRY_KINDS)
    return [(f"{p.file}:{p.line}:{p.column}", p.code, p.message) for p in sorted(loaded.problems)]


def findings(dist: Path, previous: Path | None = None) -> list[Finding]:
    return list(check_directory(dist, providers=PROVIDERS, previous=previous).findings)


# What is built


@pytest.mark.parametrize("path", REDIRECTS)
def test_redirect_leads_on_and_counts_nothing(built_moved: EditablePortfolio, path: str) -> None:
    target = "../bus/"
    text = (built_moved.dist / "berry" / path).read_text("utf-8")
    assert f'<meta http-equiv="refresh" content="0; url={target}">' in text
    assert '<link rel="canonical" href="https://berry.example.jp/bus/">' in text
    assert '<meta name="robots" content="noindex">' in text
    assert f'<a href="{target}">行き方</a>' in text
    assert "gtag" not in text
    assert "data-track" not in text


def test_sites_with_redirects_are_clean_and_fully_measured(built_moved: EditablePortfolio) -> None:
    report = check_directory(built_moved.dist, providers=PROVIDERS, previous=None)
    assert report.findings == ()
    (berry,) = (site for site in report.sites if site.site == "berry")
    assert berry.pages is not None
    # Five pages and 404.html; a redirect is no page that could be measured.
    assert (berry.pages.done, berry.pages.expected) == (6, 6)


def test_manifest_names_redirects_with_their_lines(built_moved: EditablePortfolio) -> None:
    manifest = json.loads((built_moved.dist / ".manifest" / "berry.json").read_text("utf-8"))
    aliases = {page["id"]: page["aliases"] for page in manifest["pages"] if page["aliases"]}
    assert aliases == {
        "bus": [
            {"address": "access/", "path": "access/index.html", "place": {"file": BUS, "line": 1, "column": 11}},
            {"address": "Old/way.html", "path": "Old/way.html", "place": {"file": BUS, "line": 1, "column": 19}},
        ]
    }


def test_redirects_stand_in_no_sitemap(built_moved: EditablePortfolio) -> None:
    sitemap = (built_moved.dist / "berry" / "sitemap.xml").read_text("utf-8")
    assert "/bus/" in sitemap
    assert "access" not in sitemap
    assert "way.html" not in sitemap


def test_entry_and_prose_have_aliases_too(portfolio: EditablePortfolio) -> None:
    portfolio.write(NEWS, "aliases: [news/2025]\n" + portfolio.text(NEWS))
    portfolio.replace(ABOUT, "---\ntitle", "---\naliases: [town.htm]\ntitle")
    berry = load_portfolio(portfolio.root, SECTION_TYPES, ENTRY_KINDS).portfolio.site("berry")
    assert {page.id: page.aliases for page in berry.pages if page.aliases} == {
        "news/open": ("news/2025/",),
        "about": ("town.htm",),
    }


# What may not be one


@pytest.mark.parametrize(
    ("alias", "words"),
    [
        ("../berry", "'..' cannot be part of an old address"),
        ("a//b", "'' cannot be part of an old address"),
        ("a/./b", "'.' cannot be part of an old address"),
        ("a b", "'a b' cannot be part of an old address"),
        ("a?id=1", "'a?id=1' cannot be part of an old address"),
        ("a\\b", "'a\\b' cannot be part of an old address"),
        ("行き方", "'行き方' cannot be part of an old address"),
        (".well-known/x", "'.well-known' cannot be part of an old address"),
        ("https://berry.example.jp/old/", "is a whole address"),
        ("//example.jp/old/", "is a whole address"),
        ("guide.pdf", "is a file that is no page"),
        ("robots.txt/x", "is a file that is no page"),
        ("a.html/b", "is a file that is no page"),
        ("404.html", "'404.html' belongs to the site itself"),
        ("Assets/x", "'Assets' belongs to the site itself"),
        ("index.html", "'index.html' belongs to the site itself"),
    ],
)
def test_alias_must_be_an_address_of_a_page_below_the_site(
    portfolio: EditablePortfolio, alias: str, words: str
) -> None:
    portfolio.write(ACCESS, f"aliases: ['{alias}']\n" + portfolio.text(ACCESS))
    ((place, code, message),) = problems_of(portfolio)
    assert (place, code) == (f"{ACCESS}:1:11", "CFG005")
    assert words in message


@pytest.mark.parametrize(
    ("alias", "words"),
    [
        ("access", "'access/' is the page's own address"),
        ("/About/index.html", "'About/' is the address of another page: berry/pages/about.md"),
        ("taken", "'taken/' already leads to berry/pages/about.md"),
        ("external-transmission/", "'external-transmission/' is the address of another page: berry/site.yml"),
    ],
)
def test_an_address_leads_to_one_page(portfolio: EditablePortfolio, alias: str, words: str) -> None:
    portfolio.replace(ABOUT, "---\ntitle", "---\naliases: [taken]\ntitle")
    portfolio.write(ACCESS, f"aliases: [{alias}]\n" + portfolio.text(ACCESS))
    ((place, code, message),) = problems_of(portfolio)
    assert (place, code, message) == (f"{ACCESS}:1:11", "CFG050", words)


def test_number_is_taken_as_it_was_typed(portfolio: EditablePortfolio) -> None:
    portfolio.write(ACCESS, "aliases: [2025, 007/x]\n" + portfolio.text(ACCESS))
    berry = load_portfolio(portfolio.root, SECTION_TYPES, ENTRY_KINDS).portfolio.site("berry")
    assert berry.page("access").aliases == ("2025/", "007/x/")


# What vanished


def test_lost_redirect_is_a_missing_page(built_moved: EditablePortfolio, tmp_path: Path) -> None:
    dist = shutil.copytree(built_moved.dist, tmp_path / "dist")
    (dist / "berry" / "Old" / "way.html").unlink()
    (found,) = findings(dist)
    assert (found.code, found.location.file, found.location.line) == ("LNK005", BUS, 1)


@pytest.mark.parametrize("kind", ["folder", "manifest", "record", "sitemap", "remembered"])
def test_every_memory_shows_what_vanished(
    built_minimal: EditablePortfolio, built_moved: EditablePortfolio, tmp_path: Path, kind: str
) -> None:
    """The old page is back, and the new one is gone: the address of the new one leads nowhere."""
    record = Record(
        site="berry",
        environment="production",
        url="https://berry.example.jp/",
        at="2026-11-22T12:00+09:00",
        files=("404.html", "Old/way.html", "access/index.html", "bus/index.html", "index.html", "theme/a.css"),
    )
    given: Path | None = {
        "folder": built_moved.dist,
        "manifest": built_moved.dist / ".manifest" / "berry.json",
        "record": tmp_path / "record.json",
        "sitemap": built_moved.dist / "berry" / "sitemap.xml",
        "remembered": None,
    }[kind]
    dist = built_minimal.dist
    if kind == "record":
        (tmp_path / "record.json").write_text(record.model_dump_json(), "utf-8")
    if kind == "remembered":
        dist = shutil.copytree(built_minimal.dist, tmp_path / "dist")
        file = record_file(dist, "production", "berry")
        file.parent.mkdir(parents=True)
        file.write_text(record.model_dump_json(), "utf-8")
    found = findings(dist, given)
    assert {finding.code for finding in found} == {"LNK014"}
    # A sitemap names pages alone, no old address.
    old = set() if kind == "sitemap" else {"Old/way.html"}
    assert {finding.page for finding in found} == {"bus/index.html"} | old
    assert {(finding.location.file, finding.location.line) for finding in found} == {("berry/site.yml", 1)}


def test_an_alias_takes_an_address_over(built_minimal: EditablePortfolio, built_moved: EditablePortfolio) -> None:
    assert findings(built_moved.dist, built_minimal.dist) == []


def test_finding_says_where_to_write_the_alias(built_minimal: EditablePortfolio, tmp_path: Path) -> None:
    record = tmp_path / "record.json"
    files = ("index.html", "about/index.html", "external-transmission/index.html", "news/open/index.html", "bus.html")
    text = Record(site="berry", environment="production", url="x", at="x", files=files).model_dump_json()
    record.write_text(text, "utf-8")
    (found,) = findings(built_minimal.dist, record)
    assert found.hint == "write 'aliases: [bus.html]' in berry/pages/access.yml"


@pytest.mark.parametrize(
    ("text", "code"),
    [("{}", "BLD402"), ("no", "BLD402"), ('{"files": 1}', "BLD070"), ("<urlset/>", "BLD071")],
)
def test_memory_that_cannot_be_read_is_refused(
    built_minimal: EditablePortfolio, tmp_path: Path, text: str, code: str
) -> None:
    file = tmp_path / "previous"
    file.write_text(text, "utf-8")
    with pytest.raises(UserError) as raised:
        findings(built_minimal.dist, file)
    assert [problem.code for problem in raised.value.problems] == [code]


def test_home_page_is_no_alias_of_its_own(portfolio: EditablePortfolio) -> None:
    portfolio.write(HOME, "aliases: [top/]\n" + portfolio.text(HOME))
    assert problems_of(portfolio) == []


@given(st.lists(st.text("ab/.", min_size=1, max_size=7), max_size=12), st.text("ab/.", min_size=1, max_size=7))
def test_clash_of_file_and_folder_is_the_first_of_all(files: list[str], file: str) -> None:
    clashes = (other for other in sorted(files) if other.startswith(f"{file}/") or file.startswith(f"{other}/"))
    assert Taken(files).clash(file) == next(clashes, "")
