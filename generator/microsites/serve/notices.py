"""What a page on screen is told: whether it is still what it was, and what is wrong, as on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from microsites.errors import Problem
from microsites.excerpt import excerpt
from microsites.i18n.catalogue import Catalogue
from microsites.serve.state import State

MOST_SHOWN = 100
"""Nobody puts more right before saving again."""


def _problem(problem: Problem, say: Catalogue, root: Path) -> dict[str, Any]:
    line = excerpt(root / problem.file, problem.line, problem.column) if problem.line else None
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "code": problem.code,
        "message": say.say(problem.message),
        "hint": say.say(problem.hint),
        "excerpt": line,
    }


def notice(state: State, say: Catalogue, root: Path, site: str, path: str, seen: str) -> dict[str, Any]:
    """The state of the preview for a screen that shows ``path`` of ``site`` as it was under the digest ``seen``."""
    crashed = state.crashed
    overview = site == ""
    return {
        "busy": state.busy,
        "changed": (state.overview_digest() if overview else state.digest(site, path)) != seen,
        "built": overview or state.built(site),
        "count": len(state.problems),
        "problems": [_problem(problem, say, root) for problem in state.problems[:MOST_SHOWN]],
        "bug": None if crashed is None else {"reason": crashed.reason, "log": crashed.log and str(crashed.log)},
    }
