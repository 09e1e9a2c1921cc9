"""An address that was there before is gone, and nothing leads on from it.

What it does
    Compares the pages with those that were there before: what ``microsites publish`` remembers of the last publication
    (``.published`` beside the trees), or what ``--previous`` names (an earlier build, a manifest, the record of a
    publication, the sitemap that is online).  A page that is gone must have left its address to another as an alias.
    Without a memory nothing is judged.
Why it matters
    The old address stands on posters, in QR codes of the town's bulletin, on other websites and in search results.  All of
    them now lead to "not found", and no link checker of the new site can see it.
How to fix
    Write the old address into the page that took its place: ``aliases: [access-2025]``.  If nothing did, let it lead to
    the nearest page above it, or accept the finding in ``checks.yml`` with the reason.
An example
    ``pages/access.yml`` was renamed to ``pages/bus.yml``; ``/access/`` answers "not found" from the next publication on.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from microsites.check.facts import WholeSite
from microsites.check.findings import Observation, Severity
from microsites.i18n.message import _
from microsites.manifest import ExpectedPage, Place

CODE = "LNK014"
NAME = "vanished-page"
SEVERITY: Severity = "warning"
MESSAGE = 'the address "{address}" was there before, and nothing leads on from it'
HINT = "write it under 'aliases:' of the page that took its place"


def check_site(site: WholeSite) -> Iterator[Observation]:
    """Yield addresses that were left behind."""
    here = site.under_check
    if here.manifest is None:
        return
    kept = here.expected_pages.keys() | here.expected_aliases.keys() | here.tree.files
    lower = {path.lower() for path in kept}
    new = {path: page for path, page in here.expected_pages.items() if path not in here.previous}
    for path, file in sorted(here.previous.items()):
        if path not in kept:
            address = path.removesuffix("index.html") or "./"
            renamed = _heir(path, new)
            hint = (
                _("write 'aliases: [{address}]' in {file}", address=address, file=renamed.place.file) if renamed else ""
            )
            if path.lower() in lower:
                hint = _("capitals count in addresses: write it under 'aliases:' of the page")
            yield Observation(path, path, {"address": address}, place=_place(site, file), hint=hint)


def _heir(path: str, new: dict[str, ExpectedPage]) -> ExpectedPage | None:
    """The new page that probably took its place."""
    if len(new) == 1:
        return next(iter(new.values()))
    near = get_close_matches(path, new, n=1, cutoff=0.6)
    return new[near[0]] if near else None


def _place(site: WholeSite, file: str) -> Place | None:
    """The file in which the page was written, if it still makes a page; else the site's."""
    still = any(page.place.file == file for page in site.under_check.expected_pages.values())
    return Place(file=file, line=1, column=1) if still else site.under_check.place
