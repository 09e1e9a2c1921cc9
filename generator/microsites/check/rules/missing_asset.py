"""A page or stylesheet fetches a file that is not in the site.

What it does
    Looks for every picture (``src``, ``srcset``, ``poster``, ``og:image``), stylesheet, script, icon, frame and
    download of media that a page fetches from its own site, and for every ``url()`` and ``@import`` of stylesheets.
Why it matters
    A missing picture is a hole in the page; a missing stylesheet or script takes the layout or the measurement along.
How to fix
    Put the file back, or correct the reference in the page that the finding names.
An example
    ``<img src="../assets/field-800.webp">`` while ``assets/field-800.webp`` does not exist.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.addresses import NOWHERE
from microsites.check.findings import Observation, Severity
from microsites.check.site import Reference, SiteUnderCheck
from microsites.check.suggestions import did_you_mean
from microsites.check.tree import PAGE_SUFFIXES
from microsites.check.uses import Use

CODE = "LNK003"
NAME = "missing-asset"
SEVERITY: Severity = "error"
MESSAGE = 'file "{target}" is fetched and is not in the site'
HINT = "restore the file, or correct the reference"


def check(site: SiteUnderCheck) -> Iterator[Observation]:
    """Yield references to files that do not exist."""
    assets = sorted(path for path in site.tree.files if not path.lower().endswith(PAGE_SUFFIXES))
    hints: dict[str, str] = {}
    # A picture in a section leads to its lines; the same picture in the head only to the page.  So the head comes last.
    for reference in sorted(site.all_references(), key=_in_head):
        if reference.kind != "asset" or reference.file is not None or not reference.use.value.strip():
            continue
        if reference.target.site not in (site.name, NOWHERE) and reference.target.site not in site.neighbours:
            continue
        target = reference.target.path or "./"
        if target not in hints:
            hints[target] = did_you_mean(target, assets, HINT)
        for place in site.places_of(reference):
            yield Observation(target, reference.page, {"target": target}, reference.spot, place, hints[target])


def _in_head(reference: Reference) -> bool:
    return isinstance(reference.use, Use) and reference.use.tag in ("meta", "link")
