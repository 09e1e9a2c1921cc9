"""Old addresses of pages that moved: each leads to one page."""

from __future__ import annotations

from collections.abc import Iterable

from microsites.content.model import Page
from microsites.errors import Problem
from microsites.i18n.message import _


def alias_file(alias: str) -> str:
    """Where the redirect of an old address lies in the output tree."""
    return f"{alias}index.html" if alias.endswith("/") else alias


def alias_problems(pages: Iterable[Page]) -> list[Problem]:
    """Old addresses that are the address of a page, or of another old one.

    Compared without regard to capitals: on the computers of many editors two such files are one.
    """
    pages = tuple(pages)
    files = {page.output.lower(): page for page in pages}
    problems: list[Problem] = []
    claimed: dict[str, Page] = {}
    for page in pages:
        for number, alias in enumerate(page.aliases):
            file = alias_file(alias).lower()
            if (owner := files.get(file)) is not None:
                message = (
                    _("'{alias}' is the page's own address", alias=alias)
                    if owner is page
                    else _("'{alias}' is the address of another page: {file}", alias=alias, file=owner.source.file)
                )
            elif (other := claimed.get(file)) is not None:
                message = _("'{alias}' already leads to {file}", alias=alias, file=other.source.file)
            elif clash := _folder_and_file(file, files.keys() | claimed.keys()):
                message = _("'{alias}' would be a file and a folder at once ({other})", alias=alias, other=clash)
            else:
                claimed[file] = page
                continue
            hint = _("delete it here: one address leads to one page")
            problems.append(page.source.problem((*page.aliases_path, number), "CFG050", message, hint))
    return problems


def _folder_and_file(file: str, others: Iterable[str]) -> str:
    return next((other for other in sorted(others) if other.startswith(f"{file}/") or file.startswith(f"{other}/")), "")
