"""Messages in the language of who reads them."""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Literal, get_args

from microsites.i18n.message import Message, filled
from microsites.shown import shown

Language = Literal["ja", "en"]

LANGUAGES: tuple[Language, ...] = get_args(Language)

_DOMAIN = "microsites"
_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""In gettext's order (GNU gettext manual, 2.3): the first one that is set decides.  Unlike gettext, which ignores LANGUAGE
in the locale C, it counts there too: containers and CI have no other locale, and whoever sets it means it."""

_NAMES: Mapping[str, Language] = MappingProxyType(
    {"ja": "ja", "japanese": "ja", "en": "en", "english": "en", "c": "en", "posix": "en"}
)


class Catalogue:
    """Says messages in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._texts = _read(language)

    def say(self, text: str) -> str:
        """``text`` in this language; in English where the catalogue does not know it, or where it is no message.

        Text without values that is no :class:`Message` is looked up too: rules keep their words in constants.
        """
        if not isinstance(text, Message):
            return self._texts.gettext(text) if text else text
        values = {name: self._value(value) for name, value in text.values.items()}
        if text.plural:
            count = text.values["count"]
            number = count if isinstance(count, int) else 2
            return filled(self._texts.ngettext(text.template, text.plural, number), values)
        return filled(self._texts.gettext(text.template), values)

    def _value(self, value: object) -> object:
        """Only a template may break lines: what it speaks of may come from anybody."""
        if isinstance(value, Message):
            return self.say(value)
        return shown(str(value)) if isinstance(value, str | PurePath) else value


@cache
def _read(language: Language) -> gettext.NullTranslations:
    return gettext.translation(_DOMAIN, Path(__file__).parent, [language], fallback=True)


ENGLISH = Catalogue("en")
"""What the source says."""


def language_of(environ: Mapping[str, str] = os.environ) -> Language:
    """The language that a person set for this machine; English where neither Japanese nor English is among the wishes."""
    for variable in _VARIABLES:
        if value := environ.get(variable):
            wishes = value.split(":") if variable == "LANGUAGE" else [value]
            return next((known for wish in wishes if (known := _NAMES.get(_name(wish)))), "en")
    return _of_windows() if sys.platform == "win32" else "en"


def _name(wish: str) -> str:
    """``ja`` of ``ja_JP.UTF-8``."""
    return wish.partition("_")[0].partition(".")[0].lower()


def _of_windows() -> Language:
    """Windows sets none of the variables; it knows the language of its own windows."""
    import ctypes

    primary = ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF  # type: ignore[attr-defined,unused-ignore]
    return "ja" if primary == _LANG_JAPANESE else "en"


_LANG_JAPANESE = 0x11
"""MS-LCID, 2.2: the primary language in the ten lowest bits."""
