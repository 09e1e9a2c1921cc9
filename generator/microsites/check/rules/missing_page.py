"""A page that was built is not in the tree.

What it does
    Looks for the file of every page in the manifest.
Why it matters
    A page that was lost on the way (an upload that broke off, a tidy-up of the server) is a hole in the site that no
    link checker sees when the links to it were lost as well.
How to fix
    Build and publish the site again.  If the page was deleted on purpose, delete its YAML file too.
An example
    The manifest expects ``access/index.html``; the tree has no such file.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.facts import WholeSite
from microsites.check.findings import Observation, Severity

CODE = "LNK005"
NAME = "missing-page"
SEVERITY: Severity = "error"
MESSAGE = 'page "{path}" is expected and is not in the tree; {links} lead to it'
HINT = "build and publish the site again"


def check_site(site: WholeSite) -> Iterator[Observation]:
    """Yield expected pages that are not there."""
    unreadable = {left_out.path for left_out in site.unreadable}
    for path, expected in sorted(site.under_check.expected_pages.items()):
        if path in site.under_check.tree.files or path in unreadable:
            continue
        folder = path.removesuffix("index.html").rstrip("/")
        leading = sum(not page.lost.isdisjoint((folder, path)) for page in site.pages.values())
        links = "links of 1 page" if leading == 1 else f"links of {leading} pages"
        yield Observation(path, path, {"path": path, "links": links}, place=expected.place)
