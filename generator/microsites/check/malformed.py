"""Addresses that were written wrongly, whatever they were meant to lead to."""

from __future__ import annotations

import re

from microsites.i18n.message import _

MAX_SHOWN = 120
"""Characters of an address that a message names."""

_DRIVE = re.compile(r"^(?:[a-z]:[\\/]|file:)", re.IGNORECASE)
_TWICE = re.compile(r"^https?:?/*https?:?/", re.IGNORECASE)
_MISSPELT = re.compile(r"^(?!https?://)(?:h[tp]{1,5}s{0,2}|ttps?)(?:[:;：]|//)", re.IGNORECASE)


def broken_scheme(address: str) -> str:
    """What is wrong with the beginning of an address, so that no browser goes where it was meant to; empty if nothing."""
    address = address.strip()
    if _DRIVE.match(address):
        return _("lies on somebody's computer")
    if _TWICE.match(address):
        return _("has its scheme twice")
    return _("has a scheme that is misspelt") if _MISSPELT.match(address) else ""
