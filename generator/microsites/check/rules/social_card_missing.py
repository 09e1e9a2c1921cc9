"""A page that is shared shows no card.

What it does
    Looks for ``og:title`` and ``og:image`` on every page that search engines may list, where most pages of the site have
    them.  A site that does without them has decided so.
Why it matters
    LINE, Facebook and others show title and picture of what people share.  Without them the link is a bare address, or
    stands beside a picture that a machine picked (ogp.me names both among what every page must have).
How to fix
    Build again: a card is made for every page.  A template of your own prints them.
An example
    ``<meta property="og:title" content="いちご狩り">`` without ``og:image``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from microsites.check.facts import WholeSite
from microsites.check.findings import Observation, Severity, Spot
from microsites.check.searching import CARD, listed
from microsites.i18n.message import _

CODE = "SEO010"
NAME = "social-card-missing"
SEVERITY: Severity = "note"
MESSAGE = "the page has no {missing} for those who share it"
HINT = "build again; a template of your own must print og:title and og:image"


def _neither(one: str, other: str) -> str:
    return _("{one} and no {other}", one=one, other=other)


def check_site(site: WholeSite) -> Iterator[Observation]:
    """Yield pages that lack what most have."""
    pages = tuple(listed(site))
    usual = [name for name in CARD if 2 * sum(name in page.card for page in pages) > len(pages)]
    for page in pages:
        missing = [name for name in usual if name not in page.card]
        if missing:
            data = {"missing": reduce(_neither, missing)}
            yield Observation(",".join(missing), page.path, data, Spot("head"))
