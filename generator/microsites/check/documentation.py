"""What a rule says of itself, part by part: in English in its docstring, in Japanese in ``rule_words.yml``.

Every translation is tied to the English that it was made from.  Where the English has changed since, the English is
shown: a reader is better served by it than by a Japanese sentence that is no longer true.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import fill, indent

from microsites.check.reporters.phrases import SEVERITY_WORDS
from microsites.check.rules import RuleInfo
from microsites.i18n.catalogue import Catalogue
from microsites.i18n.message import Message, _
from microsites.rule_words import rule_words

_WIDTH = 100
"""Columns of the terminal that are filled."""


@dataclass(frozen=True, slots=True)
class Documentation:
    """A rule in words; code in them stands between backticks, as in Markdown."""

    title: str
    """One sentence: what is wrong."""
    what: str
    why: str
    fix: str
    example: str
    """HTML that the rule finds; empty where a line says nothing."""

    @property
    def parts(self) -> tuple[tuple[Message, str], ...]:
        """Heading and text, one after the other."""
        parts = (
            (_("What it does"), self.what),
            (_("Why it matters"), self.why),
            (_("How to fix"), self.fix),
            (_("An example"), self.example),
        )
        return tuple((heading, text) for heading, text in parts if text)


def documentation_of(rule: RuleInfo, language: str) -> Documentation:
    """The words of a rule in a language: ``en``, or ``ja`` where the translation is of the English that stands there."""
    english = _english(rule)
    words = rule_words().get(rule.CODE) if language == "ja" else None
    if words is None or words.of != fingerprint(rule):
        return english
    return Documentation(words.title, words.what, words.why, words.fix, english.example)


def explained(rule: RuleInfo, reader: Catalogue) -> str:
    """The rule as a person reads it in a terminal."""
    said = documentation_of(rule, reader.language)
    paragraphs = [f"{rule.CODE} {rule.NAME} ({reader.say(SEVERITY_WORDS[rule.SEVERITY])})", said.title]
    for heading, text in said.parts:
        # Japanese has no spaces at which a line could be broken: the terminal does it.
        body = fill(text, _WIDTH - 4) if text.isascii() else text
        paragraphs.append(f"{reader.say(heading)}\n{indent(body, '    ')}")
    return "\n\n".join(paragraphs)


def fingerprint(rule: RuleInfo) -> str:
    """Identifies the English from which a translation is made."""
    return hashlib.sha256(inspect.cleandoc(rule.__doc__ or "").encode()).hexdigest()[:8]


def outdated(rules: Iterable[RuleInfo]) -> tuple[str, ...]:
    """What a translator has to look at: rules whose Japanese is missing, of an older English, or of no rule."""
    known = {rule.CODE: rule for rule in rules}
    words = rule_words()
    gone = [f"{code}: there is no such rule any more" for code in words if code not in known]
    stale = [
        f"{code}: write Japanese for it with 'of: \"{fingerprint(rule)}\"'"
        for code, rule in known.items()
        if code not in words or words[code].of != fingerprint(rule)
    ]
    return (*gone, *stale)


def _english(rule: RuleInfo) -> Documentation:
    title, *others = inspect.cleandoc(rule.__doc__ or "").split("\n")
    parts: dict[str, list[str]] = {}
    heading = ""
    for line in others:
        if line and not line.startswith(" "):
            heading = line
        elif line:
            parts.setdefault(heading, []).append(line.strip())
    headings = ("What it does", "Why it matters", "How to fix", "An example")
    return Documentation(_marked(title), *(_marked(" ".join(parts.get(heading, ()))) for heading in headings))


def _marked(text: str) -> str:
    return text.replace("``", "`")
