"""Pages that say what another page says: in easy Japanese, or in another language."""

from __future__ import annotations

from pathlib import Path
from typing import Final

JAPANESE: Final = "ja"
EASY: Final = "easy"
"""What the address of a version in easy Japanese ends with."""

LANGUAGES: Final = ("en",)
"""In which prose may be written beside the Japanese: ``starting.en.md`` says what ``starting`` says."""


def version_id(page: str, name: str) -> str:
    """Id of a page's other version: ``access/easy``, ``starting/en``, and ``easy`` or ``en`` for home."""
    return name if page == "index" else f"{page}/{name}"


def language_of(path: Path) -> str:
    """The language of a page's file, by its name."""
    language = path.with_suffix("").suffix.removeprefix(".")
    return language if path.suffix == ".md" and language in LANGUAGES else JAPANESE
