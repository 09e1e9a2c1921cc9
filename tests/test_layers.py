"""The house's one direction: no room imports from a room above it, and only ``engine`` imports MkDocs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import microsites

PACKAGE = Path(microsites.__file__).parent

ORDER = (
    "i18n",
    "content",
    "sections",
    "collections",
    "measurement",
    "media",
    "pages",
    "engine",
    "build",
    "schema",
    "cms",
    "serve",
)
"""From the first room that data passes to the last."""

BESIDE = {
    "check": {
        "columns",
        "manifest",
        "comment",
        "errors",
        "excerpt",
        "folders",
        "i18n",
        "measurement",
        "progress",
        "record",
        "rule_words",
        "shown",
        "spreadsheet",
        "whole_file",
    },
    "digest": {
        "build",
        "collections",
        "content",
        "forge_markdown",
        "errors",
        "git",
        "i18n",
        "manifest",
        "measurement",
        "sections",
        "shown",
    },
    "eject": {"build", "check", "content", "forge_markdown", "errors", "i18n", "manifest", "measurement"},
    "handover": {"content", "forge_markdown", "i18n", "manifest", "measurement"},
    "i18n": {"shown"},
    "publish": {"build", "check", "content", "errors", "i18n", "manifest", "measurement", "record", "whole_file"},
    "scaffold": {"build", "collections", "content", "errors", "i18n", "measurement", "resources", "schema", "sections"},
}
"""Rooms beside the flow, and all that they may know."""


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def _room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if parts[0] == "microsites" and len(parts) > 1 else ""


def test_no_room_reaches_back_up() -> None:
    """Every room may make messages: that is no way back up."""
    wrong = [
        (path.relative_to(PACKAGE).as_posix(), name)
        for number, room in enumerate(ORDER)
        for path in sorted((PACKAGE / room).rglob("*.py"))
        for name in _imports(path)
        if _room(name) in {*ORDER[number + 1 :], *BESIDE, "cli"} - {"i18n"}
    ]
    assert wrong == []


def test_rooms_beside_the_flow_know_what_they_may() -> None:
    wrong = [
        (path.relative_to(PACKAGE).as_posix(), name)
        for room, allowed in BESIDE.items()
        for path in sorted((PACKAGE / room).rglob("*.py"))
        for name in _imports(path)
        if name.startswith("microsites.") and _room(name) not in {room, *allowed}
    ]
    assert wrong == []


def test_only_the_engine_imports_mkdocs() -> None:
    importers = {
        path.relative_to(PACKAGE).parts[0]
        for path in sorted(PACKAGE.rglob("*.py"))
        if any(name.split(".")[0] == "mkdocs" for name in _imports(path))
    }
    assert importers == {"engine"}
