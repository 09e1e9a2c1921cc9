"""A link opens a new window and lets the other site reach back, or leaves that to the browser.

What it does
    Looks for links to other sites with ``target="_blank"``.  With ``rel="opener"`` the other page may send the visitor's
    first window elsewhere: a warning for each.  Without ``rel="noopener"`` or ``rel="noreferrer"`` it is a note, once a
    page: browsers have kept such windows apart by themselves since 2021 (WHATWG HTML, 4.6.5, "get an element's noopener").
    Links within the site, and to sites of the same portfolio, are not judged.
Why it matters
    In an older browser (before Chrome 88, Firefox 79, Safari 12.1), and in the view of an old app, the page that opens can
    put a false sign-in page in the place of yours, while the visitor looks at the new window.
How to fix
    Write ``rel="noopener"``.  Better still, let the link open in the same window: visitors can choose a new one themselves.
An example
    ``<a href="https://www.example.jp/" target="_blank">県の案内</a>``
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from microsites.check.findings import Observation, Severity, Spot
from microsites.check.pages import PageUnderCheck
from microsites.check.whereabouts import page_address
from microsites.i18n.lists import and_more
from microsites.i18n.message import _

CODE = "SEC003"
NAME = "new-window"
SEVERITY: Severity = "warning"
MESSAGE = "{what} {problem}"
HINT = 'write rel="noopener", or let the link open in the same window'

_WINDOWS = 'a[target="_blank" i]'


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield each link that lets another site reach back, and a page with links that leave it to the browser."""
    windows = page.root.select(_WINDOWS)
    if not windows:
        return
    numbers = {node: number for number, node in enumerate(page.root.find_all("a"))}
    left: list[tuple[str, Spot]] = []
    for node in windows:
        href = node.attr("href") or ""
        relations = (node.attr("rel") or "").lower().split()
        if "noopener" in relations or "noreferrer" in relations or not _leaves(page, href):
            continue
        spot = Spot("a", number=numbers[node])
        if "opener" in relations:
            data = {"what": href, "problem": _("may send the window elsewhere from which it was opened")}
            yield Observation(f"opener:{href}", page.path, data, spot)
        else:
            left.append((href, spot))
    if left:
        data = {
            "what": and_more(left[0][0], len(left) - 1),
            "problem": _('opens a new window without rel="noopener"'),
        }
        yield Observation("noopener", page.path, data, left[0][1], severity="note")


def _leaves(page: PageUnderCheck, href: str) -> bool:
    """Whether an address leads to somebody else's site."""
    if page.site.addresses.resolve(page.path, href, page.document.base) is not None:
        return False
    own = page_address(page)
    try:
        to = urlsplit(urljoin(own, href.strip()))
    except ValueError:
        return False
    return to.scheme in ("http", "https", "") and to.netloc != "" and to.hostname != urlsplit(own).hostname
