"""What Lighthouse says of every page on a simulated mid-range telephone.

    .venv/bin/python benchmarks/lighthouse.py [DIST] [PAGE…]

DIST is a portfolio built for production (default: dist), a PAGE one of its files (``strawberry/farms/index.html``); without
any, all are measured.

Its performance is taken by the clock, so it belongs on a machine that does nothing else: where one run gives less than
100, the median of three counts, as Lighthouse advises.  What is not in the figures: the providers' own scripts, which are
answered with an empty file.  Lighthouse itself comes with ``make proof``.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from first_view import BROWSERS, installed_browser
from static_host import host

TOOLS = Path(__file__).resolve().parent.parent / "tests" / "browser" / "tools"
PERFORMANCE = "performance"
TIMEOUT = 90
"""Seconds a page."""


@dataclass(frozen=True, slots=True)
class Report:
    """What Lighthouse said of a page."""

    url: str
    scores: dict[str, int]
    """Category → points of 100."""
    missed: dict[str, dict[str, Any]]
    """Audit → its category, weight, score and text."""
    metrics: dict[str, float]
    """In milliseconds; layout shift has no unit."""


def lighthouse(urls: Iterable[str], browser: str) -> list[Report]:
    """Run Lighthouse over addresses, one after the other.  Raises RuntimeError where it fails."""
    addresses = list(urls)
    done = subprocess.run(
        ["node", str(TOOLS / "lighthouse.mjs"), browser],
        input=json.dumps(addresses).encode(),
        capture_output=True,
        check=False,
        timeout=TIMEOUT * len(addresses),
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr.decode()[-2000:])
    return [Report(**json.loads(line)) for line in done.stdout.splitlines()]


def performance(report: Report, browser: str) -> int:
    """The points of a page that count."""
    runs = [report]
    if report.scores[PERFORMANCE] < 100:
        runs += [again for _ in range(2) for again in lighthouse([report.url], browser)]
    return int(statistics.median(run.scores[PERFORMANCE] for run in runs))


def main(dist: Path, wanted: frozenset[str]) -> None:
    """Print every page that misses a point, and a line a site.  ``wanted``: only these files; all if empty."""
    browser = installed_browser()
    if browser is None or not (TOOLS / "node_modules").is_dir():
        sys.exit(f"Chromium or the tools are missing: install one of {', '.join(BROWSERS)}, and run `make proof` once")
    lines = ["| Site | Pages | Performance | Others | FCP | LCP | TBT | CLS |", "|---|---|---|---|---|---|---|---|"]
    for site in sorted(path for path in dist.iterdir() if (path / "index.html").is_file()):
        files = (file.relative_to(site).as_posix() for file in site.rglob("*.html") if file.name != "404.html")
        pages = sorted(file for file in files if not wanted or f"{site.name}/{file}" in wanted)
        if not pages:
            continue
        with host(site) as address:
            reports = lighthouse((address + page.removesuffix("index.html") for page in pages), browser)
            points = [performance(report, browser) for report in reports]
        others = []
        for page, report, fast in zip(pages, reports, points, strict=True):
            others += [score for category, score in report.scores.items() if category != PERFORMANCE]
            short = {category: score for category, score in {**report.scores, PERFORMANCE: fast}.items() if score < 100}
            if short:
                print(f"{site.name}/{page}: {short} {sorted(report.missed)}", flush=True)
        times = {name: statistics.median(report.metrics[name] for report in reports) for name in reports[0].metrics}
        lines.append(
            f"| {site.name} | {len(pages)} | {min(points)}–{max(points)}, {points.count(100)} × 100 | {min(others)}–{max(others)}"
            f" | {times['first-contentful-paint'] / 1000:.1f} s | {times['largest-contentful-paint'] / 1000:.1f} s"
            f" | {times['total-blocking-time']:.0f} ms | {max(report.metrics['cumulative-layout-shift'] for report in reports):.3f} |"
        )
    print("\n".join(lines))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "dist"), frozenset(sys.argv[2:]))
