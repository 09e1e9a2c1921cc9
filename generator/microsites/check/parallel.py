"""Judges the files of a large site in several processes at once.

A file that kills the process that reads it is left out and named; the other files are judged all the same.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import pairwise
from multiprocessing.connection import Connection, wait
from typing import cast

from microsites.check.facts import Judged
from microsites.check.judging import Judge
from microsites.check.lines import read, written
from microsites.check.site import SiteUnderCheck
from microsites.check.tree import Unreadable
from microsites.i18n.message import _
from microsites.progress import UNWATCHED, Progress

_CHUNK = 100
"""Files whose results are sent together."""

_BLOCKS = 4
"""Blocks of files that a share has at least: pages differ, and so do folders."""


def judge_in_parallel(
    site: SiteUnderCheck, rules: frozenset[str], paths: Sequence[str], jobs: int, progress: Progress = UNWATCHED
) -> tuple[Judged, ...]:
    """Judge ``paths`` in ``jobs`` processes; returns what came of them, in their order."""
    found: dict[str, Judged] = {}
    shares = _dealt(paths, jobs)
    while shares:
        broken: list[list[str]] = []
        for share, answers in zip(shares, _run(site, rules, shares, progress), strict=True):
            found.update(zip(share, answers, strict=False))
            left = share[len(answers) :]
            if len(left) == 1:
                found[left[0]] = Judged(None, unreadable=(Unreadable(left[0], _("stops the program that reads it")),))
            else:
                # It died over one of the files whose results are sent together: they are halved until it stands alone.
                half = min(_CHUNK, len(left)) // 2
                broken += [left[:half], left[half:_CHUNK], left[_CHUNK:]]
        shares = [share for share in broken if share]
    return tuple([found[path] for path in paths])


def _dealt(paths: Sequence[str], jobs: int) -> list[list[str]]:
    """Shares of about the same size.  Files that lie side by side stay together: they have links in common."""
    count = jobs * max(_BLOCKS, len(paths) // jobs // _CHUNK)
    ends = [len(paths) * number // count for number in range(count + 1)]
    blocks = [paths[start:end] for start, end in pairwise(ends)]
    return [[path for block in blocks[number::jobs] for path in block] for number in range(jobs)]


def _run(
    site: SiteUnderCheck, rules: frozenset[str], shares: Sequence[Sequence[str]], progress: Progress
) -> list[list[Judged]]:
    """Judge every share in a process of its own; returns as many answers as each could give."""
    answers: list[list[Judged]] = [[] for _ in shares]
    context = multiprocessing.get_context()
    ends: dict[Connection, int] = {}
    processes = []
    try:
        for number, share in enumerate(shares):
            ours, theirs = context.Pipe(duplex=False)
            # A forked process has our ends, too: it must not hold them open when we are gone.
            inherited = (*ends, ours) if context.get_start_method() == "fork" else ()
            process = context.Process(target=_work, args=(site, rules, share, theirs, inherited), daemon=True)
            process.start()
            theirs.close()
            processes.append(process)
            ends[ours] = number
        while ends:
            # Windows has another class for the ends of its pipes.
            for end in cast("list[Connection]", wait(list(ends))):
                try:
                    answered = read(end.recv())
                    answers[ends[end]] += answered
                    progress.advance(len(answered))
                except (EOFError, ConnectionError):
                    end.close()
                    del ends[end]
    finally:
        for process in processes:
            process.terminate()
            process.join()
    return answers


def _work(
    site: SiteUnderCheck,
    rules: frozenset[str],
    paths: Sequence[str],
    answers: Connection,
    inherited: Sequence[Connection],
) -> None:
    # Ctrl-C reaches every process of a terminal; the one that started the others ends them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for end in inherited:
        end.close()
    # What is read of a page is forgotten without a collection.  What is kept is looked through once, and then set aside:
    # by themselves, collections would go through all of it again and again.
    gc.disable()
    # Whoever asked may have been killed: then there is nobody to answer.
    with suppress(BrokenPipeError):
        for chunk in _answers(Judge(site, rules), paths):
            # Lines are read again in a quarter of the time that pickled objects take.
            answers.send([written(judged) for judged in chunk])
            gc.collect(0)
            gc.freeze()
    answers.close()


def _answers(judge: Judge, paths: Sequence[str]) -> Iterator[list[Judged]]:
    for start in range(0, len(paths), _CHUNK):
        yield [judge.judge(path) for path in paths[start : start + _CHUNK]]
