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

from microsites.check.findings import Observation, Severity
from microsites.check.site import SiteUnderCheck

CODE = "LNK005"
NAME = "missing-page"
SEVERITY: Severity = "error"
MESSAGE = 'page "{path}" is expected and is not in the tree; {links} lead to it'
HINT = "build and publish the site again"


def check(site: SiteUnderCheck) -> Iterator[Observation]:
    """Yield pages of the manifest without a file."""
    unreadable = {left_out.path for left_out in site.unreadable}
    for path, page in sorted(site.expected_pages.items()):
        if path in site.tree.files or path in unreadable:
            continue
        folder = path.removesuffix("index.html").rstrip("/")
        leading = {
            reference.page
            for reference in site.all_references()
            if reference.target.site == site.name and reference.target.path.rstrip("/") in (folder, path)
        }
        links = "links of 1 page" if len(leading) == 1 else f"links of {len(leading)} pages"
        yield Observation(path, path, {"path": path, "links": links}, place=page.place)
