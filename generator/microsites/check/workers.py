"""Judges the files of a site: those of a large one in several processes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from microsites.check.facts import Judged
from microsites.check.judging import Judge
from microsites.check.references import reader_of
from microsites.check.site import SiteUnderCheck
from microsites.progress import UNWATCHED, Progress

PARALLEL_FROM = 600
"""Files; below, starting processes takes longer than they save."""


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def files_with_addresses(site: SiteUnderCheck) -> tuple[str, ...]:
    """Every page of a site, and every other file with addresses."""
    return (*site.tree.pages(), *(path for path in site.tree.others() if reader_of(path)))


def judge_files(
    site: SiteUnderCheck, rules: frozenset[str], jobs: int, progress: Progress = UNWATCHED
) -> tuple[Judged, ...]:
    """Judge every file of a site with addresses, in their order, in up to ``jobs`` processes."""
    return judge_paths(site, rules, files_with_addresses(site), jobs, progress)


def judge_paths(
    site: SiteUnderCheck, rules: frozenset[str], paths: Sequence[str], jobs: int, progress: Progress
) -> tuple[Judged, ...]:
    """Judge some files of a site, in their order, in up to ``jobs`` processes; for ``progress``, each is a step."""
    progress.expect(len(paths))
    if jobs < 2 or len(paths) < PARALLEL_FROM:
        return tuple(_judged(Judge(site, rules), paths, progress))
    from microsites.check.parallel import judge_in_parallel

    return judge_in_parallel(site, rules, paths, jobs, progress)


def _judged(judge: Judge, paths: Sequence[str], progress: Progress) -> Iterator[Judged]:
    for path in paths:
        yield judge.judge(path)
        progress.advance(1)
