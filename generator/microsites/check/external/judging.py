"""What an answer says about the page: it is there, it is not, or a program cannot know.

A false "broken" costs more than a late one: whoever is sent to three healthy pages does not look at the fourth.  So
only what says clearly that a visitor meets nothing is broken; what may be a wall against programs is *unverified*.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from microsites.check.external.verdicts import State
from microsites.check.external.wire import Answer, Fault

_BROKEN_STATUSES: Mapping[int, str] = MappingProxyType(
    {
        404: "answers that there is no such page (404)",
        410: "answers that the page is gone for good (410)",
    }
)

_UNVERIFIED_STATUSES: Mapping[int, str] = MappingProxyType(
    {
        400: "finds fault with a program's request (400)",
        401: "asks for a password (401)",
        403: "keeps programs out (403)",
        405: "takes no request of this kind (405)",
        406: "finds fault with a program's request (406)",
        407: "is behind a proxy that asks for a password (407)",
        408: "did not answer in its own time (408)",
        429: "asks for fewer requests (429)",
        451: "may not be shown here for legal reasons (451)",
        501: "takes no request of this kind (501)",
        511: "is behind a network that asks visitors to sign in (511)",
        999: "keeps programs out (999)",
    }
)

_FAULTS: Mapping[Fault, tuple[State, str]] = MappingProxyType(
    {
        "no such name": ("broken", "names a host that does not exist"),
        "name not resolved": ("unverified", "names a host that the name server gave no answer about"),
        "refused": ("broken", "leads to a server that refuses connections"),
        "unreachable": ("broken", "leads to a server that cannot be reached"),
        "no connection": ("broken", "leads to a server that does not answer"),
        "certificate": ("broken", "shows visitors a warning: {detail}"),
        "incomplete certificate": ("unverified", "has a certificate that cannot be verified here: {detail}"),
        "no secure connection": ("unverified", "agrees on no secure connection with us: {detail}"),
        "timeout": ("broken", "does not finish its answer in time"),
        "closed": ("broken", "breaks the connection off before its answer is there"),
        "garbage": ("broken", "answers with something that is not HTTP"),
        "private": ("not asked", "leads into a private network"),
    }
)

_CHALLENGE_HEADERS = ("cf-mitigated", "x-amzn-waf-action")
"""Cloudflare and AWS WAF name a challenge in a header, whatever the status (202 and 405 at AWS)."""

_WALL_SERVERS = re.compile(r"cloudflare|akamaighost|ddos-guard|datadome|imperva|incapsula|sucuri", re.IGNORECASE)
_WALL_TEXT = re.compile(
    rb"cf-chl-|challenge-platform|_Incapsula_Resource|captcha-delivery\.com|<title>Just a moment", re.IGNORECASE
)


def judge(answer: Answer) -> tuple[State, str]:
    """Return the state and the reason of an answer that is not a redirect."""
    if answer.fault is not None:
        state, reason = _FAULTS[answer.fault]
        return state, reason.format(detail=answer.detail)
    if is_wall(answer):
        return "unverified", f"lets only browsers through ({answer.status})"
    status = answer.status
    if 200 <= status < 300:
        return "ok", ""
    if status in _BROKEN_STATUSES:
        return "broken", _BROKEN_STATUSES[status]
    if status in _UNVERIFIED_STATUSES:
        return "unverified", _UNVERIFIED_STATUSES[status]
    if status == 503 and "retry-after" in answer.headers:
        return "unverified", "is closed for a while, and says so (503)"
    if 500 <= status < 600:
        return "broken", f"answers that its server fails ({status})"
    if 300 <= status < 400:
        return "unverified", f"sends visitors on and does not say where ({status})"
    return "unverified", f"answers in a way that says nothing about the page ({status})"


def is_wall(answer: Answer) -> bool:
    """Whether a machine in front of the server answered, to find out whether we are one."""
    for name in _CHALLENGE_HEADERS:
        if answer.headers.get(name, "").strip().lower() in ("challenge", "captcha"):
            return True
    if answer.status not in (403, 429, 503):
        return bool(answer.status == 200 and b"_Incapsula_Resource" in answer.body and len(answer.body) < 4096)
    return bool(_WALL_SERVERS.search(answer.headers.get("server", "")) and _WALL_TEXT.search(answer.body))
