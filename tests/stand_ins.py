"""Stand-ins for programs that would leave the machine, for tests that run what CI runs; each writes down what it was asked."""

from __future__ import annotations

import os
import shlex
import stat
import sys
from pathlib import Path

COMMIT = "git+https://git.example.jp/microsites.git@0123456789abcdef0123456789abcdef01234567"
"""A microsites that nobody installs: ``pip`` is among the stand-ins."""

NOON = 1_795_316_400
"""2026-11-22 12:00 in Japan, in seconds since 1970."""


def lay_programs(folder: Path) -> None:
    """Write the programs into ``folder/programs``; ``microsites`` is the one under test, ``python`` only has no pip."""
    programs = folder / "programs"
    programs.mkdir()
    log = shlex.quote(str(folder / "called"))
    python, paths = shlex.quote(sys.executable), shlex.quote(os.pathsep.join(path for path in sys.path if path))
    scripts = {
        "microsites": f'PYTHONPATH={paths} exec {python} -m microsites "$@"',
        "python": f'if [ "$1 $2" = "-m pip" ]; then echo "python $*" >> {log}; else exec {python} "$@"; fi',
    } | {name: f'echo "{name} $*" >> {log}' for name in ("npm", "wrangler", "apt-get")}
    for name, script in scripts.items():
        (programs / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        (programs / name).chmod(stat.S_IRWXU)


def called(folder: Path) -> list[str]:
    """What the stand-ins were asked since the last time."""
    log = folder / "called"
    lines = log.read_text("utf-8").splitlines() if log.exists() else []
    log.unlink(missing_ok=True)
    return lines
