"""How generated pages are written down: YAML pages, prose pages, Markdown that means its characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from microsites.forge_markdown import code
from microsites.measurement.reports.markdown import code_block, table

__all__ = ["code", "code_block", "indented_code", "plain", "plain_code", "prose_page", "table", "to_yaml", "yaml_page"]

COMMAND = "python tools/handbook.py"
HEADER = f"# このファイルは {COMMAND} が書き出したものです。手で直さず、もとのコードやデータを直してください。\n"
"""First line of every generated text file; files that carry it and are no longer generated are deleted."""


class _Dumper(yaml.SafeDumper):
    """Writes text of several lines as ``|`` blocks, as an editor would."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - PyYAML's hook
        """Indent lists below their key: PyYAML would not."""
        return super().increase_indent(flow, indentless=False)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)


def to_yaml(value: Any) -> str:
    """``value`` as YAML with Japanese characters as they are and keys in the given order."""
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)


def yaml_page(title: str, description: str, sections: Iterable[Mapping[str, Any] | str]) -> str:
    """A page of sections; a section that is given as text is YAML already and stays as it was written."""
    parts = [HEADER, to_yaml({"title": title, "description": description}), "sections:\n"]
    for section in sections:
        text = section if isinstance(section, str) else to_yaml(section)
        first, *others = text.rstrip("\n").split("\n")
        lines = [f"  - {first}", *(f"    {line}" if line else "" for line in others)]
        parts.append("\n".join(lines) + "\n\n")
    return "".join(parts).rstrip("\n") + "\n"


def prose_page(title: str, description: str, blocks: Iterable[str]) -> str:
    """A page of Markdown, block by block."""
    front = to_yaml({"title": title, "description": description})
    return f"---\n{HEADER}{front}---\n\n" + "\n\n".join(block.strip("\n") for block in blocks) + "\n"


def escaped(text: str) -> str:
    """``text`` with everything escaped that Markdown or HTML would read as more than characters; addresses stay whole."""
    text = re.sub(r"([\\`*{}\[\]>#|])|(?<![A-Za-z0-9])(_)|(_)(?![A-Za-z0-9])", r"\\\g<0>", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("~~", "&#126;&#126;")


def plain(text: str) -> str:
    """``text`` as Markdown of our own pages that shows exactly these characters, on one line."""
    return escaped(re.sub(r"[ \t\r\n]+", " ", text).strip(" "))


def plain_code(text: str) -> str:
    """A docstring's text as Markdown: what stands in backticks stays code, everything else is characters."""
    parts = re.split(r"`{1,2}(.+?)`{1,2}", " ".join(text.split()))
    return "".join(code(part) if number % 2 else escaped(part) for number, part in enumerate(parts))


def indented_code(text: str) -> str:
    """``text`` as indented code, for Markdown fields: they know no fences."""
    return "\n".join(f"    {line}" if line else "" for line in text.rstrip("\n").split("\n"))
