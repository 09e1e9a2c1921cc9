"""Where the report of a command goes, and what came of it."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import click

from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.i18n.system import reason
from microsites.whole_file import replace_bytes

EXIT_FINDINGS = 1

OUTPUT = click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the report to this file."
)


def write_report(text: str, output: Path | None) -> None:
    """Print ``text``, or write it to ``output`` as it is: UTF-8, its own line ends.  Raises UserError.

    A report that lies there stays as it is where the new one cannot be written as a whole.
    """
    if output is None:
        # As bytes: a console that translates line ends or knows fewer characters gets the same text as a file.
        try:
            click.echo(text.encode("utf-8", "replace") if "\r\n" in text else text, nl=False)
        except BrokenPipeError:
            raise
        except OSError as error:
            # What waits to be written would be tried once more at the end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise UserError.at(
                _("the report"), _("cannot be written: {reason}", reason=reason(error)), _("make room"), "BLD004"
            ) from None
        return
    content = text.encode("utf-8", "replace")
    try:
        if _takes_what_comes(output):
            output.write_bytes(content)
        else:
            _replace(output, content)
    except OSError as error:
        raise UserError.at(
            output, _("cannot be written: {reason}", reason=reason(error)), _("name another file"), "BLD004"
        ) from None


def _replace(output: Path, content: bytes) -> None:
    try:
        replace_bytes(output, content)
    except OSError as error:
        # The file may be written, its folder may not, or a container has that one file from outside.
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY) or not os.access(output, os.W_OK):
            raise
        output.write_bytes(content)


def _takes_what_comes(output: Path) -> bool:
    """Whether there is nothing to replace: a pipe, a terminal, ``/dev/null``, or what another program has open."""
    if output.absolute().parts[1:2] in (("dev",), ("proc",)):
        return True
    # os.path's: Path's raise where they may not look.
    return os.path.exists(output) and not os.path.isfile(output)  # noqa: PTH110, PTH113
