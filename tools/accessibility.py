"""What a program finds about every success criterion: ``make accessibility`` (needs Chromium, Node and a built ``dist``).

    python tools/accessibility.py --at 2026-11-22 [--dist dist] [SITE]...

axe-core looks at every page of the built sites, at two widths, light and dark, with everything unfolded, and
``sites/<site>/accessibility-machine.json`` is written: the published test results show it beside what people judged.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]  # so that this runs as a script

from first_view import ARGUMENTS, BROWSERS, ELSEWHERE, installed_browser  # noqa: E402
from microsites.content.accessibility import MACHINE_FILE, MachineCriterion, MachineResult  # noqa: E402
from microsites.content.generated import ACCESSIBILITY_RESULTS  # noqa: E402
from microsites.content.wcag import CRITERIA  # noqa: E402
from static_host import host  # noqa: E402
from tools import axe  # noqa: E402

_TAG: Final = re.compile(r"wcag(\d)(\d)(\d+)")
_NUMBERS: Final = frozenset(criterion.number for criterion in CRITERIA)
_WORST: Final[tuple[axe.Verdict, ...]] = ("passes", "incomplete", "violations")
"""From the mildest verdict to the worst: an element has the worst that any rule says in any view."""

Place = tuple[str, str]
"""A page and an element of it."""


def criteria_of(tags: Iterable[str]) -> tuple[str, ...]:
    """``wcag143`` → ``1.4.3``; only the criteria of the standard."""
    named = (".".join(match.groups()) for tag in tags if (match := _TAG.fullmatch(tag)))
    return tuple(number for number in named if number in _NUMBERS)


def counted(
    rules: Mapping[str, tuple[str, ...]], found: Iterable[tuple[str, axe.Found]]
) -> dict[str, MachineCriterion]:
    """Per criterion, in the order of the standard: how many rules look at it, and each element once.

    ``rules``: rule → its tags; ``found``: what rules said, each with the page on which they said it.
    """
    verdicts: dict[str, dict[Place, int]] = {number: {} for tags in rules.values() for number in criteria_of(tags)}
    for page, each in found:
        worst = _WORST.index(each.verdict)
        for number in criteria_of(each.tags):
            for target in each.targets:
                place = (page, target)
                verdicts[number][place] = max(worst, verdicts[number].get(place, 0))

    def elements(number: str, verdict: axe.Verdict) -> int:
        return sum(each == _WORST.index(verdict) for each in verdicts[number].values())

    return {
        criterion.number: MachineCriterion(
            rules=sum(criterion.number in criteria_of(tags) for tags in rules.values()),
            passed=elements(criterion.number, "passes"),
            violations=elements(criterion.number, "violations"),
            unclear=elements(criterion.number, "incomplete"),
        )
        for criterion in CRITERIA
        if criterion.number in verdicts
    }


def examine(browser: Any, tree: Path, at: date) -> MachineResult:
    """Look at every page of a site that lies built in ``tree``."""
    found: list[tuple[str, axe.Found]] = []
    rules: dict[str, tuple[str, ...]] = {}
    version = ""
    pages = sorted(path.relative_to(tree).as_posix() for path in tree.rglob("*.html"))
    with host(tree) as address:
        for width in axe.WIDTHS:
            context = browser.new_context(
                viewport={"width": width, "height": 800},
                reduced_motion="reduce",
                locale="ja-JP",
                timezone_id="Asia/Tokyo",
            )
            context.clock.set_fixed_time(f"{at.isoformat()}T12:00+09:00")
            context.route(ELSEWHERE, lambda route: route.fulfill(status=200, content_type="text/javascript", body=""))
            context.add_init_script(path=axe.SOURCE)
            page = context.new_page()
            for name in pages:
                page.goto(address + name.removesuffix("index.html"))
                page.evaluate(axe.UNFOLD)
                for scheme in axe.SCHEMES:
                    page.emulate_media(color_scheme=scheme)
                    found += [(name, each) for each in axe.run(page, axe.WCAG_20, _WORST)]
            rules, version = axe.rules(page, axe.WCAG_20), axe.version(page)
            context.close()
    return MachineResult(tool="axe-core", version=version, date=at, pages=len(pages), criteria=counted(rules, found))


def written(result: MachineResult) -> str:
    """The file's text: the same for the same result."""
    return json.dumps(result.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"


def _for_visitors(dist: Path) -> list[str]:
    """The built sites that publish what is known of their accessibility."""
    return sorted(page.relative_to(dist).parts[0] for page in dist.glob(f"*/{ACCESSIBILITY_RESULTS}/index.html"))


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Let axe-core look at every page of built sites.")
    parser.add_argument("sites", nargs="*", metavar="SITE", help="default: all that are for visitors")
    parser.add_argument("--at", type=date.fromisoformat, required=True, help="the date that the result carries")
    parser.add_argument("--dist", type=Path, default=ROOT / "dist", help="a portfolio built for production")
    parser.add_argument("--portfolio", type=Path, default=ROOT / "sites", help="where the results are written")
    arguments = parser.parse_args()
    program = installed_browser()
    if program is None:
        sys.exit(f"no browser found: install one of {', '.join(BROWSERS)}")
    if not axe.SOURCE.is_file():
        sys.exit("axe-core is not installed: run npm ci in tests/browser/tools")
    built = _for_visitors(arguments.dist)
    if missing := sorted(set(arguments.sites) - set(built)):
        sys.exit(f"no test results to publish in {arguments.dist}: {', '.join(missing)}; build for production first")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        for site in arguments.sites or built:
            result = examine(browser, arguments.dist / site, arguments.at)
            file = arguments.portfolio / site / MACHINE_FILE
            file.write_text(written(result), "utf-8")
            wrong = sum(each.violations for each in result.criteria.values())
            print(f"{file}  {result.pages} pages, {wrong} elements with violations")
        browser.close()


if __name__ == "__main__":
    main()
