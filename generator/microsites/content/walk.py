"""Walks a validated model and yields everything in it that other rooms look for, with its path in the YAML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from microsites.content.fields import MarkdownText, Model
from microsites.content.yaml_reader import Path


def walk(value: Any, path: Path = ()) -> Iterator[tuple[Path, Model | MarkdownText]]:
    """Yield ``(path, part)`` for every nested model and Markdown text, outermost first, in the file's order."""
    if isinstance(value, Model):
        yield path, value
        for name in type(value).model_fields:
            inner = getattr(value, name)
            if isinstance(inner, Model | MarkdownText | tuple | dict):
                yield from walk(inner, (*path, name))
    elif isinstance(value, MarkdownText):
        yield path, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            if isinstance(item, Model | MarkdownText):
                yield from walk(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, Model | MarkdownText):
                yield from walk(item, (*path, key))
