"""The files of a tree as text: scripts are read once, everything else when it is asked for."""

from __future__ import annotations

from microsites.check.encoding import Decoded, decode
from microsites.check.memory import Memory
from microsites.check.tree import Tree, Unreadable, unreadable

MAX_SCRIPTS = 500
"""Texts that are kept; a site has a handful."""


class Library:
    """Reads the files of one tree."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._scripts = Memory[str, str](MAX_SCRIPTS)

    def read(self, path: str) -> Decoded | Unreadable:
        """A file's text, or why it cannot be had."""
        try:
            return decode(self._tree.read(path))
        except OSError as error:
            return Unreadable(path, unreadable(error))

    def script(self, path: str) -> str:
        """The text of a script; empty if it cannot be read."""
        if path not in self._scripts:
            self._scripts[path] = self.text(path)
        return self._scripts[path]

    def text(self, path: str) -> str:
        """A file's text; empty if it cannot be read."""
        found = self.read(path)
        return found.text if isinstance(found, Decoded) else ""
