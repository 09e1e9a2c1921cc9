"""Kills a build at every file operation of its swap and says what is left; run by test_build_safety in a process of its own.

``killed_builds.py PORTFOLIO OLD NEW WORK``: OLD and NEW hold an older build and the newest.  Every line of output is a JSON object.
A child that ends in ``os._exit`` runs no ``finally``: what it leaves is what SIGKILL or a power cut leaves.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import microsites.build.workers as building
from microsites.build.portfolio import Source, build_portfolio, read_portfolio
from microsites.build.swap import recover
from portfolios import AT, prebuilt, snapshot

KILLED = 9
OPERATIONS = ((os, "rename"), (os, "replace"), (os, "mkdir"), (os, "unlink"), (shutil, "rmtree"))


def build(source: Source, out: Path) -> None:
    """A whole build in this process."""
    assert not build_portfolio(source, out, "production", names=(), at=AT, jobs=1).problems


def arm(out: Path, step: int, after: bool) -> None:
    """End this process before (or after) the ``step``-th change that the swap makes to ``out``."""
    count = 0

    def wrap(function: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(path: Any, *rest: Any, **named: Any) -> Any:
            nonlocal count
            inside = str(path).startswith(str(out)) and ".cache" not in str(path) and "/tree/" not in str(path)
            count += inside
            if inside and count == step and not after:
                os._exit(KILLED)
            result = function(path, *rest, **named)
            if inside and count == step and after:
                os._exit(KILLED)
            return result

        return wrapped

    for module, name in OPERATIONS:
        setattr(module, name, wrap(getattr(module, name)))


def killed_at(source: Source, out: Path, step: int, after: bool) -> bool:
    """Build in a child that dies at ``step``; False if it came to its end."""
    child = os.fork()
    if child == 0:
        arm(out, step, after)
        build(source, out)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, KILLED), status
    return status == KILLED


def main() -> None:
    portfolio, old, new, work = map(Path, sys.argv[1:])
    source = read_portfolio(portfolio)
    building.build_one = prebuilt(new)  # the swap is what is killed, some 80 times
    for after in (False, True):
        step, killed = 1, True
        while killed:
            out = work / f"{step}-{after}"
            shutil.copytree(old, out)
            killed = killed_at(source, out, step, after)
            recover(out)
            recovered = snapshot(out)
            build(source, out)
            rest = [path.name for name in (".staging", ".journal") for path in (out / name).glob("*")]
            print(
                json.dumps(
                    {
                        "step": step,
                        "after": after,
                        "killed": killed,
                        "recovered": recovered,
                        "rebuilt": snapshot(out),
                        "rest": rest,
                    }
                )
            )
            shutil.rmtree(out)
            step += 1


if __name__ == "__main__":
    main()
