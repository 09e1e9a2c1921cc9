"""What the documents say is held against the product."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import rcssmin
from click.testing import CliRunner
from tools import handbook

from microsites.build.checks_file import read_checks
from microsites.check.rules import CATALOGUE
from microsites.cli.check import FORMATS
from microsites.cli.main import main
from microsites.errors import Problem
from microsites.i18n.catalogue import Catalogue
from microsites.i18n.message import Message, _
from microsites.resources import theme_directory

ROOT = Path(__file__).parent.parent
HANDBOOK = ROOT / "sites/handbook/pages"
README = (ROOT / "README.md").read_text("utf-8")


def test_handbook_is_what_the_code_says() -> None:
    assert handbook.differences() == ()


OF_THE_TOWN = {"news", "reference/goals", "reference/accessibility"}
"""Pages of the handbook that hold the sample town's own data, or criteria of a Japanese standard: no English beside them."""


def test_every_page_of_the_handbook_has_its_english() -> None:
    files = {path.relative_to(HANDBOOK).as_posix() for path in HANDBOOK.rglob("*") if path.is_file()}
    english = {file.removesuffix(".en.md") for file in files if file.endswith(".en.md")}
    japanese = {re.sub(r"\.(yml|md)$", "", file) for file in files if not file.endswith(".en.md")}
    own = ("reference/meetings/", "reference/sections/")
    missing = {name for name in japanese - english - OF_THE_TOWN if not name.startswith(own)}
    assert missing == set()
    assert english <= japanese
    assert "reference/sections/index" in english


@pytest.mark.parametrize(
    "page",
    sorted(path for path in HANDBOOK.glob("*.md") if not path.name.endswith(".en.md")),
    ids=lambda path: path.stem,
)
def test_english_beside_it_has_the_same_parts(page: Path) -> None:
    """Headings, examples and tables: a page that was changed in one language only differs in one of them."""
    japanese, english = (_parts(path.read_text("utf-8")) for path in (page, page.with_suffix(".en.md")))
    assert english == japanese


def _parts(markdown: str) -> list[tuple[str, int]]:
    """Level of each heading, length of each example, columns of each line of a table, in order."""
    found: list[tuple[str, int]] = []
    fence = -1
    for number, line in enumerate(markdown.split("\n")):
        if line.startswith("```"):
            found += [("example", number - fence)] if fence >= 0 else []
            fence = -1 if fence >= 0 else number
        elif fence < 0 and (heading := re.match(r"#+ ", line)):
            found.append(("heading", len(heading[0])))
        elif fence < 0 and line.startswith("|"):
            found.append(("row", line.replace("\\|", "").count("|")))
    return found


def test_readme_names_the_commands_that_make_runs() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert "microsites build --portfolio sites --out $(OUT) --env production --check" in makefile
    assert ".venv/bin/microsites build --portfolio sites --out dist --env production --check" in README
    assert "python -m pytest" in makefile
    assert ".venv/bin/python -m pytest" in README


def test_readme_in_japanese_shows_the_same_commands_and_pictures() -> None:
    japanese = (ROOT / "README.ja.md").read_text("utf-8")
    assert set(re.findall(r"`microsites ([a-z]+)", japanese)) <= set(main.commands)
    blocks = re.findall(r"```\n(.*?)```", japanese, re.DOTALL)
    lines = [line.partition("#")[0].strip() for block in blocks[:2] for line in block.splitlines()]
    assert [line for line in lines if line not in README] == []
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", japanese)
    assert set(pictures) <= set(re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README))


def test_readme_excerpts_stand_in_their_files() -> None:
    excerpts = re.findall(r"```yaml\n# (\S+)\n(.*?)```", README, re.DOTALL)
    assert [path for path, _ in excerpts] == ["sites/strawberry/site.yml", "sites/strawberry/pages/index.yml"]
    for path, text in excerpts:
        lines = set((ROOT / path).read_text("utf-8").splitlines())
        assert [line for line in text.splitlines() if line not in lines] == []


def test_readme_pictures_exist() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert len(pictures) == 4
    assert [picture for picture in pictures if not (ROOT / picture).is_file()] == []


def test_every_rule_is_explained() -> None:
    for rule in CATALOGUE:
        result = CliRunner().invoke(main, ["rules", rule.CODE])
        assert result.exit_code == 0
        assert result.output.startswith(f"{rule.CODE} {rule.NAME} ({rule.SEVERITY})")


def test_minifier_keeps_descendant_selectors() -> None:
    """Inside @container and @media, rcssmin 1.3 drops the space before ``:is(``: write ``*:is(`` there."""
    descendant = re.compile(r"[\w)\]] :(?:is|where|not|has)\(")
    for path in (theme_directory() / "styles").rglob("*.css"):
        source = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
        assert len(descendant.findall(rcssmin.cssmin(source))) == len(descendant.findall(source)), path.name


def test_handbook_names_every_format_of_a_report() -> None:
    page = (HANDBOOK / "reference/rules.md").read_text("utf-8")
    table = page[page.index("## 結果の形") :]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == list(FORMATS)
    assert f"{len(FORMATS)}つの形" in table


SAMPLES = (
    "  - type: heros\n    id: top\n",
    (
        "  - type: hero\n    id: top\n    heading: 見本\n    actions:\n      - id: way\n"
        "        label: 行き方を見る\n        page: acces\n        event: select_content\n        params: {item_id: way}\n"
    ),
    "  - type: hero\n    id: top\n    heading: 見本\n    picture: {asset: hills.svg}\n",
)
"""Sections with the three mistakes of the page about writing."""


@pytest.mark.parametrize(("page", "language"), [("writing.md", "ja"), ("writing.en.md", "en")])
def test_handbook_shows_mistakes_as_they_are_told(
    page: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    CliRunner().invoke(main, ["new", "portfolio", str(tmp_path / "sites")])
    monkeypatch.chdir(tmp_path / "sites")
    shown = (HANDBOOK / page).read_text("utf-8")
    blocks = re.findall(r"```text\n(welcome/pages/sample\.yml:.*?)```", shown, re.DOTALL)
    assert len(blocks) == len(SAMPLES)
    for block, sections in zip(blocks, SAMPLES, strict=True):
        text = f"title: 見本\ndescription: 見本のページです。\nsections:\n{sections}"
        Path("welcome/pages/sample.yml").write_text(text, "utf-8")
        told = CliRunner().invoke(main, ["build", "--portfolio", ".", "--lang", language])
        assert told.exit_code == 2
        assert block in told.output


def test_handbook_quotes_what_the_digest_and_the_check_say() -> None:
    ja = Catalogue("ja").say
    assert f"「{ja(_('Numbers from before and after may not be compared:'))}」" in (page := _page("changes.md"))
    assert page.count(ja(_("Who has to look"))) == 2
    assert f"| {ja(_('Not compared'))} |" in page
    assert f"「{ja(_('[look] {what}: numbers may go somewhere else', what='')).split('】')[0]}】」" in page
    counts = {"share": "45/45"}, {"share": "118/118"}, {"share": "5/5"}
    names = "pages {share} instrumented", "elements {share}", "goals {share} reachable"
    said = [ja(Message(name, values)) for name, values in zip(names, counts, strict=True)]
    assert " · ".join(said) in _page("auditing.md")
    assert "「次に表示が変わる日時：」の行" in _page("writing.md")
    assert ja(Message("Next change: {at} {zone} — {what}", {"at": "", "zone": "", "what": ""})).startswith(
        "次に表示が変わる日時："
    )


def _page(name: str) -> str:
    return (HANDBOOK / name).read_text("utf-8")


def test_suppression_of_the_handbook_can_be_read(tmp_path: Path) -> None:
    page = (HANDBOOK / "reference/rules.md").read_text("utf-8")
    (block,) = re.findall(r"```yaml\n(suppress:.*?)```", page, re.DOTALL)
    (tmp_path / "checks.yml").write_text(block, "utf-8")
    problems: list[Problem] = []
    (entry,) = read_checks(tmp_path / "checks.yml", "checks.yml", problems).suppress
    assert problems == []
    assert (entry.code, entry.until) == ("LNK001", date(2027, 3, 31))
