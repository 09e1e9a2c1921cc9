"""What a run with ``--external`` knows, as the rules and the reporters see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from microsites.check.external.failing import Failing
from microsites.check.external.uses import OutsideUse
from microsites.check.external.verdicts import STATES, State, Verdict


@dataclass(frozen=True)
class Outside:
    """The outside addresses of all sites that were checked together."""

    uses: tuple[OutsideUse, ...]
    verdicts: Mapping[str, Verdict]
    failing: Failing
    """After this run."""
    today: date
    fail_after: int | None = None
    """Days after which a broken address fails the check; None if none ever does."""
    requests: int = 0
    """How many were made; what was remembered needed none."""
    notes: tuple[str, ...] = ()
    """What a person should know about the run itself."""

    def of(self, site: str) -> OutsideSite:
        """What concerns one site."""
        return OutsideSite(site, tuple(use for use in self.uses if use.site == site), self)

    @cached_property
    def states(self) -> Mapping[State, int]:
        """How many addresses are in each state; what cannot be an address is broken."""
        counts = Counter[State](verdict.state for verdict in self.verdicts.values())
        counts["broken"] += len({use.written for use in self.uses if not use.url and not use.possible})
        counts["not asked"] += len({use.written for use in self.uses if not use.url and use.possible})
        return {state: counts[state] for state in STATES}

    @cached_property
    def oldest(self) -> date | None:
        """Since when the longest broken address fails."""
        broken = [url for url, verdict in self.verdicts.items() if verdict.state == "broken"]
        return min((self.failing.since[url] for url in broken if url in self.failing.since), default=None)

    def is_due(self, address: str) -> bool:
        """Whether ``address``, which is broken, fails the check; what is no address has always been broken."""
        if self.fail_after is None:
            return False
        return address not in self.verdicts or self.failing.days(address, self.today) >= self.fail_after


@dataclass(frozen=True, slots=True)
class OutsideSite:
    """The outside addresses of one site."""

    site: str
    uses: tuple[OutsideUse, ...]
    outside: Outside

    def judged(self, *states: State) -> Iterator[tuple[OutsideUse, Verdict]]:
        """Yield the uses whose address is in one of ``states``."""
        for use in self.uses:
            verdict = self.outside.verdicts.get(use.url)
            if verdict is not None and verdict.state in states:
                yield use, verdict
