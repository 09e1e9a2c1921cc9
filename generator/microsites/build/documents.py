"""The files that sections offer, as they will be published: what an editor says of them is held against them."""

from __future__ import annotations

from collections.abc import Mapping

from microsites.build.assets import Media
from microsites.content.model import Site
from microsites.errors import Problem, UserError
from microsites.i18n.message import _
from microsites.media.documents import DocumentFacts, facts_of
from microsites.pages.links import ASSETS
from microsites.sections.download import Download


def documents_of(site: Site, media: Media) -> Mapping[str, DocumentFacts]:
    """Size and pages of every file that a ``download`` section offers.  Raises UserError where ``pages`` is wrong."""
    published = {file.path: file.source for file in media.files}
    facts: dict[str, DocumentFacts] = {}
    problems: list[Problem] = []
    for page in site.pages:
        for part in page.parts:
            offered = part.value
            if not isinstance(offered, Download) or offered.asset is None:
                continue
            found = facts.get(offered.asset) or facts_of(published[f"{ASSETS}/{offered.asset}"])
            facts[offered.asset] = found
            if None not in (offered.pages, found.pages) and offered.pages != found.pages:
                message = _(
                    "'{asset}' has {pages} pages, not {wanted}",
                    asset=offered.asset,
                    pages=found.pages,
                    wanted=offered.pages,
                )
                hint = _("delete 'pages': they are read from the file")
                problems.append(page.source.problem((*part.path, "pages"), "BLD010", message, hint))
    if problems:
        raise UserError(problems)
    return facts
