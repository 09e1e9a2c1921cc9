"""``microsites new section``: every type, on a page whose other lines stay, with buttons that the site can count."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from fresh import add, check, contents, fresh_portfolio
from microsites.content.fields import Action
from microsites.scaffold.current import read_current
from microsites.scaffold.examples import example_for
from microsites.scaffold.yaml_text import read_yaml_text, with_item
from microsites.scaffold.yaml_writing import written
from microsites.sections import SECTION_TYPES


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return fresh_portfolio(tmp_path / "town")


def test_every_type_builds_and_passes_its_check(root: Path, tmp_path: Path) -> None:
    """All at once on one page; command by command, and on a site of every preset: ``make proof``.

    The site has a goal by telephone, one event for its own pages and one collection: the rest must be found for it.
    """
    current = read_current(root)
    site = current.site("welcome")
    settings = read_yaml_text(root / "welcome/site.yml", "welcome/site.yml")
    page = read_yaml_text(root / "welcome/pages/access.yml", "welcome/pages/access.yml")
    for kind in SECTION_TYPES:
        example = example_for(kind, site, current.tags, date(2026, 12, 24), settings)
        settings = example.settings or settings
        page = with_item(page, "sections", written({**example.data, "id": kind}))
        for file in example.beside:
            (root / file.path).parent.mkdir(parents=True, exist_ok=True)
            (root / file.path).write_bytes(file.content)
    for text in (settings, page):
        (root / text.file).write_bytes(text.raw)
    site = read_current(root).site("welcome")
    assert [section.type for section in site.page("access").sections][2:] == list(SECTION_TYPES)
    assert {name: of.kind for name, of in site.settings.collections.items()} == {
        "news": "news",
        "events": "event",
        "grants": "grant",
    }
    result = check(root, tmp_path / "dist", at="2026-12-24T12:00")
    assert result.exit_code == 0, result.output
    assert "\n0 errors, 0 warnings, 0 notes" in result.output


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_no_other_line_of_the_page_is_touched(root: Path, newline: str) -> None:
    page = root / "welcome/pages/access.yml"
    easy = (
        "\n# 見直しは4月\neasy:\n  sections:\n    - {type: rich_text, id: bus, heading: バス, body: バスがあります。}\n"
    )
    text = page.read_text("utf-8").replace("    id: car\n", "    id: car   # 車\n") + easy
    page.write_bytes(text.replace("\n", newline).encode())
    result = add(root, "section", "welcome", "access", "faq")
    assert result.exit_code == 0, result.output
    after = page.read_bytes().decode()
    assert after.count("\n") == after.count(newline)
    added = re.search(r"\r?\n  # 見本です。(?:.|\n)*?(?=\r?\n# 見直しは4月)", after)
    assert added
    assert after.replace(added[0], "") == text.replace("\n", newline)
    line = after.splitlines().index("  - type: faq") + 1
    assert f"Section 'questions' (faq) added: welcome/pages/access.yml:{line}\n" in result.output


def test_ids_are_fresh(root: Path) -> None:
    for wanted in ("questions", "questions-2", "questions-3"):
        assert f"Section '{wanted}'" in add(root, "section", "welcome", "access", "faq").output
    assert "Section 'mine'" in add(root, "section", "welcome", "access", "faq", "--id", "mine").output


def test_buttons_fire_what_the_site_counts(root: Path) -> None:
    add(root, "section", "welcome", "access", "call")
    add(root, "section", "welcome", "access", "hero")
    page = read_current(root).site("welcome").page("access")
    actions = {part.value.id: part.value for part in page.parts if isinstance(part.value, Action)}
    entry = actions["entry"]
    assert (entry.goal, entry.event, dict(entry.params)) == ("inquiry", None, {"channel": "tel"})
    assert (entry.url, entry.label) == ("tel:000-000-0000", "電話で問い合わせる")
    find = actions["find-farm"]
    assert (find.page, find.event, dict(find.params)) == ("index", "select_content", {"item_id": "farms"})


def test_files_that_are_needed_are_written_once(root: Path) -> None:
    first = add(root, "section", "welcome", "access", "download")
    assert "welcome/assets/samples/leaflet.pdf" in first.output
    again = add(root, "section", "welcome", "index", "download")
    assert "samples" not in again.output
    sample = root / "welcome/assets/samples/checklist.txt"
    sample.write_bytes(b"mine")
    third = add(root, "section", "welcome", "index", "download")
    assert "welcome/assets/samples/checklist-2.txt" in third.output
    assert sample.read_bytes() == b"mine"


def test_nobody_publishes_an_evacuation_order_by_mistake(root: Path) -> None:
    add(root, "section", "welcome", "index", "emergency_banner")
    text = (root / "welcome/pages/index.yml").read_text("utf-8")
    assert "避難" not in text
    assert "〔見本〕" in text


def test_plan_without_a_fitting_event_is_named(root: Path) -> None:
    plan = root / "tags/plan.yml"
    plan.write_text(plan.read_text("utf-8").replace("[page, site]", "[site]"), "utf-8")
    settings = root / "welcome/site.yml"
    settings.write_text(
        re.sub(r"^goals:\n(?:.+\n)+", "goals: []\nmeasured: false\n", settings.read_text("utf-8"), flags=re.MULTILINE),
        "utf-8",
    )
    for name in ("index", "access"):
        page = root / f"welcome/pages/{name}.yml"
        page.write_text(
            re.sub(r"^    actions:\n(?:      .*\n)+", "", page.read_text("utf-8"), flags=re.MULTILINE), "utf-8"
        )
    plan.write_text(plan.read_text("utf-8").replace("[tel, mailto]", "[asset]"), "utf-8")
    before = contents(root)
    result = add(root, "section", "welcome", "index", "cta")
    assert result.exit_code == 2
    assert "no event of the plan fits a button of site 'welcome' [BLD069]" in result.output
    assert contents(root) == before


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("welcome", "index", "faqs"), "BLD065", "did you mean 'faq'?"),
        (("welcome", "indx", "faq"), "BLD002", "did you mean 'index'?"),
        (("welcom", "index", "faq"), "BLD002", "did you mean 'welcome'?"),
        (("welcome", "about", "faq"), "BLD069", "name one of: access, index, news"),
        (("welcome", "news/opening", "faq"), "BLD069", "is not made of sections"),
        (("welcome", "external-transmission", "faq"), "BLD069", "is not made of sections"),
        (("welcome", "index", "faq", "--id", "Top"), "BLD067", "cannot be a section's id"),
        (("welcome", "index", "faq", "--id", "main"), "BLD067", "cannot be a section's id"),
        (("welcome", "index", "faq", "--id", "top"), "BLD060", "has a section 'top' already"),
    ],
)
def test_section_refusals_change_nothing(root: Path, arguments: tuple[str, ...], code: str, said: str) -> None:
    before = contents(root)
    result = add(root, "section", *arguments)
    assert result.exit_code == 2
    assert f"[{code}]" in result.output
    assert said in result.output
    assert contents(root) == before


def test_broken_page_is_named_at_its_line(root: Path) -> None:
    page = root / "welcome/pages/access.yml"
    page.write_text(page.read_text("utf-8").replace("data_table", "data_tabel"), "utf-8")
    result = add(root, "section", "welcome", "access", "faq")
    assert result.exit_code == 2
    assert "welcome/pages/access.yml:4:11: unknown section type 'data_tabel' [CFG007]" in result.output


def test_what_it_needs_is_told_as_written_or_as_added(root: Path) -> None:
    output = add(root, "section", "welcome", "access", "event_list").output
    assert "It needs this file too, which was written: welcome/collections/events/sample.yml\n" in output
    assert "Added to welcome/site.yml: collections: events\n" in output
    assert "written: welcome/site.yml" not in output
    again = add(root, "section", "welcome", "access", "event_list").output
    assert "Added to" not in again
