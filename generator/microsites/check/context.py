"""What the judgement over a site depends on: the bytes of its files, and everything that is the same for all of them."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from microsites import check
from microsites.check.site import SiteUnderCheck
from microsites.check.tree import Tree

SETTLED = 100_000_000
"""Nanoseconds.  A file that was changed less than this before it was read may change again within the same tick of the
file system's clock, unseen."""

Stamp = tuple[int, int, int, int]
"""Size, time of modification, time of change (both in nanoseconds) and inode of a file: a copy of other content with the
old time of modification has another time of change."""


@dataclass(frozen=True, slots=True)
class Context:
    """A site before it is read."""

    digest: str
    """Over everything but the content of the files with addresses."""
    stamps: Mapping[str, Stamp]
    """Of those files; one that has none cannot be read."""


def program() -> str:
    """The checker itself, in which a rule may have been mended."""
    stats = ((file.name, file.stat()) for file in sorted(Path(check.__file__).parent.rglob("*.py")))
    return " ".join(f"{name}:{found.st_size}:{found.st_mtime_ns}" for name, found in stats)


def context(site: SiteUnderCheck, paths: Iterable[str], rules: frozenset[str], program: str) -> Context:
    """Look at a site whose files ``paths`` are to be judged by ``rules``."""
    return Context(digest((program, sys.byteorder, *_parts(site, rules))), stamps(site.tree, paths))


def stamps(tree: Tree, paths: Iterable[str]) -> dict[str, Stamp]:
    """The stamps of those of ``paths`` that are there."""
    found: dict[str, Stamp] = {}
    for path in paths:
        try:
            about = os.stat(f"{tree.root}/{path}")  # noqa: PTH116 - building a Path takes longer than asking
        except OSError:
            continue
        found[path] = (about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino)
    return found


def is_settled(stamp: Stamp, now: int) -> bool:
    """Whether a file was left alone for so long before ``now`` that another change would be seen in its stamp."""
    _, modified, changed, _ = stamp
    return max(modified, changed) < now - SETTLED


def digest(parts: Iterable[str]) -> str:
    """One text for many."""
    found = hashlib.sha256()
    for part in parts:
        found.update(part.encode("utf-8", "surrogateescape"))
        found.update(b"\0")
    return found.hexdigest()


def _parts(site: SiteUnderCheck, rules: frozenset[str]) -> Iterator[str]:
    yield " ".join(sorted(rules))
    yield f"{site.name} {site.tree.root.absolute()} {site.url} {site.today}"
    yield site.manifest.model_dump_json() if site.manifest else ""
    yield repr(sorted(site.expected_ids.items()))
    yield repr(sorted(site.previous.items()))
    for name, provider in sorted(site.providers.items()):
        yield f"{name}:{provider.model_dump_json()}"
    yield from _names(site.tree)
    for name, tree in sorted(site.neighbours.items()):
        yield name
        yield from _names(tree)
    # Pages are judged by what their scripts do, too.
    yield repr(stamps(site.tree, (path for path in sorted(site.tree.files) if path.endswith((".js", ".mjs")))))


def _names(tree: Tree) -> Iterator[str]:
    yield "\n".join(sorted(tree.files))
    yield repr(tree.unreadable)
