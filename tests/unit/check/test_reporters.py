"""How a report is shown: to people, to programs, and that nothing in a page can take a reader in."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup

from microsites import __version__
from microsites.check.baseline import Baseline
from microsites.check.findings import Finding, Location
from microsites.check.quoting import quoted
from microsites.check.report import Report
from microsites.check.reporters import REPORTERS, terminal
from microsites.check.runner import check_directory
from microsites.cli.check import FORMATS
from microsites.i18n.catalogue import ENGLISH, Catalogue
from microsites.measurement.provider_reader import providers_with
from microsites.spreadsheet import BYTE_ORDER_MARK
from rule_trees import copy_rule_tree, edit_manifest

PROVIDERS = providers_with(None)
HERE = Path(__file__).parent
JAPANESE = Catalogue("ja")
FINGERPRINTS = ["287728fc932a9e1d", "95ffb8580efa6aaa", "75f5f35cb1dcc29e"]
"""Of the findings of :func:`report`; they never change, or baselines and code scanning forget what they know."""
HOSTILE = "\x1b[2J\r\n::error::x\u202e=1+1,\"'<script>&%0A|`]]>"
"""What somebody may write into a page so that a terminal, a log or a spreadsheet obeys."""


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Report:
    """Two kinds of faults, seen from the folder that holds ``dist`` and ``sites``."""
    root = copy_rule_tree(tmp_path, "LNK004/fail")
    page = root / "site/index.html"
    page.write_text(page.read_text("utf-8").replace("<h1>", '<img src="畑.jpg"><h1>'), "utf-8")
    monkeypatch.chdir(tmp_path)
    select = ("LNK003", "LNK004", "A11Y002", "SEO002")
    return check_directory(Path("dist"), providers=PROVIDERS, content=Path("sites"), select=select)


def of_foreign(folder: Path, html: str) -> Report:
    folder.mkdir(exist_ok=True)
    (folder / "index.html").write_text(html, "utf-8")
    return check_directory(folder, providers=PROVIDERS)


def test_every_format_has_its_option() -> None:
    assert tuple(REPORTERS) == FORMATS


@pytest.mark.parametrize("format_", [name for name in FORMATS if name != "html"])
def test_golden_report(report: Report, format_: str) -> None:
    golden = HERE / f"report.{format_}.golden"
    assert REPORTERS[format_].render(report, ENGLISH).replace(__version__, "VERSION").encode() == golden.read_bytes()


@pytest.mark.parametrize("format_", ["text", "github", "comment"])
def test_golden_report_in_japanese(report: Report, format_: str) -> None:
    golden = HERE / f"report.{format_}.ja.golden"
    assert REPORTERS[format_].render(report, JAPANESE).encode() == golden.read_bytes()


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_says_findings_in_japanese(report: Report, format_: str) -> None:
    shown = REPORTERS[format_].render(report, JAPANESE)
    assert "代替テキストがありません" in shown
    for finding in report.findings:
        assert finding.message not in shown
        assert finding.hint not in shown
    assert [finding.fingerprint for finding in report.findings] == FINGERPRINTS


def test_page_is_wholly_in_japanese(report: Report) -> None:
    page = BeautifulSoup(REPORTERS["html"].render(report, JAPANESE), "html.parser")
    assert page.html is not None
    assert page.html["lang"] == "ja"
    for element in page.find_all(["style", "code"]):
        element.decompose()
    english = re.findall(r"[A-Za-z]{2,} [A-Za-z]{2,}", page.get_text(" "))
    assert set(english) == {"microsites check"}
    assert page.h1 is not None
    assert page.h1.get_text(strip=True).startswith("不合格")


def test_text_shows_the_line_of_the_content(report: Report, tmp_path: Path) -> None:
    file = tmp_path / "sites/site/pages/index.yml"
    file.parent.mkdir(parents=True)
    file.write_text("\r\n" * 4 + "    画像: 畑.jpg\r\n", "utf-8")
    text = REPORTERS["text"].render(report, ENGLISH)
    assert "  site/pages/index.yml:5:5\n    5 |     画像: 畑.jpg\n      |     ^\n    error    A11Y002" in text
    assert text.count(" | ") == 2


@pytest.mark.parametrize("file", ["../secret.yml", "/etc/passwd", "a\0b", "."])
def test_no_file_beside_the_content_is_shown(report: Report, tmp_path: Path, file: str) -> None:
    (tmp_path / "sites").mkdir()
    (tmp_path / "secret.yml").write_text("password: secret\n", "utf-8")
    (first, *_) = report.findings
    elsewhere = replace(first, location=Location(file, 1, 1))
    assert quoted(report, elsewhere) is None


def test_json_has_the_promised_keys(tmp_path: Path) -> None:
    root = copy_rule_tree(tmp_path, "LNK001/fail")
    document = json.loads(REPORTERS["json"].render(check_directory(root, providers=PROVIDERS), ENGLISH))
    assert set(document) == {"summary", "findings"}
    finding = next(f for f in document["findings"] if f["line"] == 30)
    promised = "code name severity message site page file line column related subject hint owner fingerprint"
    assert list(finding) == promised.split()
    assert (finding["file"], finding["column"]) == ("site/pages/index.yml", 9)
    assert finding["related"] == {"file": "site/index.html", "line": 14, "column": 1}
    assert document["summary"]["errors"] == 4
    assert document["summary"]["sites"][0]["pages"] == {
        "instrumented": 2,
        "missing": 0,
        "unknown": 0,
        "expected": 2,
    }


def test_text_groups_the_same_fault_of_many_pages(tmp_path: Path) -> None:
    root = copy_rule_tree(tmp_path, "LNK001/pass")
    pages = json.loads((root / ".manifest/site.json").read_text("utf-8"))["pages"]
    menu = {"href": "/gone/", "place": {"file": "site/site.yml", "line": 40, "column": 5}}
    more = [
        {**pages[1], "id": f"p{n}", "path": f"p{n}.html", "links": [menu], "sections": [], "elements": []}
        for n in range(40)
    ]
    edit_manifest(root, pages=[*pages, *more])
    for number in range(40):
        source = (root / "site/farms/index.html").read_text("utf-8")
        (root / f"site/p{number}.html").write_text(source.replace("</body>", '<a href="/gone/">x</a></body>'), "utf-8")

    report = check_directory(root, providers=PROVIDERS, select=("LNK001",))
    text = REPORTERS["text"].render(report, ENGLISH)

    broken = [finding for finding in report.findings if finding.subject == "gone/"]
    assert len(broken) == len({finding.fingerprint for finding in broken}) == 40
    assert text.count("gone/") == 1
    assert "site/site.yml:40:5" in text
    assert "and on 39 more pages: p1.html, p10.html, p11.html, …" in text


def test_a_fault_in_the_menu_is_one_fault_of_the_site(tmp_path: Path) -> None:
    root = copy_rule_tree(tmp_path, "LNK001/pass")
    for page in ("index.html", "farms/index.html", "農園/青木.html"):
        text = (root / "site" / page).read_text("utf-8")
        menu = '<header><nav><a href="/gone/">消えたページ</a></nav></header>'
        (root / "site" / page).write_text(text.replace("<body>", f"<body>{menu}"), "utf-8")

    report = check_directory(root, providers=PROVIDERS)

    assert {str(finding.location) for finding in report.findings} == {"site/site.yml:1:1"}
    assert len(report.findings) == 3
    assert "and on 2 more pages: index.html, 農園/青木.html" in REPORTERS["text"].render(report, ENGLISH)


# At a terminal


def test_terminal_shows_the_text_with_links_to_the_files(report: Report, tmp_path: Path) -> None:
    shown = terminal.render(report, ENGLISH)
    place = "site/pages/index.yml:5:5"
    link = (tmp_path / "sites/site/pages/index.yml").as_uri()
    assert f"\033]8;;{link}\033\\\033[1m{place}\033[0m\033]8;;\033\\" in shown
    assert "\033[31;1merror  \033[0m" in shown
    plain = shown
    for sequence in (f"\033]8;;{link}\033\\", "\033]8;;\033\\", "\033[31;1m", "\033[1m", "\033[2m", "\033[0m"):
        plain = plain.replace(sequence, "")
    assert plain == REPORTERS["text"].render(report, ENGLISH)


def hostile(report: Report) -> Report:
    (first, *_) = report.findings
    named = replace(first, subject=HOSTILE, template="{x}", data=(("x", HOSTILE),), hint=HOSTILE)
    return replace(report, findings=(named,))


@pytest.mark.parametrize("render", [REPORTERS["text"].render, terminal.render], ids=["text", "terminal"])
def test_a_page_cannot_command_the_terminal(report: Report, render: object) -> None:
    shown = render(hostile(report), ENGLISH)  # type: ignore[operator]
    assert "␛[2J␍␊::error::x\ufffd=1+1" in shown
    assert "\x1b[2J" not in shown
    assert "\u202e" not in shown


def test_a_page_cannot_command_the_log(report: Report) -> None:
    lines = REPORTERS["github"].render(hostile(report), ENGLISH).splitlines()
    assert [line.partition(" ")[0] for line in lines] == ["::error", "1"]
    assert "%0D%0A\u200b::error::x" in lines[0]
    assert "<script>&%250A" in lines[0]


def test_a_page_cannot_command_a_spreadsheet(tmp_path: Path) -> None:
    report = of_foreign(tmp_path / "x", '<a href="=HYPERLINK(1)">x</a>')
    rows = csv.DictReader(io.StringIO(REPORTERS["csv"].render(report, ENGLISH).removeprefix(BYTE_ORDER_MARK)))
    assert "'=HYPERLINK(1)" in [row["subject"] for row in rows]


# For programs


def test_places_of_a_foreign_site_are_those_of_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "公開").mkdir()
    (tmp_path / "公開/index.html").write_text('<a href="nope.html">x</a>', "utf-8")
    monkeypatch.chdir(tmp_path)
    report = check_directory(Path("公開"), providers=PROVIDERS, select=("LNK",))
    (result,) = json.loads(REPORTERS["sarif"].render(report, ENGLISH))["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "%E5%85%AC%E9%96%8B/index.html"
    assert place["region"] == {"startLine": 1, "startColumn": 1}
    assert "relatedLocations" not in result


def test_sarif_tells_what_is_new(report: Report) -> None:
    (first, *rest) = report.findings
    assert rest
    compared = replace(report, findings=(first,), known=tuple(rest), baseline=Baseline())
    states = [
        result["baselineState"]
        for result in json.loads(REPORTERS["sarif"].render(compared, ENGLISH))["runs"][0]["results"]
    ]
    assert states == ["new", *("unchanged" for _ in rest)]


def test_sarif_explains_every_rule_that_ran(report: Report) -> None:
    rules = json.loads(REPORTERS["sarif"].render(report, ENGLISH))["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["LNK003", "LNK004", "SEO002", "A11Y002"]
    assert all("Why it matters" in rule["help"]["text"] for rule in rules)


def test_junit_fails_only_what_fails_the_check(report: Report) -> None:
    softened = tuple(
        replace(finding, severity="warning") if finding.code == "LNK003" else finding for finding in report.findings
    )
    root = ET.fromstring(REPORTERS["junit"].render(replace(report, findings=softened), ENGLISH))
    cases = {(case.get("classname"), (case.get("name") or "").split()[0]): case for case in root.iter("testcase")}
    assert len(cases) == 2 * len(report.rules)
    failed = {key for key, case in cases.items() if case.find("failure") is not None}
    assert failed == {("site", "LNK004"), ("site", "A11Y002")}
    said = cases["site", "LNK003"].findtext("system-out") or ""
    assert said.startswith("sites/site/pages/index.yml:5:5: warning: ")
    assert (root.get("tests"), root.get("failures")) == (str(len(cases)), "2")


def test_junit_is_xml_whatever_a_page_says(report: Report) -> None:
    for character, sign in (("\0", "␀"), ("\x1b", "␛"), ("\ud800", "\ufffd"), ("\uffff", "\ufffd")):
        (first, *_) = report.findings
        named = replace(first, template="{x}", data=(("x", f"a{character}b"),))
        root = ET.fromstring(REPORTERS["junit"].render(replace(report, findings=(named,)), ENGLISH))
        assert [failure.get("message") for failure in root.iter("failure")] == [f"a{sign}b"]


def test_annotations_are_few_and_the_worst_come_first(tmp_path: Path) -> None:
    root = tmp_path / "x"
    root.mkdir()
    for number in range(30):
        page = '<html lang="ja"><title>題</title><nav><a href="gone.html">x</a></nav>'
        (root / f"{number:02}.html").write_text(page, "utf-8")
    report = check_directory(root, providers=PROVIDERS, select=("LNK001", "SEO002"))
    lines = REPORTERS["github"].render(report, ENGLISH).splitlines()
    assert [line.partition(" ")[0] for line in lines] == ["::error", "::warning", "30"]
    assert "%0Aon 29 more pages" in lines[0]


# As a page


def test_page_holds_everything_it_needs(report: Report) -> None:
    page = BeautifulSoup(REPORTERS["html"].render(report, ENGLISH), "html.parser")
    assert page.find(["script", "link", "img", "iframe"]) is None
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert policy is not None
    assert str(policy["content"]).startswith("default-src 'none'")
    assert [row.get_text(" ", strip=True) for row in page.select("tbody tr")] == [
        "sister 移住 production 2/2 0/0 0/0 0 0 0",
        "site いちごの里 production 1/1 1/1 1/1 3 0 0",
    ]
    assert [article.h3.get_text() for article in page.select("article") if article.h3] == [
        finding.message for finding in report.findings
    ]
    assert page.h1 is not None
    assert page.h1.get_text() == "Failed · dist"


def test_page_shows_markup_as_text(report: Report) -> None:
    page = BeautifulSoup(REPORTERS["html"].render(hostile(report), ENGLISH), "html.parser")
    assert page.find("script") is None
    assert "<script>&%0A" in page.get_text()


def test_page_is_bounded(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("microsites.check.reporters.html.MAX_GROUPS", 20)
    monkeypatch.setattr("microsites.check.reporters.html.MAX_PLACES", 5)

    def numbered(number: int) -> Finding:
        return replace(report.findings[0], subject=str(number))

    (first, *_) = report.findings
    many = tuple(numbered(number) for number in range(20 + 7))
    page = BeautifulSoup(REPORTERS["html"].render(replace(report, findings=many), ENGLISH), "html.parser")
    assert len(page.select("article")) == 20
    assert "7 more are in the other formats" in page.get_text()
    same = tuple(replace(first, page=f"{number}.html") for number in range(5 + 3))
    page = BeautifulSoup(REPORTERS["html"].render(replace(report, findings=same), ENGLISH), "html.parser")
    assert [item.get_text() for item in page.select("li")][-1] == "and 3 more"
