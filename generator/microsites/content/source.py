"""Reads text files as editors save them, Windows included, and remembers where things stand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from microsites.content.yaml_reader import Path as ValuePath
from microsites.content.yaml_reader import Position, Positions, YamlDocument, YamlError, read_yaml
from microsites.errors import Problem
from microsites.i18n.message import _
from microsites.i18n.system import reason

MAX_BYTES = 1_000_000
"""A file of content is text that people write: one megabyte is a book."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file of content with the places of its values."""

    file: str
    """Relative to the portfolio folder, with ``/``."""
    positions: Positions

    def problem(self, path: ValuePath, code: str, message: str, hint: str = "", *, key: bool = False) -> Problem:
        """A problem at the value (or its key) that ``path`` leads to."""
        at = self.positions.key(path) if key else self.positions.value(path)
        return self.problem_at(at, code, message, hint)

    def problem_at(self, at: Position, code: str, message: str, hint: str = "") -> Problem:
        """A problem at a position."""
        return Problem(self.file, at.line, at.column, code, message, hint)


def _guess_encoding(raw: bytes) -> str:
    for name, label in (("cp932", "Shift_JIS"), ("euc_jp", "EUC-JP")):
        try:
            raw.decode(name)
        except UnicodeDecodeError:
            continue
        return _("the file looks like {label}; save it as UTF-8", label=label)
    return _("save it as UTF-8")


def read_text(path: Path, file: str, limit: int | None = None) -> str:
    """Return the text of ``path``: UTF-8, with or without byte-order mark, any line ends.

    Raises YamlError, also for a file of more than ``limit`` bytes (:data:`MAX_BYTES`).
    """
    limit = limit or MAX_BYTES
    try:
        status = path.stat()
        size = status.st_size
        if not (S_ISREG(status.st_mode) or S_ISDIR(status.st_mode)):  # a pipe or a device never ends
            raise YamlError(Problem(file, 0, 0, "CFG002", _("is no file"), _("write a file with that name")))
        if size > limit:
            message = _("is too large: {size:,} bytes, at most {limit:,} are read", size=size, limit=limit)
            raise YamlError(Problem(file, 1, 1, "CFG002", message, _("split it, or move pictures and data to assets/")))
        raw = path.read_bytes()
    except OSError as error:
        raise YamlError(Problem(file, 0, 0, "CFG002", _("cannot be read: {reason}", reason=reason(error)))) from None
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise YamlError(Problem(file, 1, 1, "CFG002", _("is not UTF-8"), _("the file is UTF-16; save it as UTF-8")))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rsplit(b"\n", 1)[-1].decode("utf-8", "replace")) + 1
        raise YamlError(Problem(file, line, column, "CFG002", _("is not UTF-8"), _guess_encoding(raw))) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise YamlError(
            Problem(file, line, 1, "CFG002", _("holds a NUL character"), _("it is no text file; restore it"))
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_yaml_file(path: Path, file: str) -> YamlDocument:
    """Read a whole YAML file.  Raises YamlError."""
    return read_yaml(read_text(path, file), file)
