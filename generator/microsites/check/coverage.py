"""How much of a site is instrumented: the figures that the checker exists for.

*Instrumented* says what the built files carry.  What is sent, and what is received, they cannot know.
"""

from __future__ import annotations

from dataclasses import dataclass

from microsites.check.addresses import NOWHERE
from microsites.check.facts import WholeSite
from microsites.check.goals import unreachable_goals


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    done: int
    expected: int
    unknown: int = 0
    """Neither done nor not done: nobody here can know."""

    @property
    def missing(self) -> int:
        """What is known not to be done."""
        return self.expected - self.done - self.unknown

    def __str__(self) -> str:
        return f"{self.done}/{self.expected}"


@dataclass(frozen=True, slots=True)
class SiteSummary:
    """A site's figures."""

    site: str
    title: str
    environment: str
    """Empty for a site without manifest."""
    files: int
    pages_found: int
    pages: Share | None
    """Pages that carry every expected ID exactly once, and those where a tag manager hides it; None if no provider is
    expected."""
    elements: Share | None
    """Calls to action that carry their event and goal; None without manifest."""
    goals: Share | None
    """Goals that a visitor can reach; None without manifest."""
    unjudged: tuple[str, ...]
    """Sister sites to which links lead and whose trees do not lie here: unknown, not well."""


def summarise(site: WholeSite) -> SiteSummary:
    """Count what is instrumented."""
    manifest, here = site.manifest, site.under_check
    # Every page that is expected and every page that lies there: a missing page is not instrumented either.
    wanted = here.expected_pages.keys() | {path for path, page in site.pages.items() if not page.redirect}
    pages = None
    if here.expected_ids:
        verdicts = [site.pages[path].verdict for path in wanted if path in site.pages]
        pages = Share(verdicts.count("instrumented"), len(wanted), verdicts.count("unknown"))
    elements = goals = None
    if manifest is not None:
        goals = Share(len(manifest.goals) - len(unreachable_goals(site)), len(manifest.goals))
        elements = _elements(site)
    sisters = {sister for page in site.pages.values() for sister in page.sisters if sister != NOWHERE}
    return SiteSummary(
        site=site.name,
        title=manifest.title if manifest else "",
        environment=manifest.environment if manifest else "",
        files=len(here.tree.files),
        pages_found=len(site.pages),
        pages=pages,
        elements=elements,
        goals=goals,
        unjudged=tuple(sorted(sisters - here.neighbours.keys())),
    )


def _elements(site: WholeSite) -> Share:
    done = expected = 0
    for path, page in site.under_check.expected_pages.items():
        facts = site.pages.get(path)
        carried = {(e.track_id, e.event, e.goal or None) for e in facts.tracked} if facts else set()
        expected += len(page.elements)
        done += sum((element.track_id, element.event, element.goal) in carried for element in page.elements)
    return Share(done, expected)
