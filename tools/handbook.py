"""Writes the handbook's reference pages from code and data: ``python tools/handbook.py``.

With ``--check`` nothing is written; what differs is named, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # so that the pages' modules are found when this runs as a script

from microsites.check.documentation import outdated  # noqa: E402
from microsites.check.rules import CATALOGUE  # noqa: E402
from microsites.collections import ENTRY_KINDS  # noqa: E402
from microsites.content.loader import load_portfolio  # noqa: E402
from microsites.content.model import Portfolio  # noqa: E402
from microsites.errors import Problem, UserError  # noqa: E402
from microsites.measurement.tags import Tags, load_tags  # noqa: E402
from microsites.sections import SECTION_TYPES  # noqa: E402
from tools.handbook_pages import (  # noqa: E402
    accessibility,
    commands,
    consent,
    english,
    english_content,
    english_measuring,
    errors,
    events,
    goals,
    meetings,
    providers,
    rules,
    sections,
)
from tools.handbook_pages.writing import COMMAND, HEADER  # noqa: E402

SITE = "handbook"
HANDBOOK = Path("sites") / SITE
REFERENCE = HANDBOOK / "pages" / "reference"
ASSETS = HANDBOOK / "assets"


def _portfolio(root: Path) -> tuple[Portfolio, Tags]:
    """The sample portfolio.  Problems of the handbook itself are no obstacle: its pages may not be written yet."""
    loaded = load_portfolio(root / "sites", SECTION_TYPES, ENTRY_KINDS)
    problems = [problem for problem in loaded.problems if not problem.file.startswith(f"{SITE}/")]
    tag_problems: list[Problem] = []
    tags = load_tags(loaded.portfolio, tag_problems)
    if problems or tag_problems or tags is None:
        raise UserError([*problems, *tag_problems])
    return loaded.portfolio, tags


def generate(root: Path = ROOT) -> dict[Path, str | bytes]:
    """Every generated file, relative to ``root``, with what belongs in it.  Raises UserError for broken content."""
    portfolio, tags = _portfolio(root)
    files: dict[Path, str | bytes] = {
        REFERENCE / "sections" / "index.yml": sections.index_page(),
        REFERENCE / "parts.yml": sections.parts_page(),
        REFERENCE / "collections.yml": sections.collections_page(),
        REFERENCE / "events.md": events.events_page(portfolio, tags),
        REFERENCE / "goals.md": goals.goals_page(portfolio),
        REFERENCE / "providers.md": providers.providers_page(portfolio, tags),
        REFERENCE / "consent.md": consent.consent_page(portfolio, tags),
        REFERENCE / "rules.md": rules.rules_page(),
        REFERENCE / "errors.md": errors.errors_page(),
        REFERENCE / "commands.md": commands.commands_page(),
        REFERENCE / "accessibility.md": accessibility.accessibility_page(),
    }
    files |= _english(portfolio, tags)
    files |= {REFERENCE / "sections" / f"{name}.yml": sections.section_page(name) for name in SECTION_TYPES}
    files |= {REFERENCE / "meetings" / name: page for name, page in meetings.meeting_pages(portfolio, tags).items()}
    return files | dict(sections.assets(ASSETS))


def _english(portfolio: Portfolio, tags: Tags) -> dict[Path, str | bytes]:
    """The English beside it; what is the sample town's own (goals, meetings) stays Japanese."""
    return {
        REFERENCE / "commands.en.md": english.commands_page(),
        REFERENCE / "rules.en.md": english.rules_page(),
        REFERENCE / "errors.en.md": english.errors_page(),
        REFERENCE / "sections" / "index.en.md": english_content.sections_page(),
        REFERENCE / "parts.en.md": english_content.parts_page(),
        REFERENCE / "collections.en.md": english_content.collections_page(),
        REFERENCE / "events.en.md": english_measuring.events_page(portfolio, tags),
        REFERENCE / "providers.en.md": english_measuring.providers_page(tags),
        REFERENCE / "consent.en.md": english_measuring.consent_page(tags),
    }


def _left_over(root: Path, wanted: set[Path]) -> list[Path]:
    """Files that were generated once and are no longer."""
    pages = [path for path in (root / REFERENCE).rglob("*") if path.suffix in (".yml", ".md")]
    generated = [path for path in pages if HEADER in path.read_text("utf-8")[:400]]
    pictures = [path for path in (root / ASSETS / sections.ASSETS).rglob("*") if path.is_file()]
    return sorted(path for path in (*generated, *pictures) if path.relative_to(root) not in wanted)


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def differences(root: Path = ROOT) -> tuple[Path, ...]:
    """Generated files that differ from what lies there, are missing, or should not be there; relative to ``root``."""
    files = generate(root)
    differing = [
        path
        for path, content in files.items()
        if not (root / path).is_file() or (root / path).read_bytes() != _bytes(content)
    ]
    return tuple(sorted([*differing, *(path.relative_to(root) for path in _left_over(root, set(files)))]))


def write(root: Path = ROOT) -> tuple[Path, ...]:
    """Write what differs and delete what is left over; return those files, relative to ``root``."""
    files = generate(root)
    changed = differences(root)
    for path in changed:
        target = root / path
        if path in files:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(_bytes(files[path]))
        else:
            target.unlink()
    return changed


def main() -> int:
    """Run the command line; return the exit code."""
    parser = argparse.ArgumentParser(description="Write the handbook's reference pages from code and data.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if something differs")
    arguments = parser.parse_args()
    try:
        changed = differences() if arguments.check else write()
    except UserError as error:
        print(error, file=sys.stderr)
        return 2
    for line in outdated(CATALOGUE):
        print(f"generator/microsites/rule_words.yml: {line}", file=sys.stderr)
    for path in changed:
        print(f"{path.as_posix()} {'differs from the code and data' if arguments.check else 'written'}")
    if arguments.check and changed:
        print(f"Run {COMMAND} and commit what it writes.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
