"""Large sites are judged in several processes: with the same result, and whatever one file does to them."""

from __future__ import annotations

import os
import signal
from itertools import pairwise
from pathlib import Path

import pytest

from microsites.check import workers
from microsites.check.facts import Judged
from microsites.check.judging import Judge
from microsites.check.parallel import _dealt, judge_in_parallel
from microsites.check.rules import CATALOGUE
from microsites.check.runner import check_directory
from microsites.check.site import SiteUnderCheck
from microsites.check.tagging import Expectations
from microsites.check.tree import Tree
from microsites.check.workers import judge_files
from microsites.measurement.provider_reader import providers_with

PROVIDERS = providers_with(None)
ALL = frozenset(rule.CODE for rule in CATALOGUE)


def large_site(root: Path, pages: int) -> SiteUnderCheck:
    for number in range(pages):
        page = root / f"p{number:03}" / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(
            f'<html lang="ja"><title>{number}</title><p id="a">'
            f'<a href="../p{(number + 1) % pages:03}/#a">次</a><a href="../gone{number}/">無</a><img src="x.png">',
            "utf-8",
        )
    return SiteUnderCheck("site", None, Tree.scan(root), Expectations({}, PROVIDERS, declared=False), {})


def summary(judged: tuple[Judged, ...]) -> list[tuple[object, ...]]:
    return [
        (
            each.facts and (each.facts.path, each.facts.title, list(each.facts.leads_to), list(each.facts.offers)),
            each.observations,
            each.unreadable,
        )
        for each in judged
    ]


def test_same_result_in_any_number_of_processes(tmp_path: Path) -> None:
    site = large_site(tmp_path, 30)
    paths = site.tree.pages()
    alone = judge_files(site, ALL, 1)
    assert summary(judge_in_parallel(site, ALL, paths, 3)) == summary(alone)
    assert [each.facts.path for each in alone if each.facts] == list(paths)


@pytest.mark.parametrize(("files", "jobs"), [(600, 2), (601, 3), (390, 16), (20_000, 2), (5, 4), (136, 4)])
def test_files_that_lie_side_by_side_stay_together_in_shares_of_one_size(files: int, jobs: int) -> None:
    paths = [f"{number:05}" for number in range(files)]
    shares = _dealt(paths, jobs)
    assert sorted(path for share in shares for path in share) == paths
    assert len(shares) == jobs
    assert max(map(len, shares)) - min(map(len, shares)) <= max(4, files // jobs // 100)
    together = sum(int(two) - int(one) == 1 for share in shares for one, two in pairwise(share))
    assert together >= files - max(4 * jobs, files // 50)


def test_report_is_the_same_above_the_threshold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large_site(tmp_path, 12)
    one = check_directory(tmp_path, providers=PROVIDERS)
    monkeypatch.setattr(workers, "PARALLEL_FROM", 10)
    two = check_directory(tmp_path, providers=PROVIDERS, jobs=2)
    assert two.findings == one.findings
    assert two.sites == one.sites
    assert len(one.findings) > 12


def test_a_file_that_kills_its_reader_is_named_and_the_others_are_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = large_site(tmp_path, 25)
    judge = Judge.judge

    def deadly(self: Judge, path: str) -> Judged:
        if path in ("p007/index.html", "p020/index.html"):
            os.kill(os.getpid(), signal.SIGKILL)
        return judge(self, path)

    monkeypatch.setattr(Judge, "judge", deadly)
    judged = judge_in_parallel(site, ALL, site.tree.pages(), 2)
    lost = [each.unreadable[0] for each in judged if each.unreadable]
    assert [(each.path, each.reason) for each in lost] == [
        ("p007/index.html", "stops the program that reads it"),
        ("p020/index.html", "stops the program that reads it"),
    ]
    assert sum(each.facts is not None for each in judged) == 23


def test_a_page_without_end_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = large_site(tmp_path, 2)

    def too_much(_self: Judge, _path: str, _source: object) -> Judged:
        raise MemoryError

    monkeypatch.setattr(Judge, "_judge", too_much)
    (first, _) = judge_files(site, ALL, 1)
    assert first.unreadable[0].reason == "needs more memory than there is"
