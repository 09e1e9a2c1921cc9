"""What stopped a command, as a comment on the change."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from microsites.comment import Comment, Entry, Section
from microsites.errors import Problem
from microsites.excerpt import excerpt
from microsites.folders import lies_below
from microsites.i18n.message import ngettext


def comment_on(problems: Iterable[Problem], root: Path) -> Comment:
    """The comment; ``root`` is the folder that files of problems are relative to."""
    entries = tuple(_entry(problem, root) for problem in problems)
    sentence = ngettext(
        "❌ The sites could not be built: {count} thing must be put right",
        "❌ The sites could not be built: {count} things must be put right",
        len(entries),
    )
    return Comment(sentence, sections=(Section("", entries),))


def _entry(problem: Problem, root: Path) -> Entry:
    file = root / problem.file
    is_edited = lies_below(file, root) and file.is_file()
    return Entry(
        file=_seen(file) if is_edited else problem.file,
        line=problem.line,
        is_edited=is_edited,
        sign="❌",
        message=problem.message,
        hint=problem.hint,
        code=problem.code,
        quoted=excerpt(file, problem.line, problem.column) if is_edited and problem.line else None,
    )


def _seen(file: Path) -> str:
    """As the folder knows it in which the command runs: in CI, the repository's root."""
    try:
        return Path(os.path.relpath(file)).as_posix()
    except ValueError:  # another drive of Windows
        return file.as_posix()
