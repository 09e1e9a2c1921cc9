"""A page fetches something over an address without encryption.

What it does
    Looks for pictures, scripts, styles, frames, fonts and media whose address begins with ``http:``, in pages and
    stylesheets.  Links are fine, and so is a page that is itself served over ``http:`` (its own address or its
    canonical link says so) or that asks for ``upgrade-insecure-requests``.
Why it matters
    Browsers block such scripts, styles and frames on a page of ``https:``, and such pictures if they cannot be had over
    ``https:`` (W3C, Mixed Content): there is a hole in the page, or a map that never comes.
How to fix
    Write the address with ``https:``, or lay the file on the site itself.
An example
    ``<script src="http://www.example.jp/map.js"></script>``
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Observation, Severity
from microsites.check.pages import FileUnderCheck
from microsites.check.references import Reference
from microsites.check.transport import in_clear, is_served_in_clear
from microsites.check.uses import Use
from microsites.i18n.message import _

CODE = "SEC002"
NAME = "mixed-content"
SEVERITY: Severity = "warning"
MESSAGE = "{tag} is fetched without encryption: {address}"
HINT = "write the address with https:, or lay the file on the site itself"


def check_file(file: FileUnderCheck) -> Iterator[Observation]:
    """Yield addresses of ``http:`` that a browser fetches by itself."""
    found = [use for use in file.schemed if in_clear(use.value) and _is_fetched(use)]
    if not found or is_served_in_clear(file):
        return
    for use in found:
        tag = f"<{use.tag}>" if isinstance(use, Use) else _("a file of the stylesheet")
        yield Observation(use.value, file.path, {"tag": tag, "address": use.value}, file.spot(use))


def _is_fetched(use: Use | Reference) -> bool:
    return not isinstance(use, Use) or (use.kind == "asset" and use.tag != "meta")
