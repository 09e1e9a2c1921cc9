"""No visitor can reach a goal.

What it does
    Follows the links from the start page and looks on every page that it reaches for an element with the goal's event
    and its ``data-track-goal``.
Why it matters
    The goal's number stays at zero whatever the campaign does, and the zero looks like a result.
How to fix
    Put an action with this ``goal`` on a page to which links lead, or link to the page that has one.
An example
    The goal ``tour`` has its button on ``tour/index.html`` alone, and no page links to ``tour/``.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.facts import WholeSite
from microsites.check.findings import Observation, Severity
from microsites.check.goals import unreachable_goals
from microsites.check.tree import address_of
from microsites.i18n.lists import and_more, listed
from microsites.i18n.message import _

CODE = "EVT003"
NAME = "unreachable-goal"
SEVERITY: Severity = "error"
MESSAGE = 'goal "{name}" ({event}) cannot be reached from the start page: {why}'
HINT = "put an action with this goal on a page that links lead to"


def check_site(site: WholeSite) -> Iterator[Observation]:
    """Yield goals that no reachable element fires."""
    for goal, pages in unreachable_goals(site):
        why = _("no element has its event and goal")
        if pages:
            named = listed(_('"{address}"', address=address_of(page)) for page in pages[:3])
            why = _("no links lead to {pages}", pages=and_more(named, len(pages) - 3))
        yield Observation(goal.id, data={"name": goal.name, "event": goal.event, "why": why}, place=goal.place)
