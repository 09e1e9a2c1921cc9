"""Writes the schemas of a portfolio and wires an editor to them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from microsites.collections import ENTRY_KINDS
from microsites.content.loader import load_portfolio
from microsites.errors import Problem, UserError
from microsites.i18n.message import _
from microsites.i18n.system import reason
from microsites.measurement.tags import load_tags
from microsites.schema.files import SCHEMA_NAMES, SchemaFile, general_schemas, portfolio_schemas
from microsites.schema.signature import is_signed, signed
from microsites.schema.visual_studio_code import FOLDER, editor_files
from microsites.sections import SECTION_TYPES
from microsites.whole_file import replace_bytes

SCHEMAS = ".schema"
"""The folder of schemas in a portfolio; a site's folder cannot begin with a dot."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, and where."""

    schemas: tuple[Path, ...]
    editor: Path
    """The folder of the editor's settings."""
    problems: int
    """How many faults the content has: what could not be read is not offered."""


def read_schemas(portfolio: Path) -> tuple[tuple[SchemaFile, ...], int]:
    """The schemas of the portfolio in a folder, and how many faults its content has; faults are no obstacle.

    Raises UserError where there is no portfolio, or none that can be read.
    """
    loaded = load_portfolio(portfolio, SECTION_TYPES, ENTRY_KINDS)
    problems: list[Problem] = [*loaded.problems]
    tags = load_tags(loaded.portfolio, problems)
    return portfolio_schemas(loaded.portfolio, tags), len(problems)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be written, and what is to go."""

    files: Mapping[Path, str]
    gone: tuple[Path, ...]
    """Schemas that were written once; none while the content has faults, as a site that cannot be read is still there."""
    problems: int


def schema_files(portfolio: Path, output: Path, workspace: Path) -> Plan:
    """Every file with its text.  Raises UserError.

    Without a ``portfolio.yml``, the schemas offer nothing of a portfolio.
    """
    if (portfolio / "portfolio.yml").is_file():
        schemas, problems = read_schemas(portfolio)
    else:
        schemas, problems = general_schemas(), 0
    owner = _below(portfolio, output)
    files = {output / schema.name: signed(schema.text, owner) for schema in schemas}
    gone = left_over(output, files, owner) if not problems else ()
    names = [path.relative_to(output).as_posix() for path in gone]
    files |= editor_files(workspace, _below(portfolio, workspace), _below(output, workspace), schemas, names)
    return Plan(files, gone, problems)


def workspace_of(portfolio: Path, output: Path) -> Path:
    """The folder that an editor opens: where the command runs, if all lies below it, else the portfolio's."""
    here = Path.cwd().resolve()
    inside = portfolio.resolve().is_relative_to(here) and output.resolve().is_relative_to(here)
    return Path() if inside else portfolio


def write_schemas(portfolio: Path, output: Path | None, workspace: Path | None) -> Written:
    """Write the schemas into ``output`` (the portfolio's own folder if it is None) and wire the editor.

    ``workspace`` is the folder that the editor opens, if it is known.

    Raises UserError; then nothing, or a part of the files, has been written, each of them whole.
    """
    folder = output if output is not None else portfolio / SCHEMAS
    workspace = workspace if workspace is not None else workspace_of(portfolio, folder)
    plan = schema_files(portfolio, folder, workspace)
    try:
        for path, text in plan.files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_bytes(path, text.encode())
        for path in plan.gone:
            path.unlink()
    except OSError as error:
        why = reason(error)
        message = _("cannot be written: {reason}", reason=why)
        raise UserError.at(error.filename or folder, message, _("check the folder"), "BLD041") from None
    schemas = tuple(path for path in plan.files if path.is_relative_to(folder))
    return Written(schemas, workspace / FOLDER, plan.problems)


def left_over(folder: Path, files: Iterable[Path], owner: str) -> tuple[Path, ...]:
    """Schemas that were written for the portfolio ``owner`` once and are no longer; others may share ``folder``."""
    known = {path.resolve() for path in files}
    places = (found for name in SCHEMA_NAMES for found in (folder / name, *folder.glob(f"*/{name}")))
    return tuple(sorted(path for path in places if path.resolve() not in known and is_signed(path, owner)))


def _below(path: Path, workspace: Path) -> str:
    return os.path.relpath(path.resolve(), workspace.resolve()).replace(os.sep, "/")
