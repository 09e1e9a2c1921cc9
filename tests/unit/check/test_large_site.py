"""The site on which the checker's speed is measured: realistic in size, the same every time, without a fault."""

from __future__ import annotations

import re
from pathlib import Path

from corpus_model import MEASUREMENT_ID
from large_site import PAGE_SIZE, LargeSite, folder_of
from microsites.check.runner import check_directory
from microsites.measurement.provider_reader import providers_with

COUNT = 60


def test_pages_are_large_and_full_of_links_and_all_different() -> None:
    site = LargeSite(COUNT)
    pages = [site.page(number) for number in range(COUNT)]
    assert [LargeSite(COUNT).page(number) for number in range(COUNT)] == pages
    assert len(set(pages)) == COUNT
    assert all(PAGE_SIZE <= len(page) < PAGE_SIZE * 1.03 for page in pages)
    assert all(90 <= len(re.findall(rb"<a [^>]*href=", page)) <= 110 for page in pages)
    assert len({folder_of(number) for number in range(20_000)}) == 20_000


def test_the_checker_has_nothing_to_say_of_it(tmp_path: Path) -> None:
    LargeSite(COUNT).write(tmp_path)
    report = check_directory(tmp_path, providers=providers_with(None), expect=(("ga4", MEASUREMENT_ID),))
    assert report.findings == ()
