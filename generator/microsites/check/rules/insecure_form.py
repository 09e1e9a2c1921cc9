"""A form sends what visitors type over an address without encryption.

What it does
    Looks for forms and their buttons whose address begins with ``http:``.  A page that is itself served over ``http:``
    (its own address or its canonical link says so) is not judged, nor is one with ``upgrade-insecure-requests``.
Why it matters
    Names and telephone numbers go over the net where others can read them; browsers warn before they send, and people
    turn back (W3C, Mixed Content).
How to fix
    Write the address with ``https:``.  If the other server does not know it, do not send visitors there.
An example
    ``<form action="http://www.example.jp/reserve" method="post">``
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Observation, Severity
from microsites.check.pages import PageUnderCheck
from microsites.check.transport import in_clear, is_served_in_clear
from microsites.check.uses import Use

CODE = "SEC004"
NAME = "insecure-form"
SEVERITY: Severity = "warning"
MESSAGE = "the form is sent without encryption: {address}"
HINT = "write the address with https:"

_ADDRESSES = frozenset({("form", "action"), ("button", "formaction"), ("input", "formaction")})


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield forms that send over ``http:``."""
    found = [u for u in page.schemed if in_clear(u.value) and isinstance(u, Use) and (u.tag, u.attribute) in _ADDRESSES]
    if found and not is_served_in_clear(page):
        for use in found:
            yield Observation(use.value, page.path, {"address": use.value}, page.spot(use))
