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
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from corpus_model import MEASUREMENT_ID
from large_site import LargeSite
from microsites.check.encoding import decode
from microsites.check.judging import Judge
from microsites.check.links import Linker
from microsites.check.measured import MeasuringReader
from microsites.check.parser import Marked, parse
from microsites.check.reading import DocumentReader
from microsites.check.rules import CATALOGUE
from microsites.check.runner import check_directory
from microsites.check.site import SiteUnderCheck
from microsites.check.tagging import Expectations
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


Item = TypeVar("Item")


def each(work: Callable[[Item], object], items: Iterable[Item]) -> None:
    """Do it with every item and keep nothing, as a check does: what is kept takes the place of what could be used again."""
    for item in items:
        work(item)


def steps(folder: Path) -> list[tuple[str, float]]:
    """Seconds for all pages, by step."""
    tree = Tree.scan(folder)
    providers = providers_with(None)
    site = SiteUnderCheck("", None, tree, Expectations({"ga4": (MEASUREMENT_ID,)}, providers, declared=False), {})
    pages = tree.pages()
    data = [tree.read(page) for page in pages]
    sources = [decode(each) for each in data]
    roots = [parse(source.text) for source in sources]
    reader = DocumentReader()
    documents = [
        reader.read(page, source, root, Marked(root)) for page, source, root in zip(pages, sources, roots, strict=True)
    ]
    linker = Linker("", site.addresses, {"": tree})
    measuring = MeasuringReader(site)
    some, every = (Judge(site, codes) for codes in (_codes("LNK", "TAG"), _codes("")))
    links_and_tags = best(lambda: each(some.judge, pages))
    judged = best(lambda: each(every.judge, pages))
    floor = [
        ("read", best(lambda: each(tree.read, pages))),
        ("decode", best(lambda: each(decode, data))),
        ("parse", best(lambda: each(lambda source: parse(source.text), sources))),
    ]
    parsed = list(zip(pages, sources, roots, strict=True))
    linked = list(zip(pages, documents, strict=True))
    beyond = [
        ("what stands in it", best(lambda: each(lambda page: reader.read(*page, Marked(page[2])), parsed))),
        (
            "where its links lead",
            best(lambda: each(lambda page: linker.links(page[0], page[1].hyperlinks, page[1].others), linked)),
        ),
        ("what it measures", best(lambda: each(lambda document: measuring.read(document, {}), documents))),
    ]
    known = sum(seconds for _, seconds in (*floor, *beyond))
    return [
        *floor,
        ("the floor: these three", sum(seconds for _, seconds in floor)),
        *beyond,
        ("rules of links and tags; facts", links_and_tags - known),
        ("a page, links and tags", links_and_tags),
        ("all other rules", judged - links_and_tags),
        ("a page, all rules", judged),
        ("the whole check, one process", best(lambda: check(folder))),
    ]


def _codes(*families: str) -> frozenset[str]:
    return frozenset(rule.CODE for rule in CATALOGUE if rule.CODE.startswith(families) and rule.CODE[:3] != "EXT")


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
            print(f"{step:30} {seconds / given.pages * 1e6:8.0f}")
        if given.profile:
            profile = cProfile.Profile()
            profile.runcall(check, site)
            pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
