"""What a parameter's value may be: as the plan allows it, as long as a provider takes it, without personal data."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, Protocol
from urllib.parse import quote, unquote

from microsites.content.validation import did_you_mean
from microsites.i18n.message import _
from microsites.measurement.providers import Provider

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")

# The same as ``microsites.personal`` in the runtime: what is refused here would be kept back there.
_DASH = "-\u2010-\u2015\u2212\u2500\u30fc"
_MAIL = re.compile(r"[^\s@/]@[^\s@/]+\.[^\s@/.]")
_PERSONAL = {
    _("a telephone number"): re.compile(rf"(?:^|\D)(?:[0+](?:[{_DASH}.\s()+]{{0,3}}\d){{9,14}})(?!\d)", re.ASCII),
    _("a postal code"): re.compile(rf"\u3012\s*\d|(?:^|\D)\d{{3}}\s?[{_DASH}]\s?\d{{4}}(?!\d)", re.ASCII),
}
"""Kind → what it looks like, after full-width characters have become plain ones."""


class AllowedValues(Protocol):
    """A parameter, in the plan or in a manifest."""

    @property
    def type(self) -> Literal["text", "number"]:
        """What a value is."""

    @property
    def values(self) -> tuple[str, ...]:
        """The values that are allowed; any if there are none."""

    @property
    def pattern(self) -> str | None:
        """Regular expression that a whole value must match."""


def value_fault(parameter: AllowedValues, value: str) -> tuple[str, str] | None:
    """What is wrong with ``value`` for ``parameter``, and what to do; None if it is allowed."""
    if parameter.type == "number" and not _NUMBER.fullmatch(value):
        return _("'{value}' is not a number", value=value), _("write digits, without units and commas")
    if parameter.values and value not in parameter.values:
        return _("'{value}' is not one of the plan's values", value=value), did_you_mean(value, parameter.values)
    if parameter.pattern is not None and not re.fullmatch(parameter.pattern, value):
        return _("'{value}' does not have the form that the plan asks for", value=value), _(
            "it must match {pattern}", pattern=parameter.pattern
        )
    return None


def sent_length(value: str, provider: Provider) -> int:
    """The length of ``value`` as ``provider`` counts it: percent-encoded, a kanji is nine characters."""
    return len(quote(value, safe="!~*'()")) if provider.length_as_encoded else len(value)


def personal_data(value: str) -> str | None:
    """What kind of personal data ``value`` looks like, percent-encoded and full-width characters included; None if none."""
    plain = unicodedata.normalize("NFKC", unquote(value))
    # In the text as it is, too: "%20@" would hide a mail address behind a space.
    if _MAIL.search(f"{unicodedata.normalize('NFKC', value)}/{plain}"):
        return _("a mail address")
    return next((kind for kind, pattern in _PERSONAL.items() if pattern.search(plain)), None)
