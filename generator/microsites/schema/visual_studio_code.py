"""Settings of Visual Studio Code: which schema is for which file, and how YAML is typed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.schema.files import SchemaFile

FOLDER = ".vscode"
EXTENSION = "redhat.vscode-yaml"

_YAML: Mapping[str, Any] = {
    "editor.insertSpaces": True,
    "editor.tabSize": 2,
    "editor.detectIndentation": False,
    "files.encoding": "utf8",
    "files.eol": "\n",
}
_EVERYWHERE: Mapping[str, Any] = {"yaml.schemaStore.enable": False}
"""What lies beside the files says it all: nothing is asked of a catalogue on the network."""


def _read(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text("utf-8-sig")) if path.is_file() else {}
    except (OSError, ValueError):
        data = None
    if isinstance(data, dict):
        return data
    hint = _("delete its comments and trailing commas, or move it away for a moment")
    raise UserError.at(path, _("is no plain JSON, so nothing can be added to it"), hint, "BLD040")


def _text(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _mapping(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, Mapping) else {}


def editor_files(
    workspace: Path, portfolio: str, folder: str, schemas: Iterable[SchemaFile], gone: Iterable[str]
) -> dict[Path, str]:
    """The files of the editor's folder in ``workspace``, with what other people wrote there.

    ``portfolio`` and ``folder`` (of the schemas) are relative to the workspace, with ``/``; ``gone`` are the names of
    schemas that are no longer.  Raises UserError.
    """
    settings_path, extensions_path = (workspace / FOLDER / name for name in ("settings.json", "extensions.json"))
    settings, extensions = _read(settings_path), _read(extensions_path)
    within = "" if portfolio == "." else f"{portfolio}/"
    wired = {f"./{folder}/{schema.name}": _globs(within, schema.files) for schema in schemas if schema.files}
    others = _mapping(settings.get("yaml.schemas"))
    removed = {f"./{folder}/{name}" for name in gone}
    kept = {name: globs for name, globs in others.items() if name not in removed}
    settings = {
        **_EVERYWHERE,
        **settings,
        "[yaml]": {**_YAML, **_mapping(settings.get("[yaml]"))},
        "yaml.schemas": {**kept, **wired},
    }
    wanted = extensions.get("recommendations")
    named = list(wanted) if isinstance(wanted, list) else []
    extensions["recommendations"] = named if EXTENSION in named else [*named, EXTENSION]
    return {settings_path: _text(settings), extensions_path: _text(extensions)}


def _globs(within: str, files: tuple[str, ...]) -> list[str]:
    """As the editor matches them: anywhere below the workspace, so steps upwards are left out."""
    paths = []
    for file in files:
        steps = [*within.split("/"), *file.split("/")]
        plain: list[str] = []
        for step in steps:
            if step == ".." and plain:
                plain.pop()
            elif step not in ("", ".", ".."):
                plain.append(step)
        paths.append("/".join(plain))
    return paths
