"""One destination fires different events on different pages or sites.

What it does
    Compares all calls to action of the sites that are checked together: where the same address is reached under
    different events, those that differ from the most frequent one are reported.
Why it matters
    The donation portal gets 300 clicks, and each of two reports shows half of them.  One name for one thing, on all
    sites, is what makes the numbers add up.
How to fix
    Fire the same event everywhere; what differs between the pages is a parameter or the goal.
An example
    A button to ``https://furusato.example.jp/hanamori`` fires ``donation_click`` on one site and ``contact_click`` on
    another.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from urllib.parse import urljoin

from microsites.check.documents import Tracked
from microsites.check.elements import spot_of, with_expectations
from microsites.check.facts import WholeSite
from microsites.check.findings import Observation, Severity
from microsites.manifest import ExpectedElement

CODE = "EVT012"
NAME = "two-names-for-one-action"
SEVERITY: Severity = "warning"
MESSAGE = '{target} is reached with event "{event}" here and with "{usual}" elsewhere ({where})'
HINT = "fire the same event everywhere; what differs is a parameter or the goal"

Stand = tuple[WholeSite, str, Tracked, ExpectedElement | None]


def check_sites(sites: tuple[WholeSite, ...]) -> Iterator[tuple[str, Observation]]:
    """Yield the elements whose event is not the usual one of their destination."""
    for target, stands in sorted(_by_target(sites).items()):
        counts = Counter(element.event for _, _, element, _ in stands)
        if len(counts) < 2:
            continue
        usual = max(counts, key=lambda event: (counts[event], event or ""))
        at, page, *_ = next(stand for stand in stands if stand[2].event == usual)
        for site, path, element, expected in stands:
            if element.event != usual:
                where = f"{at.name}/{page}"
                data = {"target": target, "event": element.event or "", "usual": usual or "", "where": where}
                place = expected.place if expected else None
                spot = spot_of(element)
                yield site.name, Observation(f"{element.track_id or ''}={target}", path, data, spot, place)


def _by_target(sites: tuple[WholeSite, ...]) -> dict[str, list[Stand]]:
    found: dict[str, list[Stand]] = defaultdict(list)
    for site in sites:
        if site.manifest is None or not site.manifest.goals:
            # A handbook shows examples and counts nothing.
            continue
        root = site.manifest.url or f"http://{site.name}.invalid/"
        for path, element, expected in _elements(site):
            # An element that strays from its content, or from the plan, is reported for that.
            as_written = expected is None or expected.event == element.event
            if element.href and element.event in site.under_check.events and as_written:
                try:
                    target = urljoin(root + path, element.href.strip())
                except ValueError:
                    continue
                found[target].append((site, path, element, expected))
    return found


def _elements(site: WholeSite) -> Iterator[tuple[str, Tracked, ExpectedElement | None]]:
    for path, page in site.pages.items():
        for element, expected in with_expectations(page.tracked, site.under_check.expected_pages.get(path)):
            yield path, element, expected
