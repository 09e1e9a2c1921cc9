"""How fast the checker is beside lychee, on one large site in one run.

    .venv/bin/python benchmarks/check_speed.py                         20,000 pages, 3 rounds
    .venv/bin/python benchmarks/check_speed.py --pages 2000 --rounds 1
    .venv/bin/python benchmarks/check_speed.py --start                 and the check of a small portfolio, start to exit
    .venv/bin/python benchmarks/check_speed.py --steps                 and where the time of a page goes

lychee judges links and fragments; ``microsites`` links and tags, then everything.  They take turns, and medians are
compared.  Then the same with what the last check remembered (``--cache``).  Processor time and memory are those of the
measured process and its children, as wait4(2) reports them.  The first round also warms the disk's cache: it counts for
nobody.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from build_vs_hugo import Cost, machine, run_all
from corpus_model import MEASUREMENT_ID
from large_site import LargeSite, folder_of
from link_tools import TOOLS

LYCHEE = ("--offline", "--include-fragments", "--index-files=index.html", "--no-progress", "--quiet")
OURS = (sys.executable, "-m", "microsites", "check")
EXPECT = ("--expect", f"ga4={MEASUREMENT_ID}")
LINKS_AND_TAGS = ("--select", "LNK,TAG")
STARTS = 9
PRESETS = ("tourism", "migration", "call", "community")
"""Beside the site that every new portfolio begins with."""
IMPORTS = "import click, yaml, pydantic"
MEMORY = 200
"""MB that a process may take."""


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to measure."""

    name: str
    command: tuple[str, ...]
    limit: float | None
    """The ratio to lychee's wall time that is allowed."""
    before: Callable[[], None] = lambda: None
    """What is done first and not measured."""


class Contest:
    """The site, and what runs over it."""

    def __init__(self, work: Path, pages: int) -> None:
        self.site = work / "site"
        self._pages = LargeSite(pages)
        self._store = work / "store"
        self._changes = 0
        program = next(tool for tool in TOOLS if tool.name == "lychee").program()
        if program is None:
            raise SystemExit("lychee is not installed")
        if not self.site.is_dir():
            self._pages.write(self.site)
        self.lychee = (program, *LYCHEE, "--root-dir", str(self.site), str(self.site))

    def cases(self) -> tuple[Case, ...]:
        """What is measured, in the order of a round."""
        everything = (*OURS, str(self.site), *EXPECT)
        kept = (*everything, "--cache", str(self._store))
        return (
            Case("lychee: links, fragments", self.lychee, None),
            Case("links and tags, cold", (*everything, *LINKS_AND_TAGS), 0.08),
            Case("all rules, cold", everything, 0.16),
            Case("nothing changed", kept, 0.02, lambda: self._fill(kept)),
            Case("one page changed", kept, 0.03, self._change),
        )

    def _fill(self, command: Sequence[str]) -> None:
        run_all([command], 1)

    def _change(self) -> None:
        """Another text on the page in the middle; its links stay."""
        self._changes += 1
        page = self.site / folder_of(self._pages.count // 2) / "index.html"
        text = page.read_text("utf-8")
        page.write_text(text.replace("</main>", f"<p>{self._changes}回目の訂正です。</p>\n</main>"), "utf-8")

    def measure(self, case: Case) -> Cost:
        """Run one case."""
        case.before()
        return run_all([case.command], 1)


def table(cases: Sequence[Case], costs: dict[str, list[Cost]], pages: int) -> str:
    """Medians; the ratio is that of wall times to the first case, lychee's."""

    def median(name: str, value: Callable[[Cost], float]) -> float:
        return statistics.median(value(cost) for cost in costs[name])

    theirs = median(cases[0].name, lambda cost: cost.wall)
    lines = [("", "wall s", "CPU s", "µs a page", "largest process", "× lychee", "allowed")]
    for case in cases:
        wall = median(case.name, lambda cost: cost.wall)
        memory = median(case.name, lambda cost: cost.memory)
        lines.append(
            (
                case.name,
                f"{wall:.2f}",
                f"{median(case.name, lambda cost: cost.cpu):.2f}",
                f"{wall / pages * 1e6:.0f}",
                f"{memory * 2**20 / 1e6:.0f} MB",
                f"{wall / theirs:.3f}",
                "" if case.limit is None else f"{case.limit:.2f}, {MEMORY} MB",
            )
        )
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def small_portfolio(work: Path) -> Path:
    """Five new sites of 60 pages together, built."""
    made, built = str(work / "town"), work / "town-built"
    new = [("new", "portfolio", made)]
    new += [("new", "site", preset, "--preset", preset, "--portfolio", made) for preset in PRESETS]
    for command in (*new, ("build", "--portfolio", made, "--out", str(built), "--env", "production")):
        subprocess.run([sys.executable, "-m", "microsites", *command], check=True, stdout=subprocess.DEVNULL)
    return built


def start(portfolio: Path) -> str:
    """A whole check of a small portfolio beside the mere imports."""
    seconds: dict[str, list[float]] = {"check": [], "imports": []}
    commands = {"imports": [sys.executable, "-c", IMPORTS], "check": [*OURS, str(portfolio)]}
    for _ in range(STARTS):
        for name, command in commands.items():
            started = time.perf_counter()
            done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
            seconds[name].append(time.perf_counter() - started)
            # 1 says that something was found, which is an answer, too.
            if done.returncode not in (0, 1):
                raise SystemExit(done.stderr.decode(errors="replace"))
    check, imports = (statistics.median(seconds[name]) for name in ("check", "imports"))
    pages = sum(1 for _ in portfolio.rglob("*.html"))
    return (
        f'check of {pages} pages, start to exit: {check:.3f} s; python -c "{IMPORTS}": {imports:.3f} s; '
        f"{check / imports:.2f} × (allowed: 2), {STARTS} rounds"
    )


def main() -> None:
    """Parse, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=20_000, help="how many [20000]")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured, in turn [3]")
    parser.add_argument(
        "--keep", type=Path, help="work in this folder and leave it; a site that lies there is used again"
    )
    parser.add_argument(
        "--start", action="store_true", help="also hold the check of a small portfolio against its imports"
    )
    parser.add_argument("--steps", action="store_true", help="also take a page's time apart")
    given = parser.parse_args()
    if given.pages < 40 or given.rounds < 1:
        parser.error("at least 40 pages and one round")
    print(f"{datetime.now(UTC).date().isoformat()}, {machine()}, Python {sys.version.split()[0]}")
    work = given.keep or Path(tempfile.mkdtemp(prefix="microsites-check-speed-"))
    work = work.resolve()
    try:
        contest = Contest(work, given.pages)
        cases = contest.cases()
        costs: dict[str, list[Cost]] = {case.name: [] for case in cases}
        contest.measure(cases[0])
        for number in range(1, given.rounds + 1):
            for case in cases:
                cost = contest.measure(case)
                costs[case.name].append(cost)
                print(f"round {number}: {case.name:26} {cost.wall:8.2f} s wall {cost.cpu:8.2f} s CPU", file=sys.stderr)
        print(f"{given.pages:,} pages, {given.rounds} rounds, medians\n")
        print(table(cases, costs, given.pages))
        if given.start:
            shutil.rmtree(work / "town", ignore_errors=True)
            print("\n" + start(small_portfolio(work)))
    finally:
        if given.keep is None:
            shutil.rmtree(work, ignore_errors=True)
    if given.steps:
        sys.stdout.flush()
        subprocess.run([sys.executable, str(Path(__file__).with_name("check_steps.py"))], check=True)


if __name__ == "__main__":
    main()
