"""Adds to a YAML text without touching what stands there: comments, quotation marks, line ends.

The text is read again afterwards: where it does not say exactly what it said before plus the addition, it is refused.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from microsites.content.source import read_text
from microsites.content.yaml_reader import YamlError, read_yaml
from microsites.errors import UserError
from microsites.i18n.message import _, verbatim
from microsites.i18n.system import reason

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BLANK_OR_COMMENT = re.compile(r"[ \t]*(?:#.*)?\r?\n?\Z")


@dataclass(frozen=True, slots=True)
class YamlText:
    """A file of YAML, and what it says."""

    file: str
    """As it is named in messages: from the portfolio folder."""
    raw: bytes
    data: Any

    @property
    def text(self) -> str:
        """Its characters, with its own line ends, without a byte-order mark."""
        return self.raw.decode("utf-8-sig")


def read_yaml_text(path: Path, file: str) -> YamlText:
    """Read ``path``.  Raises UserError if it is not YAML as this product accepts it."""
    try:
        return YamlText(file, path.read_bytes(), read_yaml(read_text(path, file), file).data)
    except YamlError as error:
        raise UserError([error.problem]) from None
    except OSError as error:
        raise UserError.at(file, _("cannot be read: {reason}", reason=reason(error)), "", "BLD061") from None


def with_item(source: YamlText, key: str, block: str, *, apart: str = "") -> YamlText:
    """``source`` with ``block`` as the last item of the list at the top-level ``key``.

    ``block`` is the item's YAML from column 0, without ``- ``; ``apart`` is what stands before it, such as an empty line.
    Raises UserError, with the lines to paste, where the text cannot be changed safely.
    """
    node = _child(yaml.compose(source.text, Loader=_LOADER), key)
    listed = _listed(block)
    data = source.data if isinstance(source.data, dict) else {}
    wanted = {**data, key: [*(data.get(key) or ()), read_yaml(block, source.file).data]}
    if node is None:
        addition = f"{apart}{key}:\n{_indented(listed, 2)}"
        return _checked(source, len(source.text), addition, wanted)
    if not isinstance(node, yaml.SequenceNode) or node.flow_style or not node.value:
        raise _paste(source, f"{key}:\n{_indented(listed, 2)}")
    column = node.start_mark.column
    at = _end(source.text, node.value[-1], column)
    return _checked(source, at, apart + _indented(listed, column), wanted)


def with_entry(source: YamlText, key: str, name: str, block: str) -> YamlText:
    """``source`` with ``name: block`` at the end of the mapping at the top-level ``key``; ``block`` is on one line.

    Raises UserError, with the lines to paste, where the text cannot be changed safely.
    """
    node = _child(yaml.compose(source.text, Loader=_LOADER), key)
    data = source.data if isinstance(source.data, dict) else {}
    wanted = {**data, key: {**(data.get(key) or {}), name: read_yaml(block, source.file).data}}
    line = f"{name}: {block.strip()}\n"
    if node is None:
        return _checked(source, len(source.text), f"{key}:\n{_indented(line, 2)}", wanted)
    if not isinstance(node, yaml.MappingNode) or node.flow_style or not node.value:
        raise _paste(source, f"{key}:\n{_indented(line, 2)}")
    column = node.start_mark.column
    return _checked(source, _end(source.text, node.value[-1][1], column - 1), _indented(line, column), wanted)


def _child(root: Any, key: str) -> Any:
    if isinstance(root, yaml.MappingNode):
        for name, value in root.value:
            if name.value == key:
                return None if isinstance(value, yaml.ScalarNode) and value.value == "" else value
    return None


def _listed(block: str) -> str:
    """The lines of ``block`` as an item of a list; comments before it stay above the dash."""
    lines = block.rstrip("\n").split("\n")
    first = next(number for number, line in enumerate(lines) if line and not line.startswith("#"))
    rest = [f"  {line}" if line else "" for line in lines[first + 1 :]]
    return "\n".join([*lines[:first], f"- {lines[first]}", *rest]) + "\n"


def _indented(text: str, columns: int) -> str:
    return "".join(" " * columns + line if line.strip() else line for line in text.splitlines(keepends=True))


def _end(text: str, node: Any, column: int) -> int:
    """Where the line after the last one of ``node`` starts: an item of a list whose dashes stand in ``column``."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    at = node.end_mark.index
    after = next((number for number, start in enumerate(starts) if start >= at), len(lines))
    # A block of text ends where the next thing begins: what lies between is not its own.
    while after > 1 and _apart(lines[after - 1], column):
        after -= 1
    while after < len(lines) and lines[after].lstrip().startswith("#") and not _apart(lines[after], column):
        after += 1
    return starts[after]


def _apart(line: str, column: int) -> bool:
    """Whether ``line`` is empty, or a comment that stands no deeper than ``column``."""
    if not _BLANK_OR_COMMENT.match(line):
        return False
    return not line.strip() or len(line) - len(line.lstrip()) <= column


def _checked(source: YamlText, at: int, addition: str, wanted: dict[str, Any]) -> YamlText:
    head, tail = source.text[:at], source.text[at:]
    between = "" if not head or head.endswith("\n") else "\n"
    added = (between + addition).replace("\n", "\r\n" if "\r\n" in source.text else "\n")
    text = head + added + tail
    try:
        same = read_yaml(text.replace("\r\n", "\n"), source.file).data == wanted
    except YamlError:
        same = False
    if not same:
        raise _paste(source, addition)
    return YamlText(
        source.file, (codecs.BOM_UTF8 if source.raw.startswith(codecs.BOM_UTF8) else b"") + text.encode(), wanted
    )


def _paste(source: YamlText, addition: str) -> UserError:
    hint = _("add these lines by hand:\n{lines}", lines=verbatim(addition.strip("\n")))
    return UserError.at(source.file, _("is written in a way that nothing can be added to safely"), hint, "BLD062")
