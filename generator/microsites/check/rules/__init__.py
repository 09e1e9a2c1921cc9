"""One file a rule; this registry lists them all.

A rule is a module with a docstring (what it does, why it matters, how to fix, an example), five constants and one
generator function ``check``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from microsites.check.findings import Observation, Severity
from microsites.check.rules import (
    action_without_event,
    broken_fragment,
    broken_link,
    damaged_text,
    duplicate_id,
    duplicate_track_id,
    event_not_in_plan,
    foreign_environment_id,
    missing_alt,
    missing_asset,
    missing_description,
    missing_element,
    missing_lang,
    missing_page,
    missing_sister_page,
    missing_title,
    provider_missing,
    unexpected_provider,
    unreachable_goal,
    unreadable_file,
    unused_suppression,
    wrong_event,
    wrong_goal,
    wrong_id,
    wrong_parameters,
)
from microsites.check.site import SiteUnderCheck


class RuleInfo(Protocol):
    """What every rule says about itself."""

    __doc__: str | None
    CODE: str
    """Family and number; never reused."""
    NAME: str
    SEVERITY: Severity
    MESSAGE: str
    """With ``{names}`` for the values of an observation's ``data``."""
    HINT: str


class Rule(RuleInfo, Protocol):
    """A rule that judges one site."""

    def check(self, site: SiteUnderCheck) -> Iterator[Observation]:
        """Yield what is wrong."""


RULES: tuple[Rule, ...] = (
    broken_link,
    broken_fragment,
    missing_asset,
    missing_sister_page,
    missing_page,
    provider_missing,
    duplicate_id,
    wrong_id,
    foreign_environment_id,
    unexpected_provider,
    action_without_event,
    event_not_in_plan,
    unreachable_goal,
    missing_element,
    wrong_event,
    duplicate_track_id,
    wrong_goal,
    wrong_parameters,
    missing_title,
    missing_description,
    missing_lang,
    missing_alt,
    unreadable_file,
    damaged_text,
)
"""The rules that judge a site."""

CATALOGUE: tuple[RuleInfo, ...] = (*RULES, unused_suppression)
"""Every rule.  ``unused-suppression`` judges the settings, after all sites."""
