"""``microsites new site``: complete by its purpose, true to the plan, and never over anything."""

from __future__ import annotations

import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from fresh import add, check, contents, every_preset, fresh_portfolio
from microsites.check.runner import check_directory
from microsites.content.fields import Action
from microsites.scaffold.current import read_current
from microsites.scaffold.filling import target_day
from microsites.scaffold.presets import PRESETS
from portfolios import AT

TODAY = date.fromisoformat(AT[:10])


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new portfolio with a site of every preset; read only."""
    root = fresh_portfolio(tmp_path_factory.mktemp("full") / "town")
    every_preset(root, ("promo",))
    return root


def test_presets_declare_the_events_that_they_fire(full: Path) -> None:
    current = read_current(full)
    assert current.problems == ()
    for preset in PRESETS.values():
        site = current.site(f"{preset.name}-promo")
        goals = {goal.id: goal.event for goal in site.settings.goals}
        actions = [part.value for page in site.pages for part in page.parts if isinstance(part.value, Action)]
        fired = {goals[action.goal] if action.goal else action.event for action in actions}
        assert fired == set(preset.events), preset.name


def test_every_goal_is_complete_and_dated_from_today(full: Path) -> None:
    for site in read_current(full).portfolio.sites:
        for goal in site.settings.goals:
            assert goal.target.date == date(2027, 3, 31)
            assert goal.next_review == date(2027, 4, 15)
            assert goal.definition != goal.excludes
            assert goal.true_count_source


@pytest.mark.parametrize(
    ("today", "end"),
    [
        ("2026-04-01", "2027-03-31"),
        ("2026-11-22", "2027-03-31"),
        ("2026-12-01", "2027-03-31"),
        ("2026-12-02", "2028-03-31"),
    ],
)
def test_target_is_at_the_end_of_a_fiscal_year_that_leaves_time(today: str, end: str) -> None:
    assert target_day(date.fromisoformat(today)) == date.fromisoformat(end)


def test_placeholders_are_marked_and_nothing_is_claimed(full: Path) -> None:
    """Figures are dates, periods, targets and telephone numbers of nobody; whatever else is invented stands in 〔 〕."""
    claims = []
    for preset in PRESETS:
        for path in sorted((full / f"{preset}-promo").rglob("*.yml")):
            text = path.read_text("utf-8")
            assert "<<" not in text
            assert len(re.findall("〔(?!」)", text)) == text.count("〕")
            said = re.sub(r"〔[^〕]*〕|\d{4}-\d{2}-\d{2}[ \d:]*|000-000-000\d|#.*$", "", text, flags=re.MULTILINE)
            claims += re.findall(r"[^\n]*\d+(?:円|人|件|％|%|分|日)[^\n]*", said)
    weekdays = "平日8時30分〜17時15分"
    assert [claim for claim in claims if weekdays not in claim] == []


def test_what_is_said_about_the_new_site(tmp_path: Path) -> None:
    root = fresh_portfolio(tmp_path / "town")
    result = add(root, "site", "iju", "--preset", "migration", "--title", "〇〇ぐらし: #1")
    assert result.exit_code == 0
    lines = result.output.splitlines()
    files = [path for path in (root / "iju").rglob("*") if path.is_file()]
    places = sum(len(re.findall("〔[^ 」]", path.read_text("utf-8"))) for path in files)
    assert lines[0] == f"{len(files)} files of a site 'migration' written to {root / 'iju'}"
    assert lines[1] == "Added to tags/plan.yml: consultation_click, tour_request_click"
    assert f"{places} places in 〔 〕" in lines[2]
    assert lines[2].endswith(f"first review by {TODAY + timedelta(30)}")
    assert lines[3] == f"Next: microsites build iju --check --portfolio {root}"
    assert read_current(root).site("iju").settings.title == "〇〇ぐらし: #1"


def test_editor_that_was_told_of_the_portfolio_is_told_again(tmp_path: Path) -> None:
    root = fresh_portfolio(tmp_path / "town")
    told = f"So that the editor offers it: microsites schema --portfolio {root}"
    assert add(root, "site", "iju", "--preset", "migration").output.splitlines()[-1] == told
    assert told in add(root, "page", "iju", "schools").output.splitlines()
    assert told in add(root, "section", "iju", "index", "faq").output.splitlines()
    shutil.rmtree(root / ".schema")
    assert told not in add(root, "site", "berry", "--preset", "tourism").output


def test_new_site_passes_its_check_until_its_review_is_due(tmp_path: Path) -> None:
    """Every preset, on both themes and in all environments: ``make proof``."""
    root = fresh_portfolio(tmp_path / "town")
    add(root, "site", "koubo", "--preset", "call")
    result = check(root, tmp_path / "dist", at=str(TODAY + timedelta(30)))
    assert result.exit_code == 0, result.output
    assert re.search(r"^0 errors, 0 warnings, 0 notes on \d+ pages of 2 sites$", result.output, re.MULTILINE)
    (overdue,) = [
        finding
        for finding in check_directory(
            tmp_path / "dist", today=TODAY + timedelta(31), providers=read_current(root).tags.providers, content=root
        ).findings
        if finding.code == "DATE001"
    ]
    assert overdue.location.file == "koubo/pages/index.yml"


def test_plan_keeps_its_comments_and_is_added_to_once(tmp_path: Path) -> None:
    root = fresh_portfolio(tmp_path / "town")
    plan = root / "tags/plan.yml"
    plan.write_bytes(plan.read_bytes().replace(b"\n", b"\r\n"))
    before = plan.read_bytes()
    add(root, "site", "one", "--preset", "migration")
    after = plan.read_bytes()
    assert after.startswith(before)
    assert after.count(b"- name: consultation_click") == 1
    assert after.count(b"\n") == after.count(b"\r\n")
    result = add(root, "site", "two", "--preset", "migration")
    assert plan.read_bytes() == after
    assert "Added to" not in result.output


def test_plan_of_nobody_is_refused_with_the_lines_to_paste(tmp_path: Path) -> None:
    """Without ``tags`` a portfolio uses the sample plan, which is no file of its own."""
    root = fresh_portfolio(tmp_path / "town")
    settings = root / "portfolio.yml"
    settings.write_text(re.sub(r"^tags:.*\n", "", settings.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    before = contents(root)
    result = add(root, "site", "yuchi", "--preset", "companies")
    assert result.exit_code == 2
    assert "[BLD066]" in result.output
    assert "\n  - name: location_inquiry_click\n    definition:\n      ja: " in result.output
    assert "\n  - name: material_request_click\n" in result.output
    assert contents(root) == before


def test_plan_in_flow_style_is_refused_with_the_lines_to_paste(tmp_path: Path) -> None:
    root = fresh_portfolio(tmp_path / "town")
    plan = root / "tags/plan.yml"
    event = "{name: contact_click, definition: 問い合わせ, owner: 係, parameters: [{name: channel, definition: 方法}]}"
    other = "{name: select_content, definition: 移動, owner: 係, parameters: [{name: item_id, definition: 先}]}"
    plan.write_text(f"version: 1\nevents: [{event}, {other}]\n", "utf-8")
    before = contents(root)
    result = add(root, "site", "iju", "--preset", "migration")
    assert result.exit_code == 2
    assert "tags/plan.yml: is written in a way that nothing can be added to safely [BLD062]" in result.output
    assert "- name: consultation_click" in result.output
    assert contents(root) == before


def test_event_that_means_something_else_is_refused(tmp_path: Path) -> None:
    root = fresh_portfolio(tmp_path / "town")
    plan = root / "tags/plan.yml"
    plan.write_text(plan.read_text("utf-8") + "  - name: booking_click\n    definition: 別\n    owner: 係\n", "utf-8")
    before = contents(root)
    result = add(root, "site", "tabi", "--preset", "tourism")
    assert result.exit_code == 2
    assert "portfolio.yml: this does not fit the portfolio as it is; nothing has been written [BLD064]" in result.output
    assert "event 'booking_click' has no parameter 'place'" in result.output
    assert contents(root) == before


@pytest.mark.parametrize(
    ("name", "preset", "code", "said"),
    [
        ("Iju", "migration", "BLD067", "'Iju' cannot be a site's folder"),
        ("../iju", "migration", "BLD067", "cannot be a site's folder"),
        ("x" * 61, "migration", "BLD067", "cannot be a site's folder"),
        ("iju", "migratoin", "BLD065", "did you mean 'migration'?"),
        ("welcome", "migration", "BLD060", "there is a folder of that name already"),
        ("tags", "migration", "BLD060", "there is a folder of that name already"),
    ],
)
def test_refusals_change_nothing(tmp_path: Path, name: str, preset: str, code: str, said: str) -> None:
    root = fresh_portfolio(tmp_path / "town")
    before = contents(root)
    result = add(root, "site", name, "--preset", preset)
    assert result.exit_code == 2
    assert f"[{code}]" in result.output
    assert said in result.output
    assert contents(root) == before


def test_portfolio_that_is_none(tmp_path: Path) -> None:
    result = add(tmp_path / "nowhere", "site", "iju", "--preset", "migration")
    assert result.exit_code == 2
    assert "is not a portfolio" in result.output


@pytest.mark.parametrize("town", ["花守市: #1", "〔市〕{x}", "- 花守市"])
def test_name_that_no_sentence_can_hold_is_refused_at_its_file(tmp_path: Path, town: str) -> None:
    root = fresh_portfolio(tmp_path / "town")
    settings = root / "portfolio.yml"
    settings.write_text(settings.read_text("utf-8").replace("  name: 〇〇市", f'  name: "{town}"'), "utf-8")
    result = add(root, "site", "iju", "--preset", "migration")
    assert result.exit_code == 2
    assert "portfolio.yml: the name '" in result.output
    assert "[BLD063]" in result.output


def test_readings_are_left_out_of_sentences(tmp_path: Path) -> None:
    root = fresh_portfolio(tmp_path / "town")
    settings = root / "portfolio.yml"
    settings.write_text(settings.read_text("utf-8").replace("  name: 〇〇市", '  name: "{花守|はなもり}市"'), "utf-8")
    assert add(root, "site", "iju", "--preset", "migration").exit_code == 0
    assert read_current(root).site("iju").settings.title == "花守市ぐらし"


def test_address_follows_those_of_the_sisters(tmp_path: Path) -> None:
    root = fresh_portfolio(tmp_path / "town")
    settings = root / "welcome/site.yml"
    settings.write_text(settings.read_text("utf-8").replace("example.jp/", "hanamori.example.jp/"), "utf-8")
    assert add(root, "site", "new_life", "--preset", "migration").exit_code == 0
    site = read_current(root).site("new_life")
    assert site.url("production") == "https://new-life.hanamori.example.jp/"
    assert site.url("preview") == "https://new-life.preview.hanamori.example.jp/"


def test_ids_of_its_own_are_left_to_do(tmp_path: Path) -> None:
    """With ``stream: site`` only the provider can give the ID that the new site lacks."""
    root = fresh_portfolio(tmp_path / "town")
    settings, welcome = root / "portfolio.yml", root / "welcome/site.yml"
    shared = settings.read_text("utf-8").replace("    ids: {ga4: G-PREVIEW000}\n", "    ids: {}\n")
    shared = shared.replace("    ids: {ga4: G-EXAMPLE000}\n", "    ids: {}\n")
    settings.write_text(f"stream: site\n{shared}", "utf-8")
    own = re.sub(r"(\.preview\.example\.jp/\n)", r"\1    ids: {ga4: G-PREVIEW000}\n", welcome.read_text("utf-8"))
    welcome.write_text(own.replace("e.example.jp/\n", "e.example.jp/\n    ids: {ga4: G-EXAMPLE000}\n"), "utf-8")
    assert read_current(root).problems == ()
    result = add(root, "site", "iju", "--preset", "migration")
    assert result.exit_code == 0, result.output
    for environment in ("preview", "production"):
        said = f"iju/site.yml: has no ga4 ID of its own in environment '{environment}'; other sites have one"
        assert f"Still to do in {said}; add 'ids: {{ga4: …}}'" in result.output.splitlines()


def test_broken_sister_is_no_obstacle(tmp_path: Path) -> None:
    root = fresh_portfolio(tmp_path / "town")
    (root / "welcome/pages/index.yml").write_text("title: [\n", "utf-8")
    assert add(root, "site", "iju", "--preset", "migration").exit_code == 0
