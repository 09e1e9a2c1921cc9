"""Whatever happens to the files of a portfolio: problems with a place, in words that can be said in both languages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broken_content import assert_helpful, broken, files_of, problems_of
from portfolios import CHECKOUT, MINIMAL

SITES = CHECKOUT / "sites"

_relaxed = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture], database=None
)


def _copy(folder: Path, source: Path) -> Path:
    root = folder / "portfolio"
    shutil.copytree(source, root, ignore=shutil.ignore_patterns("artwork", "__pycache__"))
    return root


def _break_one(data: st.DataObject, root: Path) -> None:
    file = root / data.draw(st.sampled_from(files_of(root)))
    before = file.read_bytes()
    file.write_bytes(broken(data, before))
    try:
        for problem in problems_of(root):
            assert_helpful(problem, root)
    finally:
        file.write_bytes(before)


@pytest.fixture(scope="module")
def minimal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _copy(tmp_path_factory.mktemp("minimal"), MINIMAL)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _copy(tmp_path_factory.mktemp("sites"), SITES)


def test_what_is_broken_is_content(minimal: Path, sites: Path) -> None:
    assert problems_of(minimal) == problems_of(sites) == ()
    assert {Path(file).suffix for file in files_of(sites)} >= {".yml", ".md", ".csv"}


@settings(_relaxed, max_examples=40)
@given(st.data())
def test_a_broken_file_is_told_with_its_place(minimal: Path, data: st.DataObject) -> None:
    _break_one(data, minimal)


@pytest.mark.proof
@settings(_relaxed, max_examples=600)
@given(st.data())
def test_a_broken_file_of_the_sample_sites_is_told_with_its_place(sites: Path, data: st.DataObject) -> None:
    _break_one(data, sites)
