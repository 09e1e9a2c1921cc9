"""Checks again: only what changed since the last check is read.

If nothing changed at all, what was observed then holds now.  Else a file is judged again if its bytes changed; if its
site's context did, every file of the site is.  Questions about the whole site are asked again, of remembered facts.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from microsites.check.context import Context, Stamp, context, digest, is_settled, program, stamps
from microsites.check.facts import Judged
from microsites.check.lines import read, written
from microsites.check.observing import Observed, observed
from microsites.check.site import SiteUnderCheck
from microsites.check.store import Kept, Store, Verdict
from microsites.check.workers import files_with_addresses, judge_paths
from microsites.progress import Progress


def observe_again(
    sites: tuple[SiteUnderCheck, ...], rules: frozenset[str], jobs: int, cache: Path, progress: Progress
) -> Observed:
    """As :func:`microsites.check.observing.observe`; ``cache`` remembers it for the next check.

    Raises UserError if ``cache`` cannot be used.
    """
    started, store, checker = time.time_ns(), Store(cache), program()
    contexts = {site.name: context(site, files_with_addresses(site), rules, checker) for site in sites}
    key = _key(sites, contexts)
    last = store.verdict()
    if last and last.key == key:
        return last.observed
    before = store.sites()
    again = {
        site.name: _judge(_Task(site, rules, jobs, contexts[site.name], started, progress), before.get(site.name))
        for site in sites
    }
    found = observed(sites, rules, {name: site.judged for name, site in again.items()})
    kept = {**before, **{name: site.kept for name, site in again.items()}}
    verdict = Verdict(key, found) if all(site.complete for site in again.values()) else None
    if verdict != last or kept != before:
        store.replace(verdict, kept)
    return found


@dataclass(frozen=True, slots=True)
class _Task:
    """A site that is to be judged again."""

    site: SiteUnderCheck
    rules: frozenset[str]
    jobs: int
    context: Context
    started: int
    """When, in nanoseconds: after that, nothing that was seen of its files is certain."""
    progress: Progress


@dataclass(frozen=True, slots=True)
class _Again:
    """What came of a site, and what is remembered of it."""

    judged: tuple[Judged, ...]
    kept: Kept
    complete: bool
    """Everything that came of it is remembered."""


def _judge(task: _Task, last: Kept | None) -> _Again:
    site, stamped = task.site, task.context.stamps
    paths = files_with_addresses(site)
    known = last.files if last and last.context == task.context.digest else {}
    kept = {path: known[path] for path in paths if path in known and known[path][0] == stamped.get(path)}
    judged = dict(zip(kept, read(line for _, line in kept.values()), strict=True))
    changed = [path for path in paths if path not in kept]
    judged.update(zip(changed, judge_paths(site, task.rules, changed, task.jobs, task.progress), strict=True))
    kept.update(_to_keep(task, {path: judged[path] for path in changed}))
    return _Again(
        tuple([judged[path] for path in paths]), Kept(task.context.digest, kept), complete=len(kept) == len(paths)
    )


def _to_keep(task: _Task, judged: Mapping[str, Judged]) -> dict[str, tuple[Stamp, bytes]]:
    """What can be relied on next time: of files that were not changed while, or right before, they were read."""
    after, kept = stamps(task.site.tree, judged), {}
    for path, found in judged.items():
        stamp = task.context.stamps.get(path)
        # What could not be read may be readable next time, without a change of the file.
        if stamp and stamp == after.get(path) and is_settled(stamp, task.started) and not found.unreadable:
            kept[path] = (stamp, written(found))
    return kept


def _key(sites: tuple[SiteUnderCheck, ...], contexts: Mapping[str, Context]) -> str:
    """Stands for everything that the check depends on: of sisters that are not judged, the pages."""
    beside = {name: tree for site in sites for name, tree in site.neighbours.items() if name not in contexts}
    return digest(
        (
            *(f"{name} {each.digest} {each.stamps}" for name, each in contexts.items()),
            # How heavy a photo is, is asked about the whole site.
            *(repr(stamps(site.tree, site.tree.photos)) for site in sites),
            *(f"{name} {stamps(tree, tree.pages())}" for name, tree in sorted(beside.items())),
        )
    )
