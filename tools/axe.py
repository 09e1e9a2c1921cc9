"""axe-core in a page that a browser shows: the one place that knows how it is asked and what it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

SOURCE = Path(__file__).parent.parent / "tests" / "browser" / "tools" / "node_modules" / "axe-core" / "axe.min.js"
"""Put there by ``npm ci``; a page gets it as an init script."""

WCAG_20 = ("wcag2a", "wcag2aa")
"""Tags of the rules for the criteria of WCAG 2.0, which are those of JIS X 8341-3:2016."""
WCAG_22 = (*WCAG_20, "wcag21a", "wcag21aa", "wcag22aa")

WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")

UNFOLD = "document.querySelectorAll('details').forEach(details => { details.open = true; })"
"""What is folded is looked at too."""

Verdict = Literal["passes", "incomplete", "violations"]

_RUN = """async ([tags, verdicts]) => {
  const result = await axe.run(document, {
    runOnly: tags, resultTypes: verdicts, rules: {'target-size': {enabled: tags.includes('wcag22aa')}},
  });
  return verdicts.flatMap(verdict => result[verdict].map(({id, tags, nodes}) => ({
    verdict, id, tags, targets: nodes.map(node => JSON.stringify(node.target)),
    example: `${nodes[0].html.slice(0, 160)}: ${(nodes[0].failureSummary || '').slice(0, 300)}`,
  })));
}"""

_RULES = "tags => axe.getRules(tags).map(({ruleId, tags}) => [ruleId, tags])"


@dataclass(frozen=True, slots=True)
class Found:
    """What one rule says about a page."""

    verdict: Verdict
    rule: str
    tags: tuple[str, ...]
    targets: tuple[str, ...]
    """The elements, as selectors."""
    example: str
    """The first of them, and what is wrong with it."""


def run(page: Any, tags: Sequence[str], verdicts: Sequence[Verdict] = ("violations",)) -> tuple[Found, ...]:
    """Ask axe-core about a Playwright page whose context has :data:`SOURCE` as init script."""
    return tuple(
        Found(each["verdict"], each["id"], tuple(each["tags"]), tuple(each["targets"]), each["example"])
        for each in page.evaluate(_RUN, [list(tags), list(verdicts)])
    )


def rules(page: Any, tags: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The rules that carry one of ``tags``, each with all its tags."""
    return {rule: tuple(its) for rule, its in page.evaluate(_RULES, list(tags))}


def version(page: Any) -> str:
    """The version of axe-core that runs in ``page``."""
    return str(page.evaluate("axe.version"))
