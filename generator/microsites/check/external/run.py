"""``--external`` from the sites to what is known about the addresses that they refer to."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from microsites.check.external.cache import Cache, read_cache, remember
from microsites.check.external.failing import Failing, read_failing, write_failing
from microsites.check.external.needed import require_packages
from microsites.check.external.outcome import Outside
from microsites.check.external.settings import Settings
from microsites.check.external.uses import OutsideUse, wanted_by
from microsites.check.external.verdicts import Verdict
from microsites.check.external.workers import Threads, Workers

_SLACK = 5
"""Seconds that a request has to end by itself when its time is over, before it is given up."""


@dataclass(frozen=True, slots=True)
class External:
    """What the command line asked for."""

    now: datetime
    """With the time zone in which days begin."""
    settings: Settings = field(default_factory=Settings)
    max_age: timedelta = timedelta(days=1)
    cache: Path | None = None
    state: Path | None = None
    fail_after: int | None = None
    workers: Callable[[Settings], Workers] | None = None
    """Who asks; None for the network."""
    chance: Callable[[], float] = random.random
    progress: Callable[[int, int], None] = lambda _known, _total: None
    """Is told of how many addresses the verdict is known, and how many are asked."""


def check_outside(uses: Iterable[OutsideUse], external: External, today: date, *, every_page: bool) -> Outside:
    """Ask what must be asked, remember it, and tell.

    ``today`` is the day until which days of failing are counted.  ``every_page`` says that no page of the portfolio was
    left out.  Raises UserError for a state file that cannot be used, before anything is asked; and KeyboardInterrupt,
    after what was learned has been remembered.
    """
    require_packages()
    # Late: it needs the packages.
    from microsites.check.external.engine import ask

    uses = tuple(uses)
    settings = external.settings
    failing = read_failing(external.state) if external.state else Failing()
    cache, note = read_cache(external.cache) if external.cache else (Cache({}), "")
    notes = [note]
    wanted = wanted_by(uses, fragments=settings.fragments)
    known: dict[str, Verdict] = {}
    for each in wanted:
        verdict = cache.fresh(each, external.now, external.max_age)
        if verdict is not None:
            known[each.url] = verdict
    workers = external.workers(settings) if external.workers else network(settings)
    unknown = tuple(each for each in wanted if each.url not in known)
    asked = ask(unknown, settings, workers, external.now, external.chance, external.progress)
    if external.cache and asked.verdicts:
        notes.append(remember(external.cache, asked.verdicts.values(), external.now))
    verdicts = {**known, **asked.verdicts}
    whole = {use.url for use in uses} if every_page and not asked.interrupted else None
    failing = failing.updated(verdicts.values(), whole)
    if external.state:
        write_failing(external.state, failing)
    if asked.interrupted:
        raise KeyboardInterrupt
    return Outside(
        uses=uses,
        verdicts=verdicts,
        failing=failing,
        today=today,
        fail_after=external.fail_after,
        requests=asked.requests,
        notes=tuple(filter(None, notes)),
    )


def network(settings: Settings) -> Workers:
    """Workers that ask the world, through the proxies of the environment if it names any."""
    from urllib.request import getproxies

    from microsites.check.external.client import Client
    from microsites.check.external.connections import system_connections

    client = Client(settings, getproxies(), system_connections())
    return Threads(client, settings.total_timeout + _SLACK)
