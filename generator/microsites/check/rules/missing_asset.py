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

from microsites.check.findings import Observation, Severity
from microsites.check.links import Link
from microsites.check.malformed import broken_scheme
from microsites.check.pages import FileUnderCheck
from microsites.check.suggestions import Guesses
from microsites.check.uses import Use

CODE = "LNK003"
NAME = "missing-asset"
SEVERITY: Severity = "error"
MESSAGE = 'file "{target}" is fetched and is not in the site'
HINT = "restore the file, or correct the reference"


def check_file(file: FileUnderCheck) -> Iterator[Observation]:
    """Yield references to files that do not exist."""
    lost = [
        (use, to)
        for use, to in file.lost
        if to.known and use.kind == "asset" and use.value.strip() and not broken_scheme(use.value)
    ]
    guesses = Guesses(file.site.asset_paths)
    # A picture in a section leads to its lines; the same picture in the head only to the page.  So the head comes last.
    for use, to in sorted(lost, key=_in_head):
        target = to.target.path or "./"
        hint = guesses.hint(target, HINT)
        for place in file.places_of(use, to.target):
            yield Observation(target, file.path, {"target": target}, file.spot(use), place, hint)


def _in_head(link: Link) -> bool:
    return isinstance(link[0], Use) and link[0].tag in ("meta", "link")
