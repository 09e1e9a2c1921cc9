"""Where the time of a page goes when a site is checked: read, decode, parse, extract, judge.

    .venv/bin/python benchmarks/check_steps.py [--pages 1000] [--profile]

Each step is timed by itself over the same pages, in one process: the best of a few rounds, as what disturbs a
measurement only ever adds to it.  What a whole check takes beyond the steps before is the judging.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from corpus_model import MEASUREMENT_ID
from large_site import LargeSite
from microsites.check.encoding import decode
from microsites.check.reading import read_document
from microsites.check.runner import check_directory
from microsites.check.tree import Tree
from microsites.measurement.provider_reader import providers_with

ROUNDS = 3


def best(work: Callable[[], object]) -> float:
    """The shortest of a few runs, in seconds."""
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


def steps(site: Path) -> list[tuple[str, float]]:
    """Seconds for all pages, by step."""
    tree = Tree.scan(site)
    pages = tree.pages()
    data = [tree.read(page) for page in pages]
    texts = [decode(each).text for each in data]
    parse = best(lambda: [LexborHTMLParser(text) for text in texts])
    read = best(lambda: [decode(tree.read(page)) for page in pages])
    only = best(lambda: [tree.read(page) for page in pages])
    extract = best(lambda: [read_document(page, text) for page, text in zip(pages, texts, strict=True)])
    whole = best(lambda: check(site))
    list_files = best(lambda: Tree.scan(site))
    return [
        ("list the files", list_files),
        ("read", only),
        ("decode", read - only),
        ("parse (native)", parse),
        ("extract", extract - parse),
        ("judge", whole - list_files - read - extract),
        ("the whole check", whole),
    ]


def check(site: Path) -> object:
    """All rules, as the command runs them."""
    return check_directory(site, providers=providers_with(None), expect=(("ga4", MEASUREMENT_ID),))


def main() -> None:
    """Write a site, time the steps, print them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1000, help="how many [1000]")
    parser.add_argument("--profile", action="store_true", help="also name the 25 functions that take longest")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="microsites-check-steps-") as name:
        site = Path(name)
        LargeSite(given.pages).write(site)
        print(f"{given.pages} pages, best of {ROUNDS}; µs a page")
        for step, seconds in steps(site):
            print(f"{step:16} {seconds / given.pages * 1e6:8.0f}")
        if given.profile:
            profile = cProfile.Profile()
            profile.runcall(check, site)
            pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
