"""A tree and its parsed files: each is read once, at the first question."""

from __future__ import annotations

from microsites.check import stylesheets
from microsites.check.documents import Document, read_document
from microsites.check.encoding import decode
from microsites.check.findings import Location
from microsites.check.stylesheets import CssReference
from microsites.check.tree import Tree, Unreadable


class Library:
    """Reads the files of one tree."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._documents: dict[str, Document | None] = {}
        self._scripts: dict[str, str | None] = {}
        self._unreadable: dict[str, str] = {}

    def document(self, path: str) -> Document | None:
        """The parsed page; None if it cannot be read."""
        if path not in self._documents:
            data = self._read(path)
            if data is None:
                self._documents[path] = None
            else:
                decoded = decode(data)
                self._documents[path] = read_document(path, decoded.text, decoded.encoding, decoded.damaged)
        return self._documents[path]

    def documents(self) -> dict[str, Document]:
        """Every page that can be read, by path."""
        found = ((path, self.document(path)) for path in self.tree.pages())
        return {path: document for path, document in found if document is not None}

    def stylesheets(self) -> dict[str, tuple[CssReference, ...]]:
        """What every stylesheet fetches, by path."""
        sheets = {}
        for path in self.tree.stylesheets():
            data = self._read(path)
            if data is not None:
                sheets[path] = tuple(stylesheets.references(decode(data).text))
        return sheets

    def script(self, path: str) -> str | None:
        """The text of a script; None if it cannot be read."""
        if path not in self._scripts:
            data = self._read(path)
            self._scripts[path] = None if data is None else decode(data).text
        return self._scripts[path]

    def text(self, path: str) -> str:
        """The page's text once more, for finding lines: kept nowhere, as few pages fail."""
        data = self._read(path)
        return "" if data is None else decode(data).text

    def unreadable(self) -> tuple[Unreadable, ...]:
        """What the tree and this library had to leave out so far."""
        return (*self.tree.unreadable, *(Unreadable(path, reason) for path, reason in self._unreadable.items()))

    def _read(self, path: str) -> bytes | None:
        try:
            return self.tree.read(path)
        except OSError as error:
            self._unreadable[path] = f"cannot be read ({error.strerror or error})"
            return None


def css_location(path: str, reference: CssReference) -> Location:
    """Where a reference of a stylesheet stands."""
    return Location(path, reference.line, reference.column)
