"""Whether the checked folder is the root of the site, or one above it.

Somebody who checks the folder above the site gets hundreds of links that lead nowhere, and one reason for all of them.
"""

from __future__ import annotations

from collections.abc import Collection

from microsites.check.facts import WholeSite
from microsites.check.site import SiteUnderCheck
from microsites.check.tree import INDEX_NAMES, Tree

FEW = 5
"""Addresses that lead nowhere, below which nothing is concluded."""

SHARE = 0.8
"""Of the addresses that lead nowhere, those that must be right from the other folder."""

_MOST = 1000
"""Addresses that are tried."""

_DEPTH = 3
"""Folders between the checked one and the root."""


def is_root_in_doubt(site: SiteUnderCheck) -> bool:
    """Whether nobody said where the site lies, and no start page says that it lies here."""
    return site.manifest is None and site.url is None and site.tree.files.isdisjoint(INDEX_NAMES)


def likely_root(site: WholeSite) -> str | None:
    """The folder from which nearly all addresses that lead nowhere are right; None if there is none, or several.

    A site for an address with a path (``https://example.jp/project/``) has addresses from the root that have a file: it
    may lack that path in some of them, but it is not in the wrong folder.
    """
    if not is_root_in_doubt(site.under_check):
        return None
    lost = {path for page in site.pages.values() for path in page.lost}
    from_root = sum(page.from_root for page in site.pages.values())
    if len(lost) < FEW or from_root > len(lost) * (1 - SHARE):
        return None
    tried = sorted(lost)[:_MOST]
    roots = [folder for folder in _starts(site.under_check.tree) if _right(site.under_check.tree, folder, tried)]
    return roots[0] if len(roots) == 1 else None


def _starts(tree: Tree) -> list[str]:
    """The folders with a start page that are no deeper than somebody may be mistaken."""
    places = (path.rpartition("/") for path in tree.pages())
    folders = (folder for folder, _, name in places if name in INDEX_NAMES)
    return sorted({folder for folder in folders if folder.count("/") < _DEPTH})[:_MOST]


def _right(tree: Tree, folder: str, paths: Collection[str]) -> bool:
    wrong, most = 0, len(paths) * (1 - SHARE)
    for path in paths:
        wrong += tree.find(f"{folder}/{path}") is None
        if wrong > most:
            return False
    return True
