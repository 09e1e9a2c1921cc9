"""What a shell offers behind the Tab key: names that can stand in the place of an argument.

A person waits for it with every press: names come from folders and files, not from the registries that read them all, and
where something is wrong nothing is offered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from microsites.cli.portfolio import portfolio_folder

Completion = Callable[[click.Context, click.Parameter, str], list[str]]

_CODE = re.compile(rb'^CODE = "([A-Z0-9]+)"', re.MULTILINE)
_ERROR = re.compile(r"^([A-Z]+[0-9]+):", re.MULTILINE)

_PACKAGE = Path(__file__).parent.parent


def _offered(names: Callable[[click.Context], Iterable[str]]) -> Completion:
    """Those of ``names`` that begin with what is typed and are not given yet, in whichever case."""

    def complete(ctx: click.Context, parameter: click.Parameter, typed: str) -> list[str]:
        try:
            given = ctx.params.get(parameter.name or "")
            taken = frozenset(given) if isinstance(given, tuple) else frozenset()
            return sorted(name for name in names(ctx) if name.lower().startswith(typed.lower()) and name not in taken)
        except Exception:  # noqa: BLE001 - a shell would show the traceback in the middle of what is typed
            return []

    return complete


def _sites(ctx: click.Context) -> Iterable[str]:
    folder = portfolio_folder(ctx.params.get("portfolio"))
    return (file.parent.name for file in folder.glob("*/site.yml"))


def _built(ctx: click.Context) -> Iterable[str]:
    from microsites.manifest import MANIFESTS

    return (file.stem for file in (Path(ctx.params.get("dist") or "dist") / MANIFESTS).glob("*.json"))


def _codes(_ctx: click.Context) -> Iterable[str]:
    here = _PACKAGE
    for file in (here / "check" / "rules").glob("*.py"):
        yield from (code.decode() for code in _CODE.findall(file.read_bytes()))
    yield from _ERROR.findall((here / "error_codes.yml").read_text("utf-8"))


def _types(_ctx: click.Context) -> Iterable[str]:
    files = (_PACKAGE / "sections").glob("[!_]*.py")
    return (file.stem for file in files)


def _providers(_ctx: click.Context) -> Iterable[str]:
    from microsites.resources import tags_directory

    return (file.parent.name for file in tags_directory().glob("providers/*/provider.yml"))


SITES = _offered(_sites)
"""Sites of the portfolio that the command is about."""

BUILT = _offered(_built)
"""Sites that were built."""

CODES = _offered(_codes)
"""Codes of rules and errors."""

TYPES = _offered(_types)
"""Section types."""

PROVIDERS = _offered(_providers)
"""Providers that ship."""
