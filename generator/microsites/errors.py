"""The exceptions of the package, in one tree.

``UserError``
    Something that a person can put right: exit code 2, never a traceback.

Anything else that escapes is a bug: exit code 3, with a log file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that a person must put right, and where."""

    file: str
    """Relative to the portfolio folder where it lies inside it, else as given; a message where it is none ("the report")."""
    line: int
    """From 1; 0 if the whole file is meant."""
    column: int
    """From 1, in code points; 0 if the whole file is meant."""
    code: str
    """``CFG…`` for content, ``BLD…`` for the build; never reused."""
    message: str
    hint: str = field(default="", compare=False)
    """What to write instead, if it can be said."""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        below = f"\n    → {self.hint}" if self.hint else ""
        return f"{place}: {self.message} [{self.code}]{below}"


class UserError(Exception):
    """One or more problems that stop a command."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @classmethod
    def at(cls, file: Path | str, message: str, hint: str = "", code: str = "BLD001") -> UserError:
        """A single problem with a whole file or folder."""
        return cls([Problem(file if isinstance(file, str) else str(file), 0, 0, code, message, hint)])
