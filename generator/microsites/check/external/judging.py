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
from microsites.i18n.message import Message, _

_BROKEN_STATUSES: Mapping[int, str] = MappingProxyType(
    {
        404: _("answers that there is no such page (404)"),
        410: _("answers that the page is gone for good (410)"),
    }
)

_UNVERIFIED_STATUSES: Mapping[int, str] = MappingProxyType(
    {
        400: _("finds fault with a program's request (400)"),
        401: _("asks for a password (401)"),
        403: _("keeps programs out (403)"),
        405: _("takes no request of this kind (405)"),
        406: _("finds fault with a program's request (406)"),
        407: _("is behind a proxy that asks for a password (407)"),
        408: _("did not answer in its own time (408)"),
        429: _("asks for fewer requests (429)"),
        451: _("may not be shown here for legal reasons (451)"),
        501: _("takes no request of this kind (501)"),
        511: _("is behind a network that asks visitors to sign in (511)"),
        999: _("keeps programs out (999)"),
    }
)

_FAULTS: Mapping[Fault, tuple[State, str]] = MappingProxyType(
    {
        "no such name": ("broken", _("names a host that does not exist")),
        "name not resolved": ("unverified", _("names a host that the name server gave no answer about")),
        "refused": ("broken", _("leads to a server that refuses connections")),
        "unreachable": ("broken", _("leads to a server that cannot be reached")),
        "no connection": ("broken", _("leads to a server that does not answer")),
        "certificate": ("broken", _("shows visitors a warning: {detail}")),
        "incomplete certificate": ("unverified", _("has a certificate that cannot be verified here: {detail}")),
        "no secure connection": ("unverified", _("agrees on no secure connection with us: {detail}")),
        "timeout": ("broken", _("does not finish its answer in time")),
        "closed": ("broken", _("breaks the connection off before its answer is there")),
        "garbage": ("broken", _("answers with something that is not HTTP")),
        "private": ("not asked", _("leads into a private network")),
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
        return state, Message(reason, {"detail": answer.detail})
    if is_wall(answer):
        return "unverified", _("lets only browsers through ({status})", status=answer.status)
    status = answer.status
    if 200 <= status < 300:
        return "ok", ""
    if status in _BROKEN_STATUSES:
        return "broken", _BROKEN_STATUSES[status]
    if status in _UNVERIFIED_STATUSES:
        return "unverified", _UNVERIFIED_STATUSES[status]
    if status == 503 and "retry-after" in answer.headers:
        return "unverified", _("is closed for a while, and says so (503)")
    if 500 <= status < 600:
        return "broken", _("answers that its server fails ({status})", status=status)
    if 300 <= status < 400:
        return "unverified", _("sends visitors on and does not say where ({status})", status=status)
    return "unverified", _("answers in a way that says nothing about the page ({status})", status=status)


def is_wall(answer: Answer) -> bool:
    """Whether a machine in front of the server answered, to find out whether we are one."""
    for name in _CHALLENGE_HEADERS:
        if answer.headers.get(name, "").strip().lower() in ("challenge", "captcha"):
            return True
    if answer.status not in (403, 429, 503):
        return bool(answer.status == 200 and b"_Incapsula_Resource" in answer.body and len(answer.body) < 4096)
    return bool(_WALL_SERVERS.search(answer.headers.get("server", "")) and _WALL_TEXT.search(answer.body))
