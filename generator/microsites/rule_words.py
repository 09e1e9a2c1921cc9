"""What the checker's rules say of themselves, in Japanese; the English is the docstring of each rule.

Every translation is tied to the English that it was made from: ``of`` is its fingerprint.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from microsites.content.yaml_reader import read_yaml

FILE = Path(__file__).with_suffix(".yml")


@dataclass(frozen=True, slots=True)
class RuleWords:
    """A rule in Japanese, as Markdown."""

    of: str
    """Fingerprint of the English that it was made from."""
    title: str
    what: str
    why: str
    fix: str


@cache
def rule_words() -> Mapping[str, RuleWords]:
    """The words of every rule that has been translated, by code."""
    data = read_yaml(FILE.read_text("utf-8"), FILE.name).data
    return {code: RuleWords(**{name: str(text) for name, text in words.items()}) for code, words in data.items()}
