"""Which hits are expected on each path of a visitor, by mode of consent: one table for build, check, docs and tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from microsites.content.measuring import Category, ConsentMode
from microsites.manifest import ExpectedProvider, Treatment
from microsites.measurement.providers import Provider

Step = Literal["no_choice", "refuse", "accept", "accept_next_page", "withdraw"]
"""What a visitor did: nothing yet; refused; accepted, on the same page; the page after accepting; took it back."""

Hits = Literal["none", "cookieless", "full"]

EXPECTED_HITS: Mapping[Treatment, Mapping[Step, Hits]] = {
    # Nobody is asked, so there is only one path.
    "at_once": {"no_choice": "full"},
    "unless_refused": {
        "no_choice": "full",
        "refuse": "none",
        "accept": "full",
        "accept_next_page": "full",
        "withdraw": "none",
    },
    "after_consent": {
        "no_choice": "none",
        "refuse": "none",
        "accept": "full",
        "accept_next_page": "full",
        "withdraw": "none",
    },
    "cookieless": {
        "no_choice": "cookieless",
        "refuse": "cookieless",
        "accept": "full",
        "accept_next_page": "full",
        "withdraw": "cookieless",
    },
}
"""Which hits leave after each step, page views and events alike."""


def treatment(provider: Provider, mode: ConsentMode) -> Treatment:
    """How the tag of ``provider`` is written where its category has ``mode``.

    Only tags that obey Google's Consent Mode can run before consent; in ``advanced`` the others wait.  So does a tag
    manager, though it obeys: what else is in its container may not.
    """
    if mode == "disclose":
        return "at_once"
    if mode == "opt_out":
        return "unless_refused"
    cookieless = provider.google_consent and not provider.opaque
    return "cookieless" if mode == "advanced" and cookieless else "after_consent"


@dataclass(frozen=True, slots=True)
class Question:
    """What a visitor decides for one category of providers."""

    category: Category
    asked: bool
    """A banner asks before anything of it is stored; else it runs until it is stopped."""
    cookieless: bool
    """Something of it is sent without cookies as long as there is no consent."""


def questions(expected: Iterable[ExpectedProvider]) -> tuple[Question, ...]:
    """What there is to decide on a page that carries ``expected``; nothing where every tag simply runs."""
    treatments: dict[Category, set[Treatment]] = {category: set() for category in get_args(Category)}
    for each in expected:
        if each.treatment != "at_once":
            treatments[each.category].add(each.treatment)
    return tuple(
        Question(category, "unless_refused" not in found, "cookieless" in found)
        for category, found in treatments.items()
        if found
    )
