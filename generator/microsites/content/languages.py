"""Pages and what says the same in another language: each knows of the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from microsites.content.listing import PageFile
from microsites.content.model import Page
from microsites.content.versions import JAPANESE
from microsites.errors import Problem
from microsites.i18n.message import _


def joined(pages: Sequence[Page], files: Sequence[PageFile], problems: list[Problem]) -> list[Page]:
    """``pages``, each with the languages in which it is there too; a translation of nothing is a problem."""
    there = {file.id for file in files if file.version_of is None}
    for file in files:
        if file.version_of is not None and file.version_of not in there:
            message = _("says in another language what no page says: there is no page '{page}'", page=file.version_of)
            hint = _("write the Japanese page first, or name this file like the page that it translates")
            problems.append(Problem(file.file, 1, 1, "CFG013", message, hint))
    versions: dict[str, list[str]] = {}
    for page in pages:
        if page.language != JAPANESE:
            versions.setdefault(page.other_versions[0], []).append(page.id)
    return [
        replace(page, other_versions=(*page.other_versions, *versions[page.id])) if page.id in versions else page
        for page in pages
    ]
