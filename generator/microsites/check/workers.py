"""Judges the files of a large site in several processes at once.

A file that kills the process that reads it is left out and named; the other files are judged all the same.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection, wait

from microsites.check.facts import Judged
from microsites.check.judging import Judge
from microsites.check.references import reader_of
from microsites.check.site import SiteUnderCheck
from microsites.check.tree import Unreadable

PARALLEL_FROM = 600
"""Files; below, starting processes takes longer than they save."""

_CHUNK = 100
"""Files whose results are sent together."""


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def files_with_addresses(site: SiteUnderCheck) -> tuple[str, ...]:
    """Every page of a site, and every other file with addresses."""
    return (*site.tree.pages(), *(path for path in site.tree.others() if reader_of(path)))


def judge_files(site: SiteUnderCheck, rules: frozenset[str], jobs: int) -> tuple[Judged, ...]:
    """Judge every file of a site with addresses, in their order, in up to ``jobs`` processes."""
    return judge_paths(site, rules, files_with_addresses(site), jobs)


def judge_paths(site: SiteUnderCheck, rules: frozenset[str], paths: Sequence[str], jobs: int) -> tuple[Judged, ...]:
    """Judge some files of a site, in their order, in up to ``jobs`` processes."""
    if jobs < 2 or len(paths) < PARALLEL_FROM:
        judge = Judge(site, rules)
        return tuple([judge.judge(path) for path in paths])
    return judge_in_parallel(site, rules, paths, jobs)


def judge_in_parallel(
    site: SiteUnderCheck, rules: frozenset[str], paths: Sequence[str], jobs: int
) -> tuple[Judged, ...]:
    """Judge ``paths`` in ``jobs`` processes; returns what came of them, in their order."""
    found: dict[str, Judged] = {}
    shares = [list(paths[number::jobs]) for number in range(jobs)]
    while shares:
        broken: list[list[str]] = []
        for share, answers in zip(shares, _run(site, rules, shares), strict=True):
            found.update(zip(share, answers, strict=False))
            left = share[len(answers) :]
            if len(left) == 1:
                found[left[0]] = Judged(None, unreadable=(Unreadable(left[0], "stops the program that reads it"),))
            else:
                # It died over one of the files whose results are sent together: they are halved until it stands alone.
                half = min(_CHUNK, len(left)) // 2
                broken += [left[:half], left[half:_CHUNK], left[_CHUNK:]]
        shares = [share for share in broken if share]
    return tuple([found[path] for path in paths])


def _run(site: SiteUnderCheck, rules: frozenset[str], shares: Sequence[Sequence[str]]) -> list[list[Judged]]:
    """Judge every share in a process of its own; returns as many answers as each could give."""
    answers: list[list[Judged]] = [[] for _ in shares]
    context = multiprocessing.get_context()
    ends: dict[Connection, int] = {}
    processes = []
    try:
        for number, share in enumerate(shares):
            ours, theirs = context.Pipe(duplex=False)
            process = context.Process(target=_work, args=(site, rules, share, theirs), daemon=True)
            process.start()
            theirs.close()
            processes.append(process)
            ends[ours] = number
        while ends:
            for end in wait(list(ends)):
                assert isinstance(end, Connection)
                try:
                    answers[ends[end]] += end.recv()
                except (EOFError, ConnectionError):
                    end.close()
                    del ends[end]
    finally:
        for process in processes:
            process.terminate()
            process.join()
    return answers


def _work(site: SiteUnderCheck, rules: frozenset[str], paths: Sequence[str], answers: Connection) -> None:
    # What is read of a page is forgotten without a collection; what is kept need not be looked through again and again.
    gc.set_threshold(100_000)
    for chunk in _answers(Judge(site, rules), paths):
        answers.send(chunk)
    answers.close()


def _answers(judge: Judge, paths: Sequence[str]) -> Iterator[list[Judged]]:
    for start in range(0, len(paths), _CHUNK):
        yield [judge.judge(path) for path in paths[start : start + _CHUNK]]
