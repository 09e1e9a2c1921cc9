r"""A link works only because browsers repair it.

What it does
    Looks at the links and fetched files of every page for backslashes and spaces, for more steps upwards than there are
    folders, and for links that are empty.
Why it matters
    Search engines, feed readers and the next host do not repair it, or differently.  Steps above the root work until the
    site lies below a path.  An empty link loads the page once more.
How to fix
    Write slashes, ``%20`` for a space, and a path that stays in the site; take out what leads nowhere.
An example
    ``<a href="news\\index.html">``
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Observation, Severity, shortened
from microsites.check.malformed import MAX_SHOWN, broken_scheme
from microsites.check.pages import FileUnderCheck
from microsites.i18n.message import _

CODE = "LNK011"
NAME = "untidy-address"
SEVERITY: Severity = "warning"
MESSAGE = '"{address}" {problem}'
HINT = "write the address anew"

_NO_PATH = ("data:", "javascript:", "mailto:", "tel:", "sms:")


def check_file(file: FileUnderCheck) -> Iterator[Observation]:
    """Yield addresses that nobody should have to repair."""
    manifest = file.site.manifest
    # In ``local`` the sites lie side by side, and one step above the root is the way to a sister.
    side_by_side = manifest is not None and manifest.url is None
    above = "../" * (file.path.count("/") + (2 if side_by_side else 1))
    for use in file.links.odd:
        problem = _problem(use.value, above)
        if problem and not broken_scheme(use.value):
            address = shortened(use.value, MAX_SHOWN)
            yield Observation(address, file.path, {"address": address, "problem": problem}, file.spot(use))


def _problem(address: str, above: str) -> str:
    path = address.strip().partition("#")[0].partition("?")[0]
    if not address.strip():
        return _("is empty: it leads to the page itself")
    if path.lower().startswith(_NO_PATH):
        return ""
    if path.lower().startswith(("http://", "https://", "//")):
        # A space in the host is no space of a path: who asks the address says what is wrong with it.
        path = path.partition("//")[2].partition("/")[2]
    if "\\" in path:
        return _("has a backslash, which is no slash")
    if " " in path or "\u3000" in path:
        return _("has a space, which is written %20")
    return _("goes further up than the site's root") if path.startswith(above) else ""
