"""What was published of a site: the contract between one publication and the next.

The record lies beside the trees (``dist/.published/<environment>/<site>.json``) and, on hosts that take file by file,
at the destination itself (``.microsites.json``): so that the next publication deletes exactly what an earlier one put
there, and a check knows which addresses people may have kept.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, ValidationError

from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.i18n.system import reason
from microsites.manifest import Stored

PUBLISHED = ".published"
"""The folder beside the trees that holds the records."""

RECORD = ".microsites.json"
"""The name of a record at a destination."""

_BAD_RECORD = "BLD070"


def _inside(name: str) -> str:
    """A record may come from anywhere: its names lead nowhere else, and break no line of a list of rules."""
    if not name or name.startswith("/") or not name.isprintable() or {"", ".", ".."} & set(name.split("/")):
        raise ValueError("no name of a file below the site")
    return name


InsideName = Annotated[str, AfterValidator(_inside)]
"""The name of a file below a site or a folder, with ``/``."""


class Record(Stored):
    """The files of a site that lie at its host."""

    schema_version: Literal[1] = 1
    site: str
    environment: str
    url: str
    at: str
    """When they were published, ISO 8601 with offset."""
    files: tuple[InsideName, ...]
    """Relative to the site's address."""


def record_file(folder: Path, environment: str, site: str) -> Path:
    """Where the record of a site lies beside the trees in ``folder``."""
    return folder / PUBLISHED / environment / f"{site}.json"


def parse_record(text: bytes, name: Path | str) -> Record:
    """Read a record; ``name`` is what a message calls it.  Raises UserError."""
    try:
        return Record.model_validate_json(text)
    except ValidationError:
        raise UserError.at(
            name,
            _("is no record of what was published, or of another version"),
            _("delete it: the next publication writes a new one, and deletes nothing that lies there"),
            _BAD_RECORD,
        ) from None


def read_record(file: Path) -> Record | None:
    """The record in ``file``; None if there is none.  Raises UserError."""
    try:
        text = file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        message = _("cannot be read ({reason})", reason=reason(error))
        raise UserError.at(file, message, code=_BAD_RECORD) from None
    return parse_record(text, file)
