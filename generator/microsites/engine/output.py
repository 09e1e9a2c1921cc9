"""What the engine is given and what it says back; free of MkDocs, so that importing it costs nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class CopiedFile:
    """A file of the site that exists already, or its bytes."""

    path: str
    """Where it goes, below the site."""
    source: Path | bytes


@dataclass(frozen=True, slots=True)
class EngineJob:
    """A site, ready for the engine."""

    name: str
    url: str | None
    theme: str
    language: str
    menu: tuple[tuple[str, str], ...]
    """Label and page id of the main menu."""
    icon: str
    """The site's icon, below the site."""
    files: tuple[CopiedFile, ...]
    output: Path
    epoch: int
    """Seconds since 1970 of the build's clock."""
