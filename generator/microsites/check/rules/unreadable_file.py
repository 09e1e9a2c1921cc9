"""A file of the tree cannot be judged.

What it does
    Reports files and folders that cannot be read: no permission, links that lead nowhere or out of the tree, names that
    are not UTF-8, pages too large to be pages, pipes and devices.  Of a file with more than a thousand findings of one
    rule, the others are left out, and this says so.
Why it matters
    What cannot be read was not checked.  A web server may publish it all the same, and a link that leaves the tree may
    publish what was never meant to be.
How to fix
    Build the site again into an empty folder, or delete the file.
An example
    ``guide.pdf`` is a link to ``/home/staff/guide.pdf``.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.facts import WholeSite
from microsites.check.findings import Location, Observation, Severity
from microsites.i18n.lists import sentences

CODE = "CHK002"
NAME = "unreadable-file"
SEVERITY: Severity = "error"
MESSAGE = '"{path}" {reason}'
HINT = "build the site again into an empty folder, or delete the file"


def check_site(site: WholeSite) -> Iterator[Observation]:
    """Yield what had to be left out."""
    reasons: dict[str, list[str]] = {}
    for left_out in site.unreadable:
        reasons.setdefault(left_out.path, []).append(left_out.reason)
    for path, found in reasons.items():
        yield Observation(path, path, {"path": path, "reason": sentences(dict.fromkeys(found))}, Location(path))
