"""``microsites providers NAME`` shows all that a provider's data say, in lines that fit."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest

from microsites.measurement.describe import WIDTH, describe_provider
from microsites.measurement.provider_reader import providers_with

PROVIDERS = providers_with(None)

FOR_MACHINES = {"role", "part", "key", "kind", "integrity", "example", "derived", "page_view"}
"""Fields that only programs read, or that are told in other words."""


def texts(value: Any, field: str = "") -> Iterator[str]:
    """Every text and number of a provider that a person may want to know."""
    if field in FOR_MACHINES or value is None or isinstance(value, bool):
        return
    if isinstance(value, dict):
        for key, item in value.items():
            yield from texts(item, key)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item, field)
    else:
        yield str(value)


def columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)


@pytest.mark.parametrize("name", PROVIDERS)
def test_nothing_is_left_out(name: str) -> None:
    shown = "".join(describe_provider(PROVIDERS[name]).split())
    data = PROVIDERS[name].model_dump(mode="json", exclude={"sends"})
    assert [text for text in texts(data) if "".join(text.split()) not in shown] == []


@pytest.mark.parametrize("name", PROVIDERS)
def test_lines_fit_and_start_with_no_punctuation(name: str) -> None:
    for line in describe_provider(PROVIDERS[name]).splitlines():
        words = line.split()
        # A pattern or an address stays whole, so that it can be copied.
        longest = max((word for word in words if word.isascii()), key=len, default="")
        assert columns(line) <= WIDTH + 2 or len(longest) > 40, line
        assert not line.strip().startswith(("、", "。", "）", "」")), line
