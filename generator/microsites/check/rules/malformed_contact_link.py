"""A link to a telephone or to an e-mail address does not work.

What it does
    Looks at links with ``tel:`` (RFC 3966) and ``mailto:`` (RFC 6068): a number holds digits of ASCII and ``+ - . ( )``,
    an e-mail address holds one ``@`` with something on both sides and no full-width character.  Spaces in a number,
    extensions and pauses are let through, and so is ``mailto:?subject=…``, with which people pass a page on.
Why it matters
    A finger on 「０９９－…」 dials nothing or another number, and whoever wanted to ask a question gives up.
How to fix
    Write the number with half-width digits: ``tel:000-000-0120``; the text of the link may look as you like.
An example
    ``<a href="tel:０００－０００－０１２０">電話する</a>``
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from microsites.check.findings import Observation, Severity
from microsites.check.pages import PageUnderCheck
from microsites.i18n.message import _

CODE = "LNK006"
NAME = "malformed-contact-link"
SEVERITY: Severity = "warning"
MESSAGE = '"{address}" is no {what}'
HINT = "write numbers with half-width digits and hyphens, e-mail addresses in full"

_NUMBER = re.compile(r"[+*#]?[0-9()\-. *#]*[0-9][0-9()\-. *#]*(?:[,pw][0-9,pw*#]*)?(?:;[!-~]*)?", re.IGNORECASE)
_ADDRESS = re.compile(r"[^@\s\u3000\uff00-\uff60]+@[^@\s\u3000\uff00-\uff60]+")
_IN_BRACKETS = re.compile(r".*<([^<>]*)>\s*", re.DOTALL)
_SCHEMES = ("tel:", "mailto:", "TEL:", "MAILTO:", "Tel:", "Mailto:", " tel:")


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield links that no telephone and no mail program understands."""
    for use in page.schemed:
        if use.value.startswith(_SCHEMES) and (what := _fault(use.value)):
            for place in page.site.link_places.get((page.path, use.value), (None,)):
                data = {"address": use.value, "what": what}
                yield Observation(use.value, page.path, data, page.spot(use), place)


def _fault(address: str) -> str:
    scheme, _colon, rest = address.partition(":")
    if scheme.lower() == "tel":
        return "" if _NUMBER.fullmatch(unquote(rest).strip()) else _("telephone number")
    to, _mark, question = rest.partition("?")
    if not to.strip():
        return "" if question else _("e-mail address")
    return "" if all(_is_address(unquote(each)) for each in to.split(",") if each.strip()) else _("e-mail address")


def _is_address(text: str) -> bool:
    inside = _IN_BRACKETS.fullmatch(text)
    return _ADDRESS.fullmatch((inside[1] if inside else text).strip()) is not None
