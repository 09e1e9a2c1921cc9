"""What each link checker finds, misses and raises for nothing, on the same planted faults in one run.

    .venv/bin/python benchmarks/fault_table.py              the table
    .venv/bin/python benchmarks/fault_table.py --markdown   as Markdown
    .venv/bin/python benchmarks/fault_table.py --only microsites --only lychee

A fault is found by a report that stands at its page (or at the file of the page that carries it) and names it.
Any other report is a false alarm: the rest of the site is faultless.  A tool that is not installed is shown as absent.
What linkinator says of fragments depends on which page it reaches first, so its figures vary by a few between runs.
linkinator and linkchecker judge the site as this machine serves it, the others as it lies on the disk; each site's own
absolute addresses are those at which it is judged.  linkchecker asks ten times a second, so it takes two minutes; all run
at once, so what they take here says nothing about their speed (``check_speed.py`` does).
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from corpus_model import LINK_GROUPS, Fault
from fault_corpus import URL, Corpus, fault_corpus
from link_tools import TOOLS, Report, Tool
from static_host import host


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a tool's reports."""

    found: frozenset[str]
    """Kinds of faults."""
    fooled: Mapping[str, str]
    """Kinds of look-alikes, each with what was said of the first."""
    elsewhere: tuple[Report, ...]
    """Reports that are about nothing that was planted."""


@dataclass(frozen=True, slots=True)
class Run:
    """A tool's run."""

    tool: Tool
    version: str
    verdict: Verdict | None
    """None if the tool is not installed."""


class Judge:
    """Attributes reports to what was planted where they stand."""

    def __init__(self, corpus: Corpus) -> None:
        self._faults: dict[str, list[Fault]] = {}
        for fault in corpus.faults:
            for place in fault.places:
                self._faults.setdefault(place, []).append(fault)
        self._look_alikes = {place: each.kind for each in corpus.look_alikes for place in each.places}
        paths = "\n".join(corpus.files)
        self._telling = {
            name: fault.kind
            for fault in corpus.faults
            for name in fault.names
            if len(name.encode()) > len("http") and name not in paths
        }
        """Names that nothing but their fault has."""

    def found(self, report: Report) -> frozenset[str]:
        """The faults that ``report`` means."""
        places = (report.place, report.about)
        named = {fault.kind for place in places for fault in self._faults.get(place, ()) if _names(report, fault)}
        if not named and self.fooled(report) is None:
            # A tool that follows each address once may blame another page that leads there.  The address is right.
            named = {kind for name, kind in self._telling.items() if name in report.text}
        return frozenset(named)

    def fooled(self, report: Report) -> str | None:
        """The look-alike that ``report`` stands at, or whose page it is about."""
        return self._look_alikes.get(report.place) or self._look_alikes.get(report.about)

    def verdict(self, reports: Iterable[Report]) -> Verdict:
        """What became of a tool's reports."""
        found: set[str] = set()
        fooled: dict[str, str] = {}
        elsewhere = []
        for report in reports:
            if named := self.found(report):
                found |= named
            elif innocent := self.fooled(report):
                fooled.setdefault(innocent, report.text)
            else:
                elsewhere.append(report)
        return Verdict(frozenset(found), fooled, tuple(elsewhere))


def _names(report: Report, fault: Fault) -> bool:
    return not fault.names or any(name in report.text for name in fault.names)


def run(tool: Tool, work: Path) -> Run:
    """Write the corpus for ``tool``, run it, judge its reports."""
    program = tool.program()
    if program is None:
        return Run(tool, "", None)
    folder = work / tool.name
    site = folder / "site"
    site.mkdir(parents=True)
    # linkchecker goes on as nobody where it is started as root.
    folder.chmod(0o755)
    if tool.served:
        with host(site, character_set=False) as url:
            return _run(tool, program, folder, url)
    return _run(tool, program, folder, URL)


def _run(tool: Tool, program: str, folder: Path, url: str) -> Run:
    corpus = fault_corpus(url)
    site = corpus.write(folder)
    return Run(tool, tool.version(program), Judge(corpus).verdict(tool.run(program, site, url)))


def table(corpus: Corpus, runs: Sequence[Run], *, sums_alone: bool) -> list[tuple[str, ...]]:
    """A column a tool: one line a kind, then the sums."""
    groups = {group: _kinds(corpus, [group]) for group in dict.fromkeys(fault.group for fault in corpus.faults)}
    labels: list[tuple[str, str]] = [] if sums_alone else [(fault.kind, fault.group) for fault in corpus.faults]
    labels += [] if sums_alone else [(each.kind, "look-alike") for each in corpus.look_alikes]
    labels += [(f"found: {group}", str(len(kinds))) for group, kinds in groups.items()]
    labels += [
        ("found of a link checker's job", str(len(_kinds(corpus, LINK_GROUPS)))),
        ("found in all", str(len(corpus.faults))),
        ("false alarms: look-alikes", str(len(corpus.look_alikes))),
        ("false alarms: elsewhere", ""),
    ]
    columns = []
    for each in runs:
        if each.verdict is None:
            columns.append(["absent"] * len(labels))
            continue
        kinds = [] if sums_alone else _cells(corpus, each.tool, each.verdict)
        columns.append([*kinds, *_sums(corpus, each.verdict)])
    head = ("", "planted" if sums_alone else "group", *(each.tool.name for each in runs))
    return [head, *((*label, *cells) for label, *cells in zip(labels, *columns, strict=True))]


def _kinds(corpus: Corpus, groups: Iterable[str]) -> set[str]:
    return {fault.kind for fault in corpus.faults if fault.group in groups}


def _cells(corpus: Corpus, tool: Tool, verdict: Verdict) -> list[str]:
    cells = []
    for fault in corpus.faults:
        asked = tool is TOOLS[0] or fault.group in LINK_GROUPS
        cells.append("found" if fault.kind in verdict.found else "missed" if asked else "–")
    return [*cells, *("FALSE" if each.kind in verdict.fooled else "silent" for each in corpus.look_alikes)]


def _sums(corpus: Corpus, verdict: Verdict) -> list[str]:
    groups = [[group] for group in dict.fromkeys(fault.group for fault in corpus.faults)]
    found = [len(_kinds(corpus, names) & verdict.found) for names in (*groups, LINK_GROUPS)]
    return [str(number) for number in (*found, len(verdict.found), len(verdict.fooled), len(verdict.elsewhere))]


def shown(lines: Sequence[tuple[str, ...]], *, markdown: bool) -> str:
    """The table as text."""
    if markdown:
        first, *rest = (f"| {' | '.join(line)} |" for line in lines)
        return "\n".join([first, "| --- " * len(lines[0]) + "|", *rest])
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def main() -> None:
    """Parse, run, judge, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--only", action="append", choices=[tool.name for tool in TOOLS], help="only this tool; again for more"
    )
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    parser.add_argument("--sums", action="store_true", help="print the sums alone")
    given = parser.parse_args()
    wanted = [tool for tool in TOOLS if not given.only or tool.name in given.only]
    with tempfile.TemporaryDirectory(prefix="microsites-faults-") as name, ThreadPoolExecutor() as pool:
        work = Path(name).resolve()
        work.chmod(0o755)
        runs = list(pool.map(lambda tool: run(tool, work), wanted))
    print(shown(table(fault_corpus(), runs, sums_alone=given.sums), markdown=given.markdown))
    print()
    for each in runs:
        print(f"{each.tool.name} {each.version}: {each.tool.settings}" if each.verdict else f"{each.tool.name}: absent")
    for each in runs:
        for kind, text in each.verdict.fooled.items() if each.verdict else ():
            print(f"{each.tool.name}: false alarm at {kind}: {text}")
        for report in each.verdict.elsewhere if each.verdict else ():
            print(f"{each.tool.name}: false alarm at {report.place}: {report.text}")


if __name__ == "__main__":
    main()
