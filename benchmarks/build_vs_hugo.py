"""A cold build of generated sites, `microsites` against Hugo, side by side in one run.

    .venv/bin/python benchmarks/build_vs_hugo.py                      100 sites of 20 pages, 5 rounds
    .venv/bin/python benchmarks/build_vs_hugo.py --sites 5 --rounds 1 --markdown

Ours is one command for all sites with two worker processes; Hugo is one process a site, two at a time.
Before anything is measured, both outputs are held against each other, page by page.
Processor time and memory are those of the measured processes and their children, as wait4(2) reports them.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from generated_portfolio import AT, MAX_SITES, PAGES_PER_SITE, SampleSite, sample_site, write_portfolio
from hugo_sites import hugo_command, hugo_program, write_hugo_sites
from same_output import differences

AT_A_TIME = 2
OURS, THEIRS = "microsites", "Hugo"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a build took."""

    wall: float
    cpu: float
    memory: float
    """Largest process, in MiB."""


@dataclass(frozen=True, slots=True)
class Process:
    """What one finished command took, with the children that it waited for."""

    cpu: float
    memory: float


def run(command: Sequence[str]) -> Process:
    """Run ``command`` to its end.  Raises SystemExit with its output if it fails."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            output.seek(0)
            raise SystemExit(f"{' '.join(command)}\n{output.read().decode(errors='replace')}")
    # ru_maxrss counts KiB on Linux, bytes on macOS
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Process(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def run_all(commands: Sequence[Sequence[str]], at_a_time: int) -> Cost:
    """Run ``commands``, so many at a time."""
    started = time.perf_counter()
    with ThreadPoolExecutor(at_a_time) as pool:
        processes = list(pool.map(run, commands))
    wall = time.perf_counter() - started
    return Cost(wall, sum(process.cpu for process in processes), max(process.memory for process in processes))


class Contest:
    """The two inputs, and how each tool builds its own into an empty folder."""

    def __init__(self, work: Path, count: int) -> None:
        self.work = work
        self.sites: tuple[SampleSite, ...] = tuple(sample_site(number) for number in range(count))
        self._program = Path(sys.executable).parent / "microsites"
        self._hugo = hugo_program()
        write_portfolio(work / "portfolio", self.sites)

    def _empty(self, name: str) -> Path:
        out = self.work / name
        shutil.rmtree(out, ignore_errors=True)
        return out

    def build_ours(self) -> Cost:
        """All sites with one command; no output and no cache from before."""
        out = self._empty("ours")
        options = ["--env", "production", "--at", AT, "--jobs", str(AT_A_TIME)]
        source = str(self.work / "portfolio")
        return run_all([[str(self._program), "build", "--portfolio", source, "--out", str(out), *options]], 1)

    def build_theirs(self) -> Cost:
        """One process a site; no output and no cache from before."""
        out, cache = self._empty("theirs"), self._empty("hugo-cache")
        commands = [
            hugo_command(self._hugo, self.work / "hugo" / site.id, out / site.id, cache / site.id)
            for site in self.sites
        ]
        return run_all(commands, AT_A_TIME)

    def hold_against_each_other(self) -> None:
        """Build both once; stop where the outputs are not the same.  Also warms the disk cache for both."""
        self.build_ours()
        write_hugo_sites(self.work / "hugo", self.sites, self.work / "ours")
        self.build_theirs()
        found = [
            f"{site.id}/{line}"
            for site in self.sites
            for line in differences(self.work / "ours" / site.id, self.work / "theirs" / site.id, site.url)
        ]
        if found:
            raise SystemExit("\n".join([*found[:20], f"{len(found)} differences: the two outputs are not the same"]))

    def size(self, name: str) -> tuple[int, int]:
        """Pages and bytes of an output (404 included), without what lies beside the published trees."""
        files = [path for site in self.sites for path in (self.work / name / site.id).rglob("*") if path.is_file()]
        return sum(path.suffix == ".html" for path in files), sum(path.stat().st_size for path in files)


def machine() -> str:
    """Processor and number of cores."""
    model = platform.processor() or platform.machine()
    information = Path("/proc/cpuinfo")
    if information.is_file():
        lines = [line for line in information.read_text("utf-8").splitlines() if line.startswith("model name")]
        model = lines[0].partition(":")[2].strip() if lines else model
    return f"{model}, {os.cpu_count()} cores, {platform.system()}"


def versions(hugo: Path) -> str:
    """Of everything that is measured."""
    text = subprocess.run([hugo, "version"], capture_output=True, text=True, check=True).stdout
    return f"microsites {version('microsites')} on Python {platform.python_version()}, Hugo {text.split()[1].split('-')[0].lstrip('v')}"


def _row(label: str, costs: dict[str, list[Cost]], value: Callable[[Cost], float], form: str) -> tuple[str, ...]:
    values = {name: [value(cost) for cost in rounds] for name, rounds in costs.items()}
    medians = {name: statistics.median(numbers) for name, numbers in values.items()}
    cells = [
        f"{medians[name]:{form}} ({min(values[name]):{form}}–{max(values[name]):{form}})" for name in (OURS, THEIRS)
    ]
    return label, *cells, f"{medians[OURS] / medians[THEIRS]:.2f}"


def table(costs: dict[str, list[Cost]], sizes: dict[str, tuple[int, int]], markdown: bool) -> str:
    """Medians, smallest and largest values, and the ratio of the medians (below 1: ours needs less)."""
    rows = [
        ("median (min–max)", OURS, THEIRS, "ratio"),
        _row("CPU seconds", costs, lambda cost: cost.cpu, ".2f"),
        _row("wall seconds", costs, lambda cost: cost.wall, ".2f"),
        _row("largest process, MiB", costs, lambda cost: cost.memory, ".0f"),
    ]
    sized = [f"{sizes[name][0]:,} / {sizes[name][1] / 1e6:.1f}" for name in (OURS, THEIRS)]
    rows.append(("HTML pages / MB of output", *sized, f"{sizes[OURS][1] / sizes[THEIRS][1]:.2f}"))
    if markdown:
        lines = [f"| {' | '.join(row)} |" for row in rows]
        return "\n".join([lines[0], "| --- | ---: | ---: | ---: |", *lines[1:]])
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def main() -> None:
    """Parse, compare, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sites", type=int, default=100, help=f"how many sites, at most {MAX_SITES} [100]")
    parser.add_argument("--rounds", type=int, default=5, help="how often each tool builds them, in turn [5]")
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    parser.add_argument("--keep", type=Path, help="work in this folder and leave it, to look at both outputs")
    given = parser.parse_args()
    if not 1 <= given.sites <= MAX_SITES or given.rounds < 1:
        parser.error(f"1 to {MAX_SITES} sites, at least one round")
    if given.keep is not None:
        given.keep.mkdir(parents=True)
    work = given.keep or Path(tempfile.mkdtemp(prefix="microsites-benchmark-"))
    try:
        contest = Contest(work, given.sites)
        contest.hold_against_each_other()
        print(
            f"{given.sites} sites of {PAGES_PER_SITE} pages; both outputs: same pages, text, links, tracking, head data"
        )
        costs: dict[str, list[Cost]] = {OURS: [], THEIRS: []}
        for number in range(1, given.rounds + 1):
            for name, build in ((OURS, contest.build_ours), (THEIRS, contest.build_theirs)):
                cost = build()
                costs[name].append(cost)
                print(f"round {number}: {name:10} {cost.cpu:7.2f} s CPU {cost.wall:7.2f} s wall", file=sys.stderr)
        sizes = {OURS: contest.size("ours"), THEIRS: contest.size("theirs")}
        print(f"{datetime.now(UTC).date().isoformat()}, {machine()}")
        print(f"{versions(hugo_program())}, {given.rounds} rounds, cold output, no cache\n")
        print(table(costs, sizes, given.markdown))
    finally:
        if given.keep is None:
            shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
