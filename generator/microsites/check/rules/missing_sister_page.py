"""A link leads to a page that a sister site does not have.

What it does
    Follows links to the other sites of the portfolio into their trees: by their address in this environment, or,
    in ``local``, by the relative path between trees that lie side by side.  A sister whose tree is not here cannot
    be judged; the summary says so.
Why it matters
    Sites are built and published one by one.  A page that one team renames breaks the other team's links, and nobody
    who looks at one site alone can see it.
How to fix
    Correct the ``site:`` reference, or ask the sister site's owner for the page's new address.
An example
    ``<a href="https://migration.example.jp/houses/">`` while the sister site has ``housing/index.html``.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Observation, Severity
from microsites.check.pages import FileUnderCheck
from microsites.check.suggestions import Guesses

CODE = "LNK004"
NAME = "missing-sister-page"
SEVERITY: Severity = "error"
MESSAGE = 'link leads to "{target}", which the sister site {sister} does not have'
HINT = "correct the reference, or ask the sister site's owner for the new address"


def check_file(file: FileUnderCheck) -> Iterator[Observation]:
    """Yield links to pages that do not exist in sister sites."""
    guesses: dict[str, Guesses] = {}
    for use, to in file.lost:
        sister = to.target.site
        if use.kind == "page" and sister in file.site.neighbours:
            target = to.target.path or "./"
            data = {"target": target, "sister": sister}
            if sister not in guesses:
                guesses[sister] = Guesses(file.site.sister_addresses[sister])
            hint = guesses[sister].hint(target, HINT)
            for place in file.places_of(use, to.target):
                yield Observation(f"{sister}/{target}", file.path, data, file.spot(use), place, hint)
