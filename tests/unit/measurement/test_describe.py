"""``microsites providers NAME`` shows all that a provider's data say, in lines that fit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from microsites.columns import width
from microsites.i18n.catalogue import ENGLISH, LANGUAGES, Catalogue, Language
from microsites.measurement.describe import WIDTH, describe_provider, list_of_providers
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


HERE = Path(__file__).parent


@pytest.mark.parametrize("name", PROVIDERS)
def test_nothing_is_left_out(name: str) -> None:
    shown = "".join(describe_provider(PROVIDERS[name], ENGLISH).split())
    data = PROVIDERS[name].model_dump(mode="json", exclude={"sends"})
    assert [text for text in texts(data) if "".join(text.split()) not in shown] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PROVIDERS)
def test_lines_fit_and_break_where_japanese_may(name: str, language: Language) -> None:
    for line in describe_provider(PROVIDERS[name], Catalogue(language)).splitlines():
        words = line.split()
        # A pattern or an address stays whole, so that it can be copied.
        longest = max((word for word in words if word.isascii()), key=len, default="")
        assert width(line) <= WIDTH + 2 or len(longest) > 40, line
        assert not line.strip().startswith(("、", "。", "）", "」", "］")), line
        assert not line.endswith(("（", "「", "［")), line


@pytest.mark.parametrize("language", LANGUAGES)
def test_golden(language: Language) -> None:
    shown = describe_provider(PROVIDERS["ga4"], Catalogue(language))
    assert shown + "\n" == (HERE / f"provider.{language}.golden").read_text("utf-8")


def test_list_is_aligned_in_both_languages() -> None:
    for language, category in (("en", "advertising"), ("ja", "広告（advertising）")):
        lines = list_of_providers(PROVIDERS.values(), Catalogue(language)).splitlines()
        assert [line.split()[0] for line in lines] == list(PROVIDERS)
        [meta] = [line for line in lines if line.startswith("meta ")]
        assert meta.split() == ["meta", category, "123456789012345", "Meta", "ピクセル"]
        at = {width(line[: line.index(PROVIDERS[line.split()[0]].title, 40)]) for line in lines}
        assert len(at) == 1, at
