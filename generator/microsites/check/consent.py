"""Google's Consent Mode as a page's scripts set it up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from microsites.check.sequence import PageCommand, at_once

KEYS = ("ad_storage", "analytics_storage", "ad_user_data", "ad_personalization")
"""Consent Mode v2 (Google, consent mode reference)."""

MEASURING = frozenset({"js", "config", "event", "gtm.start"})
"""Commands that start a tag or make it send; what they do cannot be taken back."""


@dataclass(frozen=True, slots=True)
class ConsentDefault:
    """What a page says before anybody is asked."""

    first: PageCommand
    before: PageCommand | None
    """The measuring command that comes before it, if one does."""
    lacking: tuple[str, ...]
    """Keys that no default names; empty too where they are written in a way that only a browser can read."""


def consent_default(sequence: Sequence[PageCommand]) -> ConsentDefault | None:
    """Return the default of the page with these commands; None if there is none."""
    here = tuple(at_once(sequence))
    defaults = [each for each in here if each.command.verb == "consent default"]
    if not defaults:
        return None
    first = defaults[0]
    before = next((each for each in here[: here.index(first)] if each.command.verb in MEASURING), None)
    named = {key for each in defaults for key in each.command.mapping(2)}
    readable = all(each.command.mapping(2) for each in defaults)
    return ConsentDefault(first, before, tuple(key for key in KEYS if key not in named) if readable else ())


def consent_update(sequence: Sequence[PageCommand]) -> PageCommand | None:
    """The first command that changes the consent."""
    return next((each for each in sequence if each.command.verb == "consent update"), None)
