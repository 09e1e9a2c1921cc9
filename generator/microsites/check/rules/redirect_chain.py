"""A redirect sends the visitor to another redirect, or back to where they came from.

What it does
    Follows the pages that send a visitor on (``<meta http-equiv="refresh">``) through the site.
Why it matters
    Each step is a page to load, and browsers give up after some.  A visitor who is sent in a circle sees nothing at all,
    and a campaign's parameters are lost on the way.
How to fix
    Let every old address lead to the final page.
An example
    ``old/`` sends to ``older/``, which sends to ``news/``.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.facts import WholeSite
from microsites.check.findings import Observation, Severity
from microsites.check.tree import address_of
from microsites.i18n.message import _

CODE = "LNK008"
NAME = "redirect-chain"
SEVERITY: Severity = "warning"
MESSAGE = "the redirect leads {problem}"
HINT = "let it lead to the final page"

_MAX_STEPS = 20


def check_site(site: WholeSite) -> Iterator[Observation]:
    """Yield redirects that do not lead to a page at once."""
    names = site.under_check.tree.pages()
    for path, page in site.pages.items():
        steps, here = [path], page
        while here.redirect and here.sends_to >= 0 and len(steps) < _MAX_STEPS:
            steps.append(names[here.sends_to])
            if steps[-1] in steps[:-1] or steps[-1] not in site.pages:
                break
            here = site.pages[steps[-1]]
        if len(steps) > 2 or steps[1:] == [path]:
            way = " → ".join(address_of(step) for step in steps[1:])
            is_circle = steps[-1] in steps[:-1]
            problem = _("in a circle: {way}", way=way) if is_circle else _("to another redirect: {way}", way=way)
            yield Observation("redirect", path, {"problem": problem})
