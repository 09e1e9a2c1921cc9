"""From a folder to a report: which sites, which rules, which findings, and how they are shown."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from microsites.check.configuration import Selection
from microsites.check.findings import Finding, Location, Observation, Spot, fingerprint
from microsites.check.locate import Locator
from microsites.check.report import Report
from microsites.check.reporters import REPORTERS
from microsites.check.rules import broken_link, unused_suppression
from microsites.check.runner import check_directory
from microsites.check.suggestions import nearest
from microsites.check.tree import Tree
from microsites.errors import UserError
from microsites.i18n.catalogue import ENGLISH
from microsites.manifest import CheckSettings, Place, Suppression
from microsites.measurement.provider_reader import providers_with
from rule_trees import copy_rule_tree, edit_manifest

PROVIDERS = providers_with(None)
HERE = Path(__file__).parent
TAG = (
    '<script async src="https://www.googletagmanager.com/gtag/js?id=G-ABCD123456"></script>'
    '<script>gtag("config","G-ABCD123456")</script>'
)
PAGE = f'<!doctype html><html lang="ja"><head><title>題</title><meta name="viewport" content="width=device-width"><meta name="description" content="いちご狩りの料金と予約の説明">{TAG}</head><h1>題</h1>'


def codes(report: Report) -> list[str]:
    """What was found.  That nothing leads to a page of a small tree is another matter."""
    return [finding.code for finding in report.findings if finding.code != "LNK009"]


def _said_once(page: str, name: str) -> str:
    """No two pages have one title or one description."""
    return page.replace("題", f"題 {name}").replace("説明", f"説明 {name}")


def foreign(root: Path, **pages: str) -> Path:
    root.mkdir(exist_ok=True)
    for name, body in pages.items():
        (root / f"{name}.html").write_text(_said_once(PAGE, name) + body, "utf-8")
    return root


# Which sites


def test_a_site_that_somebody_else_built(tmp_path: Path) -> None:
    root = foreign(tmp_path / "公開", index='<a href="a.html">a</a>\n<a href="b.html">b</a>', a="")
    (finding,) = check_directory(root, providers=PROVIDERS).findings
    assert (finding.code, finding.site, str(finding.location)) == ("LNK001", "公開", "index.html:2:1")


def test_expectations_of_a_foreign_site(tmp_path: Path) -> None:
    root = foreign(tmp_path / "x", index="")
    assert codes(check_directory(root, providers=PROVIDERS, expect=(("ga4", "G-ABCD123456"),))) == []
    assert codes(check_directory(root, providers=PROVIDERS, expect=(("ga4", "G-OTHER00001"),))) == ["TAG003"]
    assert codes(check_directory(root, providers=PROVIDERS)) == []


def test_one_site_of_a_portfolio_finds_its_manifest_and_its_sisters(tmp_path: Path) -> None:
    root = copy_rule_tree(tmp_path, "LNK004/fail")
    report = check_directory(root / "site", providers=PROVIDERS)
    assert codes(report) == ["LNK004"]
    assert [site.site for site in report.sites] == ["site"]
    assert report.findings[0].related == Location("index.html", 14, 1)


def test_a_sister_that_is_not_here_is_unknown_not_broken(tmp_path: Path) -> None:
    root = copy_rule_tree(tmp_path, "LNK004/fail")
    shutil.rmtree(root / "sister")
    (root / ".manifest/sister.json").unlink()
    report = check_directory(root, providers=PROVIDERS)
    assert codes(report) == []
    assert report.sites[0].unjudged == ("sister",)
    assert "not judged: links to sister" in REPORTERS["text"].render(report, ENGLISH)


def test_some_sites_of_a_portfolio(tmp_path: Path) -> None:
    root = copy_rule_tree(tmp_path, "LNK004/fail")
    assert codes(check_directory(root, providers=PROVIDERS, sites=frozenset({"sister"}))) == []
    assert codes(check_directory(root, providers=PROVIDERS, sites=frozenset({"site"}))) == ["LNK004"]


def test_folders_without_manifest_are_named(tmp_path: Path) -> None:
    root = copy_rule_tree(tmp_path, "LNK001/pass")
    foreign(root / "old", index="")
    assert check_directory(root, providers=PROVIDERS).unjudged == ("old",)


def test_an_explicit_manifest(tmp_path: Path) -> None:
    root = copy_rule_tree(tmp_path, "LNK005/fail")
    moved = tmp_path / "expected.json"
    shutil.move(root / ".manifest/site.json", moved)
    assert codes(check_directory(root / "site", manifest=moved, providers=PROVIDERS)) == ["LNK005"]


def test_a_tree_that_is_gone_is_missing_pages_not_a_crash(tmp_path: Path) -> None:
    root = copy_rule_tree(tmp_path, "LNK005/pass")
    shutil.rmtree(root / "site")
    assert set(codes(check_directory(root, providers=PROVIDERS))) == {"LNK005", "EVT003"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "not JSON"),
        ("[]", "not a manifest"),
        ("[" * 100_000, "not JSON"),
        ('{"schema_version": 3}', "newer"),
        ('{"schema_version": 1}', "older"),
        ('{"schema_version": 2}', "generator"),
    ],
)
def test_damaged_manifests(tmp_path: Path, content: str, words: str) -> None:
    root = copy_rule_tree(tmp_path, "LNK001/pass")
    (root / ".manifest/site.json").write_text(content, "utf-8")
    with pytest.raises(UserError, match=words):
        check_directory(root, providers=PROVIDERS)


def test_folders_with_nothing_to_check(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "dist/.manifest").mkdir(parents=True)
    for folder, words in (("nowhere", "not a folder"), ("empty", "no HTML page"), ("dist", "no manifest")):
        with pytest.raises(UserError, match=words):
            check_directory(tmp_path / folder, providers=PROVIDERS)


@pytest.mark.parametrize("expect", [("ga5", "G-ABCD123456"), ("ga4", "UA-1")])
def test_impossible_expectations(tmp_path: Path, expect: tuple[str, str]) -> None:
    with pytest.raises(UserError):
        check_directory(foreign(tmp_path / "x", index=""), providers=PROVIDERS, expect=(expect,))


def test_a_provider_that_is_not_known_here(tmp_path: Path) -> None:
    root = copy_rule_tree(tmp_path, "LNK001/pass")
    edit_manifest(root, providers=[{"provider": "elsewhere", "ids": ["1"]}])
    with pytest.raises(UserError, match="elsewhere"):
        check_directory(root, providers=PROVIDERS)


# Hostile and broken trees


@pytest.mark.parametrize(
    "html",
    [
        b"",
        b"\0" * 100,
        b"<",
        b"<![x",
        b"<!DOCTYPE [",
        b"<a href='",
        b"\xff\xfe<\0",
        b"<img>" * 50,
        b"<a href=\0>",
        b"<a href='http://['>",
        b"<base href='http://['><a href=x>",
        b"<div>" * 3000 + b"<img>",
        b"<html lang><img src=x srcset=,>",
        b"<a href='%ff%00/..%2f..%2fetc'>",
        b"<meta http-equiv=refresh content=';;'>",
        b"<p id><svg><title>",
    ],
)
def test_broken_html_is_judged_not_fatal(tmp_path: Path, html: bytes) -> None:
    (tmp_path / "index.html").write_bytes(html)
    report = check_directory(tmp_path, providers=PROVIDERS)
    for reporter in REPORTERS.values():
        assert reporter.render(report, ENGLISH)


def test_an_unreadable_page_is_reported_and_the_others_are_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = foreign(tmp_path / "x", index='<a href="a.html">a</a><a href="nope.html">x</a>', a="")
    original = Tree.read

    def read(self: Tree, path: str) -> bytes:
        if path == "a.html":
            raise PermissionError(13, "Permission denied")
        return original(self, path)

    monkeypatch.setattr(Tree, "read", read)
    assert sorted(codes(check_directory(root, providers=PROVIDERS))) == ["CHK002", "LNK001"]


def test_a_folder_without_an_index_page_is_told_as_one(tmp_path: Path) -> None:
    root = foreign(tmp_path / "x", index='<a href="farms/">農園</a><a href="farm/">農園</a>')
    (root / "farms/2026").mkdir(parents=True)
    (root / "farms/2026/guide.pdf").write_bytes(b"%PDF")
    messages = {f.message for f in check_directory(root, providers=PROVIDERS, select=("LNK001",)).findings}
    assert messages == {
        'link leads to "farms/", a folder without an index page',
        'link leads to "farm/", which is not in the site',
    }


# Findings


def test_fingerprint_survives_other_edits(tmp_path: Path) -> None:
    root = foreign(tmp_path / "x", index='<a href="nope.html">x</a>')
    (before,) = check_directory(root, providers=PROVIDERS).findings
    foreign(root, index='\n\n<p>新しい段落</p>\n<a class="y" href="nope.html">x</a>')
    (after,) = check_directory(root, providers=PROVIDERS).findings
    assert before.location != after.location
    assert before.fingerprint == after.fingerprint
    assert len(before.fingerprint) == 16
    assert before.fingerprint != fingerprint("LNK001", "x", "index.html", "other.html")


def test_values_with_braces_are_shown_as_they_are(tmp_path: Path) -> None:
    root = foreign(tmp_path / "x", index='<a href="{x}/{0}%7B.html">x</a>')
    (finding,) = check_directory(root, providers=PROVIDERS).findings
    assert '"{x}/{0}{.html"' in finding.message


def test_the_same_fault_twice_on_a_page_is_one_finding(tmp_path: Path) -> None:
    root = foreign(tmp_path / "x", index='<a href="n.html">x</a><a href="./n.html">x</a>')
    assert codes(check_directory(root, providers=PROVIDERS)) == ["LNK001"]


def test_suggestions() -> None:
    assert nearest("farm/", ["farms/", "access/"]) == "farms/"
    assert nearest("Farms/", ["farms/"]) == "farms/"
    assert nearest("か\u3099/", ["が/"]) == "が/"
    assert nearest("zzz", ["farms/"]) is None
    assert nearest("x", []) is None


def test_locator_counts_what_the_parser_counts() -> None:
    html = (
        '<template><a href="x"></a></template>\n<!-- <a href="x"> -->\n<p id="s"><a href="x">1</a>\n  <A HREF=x>2</A>'
    )
    locator = Locator(html)
    first, second = (locator.find(Spot("a", "href", "x", number)) for number in (0, 1))
    assert first is not None
    assert second is not None
    assert (first.line, first.column, first.enclosing) == (3, 11, ("s",))
    assert (second.line, second.column) == (4, 3)
    assert locator.find(Spot("a", "href", "x", 2)) is None


# Which rules, and how bad


def test_select_and_ignore(tmp_path: Path) -> None:
    root = foreign(tmp_path / "x", index='<a href="n.html">x</a><img src="n.png">')
    check = lambda **options: codes(check_directory(root, providers=PROVIDERS, **options))  # noqa: E731
    assert check() == ["LNK001", "A11Y002", "LNK003"]
    assert check(select=("LNK",)) == ["LNK001", "LNK003"]
    assert check(select=("missing-alt", "lnk003")) == ["A11Y002", "LNK003"]
    assert check(ignore=("LNK",)) == ["A11Y002"]
    assert check(select=("LNK",), ignore=("LNK001",)) == ["LNK003"]


def test_an_unknown_selector_is_an_error_not_a_silent_pass() -> None:
    with pytest.raises(UserError) as error:
        Selection(select=("LNK01",))
    assert error.value.problems[0].hint.startswith('did you mean "LNK0')


def test_severities_and_threshold(tmp_path: Path) -> None:
    root = foreign(tmp_path / "x", index='<a href="n.html">x</a><img src="n.png">')
    settings = CheckSettings(severity={"LNK": "warning", "LNK003": "note", "A11Y002": "off"}, fail_on="error")
    report = check_directory(root, providers=PROVIDERS, settings=settings)
    assert {f.code: f.severity for f in report.findings} == {"LNK001": "warning", "LNK003": "note"}
    assert not report.failed
    for fail_on, failed in (("error", False), ("warning", True), ("note", True)):
        assert check_directory(root, providers=PROVIDERS, settings=settings, fail_on=fail_on).failed is failed


def suppression(**fields: str) -> Suppression:
    return Suppression(**{"reason": "移行中", "place": Place(file="checks.yml", line=3, column=5), **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"code": "LNK001"}, []),
        ({"code": "LNK001", "page": "index"}, []),
        ({"code": "LNK001", "page": "index.html", "subject": "n.html"}, []),
        ({"code": "LNK001", "site": "x"}, []),
        ({"code": "LNK001", "page": "other"}, ["LNK001"]),
        ({"code": "LNK001", "subject": "m.html"}, ["LNK001"]),
        ({"code": "LNK001", "site": "y"}, ["LNK001"]),
        ({"code": "LNK002"}, ["LNK001"]),
    ],
)
def test_suppressions(tmp_path: Path, fields: dict[str, str], expected: list[str]) -> None:
    root = foreign(tmp_path / "x", index='<a href="n.html">x</a>')
    settings = CheckSettings(suppress=(suppression(**fields),))
    report = check_directory(root, providers=PROVIDERS, settings=settings)
    assert codes(report) == expected
    assert report.suppressed == (not expected)


def test_unused_suppressions_are_notes_and_only_for_what_was_run(tmp_path: Path) -> None:
    root = copy_rule_tree(tmp_path, "CHK001/fail")
    report = check_directory(root, providers=PROVIDERS)
    assert [(f.code, f.severity, str(f.location)) for f in report.findings] == [("CHK001", "note", "checks.yml:4:5")]
    assert not report.failed
    assert codes(check_directory(root, providers=PROVIDERS, ignore=("LNK",))) == []
    assert codes(check_directory(root / "site", providers=PROVIDERS)) == []


@pytest.mark.parametrize(
    ("today", "expected"),
    [(date(2026, 9, 30), []), (date(2026, 10, 1), ["CHK004", "LNK001"])],
    ids=["on its last day", "the day after"],
)
def test_a_suppression_ends(tmp_path: Path, today: date, expected: list[str]) -> None:
    root = foreign(tmp_path / "x", index='<a href="n.html">x</a>')
    settings = CheckSettings(suppress=(suppression(code="LNK001", until="2026-09-30"),))
    report = check_directory(root, providers=PROVIDERS, settings=settings, today=today)
    assert codes(report) == expected
    assert report.suppressed == (not expected)
    assert "ended on 2026-09-30" in REPORTERS["text"].render(report, ENGLISH) or not expected


@pytest.mark.parametrize("entry", [suppression(code="LNK999"), suppression(code="LNK001", reason=" ")])
def test_settings_that_cannot_be_meant(tmp_path: Path, entry: Suppression) -> None:
    root = foreign(tmp_path / "x", index="")
    with pytest.raises(UserError) as error:
        check_directory(root, providers=PROVIDERS, settings=CheckSettings(suppress=(entry,)))
    assert error.value.problems[0].line == 3


def test_order_does_not_depend_on_the_order_of_discovery() -> None:
    def finding(line: int, code: str) -> Finding:
        observation = Observation("x", "p.html")
        return Finding(
            code, "n", "error", "s", observation.page, "x", "m", (), Location("f.yml", line, 1), None, "content",
        )  # fmt: skip

    shuffled = [finding(3, "A"), finding(1, "B"), finding(1, "A")]
    ordered = [(f.location.line, f.code) for f in sorted(shuffled, key=lambda f: f.sort_key)]
    assert ordered == [(1, "A"), (1, "B"), (3, "A")]


def test_messages_name_only_values_that_exist() -> None:
    for rule in (broken_link, unused_suppression):
        assert "{" in rule.MESSAGE
