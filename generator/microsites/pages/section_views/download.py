"""Files in the words of a Japanese editor: ``PDF、1.2MB、4ページ``."""

from __future__ import annotations

from pathlib import PurePosixPath

from microsites.pages.section_views.context import SectionContext
from microsites.sections.download import Downloads

_FORMATS = {
    "doc": "Word", "docx": "Word", "xls": "Excel", "xlsx": "Excel", "ppt": "PowerPoint", "pptx": "PowerPoint",
    "txt": "テキスト", "zip": "ZIP", "jpg": "JPEG", "jpeg": "JPEG",
}  # fmt: skip


def size_words(size: int) -> str:
    """``840B``, ``64KB``, ``1.2MB``: in steps of 1,024, as Windows shows them."""
    if size < 1024:
        return f"{size}B"
    if size < 1024**2 * 0.9995:
        return f"{max(1, round(size / 1024))}KB"
    return f"{size / 1024**2:.1f}MB"


def view(section: Downloads, context: SectionContext) -> tuple[str, ...]:
    """What is said of each file."""
    words = []
    for each in section.files:
        assert each.asset is not None, "the model asks for a file"
        suffix = PurePosixPath(each.asset).suffix.removeprefix(".").lower()
        facts = context.documents[each.asset]
        pages = facts.pages or each.pages
        parts = [_FORMATS.get(suffix, suffix.upper()), size_words(facts.size)]
        words.append("、".join([part for part in parts if part] + ([f"{pages}ページ"] if pages else [])))
    return tuple(words)
