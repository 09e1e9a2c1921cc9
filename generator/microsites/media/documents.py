"""What a visitor wants to know of a file before opening it: how large it is, how many pages it has."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """A file that is offered."""

    size: int
    """In bytes."""
    pages: int | None
    """Of a PDF; None for other kinds and for a PDF that cannot be read (encrypted, damaged)."""


def facts_of(file: Path | bytes) -> DocumentFacts:
    """Read size and pages of a file, or of its bytes.  Raises OSError."""
    if isinstance(file, bytes):
        return DocumentFacts(len(file), None)
    pages = _pdf_pages(file) if file.suffix.lower() == ".pdf" else None
    return DocumentFacts(file.stat().st_size, pages)


def _pdf_pages(path: Path) -> int | None:
    # pypdf takes a tenth of a second to import: only where a PDF is offered.
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it repairs is no business of an editor's
    try:
        with path.open("rb") as file:
            # The page tree's own count: its pages are not visited, whatever a file claims.
            count = PdfReader(file).root_object["/Pages"]["/Count"]  # type: ignore[index]
    # The last two: a kind of encryption for which a package is missing, or that pypdf does not know.
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, DependencyError, NotImplementedError):
        return None
    return count if isinstance(count, int) and count > 0 else None
