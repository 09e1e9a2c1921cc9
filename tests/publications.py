"""Built sites as ``microsites publish`` is given them, and stubs that stand in for the programs of hosts."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

from click.testing import Result

from portfolios import EditablePortfolio

NOW = "2026-11-22T13:00"

STUB = """#!/bin/sh
# A stub that stands in for {name}: it sends nothing and writes down how it was called.
{{ printf '%s\\n' "$@"; echo; }} >> "{log}"
case "$*" in *.microsites.json*) case "$*" in *"{fetched}"*) echo "{said}" >&2; exit {code};; esac;; esac
exit {ends}
"""


def stub(folder: Path, name: str, *, fetched: str = "never", said: str = "", code: int = 0, ends: int = 0) -> Path:
    log = folder / f"{name}.log"
    file = folder / name
    file.write_text(STUB.format(name=name, log=log, fetched=fetched, said=said, code=code, ends=ends), "utf-8")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return log


def called(log: Path) -> list[list[str]]:
    return [call.split("\n") for call in log.read_text("utf-8").strip().split("\n\n")]


def publish(portfolio: EditablePortfolio, dist: Path, *arguments: str, at: str = NOW) -> Result:
    return portfolio.command("publish", *arguments, "--dist", str(dist), "--at", at)


def edit(dist: Path, site: str, **changes: Any) -> None:
    file = dist / ".manifest" / f"{site}.json"
    file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), **changes}), "utf-8")
