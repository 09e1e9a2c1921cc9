"""Everything that builds is accepted by an independent validator."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from microsites.scaffold.new import new_portfolio
from microsites.scaffold.presets import PRESETS
from microsites.schema.write import read_schemas
from portfolios import AT, CHECKOUT, MINIMAL
from schemas import files_of, front_matter, read, schema_errors, schemas_for, schemas_of

SAMPLE = CHECKOUT / "sites"


def _every_file_has_one_schema_that_accepts_it(portfolio: Path) -> None:
    count = 0
    for name, path in files_of(portfolio):
        found = schemas_for(portfolio, name)
        assert len(found) == 1, (name, found)
        assert schema_errors(portfolio, found[0], read(path.read_text("utf-8"))) == [], name
        count += 1
    assert count >= 5


@pytest.mark.parametrize("portfolio", [SAMPLE, MINIMAL], ids=lambda path: path.name)
def test_every_file_has_one_schema_that_accepts_it(portfolio: Path) -> None:
    _every_file_has_one_schema_that_accepts_it(portfolio)


@pytest.mark.parametrize("preset", [None, *PRESETS])
def test_what_is_new_is_accepted(preset: str | None, tmp_path: Path) -> None:
    new_portfolio(tmp_path / "town", preset=preset, at=AT)
    _every_file_has_one_schema_that_accepts_it(tmp_path / "town")


def test_front_matter_of_the_sample_is_accepted() -> None:
    prose = sorted(SAMPLE.glob("*/pages/**/*.md"))
    assert len(prose) > 5
    for path in prose:
        site = path.relative_to(SAMPLE).parts[0]
        assert schema_errors(SAMPLE, f"{site}/prose.json", front_matter(path)) == [], path


def test_files_that_ship_are_accepted() -> None:
    providers = sorted((CHECKOUT / "analytics_tags/providers").glob("*/provider.yml"))
    assert len(providers) == 10
    for path in providers:
        assert schema_errors(SAMPLE, "provider.json", read(path.read_text("utf-8"))) == [], path
    plan = (CHECKOUT / "analytics_tags/plan.yml").read_text("utf-8")
    assert schema_errors(SAMPLE, "plan.json", read(plan)) == []


def test_gallery_examples_are_accepted() -> None:
    for path in sorted((CHECKOUT / "shared_theme/gallery").glob("*.yml")):
        page = {"title": "a", "description": "b", "sections": [read(path.read_text("utf-8"))]}
        assert schema_errors(SAMPLE, "strawberry/page.json", page) == [], path


def test_another_tool_reads_the_schemas_too(tmp_path: Path) -> None:
    """check-jsonschema, which reads YAML by itself: days are text there too."""
    schema = tmp_path / "page.json"
    schema.write_text(next(one.text for one in schemas_of(SAMPLE) if one.name == "strawberry/page.json"), "utf-8")
    broken = tmp_path / "broken.yml"
    text = (SAMPLE / "strawberry/pages/access.yml").read_text("utf-8")
    broken.write_text(text.replace("type: access", "type: acess", 1), "utf-8")

    def judged(*files: Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), *map(str, files)]
        return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")

    good = judged(*sorted((SAMPLE / "strawberry/pages").rglob("*.yml")))
    assert (good.returncode, good.stderr) == (0, "")
    bad = judged(broken)
    assert bad.returncode == 1
    assert "'acess' is not one of" in bad.stdout


def test_what_exists_is_offered() -> None:
    content = json.loads(next(one.text for one in schemas_of(SAMPLE) if one.name == "strawberry/page.json"))
    offered = content["definitions"]
    assert {"index", "farms/aoki", "access#bus", "external-transmission"} <= set(offered["pages"]["enum"])
    assert {"migration", "poc-call/call"} <= set(offered["sisters"]["enum"])
    assert not any(site.split("/")[0] == "strawberry" for site in offered["sisters"]["enum"])
    assert offered["goals"]["enum"] == ["donation", "farm_booking", "event_application"]
    assert "booking_click" in offered["events"]["enum"]
    assert offered["collections-event"]["enum"] == ["events"]
    assert "documents/bus-timetable.pdf" in offered["assets"]["enum"]
    assert "documents/bus-timetable.pdf" not in offered["pictures"]["enum"]
    words = dict(zip(offered["pages"]["enum"], offered["pages"]["enumDescriptions"], strict=True))
    assert words["farms/aoki"] == "あおき農園"
    assert words["access/easy"] == "花守市への行き方", "readings are for readers of the page"


def test_a_page_that_is_not_there_yet_is_no_fault_of_the_schema() -> None:
    page = {
        "title": "a",
        "description": "b",
        "sections": [
            {
                "type": "cta",
                "id": "new",
                "heading": "c",
                "actions": [{"id": "go", "label": "d", "page": "not-written-yet", "goal": "not_yet"}],
            }
        ],
    }
    assert schema_errors(SAMPLE, "strawberry/page.json", page) == []


def test_a_broken_page_takes_nothing_from_the_others(tmp_path: Path) -> None:
    import shutil

    root = tmp_path / "minimal"
    shutil.copytree(MINIMAL, root)
    (root / "berry/pages/access.yml").write_text("title: [", "utf-8")
    schemas, problems = read_schemas(root)
    assert problems > 0
    page = json.loads(next(one.text for one in schemas if one.name == "berry/page.json"))
    assert "index" in page["definitions"]["pages"]["enum"]
