"""Fills the texts that ship with the product: ``<<town>>`` is a word, ``<<day+30>>`` a day counted from today."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from microsites.content.fields import Text
from microsites.content.ruby import without_readings
from microsites.errors import UserError
from microsites.i18n.message import _

TOWN = "〇〇市"
"""Who publishes, until somebody says so."""

_PLACE = re.compile(r"<<([a-z_]+)(?:([+-]\d{1,4}))?>>")
_PLAIN = re.compile(r"""[^\s:#,\[\]{}<>&*!|'"%@`\\?-][^:#,\[\]{}<>&*!|'"%@`\\\x00-\x1f\x7f]{0,59}""")
"""A name that can stand anywhere in a sentence of YAML without quotes."""

_TEXTS = frozenset({".yml", ".md", ".svg", ".txt"})


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in the place of names and days."""

    today: date
    names: Mapping[str, str]

    def fill(self, text: str) -> str:
        """``text`` with every place filled.  Raises KeyError for an unknown name, which is a bug of the text."""
        return _PLACE.sub(self._word, text)

    def _word(self, match: re.Match[str]) -> str:
        name, days = match[1], timedelta(int(match[2] or 0))
        match name:
            case "day":
                return (self.today + days).isoformat()
            case "target":
                return target_day(self.today).isoformat()
            case "next_review":
                return (target_day(self.today) + timedelta(15)).isoformat()
        return self.names[name]


def target_day(today: date) -> date:
    """By when a new goal is to be reached: the end of the fiscal year, of the next one if fewer than 120 days are left."""
    end = date(today.year, 3, 31)
    while (end - today).days < 120:
        end = end.replace(year=end.year + 1)
    return end


def town_name(name: str, file: str) -> str:
    """``name`` as it can stand in a sentence, without readings.

    Raises UserError for a name with signs that mean something in YAML.
    """
    plain = without_readings(name).strip()
    if not _PLAIN.fullmatch(plain):
        message = _("the name '{name}' cannot be put into sentences", name=name)
        hint = _("write the name of the town alone, without punctuation and brackets: 花守市")
        raise UserError.at(file, message, hint, "BLD063")
    return plain


def checked_title(title: str) -> str:
    """``title`` as a page or a site can have it.  Raises UserError for an empty one, several lines, control characters."""
    try:
        return str(TypeAdapter(Text).validate_python(title))
    except ValidationError:
        message = _("'{title}' cannot be a title", title=title)
        raise UserError.at("--title", message, _("write one line of at most 200 characters"), "BLD067") from None


def filled_files(folder: Path, words: Words) -> dict[str, bytes]:
    """Every file below ``folder``, by its path there, in order; texts are filled, other files are as they are."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            raw = path.read_bytes()
            name = path.relative_to(folder).as_posix()
            found[name] = words.fill(raw.decode()).encode() if path.suffix in _TEXTS else raw
    return found
