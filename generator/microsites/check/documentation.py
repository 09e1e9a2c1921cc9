"""What a rule's docstring says, part by part."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import dataclass

from microsites.check.rules import RuleInfo


@dataclass(frozen=True, slots=True)
class Documentation:
    """A rule in words."""

    title: str
    """One sentence: what is wrong."""
    parts: Mapping[str, str]
    """Heading (``What it does``, ``Why it matters``, ``How to fix``, ``An example``) → its text on one line."""


def documentation_of(rule: RuleInfo) -> Documentation:
    """Read a rule's docstring; code in it stands between double backticks, which is Markdown too."""
    title, *others = inspect.cleandoc(rule.__doc__ or "").split("\n")
    parts: dict[str, list[str]] = {}
    heading = ""
    for line in others:
        if line and not line.startswith(" "):
            heading = line
        elif line:
            parts.setdefault(heading, []).append(line.strip())
    return Documentation(title, {heading: " ".join(lines) for heading, lines in parts.items()})
