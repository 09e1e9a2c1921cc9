"""Asks outside addresses, each once, and tells what became of each.

One thread decides everything; only single requests run beside it.  It has no clock and no dice of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from urllib3.util import Retry

from microsites.check.external.fragments import anchors_of, can_be_looked_for, found
from microsites.check.external.guard import names_example, names_private
from microsites.check.external.journey import ROBOTS_PATH, End, Journey, step, to_page, to_robots
from microsites.check.external.retries import Patience, asked_wait
from microsites.check.external.robots import Rules, rules_from
from microsites.check.external.schedule import Schedule
from microsites.check.external.settings import Settings
from microsites.check.external.verdicts import Verdict, Wanted
from microsites.check.external.wire import Answer, Request
from microsites.check.external.workers import Workers
from microsites.i18n.message import _

_Origin = tuple[str, bool]
"""Scheme, host and port, for which a robots.txt speaks (RFC 9309, 2.3); and whether it may lie in a private network."""

_NETWORK_DOWN = _("could not be asked: no host at all could be reached from here")
_KEPT_BODY = 4096
"""Bytes of an answer that are kept for other journeys that come by."""
_FEW_HOSTS = 2
"""One host that cannot be reached may be gone; when none of several can be, it is our own network."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a run brought."""

    verdicts: Mapping[str, Verdict]
    """By address; where the run was interrupted, only what was known until then."""
    requests: int
    interrupted: bool


Progress = Callable[[int, int], None]
"""Is told of how many addresses the verdict is known, and how many there are."""


def ask(
    wanted: Iterable[Wanted],
    settings: Settings,
    workers: Workers,
    at: datetime,
    chance: Callable[[], float],
    progress: Progress,
) -> Asked:
    """Ask every address.  ``at`` is the time of day at the start; ``chance`` gives numbers from 0 to 1.

    Ctrl-C ends it early, with what is known so far.
    """
    run = _Run(settings, workers, at, Patience(settings, chance))
    interrupted = False
    try:
        for known in run.go(wanted):
            progress(known, run.all)
    except KeyboardInterrupt:
        interrupted = True
    return Asked(run.verdicts, run.requests, interrupted)


class _Run:
    def __init__(self, settings: Settings, workers: Workers, at: datetime, patience: Patience) -> None:
        self.verdicts: dict[str, Verdict] = {}
        self.requests = 0
        self._settings = settings
        self._workers = workers
        self._at = at
        self._started = workers.now()
        self._patience = patience
        self._schedule = Schedule(settings)
        self._retries: dict[Request, Retry] = {}
        self._answers: dict[Request, Answer] = {}
        self._travelling: dict[Request, list[Journey]] = {}
        """Journeys that wait for the answer to the same request."""
        self._rules: dict[_Origin, Rules] = {}
        self._before_rules: dict[_Origin, list[Journey]] = {}
        """Journeys that wait for the robots.txt of their host."""
        self._closed: dict[str, Answer] = {}
        """Hosts that asked to wait longer than we do."""
        self._wanted: dict[str, Wanted] = {}
        self._reached = False
        self._unreached: set[str] = set()

    @property
    def all(self) -> int:
        """How many addresses there are."""
        return len(self._wanted)

    def go(self, wanted: Iterable[Wanted]) -> Iterator[int]:
        """Ask, and yield now and then how many verdicts are known."""
        for each in wanted:
            self._wanted[each.url] = each
            self._set_out(each)
        try:
            while not self._schedule.idle:
                for request in self._schedule.ready(self._workers.now()):
                    self.requests += 1
                    self._workers.start(request)
                next_at = self._schedule.next_at()
                pause = None if next_at is None else max(0.0, next_at - self._workers.now())
                for request, answer in self._workers.wait(pause):
                    self._schedule.finished(request)
                    self._take(request, answer)
                yield len(self.verdicts)
        finally:
            self._doubt_our_own_network()

    def _set_out(self, wanted: Wanted) -> None:
        if names_example(wanted.url):
            self._tell(wanted.url, End("not asked", _("is an address for examples"), wanted.url))
        elif names_private(wanted.url) and not self._settings.private:
            self._tell(wanted.url, End("not asked", _("lies in a private network"), wanted.url))
        else:
            anchors = self._settings.fragments and any(map(can_be_looked_for, wanted.fragments))
            self._travel(to_page(wanted.url, self._settings, anchors=anchors))

    def _travel(self, journey: Journey) -> None:
        """Make the journey's next request, unless its host wishes otherwise."""
        if not journey.robots:
            origin = _origin(journey)
            rules = self._rules.get(origin)
            if rules is None:
                waiting = self._before_rules.setdefault(origin, [])
                waiting.append(journey)
                if len(waiting) == 1:
                    self._travel(to_robots(journey.request.url, private=journey.request.private))
                return
            if rules.fault is not None:
                self._onward(journey, rules.fault)
                return
            if refusal := _refusal(rules, journey):
                self._tell(journey.start, refusal)
                return
        self._request(journey)

    def _request(self, journey: Journey) -> None:
        request = journey.request
        known = self._answers.get(request) or self._closed.get(request.host)
        if known is not None:
            self._onward(journey, known)
            return
        waiting = self._travelling.setdefault(request, [])
        waiting.append(journey)
        if len(waiting) == 1:
            self._retries[request] = self._patience.fresh()
            self._schedule.add(request)

    def _take(self, request: Request, answer: Answer) -> None:
        """Repeat ``request``, or let the journeys that waited for its answer go on."""
        if answer.fault in (None, "closed", "garbage"):
            self._reached = True
        elif answer.unconnected and answer.fault != "private":
            self._unreached.add(request.host)
        now = self._at + timedelta(seconds=self._workers.now() - self._started)
        again = self._patience.again(request, self._retries[request], answer, now)
        if again is not None and request.host not in self._closed:
            until = self._workers.now() + again.wait
            self._retries[request] = again.retry
            self._schedule.add(request, until)
            if again.whole_host:
                self._schedule.pause(request.host, until)
            return
        self._settle(request, answer)
        asked = asked_wait(answer, now)
        if answer.status == 429 and asked is not None and asked > self._settings.longest_wait:
            self._closed[request.host] = answer
            for waiting in self._schedule.withdraw(request.host):
                self._settle(waiting, answer)

    def _settle(self, request: Request, answer: Answer) -> None:
        if request.anchors and 200 <= answer.status < 300:
            answer = replace(answer, anchors=anchors_of(answer))
        # What was read of a page is not needed again; of a robots.txt it is, right now.
        self._answers[request] = replace(answer, body=answer.body[:_KEPT_BODY])
        del self._retries[request]
        for journey in self._travelling.pop(request, []):
            self._onward(journey, answer)

    def _onward(self, journey: Journey, answer: Answer) -> None:
        after = step(journey, answer)
        if isinstance(after, Journey):
            self._travel(after)
        elif journey.robots:
            self._learn_rules(journey, after)
        else:
            self._tell(journey.start, after)

    def _learn_rules(self, journey: Journey, end: End) -> None:
        origin = journey.start.removesuffix(ROBOTS_PATH), journey.private
        rules = rules_from(end)
        self._rules[origin] = rules
        if rules.delay:
            self._schedule.slow_down(Request("GET", journey.start, 0).host, rules.delay)
        for waiting in self._before_rules.pop(origin, []):
            self._travel(waiting)

    def _tell(self, url: str, end: End) -> None:
        wanted = self._wanted[url]
        anchors, whole = end.answer.anchors, end.answer.whole
        looked_for = sorted(wanted.fragments) if self._settings.fragments and end.state in ("ok", "moved") else ()
        self.verdicts[url] = Verdict(
            url=url,
            state=end.state,
            status=end.answer.status,
            reason=end.reason,
            final_url=end.url,
            checked_at=self._at + timedelta(seconds=int(self._workers.now() - self._started)),
            moved_to=end.moved_to if end.state == "moved" else "",
            fragments=tuple((fragment, found(fragment, anchors, whole=whole)) for fragment in looked_for),
        )

    def _doubt_our_own_network(self) -> None:
        """A machine without a network must not report that all the world is broken."""
        if self._reached or len(self._unreached) < _FEW_HOSTS:
            return
        for url, verdict in self.verdicts.items():
            if verdict.state in ("broken", "unverified") and not verdict.status:
                self.verdicts[url] = replace(verdict, state="unverified", reason=_NETWORK_DOWN)


def _refusal(rules: Rules, journey: Journey) -> End | None:
    """The end of a journey that its host's robots.txt does not let pass."""
    url = journey.request.url
    if rules.unknown:
        what = _("cannot be asked, as the robots.txt of its host is not known: {why}", why=rules.unknown)
        return End("unverified", what, url)
    if rules.allows(url):
        return None
    if journey.hops:
        what = _("sends visitors on to {url}, which programs may not visit (robots.txt)", url=url)
        return End("unverified", what, url)
    return End("not asked", _("may not be visited by programs (robots.txt)"), url)


def _origin(journey: Journey) -> _Origin:
    scheme, _, rest = journey.request.url.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}", journey.request.private
