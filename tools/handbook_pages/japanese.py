"""The Japanese words for rules and errors, from ``tools/japanese/*.yml``; those for fields ship with the package.

Every translation is tied to the English that it was made from.  Where the English has changed since, the page
shows the English: a reader is better served by it than by a Japanese sentence that is no longer true.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from microsites.content.source import read_yaml_file

FOLDER = Path(__file__).parent.parent / "japanese"


@cache
def catalogue(name: str) -> dict[str, Any]:
    """The file ``tools/japanese/<name>.yml``."""
    data = read_yaml_file(FOLDER / f"{name}.yml", f"tools/japanese/{name}.yml").data
    assert isinstance(data, dict), name
    return data


@dataclass(frozen=True, slots=True)
class RuleWords:
    """What a rule says about itself, in the language of the handbook."""

    title: str
    what: str
    why: str
    fix: str


def digest(docstring: str | None) -> str:
    """Identifies the English from which a translation was made."""
    return hashlib.sha256(inspect.cleandoc(docstring or "").encode()).hexdigest()[:8]


def outdated(docstrings: Mapping[str, str | None]) -> tuple[str, ...]:
    """What a translator has to look at: rules (code → docstring) whose Japanese is missing or too old."""
    known = catalogue("rules")
    gone = [f"{code}: there is no such rule any more" for code in known if code not in docstrings]
    stale = [
        f"{code}: write Japanese for it with 'of: \"{digest(text)}\"'"
        for code, text in docstrings.items()
        if rule_words(code, text) is None
    ]
    return (*gone, *stale)


def rule_words(code: str, docstring: str | None) -> RuleWords | None:
    """The Japanese of a rule; None if there is none or its English has changed since."""
    words = catalogue("rules").get(code)
    if words is None or str(words["of"]) != digest(docstring):
        return None
    return RuleWords(words["title"], words["what"], words["why"], words["fix"])
