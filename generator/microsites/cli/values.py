"""Kinds of values that options of several commands take."""

from __future__ import annotations

from pathlib import Path

import click

ENVIRONMENTS = click.Choice(["local", "preview", "production"])
FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
