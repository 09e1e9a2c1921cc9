"""Writes YAML as an editor of the house would: Japanese as it is, dates without quotes, short records on one line."""

from __future__ import annotations

import re
from typing import Any

import yaml

from microsites.content.scalars import FloatScalar, IntScalar

_WIDTH = 100
"""Up to how many characters a record stays on one line."""
_WORD = 24
"""Up to how many characters the items of a list are words beside each other, not sentences below each other."""
_MOMENT = re.compile(r"\d \d\d:\d\d")
"""On a line of its own it needs no quotes."""


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        """Lists are indented below their key."""
        return super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


def _number(dumper: yaml.SafeDumper, value: IntScalar | FloatScalar) -> yaml.ScalarNode:
    kind = "int" if isinstance(value, int) else "float"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", value.text)


def _mapping(dumper: yaml.SafeDumper, value: dict[str, Any]) -> yaml.MappingNode:
    short = sum(len(f"{key}: {item}, ") for key, item in value.items()) <= _WIDTH
    on_a_line = short and all(_plain(item) and not _MOMENT.search(str(item)) for item in value.values())
    return dumper.represent_mapping("tag:yaml.org,2002:map", value, flow_style=on_a_line)


def _list(dumper: yaml.SafeDumper, value: list[Any]) -> yaml.SequenceNode:
    short = sum(len(f"{item}, ") for item in value) <= _WIDTH
    on_a_line = short and all(_plain(item) and len(str(item)) <= _WORD for item in value)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=on_a_line)


def _plain(value: Any) -> bool:
    return not isinstance(value, dict | list) and "\n" not in str(value)


# A day stays plain text: the reader knows no timestamps.
_Dumper.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
}
_Dumper.add_representer(str, _text)
_Dumper.add_representer(IntScalar, _number)
_Dumper.add_representer(FloatScalar, _number)
_Dumper.add_representer(dict, _mapping)
_Dumper.add_representer(list, _list)


class _Lines(dict[str, Any]):
    """A mapping that is never put on one line."""


def _lines(dumper: yaml.SafeDumper, value: _Lines) -> yaml.MappingNode:
    return dumper.represent_mapping("tag:yaml.org,2002:map", value, flow_style=False)


_Dumper.add_representer(_Lines, _lines)


def written(data: dict[str, Any]) -> str:
    """``data`` as YAML in the order of its keys, each on a line of its own."""
    return yaml.dump(_Lines(data), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000)


def scalar(text: str) -> str:
    """``text``, one line, as a value: in quotes where it needs them."""
    return written({"value": text}).removeprefix("value: ").removesuffix("\n")
