"""The way out: an ejected site is built by MkDocs alone and carries what the build carries."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment

from ejected import build_without_us, facts, unhashed
from microsites.content.yaml_reader import read_yaml
from microsites.eject.addresses import ROOT, as_template, rooted
from portfolios import AT, HOME, PORTFOLIO, SITE, EditablePortfolio


def eject(portfolio: EditablePortfolio, output: Path, *arguments: str) -> str:
    where = ("--portfolio", str(portfolio.root), "--output", str(output), "--at", AT)
    result = portfolio.command("eject", "berry", *where, *arguments)
    assert result.exit_code == 0, result.output
    return result.output


HARD = """\
  - type: rich_text
    id: hard
    heading: 'かっこ <b>と & と {{ page }} と {% raw %}'
    body: |
      表と符号：

      ```
      ~~~
      {{ config }}　`x`
      ```

      [外へ](https://example.jp/?a=1&b=2)と[下へ](page:access#bus)。
"""

ENGLISH = """\
---
title: How to get here
description: By bus.
---

Ten minutes on foot. [Home](page:index)
"""

ASKS_AND_WARNS = """\
measuring: {consent: {analytics: basic}}
emergency:
  heading: 大雨のお知らせ
  body: 今日は休園です。
  links:
    - {label: 避難所, site: move}
  updated: 2026-11-22 06:40
"""


@pytest.mark.parametrize("environment", ["production", "local"])
def test_an_ejected_site_carries_what_the_build_carries(
    portfolio: EditablePortfolio, tmp_path: Path, environment: str
) -> None:
    portfolio.write(HOME, portfolio.text(HOME) + HARD)
    portfolio.write(PORTFOLIO, portfolio.text(PORTFOLIO) + ASKS_AND_WARNS)
    portfolio.write("berry/pages/access.en.md", ENGLISH)
    assert portfolio.build_command("berry", environment=environment).exit_code == 0
    said = eject(portfolio, tmp_path / "out", "--env", environment)
    assert said.startswith("6 pages and")
    site = build_without_us(tmp_path / "out")
    built = portfolio.dist / "berry"
    pages = sorted(path.relative_to(built).as_posix() for path in built.rglob("*.html"))
    assert len(pages) >= 6
    versions, languages = {}, {}
    for page in pages:
        address = page.removesuffix("index.html")
        before, after = (facts((tree / page).read_text("utf-8"), address) for tree in (built, site))
        assert after == before, page
        assert unhashed(after) == []
        versions[page] = before["versions"]
        languages[page] = before["languages"]
    assert languages["access/en/index.html"] == ["ja", "en"]
    assert len(versions["access/en/index.html"]) == (3 if environment == "production" else 1)
    others = [path.relative_to(built) for path in built.rglob("*") if path.is_file() and path.suffix != ".html"]
    assert [
        name
        for name in others
        if name.name != "sitemap.xml" and (site / name).read_bytes() != (built / name).read_bytes()
    ] == []


def test_front_matter_says_each_thing_once(portfolio: EditablePortfolio, tmp_path: Path) -> None:
    eject(portfolio, tmp_path / "out")
    head = read_yaml((tmp_path / "out/docs/access.md").read_text("utf-8").split("---\n")[1], "access.md").data
    assert head["title"] == "行き方"
    assert head["description"] == "バスでの行き方です。"
    assert set(head) == {"title", "description", "sharing", "json_ld"}
    assert set(head["sharing"]) == {"og:type", "twitter:card"}


def test_the_readme_says_what_it_is_and_what_is_lost(portfolio: EditablePortfolio, tmp_path: Path) -> None:
    eject(portfolio, tmp_path / "out", "--env", "preview")
    readme = (tmp_path / "out/README.md").read_text("utf-8")
    for words in ("確認用", "2026年11月22日現在", "## 失われるもの", "時計", "検査", "計測計画", "mkdocs build"):
        assert words in readme
    assert (tmp_path / "out/requirements.txt").read_text("utf-8").startswith("mkdocs==1.")
    assert "G-PREVIEW000" in (tmp_path / "out/theme/parts/tags.html").read_text("utf-8")


def test_nothing_is_written_over(portfolio: EditablePortfolio, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine.txt").write_text("mine", "utf-8")
    where = ("--portfolio", str(portfolio.root), "--output", str(tmp_path / "out"))
    result = portfolio.command("eject", "berry", *where)
    assert result.exit_code == 2
    assert "BLD096" in result.output
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_the_folder_that_one_stands_in_is_filled(
    portfolio: EditablePortfolio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    eject(portfolio, Path())
    assert sorted(path.name for path in Path().iterdir()) == [
        "README.md",
        "docs",
        "mkdocs.yml",
        "requirements.txt",
        "theme",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["here", "portfolio"]


def test_a_folder_that_cannot_be_filled_stays_empty(
    portfolio: EditablePortfolio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = os.replace

    def full(source: Path, target: Path) -> None:
        if Path(target) == tmp_path / "out/mkdocs.yml":
            raise OSError(errno.ENOSPC, "full")
        replace(source, target)

    (tmp_path / "out").mkdir()
    monkeypatch.setattr(os, "replace", full)
    result = portfolio.command("eject", "berry", "--portfolio", str(portfolio.root), "--output", str(tmp_path / "out"))
    assert result.exit_code == 2
    assert "No space left on device" in result.output
    assert list((tmp_path / "out").iterdir()) == []


def test_a_site_that_cannot_be_built_leaves_nothing(portfolio: EditablePortfolio, tmp_path: Path) -> None:
    portfolio.path("berry/assets/photos/field.jpg").write_bytes(b"no picture")
    where = ("--portfolio", str(portfolio.root), "--output", str(tmp_path / "out"))
    assert portfolio.command("eject", "berry", *where).exit_code == 2
    portfolio.replace(SITE, "title: いちごの試験市", "titel: いちごの試験市")
    assert portfolio.command("eject", "berry", *where).exit_code == 2
    assert portfolio.command("eject", "bery", *where).exit_code == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["portfolio"]


@pytest.mark.parametrize(
    ("address", "html", "expected"),
    [
        ("", '<a href="access/">', f'<a href="{ROOT}access/">'),
        ("a/b/", '<a href="../../access/#bus">', f'<a href="{ROOT}access/#bus">'),
        ("a/", '<a href="../">', f'<a href="{ROOT}">'),
        ("", '<a href="./">', f'<a href="{ROOT}">'),
        ("a/", '<a href="../../move/">', f'<a href="{ROOT}../move/">'),
        (
            "a/",
            '<img srcset="../m/x.webp 320w, ../m/y.webp 640w">',
            f'<img srcset="{ROOT}m/x.webp 320w, {ROOT}m/y.webp 640w">',
        ),
        ("a/", '<a href="#main">', '<a href="#main">'),
        ("a/", '<a href="https://example.jp/?a=1&amp;b=2">', '<a href="https://example.jp/?a=1&amp;b=2">'),
        ("a/", '<a href="tel:000">', '<a href="tel:000">'),
    ],
)
def test_addresses_of_what_all_pages_share_start_at_the_root(address: str, html: str, expected: str) -> None:
    assert rooted(html, address) == expected


def test_what_looks_like_a_template_is_kept_as_it_is() -> None:
    assert (
        as_template(f'<a href="{ROOT}x/">{{{{ y }}}} {{ z }}</a>')
        == '<a href="{{ base_url }}/x/">{{ "{" }}{ y }} { z }</a>'
    )


PIECES = st.sampled_from(["{", "}", "%", "#", "-", "raw", "endraw", " ", "\n", "\r", '"', ROOT, "{% endraw %}", "あ"])


@given(st.lists(PIECES | st.text(max_size=3), max_size=12).map("".join))
def test_a_template_gives_exactly_the_text(text: str) -> None:
    rendered = Environment(autoescape=False).from_string(as_template(text)).render(base_url="..")
    assert rendered == text.replace(ROOT, "../")
