"""The way of one address: HEAD, then GET where HEAD says nothing good, along redirects, to an end.

Pure: an answer and the journey so far give the journey's next request, or its end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from microsites.check.external.addresses import NotAnAddressError, NotAskedError, joined, normalised
from microsites.check.external.guard import names_private
from microsites.check.external.judging import is_wall, judge
from microsites.check.external.settings import Settings
from microsites.check.external.verdicts import State
from microsites.check.external.wire import Answer, Method, Request
from microsites.i18n.message import _

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_NEVER_A_PAGE = frozenset({"file", "javascript", "data", "vbscript", "about", "blob"})
"""Where no server may send a visitor: browsers refuse it."""

_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)

ROBOTS_PATH = "/robots.txt"
_ROBOTS_LIMIT = 512 * 1024
"""At least 500 kibibytes of a robots.txt are read (RFC 9309, 2.5)."""
_ROBOTS_REDIRECTS = 5
"""Hops that are followed to a robots.txt (RFC 9309, 2.3.1.2)."""


@dataclass(frozen=True, slots=True)
class Hop:
    """A redirect that was followed."""

    url: str
    status: int
    to: str


@dataclass(frozen=True, slots=True)
class Journey:
    """An address on its way."""

    start: str
    request: Request
    """What is asked next."""
    limit: int
    """Bytes of a page that are wanted."""
    redirects: int
    """How many are followed at the most."""
    private: bool
    """It may start in a private network."""
    robots: bool = False
    """It fetches a robots.txt, which no robots.txt forbids."""
    hops: tuple[Hop, ...] = ()
    cookies: bool = False
    """A server on the way wanted to remember us, and we do not carry cookies."""


@dataclass(frozen=True, slots=True)
class End:
    """Where a journey ended."""

    state: State
    reason: str
    url: str
    hops: tuple[Hop, ...] = ()
    answer: Answer = field(default_factory=Answer)

    @property
    def moved_to(self) -> str:
        """The address that permanent redirects, and nothing else before them, lead to; empty if there is none."""
        new = ""
        for hop in self.hops:
            if hop.status not in _PERMANENT:
                break
            new = hop.to
        return new


def to_page(url: str, settings: Settings, *, anchors: bool) -> Journey:
    """The journey to a page."""
    limit = settings.body_limit if anchors else settings.sniff_limit
    method: Method = "GET" if anchors else "HEAD"
    request = Request(method, url, limit if anchors else 0, settings.private, anchors)
    return Journey(url, request, limit, settings.redirects, settings.private)


def to_robots(url: str, *, private: bool) -> Journey:
    """The journey to the robots.txt of the host of ``url``."""
    parts = urlsplit(url)
    robots = f"{parts.scheme}://{parts.netloc}{ROBOTS_PATH}"
    request = Request("GET", robots, _ROBOTS_LIMIT, private)
    return Journey(robots, request, _ROBOTS_LIMIT, _ROBOTS_REDIRECTS, private, robots=True)


def step(journey: Journey, answer: Answer) -> Journey | End:
    """Return where the journey goes after ``answer``, or its end."""
    if "set-cookie" in answer.headers:
        journey = replace(journey, cookies=True)
    if answer.status in _REDIRECTS and "location" in answer.headers and not is_wall(answer):
        onward = _redirected(journey, answer)
        if isinstance(onward, Journey) or journey.request.method == "GET":
            return onward
        return _with_get(journey)
    state, reason = judge(answer)
    if journey.request.method == "HEAD" and _worth_a_get(answer, state):
        return _with_get(journey)
    if answer.fault == "private" and journey.hops:
        state, reason = "broken", _("sends visitors on into a private network")
    if state == "ok" and journey.hops:
        moved = End("moved", _moved(journey), journey.request.url, journey.hops, answer)
        if moved.moved_to:
            return moved
    if journey.hops and reason:
        reason = _("sends visitors on to {url}, which {reason}", url=journey.request.url, reason=reason)
    return End(state, reason, journey.request.url, journey.hops, answer)


def _worth_a_get(answer: Answer, state: State) -> bool:
    """Many servers answer HEAD with an error, or not at all, and GET as they should."""
    # Who asks for fewer requests gets no second one, and a host that is not there has no pages.
    return state != "ok" and not answer.unconnected and answer.status != 429 and "retry-after" not in answer.headers


def _with_get(journey: Journey) -> Journey:
    """The same once more from the start, as a visitor would come."""
    request = replace(journey.request, method="GET", url=journey.start, limit=journey.limit, private=journey.private)
    return replace(journey, request=request, hops=(), cookies=False)


def _redirected(journey: Journey, answer: Answer) -> Journey | End:
    here = journey.request.url
    location = answer.headers["location"]
    try:
        url = normalised(joined(here, location))
    except (NotAnAddressError, NotAskedError) as error:
        return _lost(journey, answer, _foreign_scheme(location) or ("broken", error.args[0]))
    hops = (*journey.hops, Hop(here, answer.status, url))
    if url == here or any(hop.url == url for hop in hops):
        if journey.cookies:
            return End("unverified", _("lets only visitors through who accept cookies"), here, hops, answer)
        what = _("sends visitors round in a circle ({count} addresses)", count=len(hops))
        return End("broken", what, here, hops, answer)
    if len(hops) > journey.redirects:
        what = _("sends visitors on more than {most} times", most=journey.redirects)
        return End("broken", what, here, hops, answer)
    # Who is inside may send on to the inside; a server outside may not make us knock there.
    private = journey.request.private and answer.private
    if names_private(url) and not private:
        what = _("sends visitors on to {url}, which lies in a private network", url=url)
        return End("broken", what, here, hops, answer)
    return replace(journey, request=replace(journey.request, url=url, private=private), hops=hops)


def _lost(journey: Journey, answer: Answer, why: tuple[State, str]) -> End:
    state, reason = why
    what = _("sends visitors on to an address that {reason}", reason=reason)
    return End(state, what, journey.request.url, journey.hops, answer)


def _foreign_scheme(location: str) -> tuple[State, str] | None:
    """A redirect that leaves the web: to a program that some visitors have, or to where no server may send them."""
    match = _SCHEME.match(location)
    scheme = match[1].lower() if match else ""
    if scheme in ("", "http", "https"):
        return None
    return "broken" if scheme in _NEVER_A_PAGE else "unverified", _("begins with {scheme}:", scheme=scheme)


def _moved(journey: Journey) -> str:
    """What to look at before the new address is written: the start page of a site is where dead pages are sent."""
    end = urlsplit(journey.request.url)
    deep = urlsplit(journey.start).path.strip("/") != ""
    to_start = deep and end.path in ("", "/") and not end.query
    if to_start:
        return _("has moved to the start page of a site: what it said may be gone")
    return _("has moved for good")
