"""Writes a new portfolio from the one that ships with the product."""

from __future__ import annotations

import shutil
from pathlib import Path

from microsites.errors import UserError

_PORTFOLIO = Path(__file__).parent / "portfolio"


def new_portfolio(target: Path) -> tuple[Path, ...]:
    """Write a portfolio with one small site into ``target``; return its files.

    Raises UserError if ``target`` has something in it already, or cannot be written.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UserError.at(target, "is not empty", "name a folder that does not exist yet", "BLD005")
    try:
        shutil.copytree(_PORTFOLIO, target, dirs_exist_ok=True)
    except OSError as error:
        raise UserError.at(target, f"cannot be written: {error.strerror}", "check the folder", "BLD005") from None
    return tuple(sorted(path for path in target.rglob("*") if path.is_file()))
