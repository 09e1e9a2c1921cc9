"""Which addresses of a site lie outside, where they stand, and that each is wanted once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from external_network import World, answer, external
from microsites.check.external.outcome import Outside
from microsites.check.external.uses import OutsideUse, wanted_by
from microsites.check.external.verdicts import Wanted
from microsites.check.findings import Location, Spot
from microsites.check.runner import check_directory
from microsites.manifest import Place
from microsites.measurement.provider_reader import providers_with
from rule_trees import copy_rule_tree, edit_manifest

PROVIDERS = providers_with(None)


def outside_of(root: Path) -> Outside:
    world = World({}, otherwise=answer(200))
    outside = check_directory(root, providers=PROVIDERS, external=external(world)).outside
    assert outside is not None
    return outside


def uses_of(root: Path, html: str, css: str = "") -> tuple[OutsideUse, ...]:
    root.mkdir(exist_ok=True)
    (root / "index.html").write_text(f'<!doctype html><html lang="ja"><head><title>題</title>{html}', "utf-8")
    if css:
        (root / "style.css").write_text(css, "utf-8")
    return outside_of(root).uses


@pytest.mark.parametrize(
    ("html", "asked"),
    [
        ('<a href="https://a.jp/x">', ["https://a.jp/x"]),
        ('<a href="//a.jp/x">', ["https://a.jp/x"]),
        ('<a href=" HTTPS://A.jp ">', ["https://a.jp/"]),
        ('<base href="https://a.jp/b/"><a href="c">', ["https://a.jp/b/c"]),
        ('<img src="https://a.jp/1.png" srcset="https://a.jp/2.png 2x">', ["https://a.jp/1.png", "https://a.jp/2.png"]),
        ('<form action="https://a.jp/send">', ["https://a.jp/send"]),
        ('<meta property="og:image" content="https://a.jp/card.png">', ["https://a.jp/card.png"]),
        ('<div style="background: url(https://a.jp/1.png)">', ["https://a.jp/1.png"]),
        ('<a href="x.html"><a href="/y"><a href="#z"><a href="mailto:a@a.jp"><a href="tel:1"><a href="ftp://a.jp/">', []),
        ('<link rel="preconnect" href="https://a.jp/"><!-- <a href="https://a.jp/x"> -->', []),
    ],
)  # fmt: skip
def test_what_lies_outside(tmp_path: Path, html: str, asked: list[str]) -> None:
    assert [use.url for use in uses_of(tmp_path / "site", html)] == asked


def test_where_it_stands(tmp_path: Path) -> None:
    html = '<link rel="stylesheet" href="style.css"><a href="https://a.jp/">'
    link, font = uses_of(tmp_path / "site", html, "\n@font-face { src: url(https://b.jp/font.woff2) }")
    assert (link.kind, link.spot) == ("page", Spot("a", "href", "https://a.jp/", 0))
    assert (font.kind, font.spot, font.url) == ("asset", Location("style.css", 2, 19), "https://b.jp/font.woff2")


def test_sisters_are_not_outside(tmp_path: Path) -> None:
    root = copy_rule_tree(tmp_path, "LNK004/fail")
    assert [use.url for use in outside_of(root).uses if "sister" in use.url or "site.example" in use.url] == []


def test_the_line_that_a_person_wrote(tmp_path: Path) -> None:
    root = copy_rule_tree(tmp_path, "EXT001/fail")
    places = {use.written: use.places for use in outside_of(root).uses}
    assert places["https://down.jp/"] == (Place(file="site/pages/index.yml", line=32, column=9),)
    assert places["https://fine.jp/"] == (None,)


def test_one_site_of_a_portfolio_does_not_forget_what_others_refer_to(tmp_path: Path) -> None:
    """Nor does a whole portfolio remember what nobody refers to."""
    root, state = copy_rule_tree(tmp_path, "EXT001/fail"), tmp_path / "state.json"
    before = '{"version": 1, "failing": [{"url": "https://sister.jp/", "since": "2026-11-01"}]}'
    for target, kept in ((root / "site", True), (root, False)):
        state.write_text(before)
        run = replace(external(World({}, otherwise=answer(200))), state=state)
        check_directory(target, providers=PROVIDERS, external=run)
        assert ("sister.jp" in state.read_text()) is kept


def test_every_address_is_wanted_once_with_all_its_parts(tmp_path: Path) -> None:
    html = '<a href="https://a.jp/#x"><a href="https://A.jp#y"><a href="https://a.jp"><img src="https://a.jp/#z">'
    uses = uses_of(tmp_path / "site", html)
    assert wanted_by(uses, fragments=True) == (Wanted("https://a.jp/", frozenset({"x", "y"})),)
    assert wanted_by(uses, fragments=False) == (Wanted("https://a.jp/"),)


def test_settings_of_the_portfolio_are_obeyed(tmp_path: Path) -> None:
    """Severity, off, and suppression, as for every other rule."""
    root = copy_rule_tree(tmp_path, "EXT002/fail")

    def found(**checks: object) -> list[tuple[str, str]]:
        edit_manifest(root, checks={"fail_on": "error", "severity": {}, "suppress": [], **checks})
        world = World({}, otherwise=answer(403))
        report = check_directory(root, providers=PROVIDERS, external=external(world), select=("EXT",))
        return sorted(
            {(finding.subject, finding.severity) for finding in report.findings if "google" not in finding.subject}
        )

    hosts = ["https://busy.jp/", "https://club.jp/", "https://password.jp/", "https://wall.jp/"]
    assert found() == [(host, "note") for host in hosts]
    assert found(severity={"EXT002": "warning"}) == [(host, "warning") for host in hosts]
    assert found(severity={"EXT": "off"}) == []
    entry = {
        "code": "EXT002",
        "subject": "https://club.jp/",
        "reason": "x",
        "place": {"file": "checks.yml", "line": 1, "column": 1},
    }
    assert [host for host, _ in found(suppress=[entry])] == [host for host in hosts if host != "https://club.jp/"]
