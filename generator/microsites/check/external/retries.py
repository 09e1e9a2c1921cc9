"""Which requests are made again, and when: :class:`urllib3.Retry` as a value, and our own clock.

urllib3 would sleep inside the request, with the host's other requests waiting behind it.  Its ``Retry`` is an immutable
count with a rule for what may be repeated and for how long to wait; the schedule does the waiting.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

from urllib3.exceptions import MaxRetryError
from urllib3.util import Retry

from microsites.check.external.settings import Settings
from microsites.check.external.wire import Answer, Fault, Request

_PASSING_STATUSES = frozenset({408, 425, 500, 502, 503, 504})
"""What may be gone in a moment (RFC 9110, 15.5.9 and 15.6; RFC 8470)."""

_PASSING_FAULTS: frozenset[Fault] = frozenset(
    {"name not resolved", "refused", "unreachable", "no connection", "timeout", "closed"}
)

_ASKS_TO_WAIT = frozenset({429, 503})
_JITTER = 0.5
"""Up to so much of a wait is added, by chance: requests that failed together must not come back together."""


@dataclass(frozen=True, slots=True)
class Again:
    """A request is to be made once more."""

    retry: Retry
    """What is left after it."""
    wait: float
    """Seconds."""
    whole_host: bool
    """The host asked for it: its other requests wait too."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Decides after each answer; ``chance`` gives a number from 0 to 1."""

    settings: Settings
    chance: Callable[[], float]

    def fresh(self) -> Retry:
        """For a request that was not made yet."""
        return Retry(
            total=self.settings.retries,
            allowed_methods={"HEAD", "GET"},
            status_forcelist=_PASSING_STATUSES | {429},
            backoff_factor=self.settings.backoff,
            backoff_max=self.settings.longest_wait,
        )

    def again(self, request: Request, retry: Retry, answer: Answer, now: datetime) -> Again | None:
        """Return when to make ``request`` once more; None if its answer stands."""
        asked = asked_wait(answer, now)
        if asked is not None and asked > self.settings.longest_wait:
            return None
        passing = answer.fault in _PASSING_FAULTS or retry.is_retry(request.method, answer.status, asked is not None)
        if not passing or (request.method == "HEAD" and _get_knows_better(answer)):
            return None
        try:
            retry = retry.increment(request.method, request.url)
        except MaxRetryError:
            return None
        # The library repeats the first time at once; a server that has just failed gets a moment.
        wait = max(retry.get_backoff_time(), self.settings.backoff)
        wait = min(wait * (1 + _JITTER * self.chance()), self.settings.longest_wait)
        return Again(retry, max(wait, asked or 0), whole_host=asked is not None or answer.status == 429)


def asked_wait(answer: Answer, now: datetime) -> float | None:
    """Seconds that ``Retry-After`` asks to wait, as a number or a date (RFC 9110, 10.2.3); None without one."""
    value = answer.headers.get("retry-after", "").strip()
    if answer.status not in _ASKS_TO_WAIT or not value:
        return None
    if value.isascii() and value.isdigit():
        # No number of seconds is meant that has more digits than a century.
        return float(value[:10])
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=now.tzinfo)
    return max(0.0, (until - now).total_seconds())


def _get_knows_better(answer: Answer) -> bool:
    """Servers that answer HEAD with an error or not at all may be well: GET is tried first, and repeated if need be."""
    if answer.fault is not None:
        return not answer.unconnected
    return answer.status != 429 and "retry-after" not in answer.headers
