"""The accessibility policy and the test results as they are published: complete, linked, and never more than is known."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from types import SimpleNamespace
from typing import Any, get_args

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tools.handbook_pages.accessibility import accessibility_page

from microsites.content.accessibility import (
    AccessibilityPolicy,
    AccessibilityRecord,
    AccessibilityTest,
    Judgement,
    MachineCriterion,
    MachineResult,
    Result,
    needed,
)
from microsites.content.source import Source
from microsites.content.validation import validate
from microsites.content.wcag import CRITERIA, Level
from microsites.content.yaml_reader import read_yaml
from microsites.manifest import Manifest
from microsites.pages.generated_views.accessibility import results_view
from microsites.pages.templates import theme_environment
from microsites.resources import theme_directory
from portfolios import PORTFOLIO, SITE, EditablePortfolio

POLICY, RESULTS = "accessibility", "accessibility/results"
CLAIM = "すべて満たしていました"
POLICY_YAML = """
accessibility:
  degree: partly_conforming
  established: 2026-04-01
  deadline: 2027-09-30
  exemptions: [{what: 古いPDF, reason: <b>作り直す</b>}]
  problems: [{problem: 表に見出しがない, plan: 改める, until: 2027-03-31}]
  department: 広報係
  contact: 電話 000-000-0000
"""
TEST_YAML = """\
started: 2026-11-09
finished: 2026-11-13
tester: 観光係
choice: 主なページ
method: 目視
pages: [access]
criteria:
  "1.1.1": {result: fail, note: <script>図</script>}
  "1.2.4": {result: not_applicable}
  "2.1.1": {result: pass}
"""
MACHINE_JSON = json.dumps(
    {
        "tool": "axe-core",
        "version": "4.14.1",
        "date": "2026-11-22",
        "pages": 3,
        "criteria": {
            "1.4.3": {"rules": 1, "passed": 4, "violations": 2, "unclear": 1},
            "2.1.1": {"rules": 3, "passed": 9, "violations": 0, "unclear": 5},
            "2.4.2": {"rules": 1, "passed": 9, "violations": 0, "unclear": 0},
            "1.2.2": {"rules": 1, "passed": 0, "violations": 0, "unclear": 0},
        },
    }
)


def words(html: str) -> str:
    return " ".join(BeautifulSoup(html, "html.parser").get_text().split())


def lines(html: str) -> dict[str, tuple[str, str]]:
    """Criterion → what people judged, what the program found."""
    rows = BeautifulSoup(html, "html.parser").select("table.ms-criteria tbody tr")
    return {
        row.select_one(".ms-criteria-number").text: tuple(" ".join(cell.text.split()) for cell in row.find_all("td"))
        for row in rows
    }


@pytest.fixture(scope="module")
def promised(tmp_path_factory: pytest.TempPathFactory) -> EditablePortfolio:
    """A portfolio with a policy; one site with a test by people and by a program, one with neither; read only."""
    from portfolios import copy_minimal

    portfolio = copy_minimal(tmp_path_factory.mktemp("promised"))
    portfolio.write(PORTFOLIO, portfolio.text(PORTFOLIO) + POLICY_YAML)
    portfolio.write("berry/accessibility.yml", TEST_YAML)
    portfolio.write("berry/accessibility-machine.json", MACHINE_JSON)
    assert not portfolio.build().problems
    return portfolio


def published(portfolio: EditablePortfolio, page: str, site: str = "berry") -> str:
    return (portfolio.dist / site / page / "index.html").read_text("utf-8")


class TestPublished:
    @pytest.mark.parametrize("site", ["berry", "move"])
    def test_both_pages_are_linked_from_every_page_and_known_to_all(
        self, promised: EditablePortfolio, site: str
    ) -> None:
        tree = promised.dist / site
        manifest = Manifest.model_validate_json((promised.dist / ".manifest" / f"{site}.json").read_bytes())
        assert {POLICY, RESULTS} <= {page.id for page in manifest.pages}
        sitemap = (tree / "sitemap.xml").read_text("utf-8")
        assert all(f"/{page}/</loc>" in sitemap for page in (POLICY, RESULTS))
        for path in tree.rglob("*.html"):
            if path.name == "404.html":
                continue
            footer = BeautifulSoup(path.read_text("utf-8"), "html.parser").find_all("footer")[-1]
            targets = {(path.parent / link["href"]).resolve() for link in footer.find_all("a", href=True)}
            assert {(tree / POLICY).resolve(), (tree / RESULTS).resolve()} <= targets, path

    def test_what_the_policy_says(self, promised: EditablePortfolio) -> None:
        html = published(promised, POLICY)
        said = words(html)
        for text in (
            "JIS X 8341-3:2016の適合レベルAAに一部準拠",
            "2027年9月30日",
            "古いPDF",
            "表に見出しがない",
            "広報係",
        ):
            assert text in said
        assert "<b>作り直す</b>" in said, "shown as typed"
        assert CLAIM not in said

    def test_every_criterion_with_what_is_known_of_it(self, promised: EditablePortfolio) -> None:
        html = published(promised, RESULTS)
        found = lines(html)
        assert list(found) == [criterion.number for criterion in CRITERIA]
        assert found["1.1.1"] == ("満たしていない<script>図</script>", "人だけが確かめられます")
        assert found["1.2.4"][0] == "対象なし"
        assert found["1.2.2"] == ("未判定", "調べる対象なし")
        assert found["1.4.3"] == ("未判定", "問題の疑い 2か所")
        assert found["2.1.1"] == ("満たしている", "検出なし。人の確認が要るもの 5か所")
        assert found["2.4.2"] == ("未判定", "検出なし（一部の観点だけ）")
        said = words(html)
        assert "判定を終えたものは3（うち満たしていないものは1）、まだ判定していないものは35です" in said
        assert CLAIM not in said

    def test_a_site_that_nobody_tested_says_so(self, promised: EditablePortfolio) -> None:
        html = published(promised, RESULTS, "move")
        assert "人による試験は、まだ行っていません" in words(html)
        assert set(lines(html).values()) == {("未判定", "未実施")}


def test_without_a_policy_there_are_no_such_pages(built_minimal: EditablePortfolio) -> None:
    assert not (built_minimal.dist / "berry" / POLICY).exists()
    assert POLICY not in (built_minimal.dist / "berry" / "sitemap.xml").read_text("utf-8")


def test_a_site_for_staff_has_no_such_pages(built_portfolio: Any) -> None:
    assert not (built_portfolio / "handbook" / POLICY).exists()
    assert (built_portfolio / "strawberry" / RESULTS / "index.html").is_file()


TEMPLATE = theme_environment(theme_directory()).get_template("generated/accessibility_results.html")
LINKS: Any = SimpleNamespace(to_page=lambda page: f"{page}/")


def results(level: Level, test: AccessibilityTest | None, machine: MachineResult | None) -> str:
    """The page of results as it is printed."""
    policy = AccessibilityPolicy(
        level=level,
        degree="conforming",
        deadline=date(2027, 9, 30),
        established=date(2026, 4, 1),
        department="広報係",
        contact="電話",
    )
    input_: Any = SimpleNamespace(
        portfolio=SimpleNamespace(settings=SimpleNamespace(accessibility=policy)),
        site=SimpleNamespace(
            accessibility=AccessibilityRecord(test, machine), pages=(SimpleNamespace(id="index", title="入口"),)
        ),
    )
    page: Any = None
    return TEMPLATE.render(view=results_view(input_, page, LINKS), site=SimpleNamespace(eras=False))


def judged(results_of: dict[str, Result]) -> AccessibilityTest:
    return AccessibilityTest(
        started=date(2026, 11, 9),
        finished=date(2026, 11, 9),
        tester="係",
        choice="主なページ",
        method="目視",
        pages=("index",),
        criteria={number: Judgement(result=result, note="理由") for number, result in results_of.items()},
    )


def machine(counts: dict[str, tuple[int, int, int]]) -> MachineResult:
    return MachineResult(
        tool="axe-core",
        version="1",
        date=date(2026, 11, 22),
        pages=1,
        criteria={
            number: MachineCriterion(rules=1, passed=passed, violations=violations, unclear=unclear)
            for number, (passed, violations, unclear) in counts.items()
        },
    )


NUMBERS = [criterion.number for criterion in CRITERIA]
ALL_MET: dict[str, Result] = dict.fromkeys(NUMBERS, "pass")
CLEAN = dict.fromkeys(NUMBERS, (9, 0, 0))
JUDGEMENTS = st.one_of(
    st.dictionaries(st.sampled_from(NUMBERS), st.sampled_from(get_args(Result))),
    # Nearly everything met: random choices alone would never come near the claim.
    st.dictionaries(st.sampled_from(NUMBERS), st.sampled_from(get_args(Result)), max_size=2).map(
        lambda some: ALL_MET | some
    ),
)
COUNTS = st.dictionaries(st.sampled_from(NUMBERS), st.tuples(*[st.integers(0, 3)] * 3))


@settings(deadline=None, max_examples=50)
@given(st.sampled_from(get_args(Level)), st.none() | JUDGEMENTS, st.none() | COUNTS)
@example("AA", None, CLEAN)
@example("AA", {}, CLEAN)
@example("AA", ALL_MET, None)
@example("AA", ALL_MET, dict.fromkeys(NUMBERS, (0, 3, 0)))
@example("AA", ALL_MET | {"4.1.2": "not_tested"}, CLEAN)
@example("AA", ALL_MET | {"4.1.2": "not_applicable"}, CLEAN)
@example("A", {each.number: "pass" for each in needed("A")}, None)
def test_only_a_person_who_judged_every_criterion_makes_the_claim(
    level: Level, people: dict[str, Result] | None, counts: dict[str, tuple[int, int, int]] | None
) -> None:
    html = results(
        level, judged(people) if people is not None else None, machine(counts) if counts is not None else None
    )
    wanted = [criterion.number for criterion in needed(level)]
    said: list[Result] = [(people or {}).get(number, "not_tested") for number in wanted]
    text = words(html)
    assert (CLAIM in text) == (set(said) <= {"pass", "not_applicable"})
    shown = [people_say for people_say, _ in lines(html).values()]
    assert len(shown) == len(wanted)
    assert sum(each.startswith("未判定") for each in shown) == said.count("not_tested")
    assert sum(each.startswith("満たしていない") for each in shown) == said.count("fail")
    if people is not None and "not_tested" in said:
        assert f"まだ判定していないものは{said.count('not_tested')}です" in text
        assert f"判定を終えたものは{len(wanted) - said.count('not_tested')}" in text
    elif people is not None and "fail" in said:
        assert f"満たしていない達成基準が{said.count('fail')}あります" in text


@settings(deadline=None, max_examples=20)
@given(st.none() | JUDGEMENTS, COUNTS)
def test_what_a_program_found_changes_no_judgement(
    people: dict[str, Result] | None, counts: dict[str, tuple[int, int, int]]
) -> None:
    test = judged(people) if people is not None else None
    with_it, without = results("AA", test, machine(counts)), results("AA", test, None)
    assert [line[0] for line in lines(with_it).values()] == [line[0] for line in lines(without).values()]
    assert (CLAIM in with_it) == (CLAIM in without)


def test_the_handbook_shows_a_test_that_can_be_read() -> None:
    block = re.search(r"```yaml\n(.*?)```", accessibility_page(), re.DOTALL)
    assert block is not None
    document = read_yaml(block[1], "accessibility.yml")
    problems: list[Any] = []
    test = validate(AccessibilityTest, document.data, Source("accessibility.yml", document.positions), problems)
    assert problems == []
    assert test is not None
    assert {each.result for each in test.criteria.values()} == {"pass", "fail", "not_applicable"}


class TestSheet:
    def test_text_has_room_for_every_criterion(self, promised: EditablePortfolio) -> None:
        result = promised.command("checklist", "berry", "--portfolio", str(promised.root), "--accessibility")
        assert result.exit_code == 0, result.output
        for criterion in CRITERIA:
            assert f"\n{criterion.number} {criterion.title}（{criterion.level}）\n" in result.output
        assert result.output.count("結果：[ ] 満たしている　[ ] 満たしていない　[ ] 対象なし") == 38
        assert result.output.count("確認した人：　　　　　　　確認した日：") == 38
        assert "前回の判定：満たしていない\n" in result.output
        assert "自動検査：問題の疑い2か所、人の確認が要るもの1か所\n" in result.output
        assert "自動検査：調べる対象なし\n" in result.output

    def test_table_has_a_row_for_each_site_and_criterion(self, promised: EditablePortfolio) -> None:
        result = promised.command("checklist", "--portfolio", str(promised.root), "--accessibility", "--format", "csv")
        rows = list(csv.DictReader(io.StringIO(result.output.removeprefix("\ufeff"))))
        assert [(row["サイト"], row["達成基準"]) for row in rows] == [
            (site, f"達成基準{criterion.number}") for site in ("berry", "move") for criterion in CRITERIA
        ]
        assert {row["結果"] + row["確認した人"] + row["確認した日"] for row in rows} == {""}

    def test_markdown_and_json_say_the_same(self, promised: EditablePortfolio) -> None:
        where = ("checklist", "berry", "--portfolio", str(promised.root), "--accessibility", "--format")
        markdown, data = (promised.command(*where, format_).output for format_ in ("md", "json"))
        assert markdown.count("- [ ] ") == 3 * 38
        (sheet,) = json.loads(data)["sheets"]
        assert sheet["pages"] == [BeautifulSoup(published(promised, "access"), "html.parser").h1.text.strip()]
        assert [line["criterion"]["number"] for line in sheet["lines"]] == NUMBERS
        assert sheet["lines"][0]["judged"] == "fail"

    def test_without_a_policy_nobody_knows_what_to_test(self, portfolio: EditablePortfolio) -> None:
        result = portfolio.command("checklist", "--portfolio", str(portfolio.root), "--accessibility")
        assert result.exit_code == 2
        assert "portfolio.yml says nothing about accessibility" in " ".join(result.output.replace(":", " ").split())

    def test_accounts_have_no_accessibility(self, promised: EditablePortfolio) -> None:
        where = ("--portfolio", str(promised.root), "--accessibility", "--env", "preview")
        result = promised.command("checklist", *where)
        assert result.exit_code == 2
        assert "does not go together with --accessibility" in result.output


def test_a_page_of_the_test_that_is_not_there_stops_the_build(portfolio: EditablePortfolio) -> None:
    portfolio.write("berry/accessibility.yml", TEST_YAML.replace("[access]", "[acess]"))
    result = portfolio.build_command()
    assert result.exit_code == 2
    assert f"{portfolio.place('berry/accessibility.yml', 'acess')}: there is no page 'acess'" in result.output
    assert not portfolio.dist.exists()


def test_a_page_of_a_collection_is_not_missing_where_the_collections_cannot_be_read(
    portfolio: EditablePortfolio,
) -> None:
    portfolio.write("berry/accessibility.yml", TEST_YAML.replace("[access]", "[news/open]"))
    portfolio.replace("berry/site.yml", "id: booking", "id: ../../booking")
    result = portfolio.build_command()
    assert result.exit_code == 2
    assert portfolio.place("berry/site.yml", "../../booking") in result.output
    assert "accessibility.yml" not in result.output


def test_a_wrong_level_is_said_at_its_place(portfolio: EditablePortfolio) -> None:
    portfolio.write(PORTFOLIO, portfolio.text(PORTFOLIO) + POLICY_YAML + "  level: AAA\n")
    result = portfolio.build_command()
    assert result.exit_code == 2
    assert portfolio.place(PORTFOLIO, "AAA") in result.output
    assert SITE not in result.output
