"""A small, valid portfolio that a test copies, breaks in one place and builds with the real command."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from microsites.build.portfolio import BuildResult, build_portfolio, read_portfolio
from microsites.build.site import BuiltOne
from microsites.build.swap import MANIFESTS, Staged
from microsites.cli.main import main
from microsites.content.model import BuildEnvironment, Site

TESTS = Path(__file__).parent
CHECKOUT = TESTS.parent
MINIMAL = TESTS / "sites" / "minimal"
AT = "2026-11-22T12:00"
"""The clock of every build in the tests, unless the test is about the clock."""

HOME = "berry/pages/index.yml"
ACCESS = "berry/pages/access.yml"
ABOUT = "berry/pages/about.md"
NEWS = "berry/collections/news/open.yml"
SITE = "berry/site.yml"
PORTFOLIO = "portfolio.yml"
PLAN = "tags/plan.yml"

BESIDE = (".lock", ".next-change.json")
"""Files beside the published trees that are no part of any."""

WORKING_FOLDERS = (".cache", ".staging", ".journal")
"""Beside the published trees: what builds keep for themselves."""


@dataclass(frozen=True, slots=True)
class EditablePortfolio:
    """A copy of the minimal portfolio and the folder that it is built into."""

    root: Path
    dist: Path

    def path(self, file: str) -> Path:
        """Where a file of the portfolio lies."""
        return self.root / file

    def text(self, file: str) -> str:
        """What a file says now."""
        return self.path(file).read_text("utf-8")

    def write(self, file: str, content: str | bytes) -> None:
        """Write a file, with its folders."""
        path = self.path(file)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def replace(self, file: str, old: str, new: str) -> None:
        """Change the only place where ``old`` stands."""
        text = self.text(file)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        self.write(file, text.replace(old, new))

    def place(self, file: str, needle: str) -> str:
        """``file:line:column`` of the first ``needle``, counted here and not by the code under test."""
        text = self.text(file)
        assert needle in text, f"{needle!r} is not in {file}"
        before = text[: text.index(needle)]
        return f"{file}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"

    def command(self, *arguments: str) -> Result:
        """Run ``microsites`` in this process, as a person would."""
        return CliRunner().invoke(main, list(arguments))

    def build_command(self, *arguments: str, environment: str = "production", at: str = AT) -> Result:
        """``microsites build`` with the usual options."""
        where = ("--portfolio", str(self.root), "--out", str(self.dist))
        return self.command("build", *where, "--env", environment, "--at", at, "--jobs", "1", *arguments)

    def build(self, *names: str, environment: BuildEnvironment = "production", at: str = AT) -> BuildResult:
        """Build without the command line.  Raises UserError."""
        return build_portfolio(read_portfolio(self.root), self.dist, environment, names=names, at=at, jobs=1)


def copy_minimal(folder: Path) -> EditablePortfolio:
    """A fresh copy below ``folder``, whose output goes to ``folder/dist``."""
    root = folder / "portfolio"
    shutil.copytree(MINIMAL, root)
    return EditablePortfolio(root, folder / "dist")


BUS = "berry/pages/bus.yml"
"""What :data:`ACCESS` is called after :func:`rename_access`."""


def rename_access(portfolio: EditablePortfolio, front: str) -> None:
    """Rename the page ``access`` to ``bus``, whose file then begins with ``front``; every link follows."""
    portfolio.write(BUS, front + portfolio.text(ACCESS))
    portfolio.path(ACCESS).unlink()
    for path in (*portfolio.root.rglob("*.yml"), *portfolio.root.rglob("*.md")):
        text = path.read_text("utf-8")
        for old, new in (("page: access", "page: bus"), ("page:access", "page:bus"), ("berry/access", "berry/bus")):
            text = text.replace(old, new)
        path.write_text(text, "utf-8")


def prebuilt(dist: Path) -> Callable[..., BuiltOne]:
    """A stand-in for ``build_one`` that stages what was built into ``dist``: for tests that swap often."""

    def build_one(_portfolio: Any, site: Site, _build: Any, folder: Path, _templates: Any) -> BuiltOne:
        staged = Staged(site.id, folder)
        shutil.copytree(dist / site.id, staged.tree)
        shutil.copy(dist / MANIFESTS / f"{site.id}.json", staged.manifest)
        return BuiltOne(staged, ())

    return build_one


def snapshot(folder: Path) -> dict[str, str]:
    """Every published file and manifest below ``folder`` with a digest of its content."""
    if not folder.is_dir():
        return {}
    found = {}
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if path.is_file() and relative.parts[0] not in WORKING_FOLDERS and relative.parts[0] not in BESIDE:
            found[relative.as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found
