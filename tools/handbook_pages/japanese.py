"""The Japanese words for the mistakes on the page of errors; those for rules and fields ship with the package."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from microsites.content.source import read_yaml_file

FOLDER = Path(__file__).parent.parent / "japanese"


@cache
def catalogue(name: str) -> dict[str, Any]:
    """The file ``tools/japanese/<name>.yml``."""
    data = read_yaml_file(FOLDER / f"{name}.yml", f"tools/japanese/{name}.yml").data
    assert isinstance(data, dict), name
    return data
