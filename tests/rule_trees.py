"""The small trees of ``tests/rules`` as copies that a test may change."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

FIXTURES = Path(__file__).parent / "rules"


def copy_rule_tree(folder: Path, fixture: str) -> Path:
    """A copy of ``LNK001/fail``, say, as ``folder/dist``."""
    target = folder / "dist"
    shutil.copytree(FIXTURES / fixture, target, symlinks=True)
    return target


def edit_manifest(dist: Path, site: str = "site", **changes: object) -> None:
    """Replace some values of a site's manifest."""
    file = dist / ".manifest" / f"{site}.json"
    file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), **changes}), "utf-8")
