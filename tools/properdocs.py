"""Builds the sample portfolio with ProperDocs in MkDocs' place and holds both trees against each other, byte for byte.

``make properdocs`` runs it in a virtual environment from ``requirements/properdocs.txt``.  ProperDocs is a fork of
MkDocs; ``properdocs.replacement``, imported first, answers every ``import mkdocs`` with its own modules.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
AT = "2026-11-22T12:00"
_MKDOCS = "from microsites.cli.main import main; main()"
_PROPERDOCS = f"""\
import properdocs.replacement
import mkdocs.commands.build
assert mkdocs.commands.build.__file__.startswith(properdocs.__path__[0]), mkdocs.commands.build.__file__
{_MKDOCS}"""
_WORKING = (".cache", ".staging", ".journal", ".lock")


def build(program: str, out: Path) -> None:
    """Build the sample portfolio into ``out`` in a process of its own."""
    if (encoded := ROOT / "dist" / ".cache").is_dir():
        shutil.copytree(encoded, out / ".cache")
    where = ("--portfolio", str(ROOT / "sites"), "--out", str(out))
    command = (sys.executable, "-c", program, "build", *where, "--env", "production", "--at", AT)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "LANGUAGE": "en"})


def tree(out: Path) -> Mapping[str, str]:
    """Every file below ``out`` but those that builds keep for themselves, with the digest of its content."""
    files = (path for path in sorted(out.rglob("*")) if path.is_file())
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.relative_to(out).parts[0] not in _WORKING
    }


def main() -> int:
    """Return 0 if the trees are the same."""
    with TemporaryDirectory(prefix="microsites-properdocs-") as folder:
        trees = []
        for name, program in (("mkdocs", _MKDOCS), ("properdocs", _PROPERDOCS)):
            build(program, Path(folder) / name)
            trees.append(tree(Path(folder) / name))
    before, after = trees
    differing = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    if differing:
        print(*(f"differs: {name}" for name in differing), sep="\n")
        return 1
    pages = sum(name.endswith(".html") for name in before)
    assert pages > 100, pages
    print(f"ProperDocs and MkDocs write the same {len(before)} files ({pages} pages), byte for byte.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
