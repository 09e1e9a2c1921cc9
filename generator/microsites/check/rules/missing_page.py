"""A page that was built is not in the tree.

What it does
    Looks for the file of every page in the manifest, and of every redirect at an old address (``aliases``).
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
from microsites.i18n.message import ngettext

CODE = "LNK005"
NAME = "missing-page"
SEVERITY: Severity = "error"
MESSAGE = 'page "{path}" is expected and is not in the tree; {links} lead to it'
HINT = "build and publish the site again"


def check_site(site: WholeSite) -> Iterator[Observation]:
    """Yield expected pages that are not there."""
    unreadable = {left_out.path for left_out in site.unreadable}
    here = site.under_check
    wanted = {path: page.place for path, page in here.expected_pages.items()}
    wanted |= {path: alias.place for path, alias in here.expected_aliases.items()}
    for path, place in sorted(wanted.items()):
        if path in here.tree.files or path in unreadable:
            continue
        folder = path.removesuffix("index.html").rstrip("/")
        leading = sum(not page.lost.isdisjoint((folder, path)) for page in site.pages.values())
        links = ngettext("links of {count} page", "links of {count} pages", leading)
        yield Observation(path, path, {"path": path, "links": links}, place=place)
