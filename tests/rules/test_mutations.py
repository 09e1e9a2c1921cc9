"""Take the sample portfolio as it was built, break it once, and expect exactly that code and the line that owns it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from external_network import World, external
from microsites.build.swap import CACHE
from microsites.check.external.wire import Answer
from microsites.check.rules import CATALOGUE
from microsites.check.runner import check_directory
from microsites.measurement.provider_reader import providers_with
from mutation_table import FALSE_ALARM, MUTATION
from mutations import MUTATIONS
from mutations.built_sites import Dist, Mutation
from portfolios import copy_minimal

PROVIDERS = providers_with(None)
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def built_local(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portfolio built for nobody but its editors."""
    portfolio = copy_minimal(tmp_path_factory.mktemp("local"))
    assert not portfolio.build(environment="local").problems
    return portfolio.dist


@pytest.fixture(scope="session")
def built_preview(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portfolio built for those who are asked before it opens."""
    portfolio = copy_minimal(tmp_path_factory.mktemp("preview"))
    assert not portfolio.build(environment="preview").problems
    return portfolio.dist


PROVIDERS_AT_ONCE = """
measuring:
  consent: {analytics: disclose, advertising: disclose}
"""
PROVIDERS_ASKING = """
measuring:
  consent: {analytics: advanced, advertising: basic}
"""


def _build(folder: Path, ids: str, measuring: str) -> Path:
    portfolio = copy_minimal(folder)
    portfolio.replace("portfolio.yml", "ids: {ga4: G-TEST000000}", f"ids: {{ga4: G-TEST000000, {ids}}}")
    portfolio.write("portfolio.yml", portfolio.text("portfolio.yml") + measuring)
    assert not portfolio.build().problems
    return portfolio.dist


@pytest.fixture(scope="session")
def built_managed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portfolio with a tag manager of which nobody knows what it holds; all tags run at once."""
    ids = 'gtm: GTM-TEST001, meta: "123456789012345"'
    return _build(tmp_path_factory.mktemp("managed"), ids, PROVIDERS_AT_ONCE)


@pytest.fixture(scope="session")
def built_asking(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portfolio that asks: Google's tag runs without cookies until then, the others wait."""
    return _build(tmp_path_factory.mktemp("asking"), 'meta: "123456789012345"', PROVIDERS_ASKING)


TREES = {
    "production": "built_portfolio",
    "local": "built_local",
    "preview": "built_preview",
    "managed": "built_managed",
    "asking": "built_asking",
}


PICTURES = (".avif", ".webp", ".jpg", ".png", ".ico", ".svg")


def _copy(source: str, target: str) -> str:
    """Copy a file; a picture, which a mutation may take away but never writes, is the same file once more."""
    if source.endswith(PICTURES):
        os.link(source, target)
        return target
    return shutil.copyfile(source, target)


@pytest.fixture
def dist(request: pytest.FixtureRequest, tmp_path: Path) -> Dist:
    """A copy to break."""
    mutation: Mutation = request.param
    source = request.getfixturevalue(TREES[mutation.environment])
    return Dist(shutil.copytree(source, tmp_path / "dist", ignore=shutil.ignore_patterns(CACHE), copy_function=_copy))


@pytest.mark.parametrize(
    ("dist", "mutation"),
    [(mutation, mutation) for mutation in MUTATIONS],
    ids=[f"{mutation.code}: {mutation.description}" for mutation in MUTATIONS],
    indirect=["dist"],
)
def test_one_fault_gives_one_code_at_the_line_that_owns_it(
    dist: Dist, mutation: Mutation, record_property: Callable[[str, object], None]
) -> None:
    owner = mutation.change(dist)

    asked = external(World(dict(mutation.answers), otherwise=Answer(200))) if mutation.answers is not None else None
    findings = check_directory(dist.root, providers=PROVIDERS, today=TODAY, external=asked).findings

    codes = {finding.code for finding in findings} - mutation.along
    record_property(MUTATION, (mutation.code, codes == {mutation.code}))
    assert codes == {mutation.code}, [f"{f.code} {f.message}" for f in findings]
    assert owner in {(finding.location.file, finding.location.line) for finding in findings}


def test_good_sites_have_no_finding(
    request: pytest.FixtureRequest, record_property: Callable[[str, object], None]
) -> None:
    for name in TREES.values():
        asked = external(World({}, otherwise=Answer(200)))
        report = check_directory(request.getfixturevalue(name), providers=PROVIDERS, today=TODAY, external=asked)
        for rule in CATALOGUE:
            record_property(FALSE_ALARM, (rule.CODE, sum(finding.code == rule.CODE for finding in report.findings)))
        assert [f"{f.code} {f.location} {f.message}" for f in report.findings] == []
        for site in report.sites:
            for share in (site.pages, site.elements, site.goals):
                assert share is None or share.done == share.expected
            assert site.unjudged == ()


def test_every_rule_is_shown_by_a_mutation() -> None:
    assert {mutation.code for mutation in MUTATIONS} == {rule.CODE for rule in CATALOGUE}
