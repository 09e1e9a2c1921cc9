"""A link begins in a way that leads nowhere: its scheme is misspelt, or stands there twice.

What it does
    Looks at the links and fetched files of every page for a scheme that is misspelt (``htp://``, ``https//``) or
    doubled, and for addresses on somebody's own computer (``C:/``, ``file:``).
Why it matters
    It worked for the person who wrote it.  Every visitor gets an error, or a page of some stranger's computer.
How to fix
    Write the address anew; put a file that lies on your computer on the site.
An example
    ``<a href="https://https://www.example.jp/">``
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Observation, Severity, shortened
from microsites.check.malformed import MAX_SHOWN, broken_scheme
from microsites.check.pages import FileUnderCheck

CODE = "LNK007"
NAME = "malformed-address"
SEVERITY: Severity = "error"
MESSAGE = '"{address}" {problem}'
HINT = "write the address anew"


def check_file(file: FileUnderCheck) -> Iterator[Observation]:
    """Yield addresses whose beginning no browser understands."""
    for use in file.links.odd:
        if problem := broken_scheme(use.value):
            address = shortened(use.value, MAX_SHOWN)
            yield Observation(address, file.path, {"address": address, "problem": problem}, file.spot(use))
