"""Old addresses of pages that moved: each leads to one page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from microsites.content.model import Page
from microsites.errors import Problem
from microsites.i18n.message import _


def alias_file(alias: str) -> str:
    """Where the redirect of an old address lies in the output tree."""
    return f"{alias}index.html" if alias.endswith("/") else alias


class Taken:
    """Files of a tree, each found by its name and by the folders that it needs: the work grows with their number alone."""

    def __init__(self, files: Iterable[str]) -> None:
        self._files: set[str] = set()
        self._folders: dict[str, str] = {}
        """Folder → the first of the files in it, by name."""
        for file in files:
            self.add(file)

    def add(self, file: str) -> None:
        """Take ``file`` too."""
        self._files.add(file)
        for folder in _folders(file):
            self._folders[folder] = min(file, self._folders.get(folder, file))

    def clash(self, file: str) -> str:
        """The first of the files, by name, that needs a folder where ``file`` lies, or lies where it needs one; else ``""``."""
        # A name comes before all that begin with it: what lies above ``file`` before what lies below.
        above = (folder for folder in _folders(file) if folder in self._files)
        return next(above, self._folders.get(file, ""))


def _folders(file: str) -> Iterator[str]:
    """``a`` and ``a/b`` of ``a/b/c``."""
    return (file[:place] for place, sign in enumerate(file) if sign == "/")


def alias_problems(pages: Iterable[Page]) -> list[Problem]:
    """Old addresses that are the address of a page, or of another old one.

    Compared without regard to capitals: on the computers of many editors two such files are one.
    """
    pages = tuple(pages)
    files = {page.output.lower(): page for page in pages}
    problems: list[Problem] = []
    claimed: dict[str, Page] = {}
    taken = Taken(files)
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
            elif clash := taken.clash(file):
                message = _("'{alias}' would be a file and a folder at once ({other})", alias=alias, other=clash)
            else:
                claimed[file] = page
                taken.add(file)
                continue
            hint = _("delete it here: one address leads to one page")
            problems.append(page.source.problem((*page.aliases_path, number), "CFG050", message, hint))
    return problems
