"""``microsites new page``: a page that is reached, under an address that is free."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fresh import add, contents, fresh_portfolio
from microsites.build.portfolio import build_portfolio, read_portfolio
from microsites.check.runner import check_directory
from microsites.scaffold.current import read_current
from portfolios import AT


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return fresh_portfolio(tmp_path / "town")


def test_pages_are_reached_and_nothing_is_found(root: Path, tmp_path: Path) -> None:
    assert add(root, "page", "welcome", "stay", "--title", "泊まる, 食べる: #1").exit_code == 0
    assert add(root, "page", "welcome", "stay/farm", "--title", "農家に泊まる", "--menu", "footer").exit_code == 0
    build_portfolio(read_portfolio(root), tmp_path / "dist", "local", names=(), at=AT, jobs=1)
    assert check_directory(tmp_path / "dist", providers={}, content=root).findings == ()
    site = read_current(root).site("welcome")
    assert [link.label for link in site.settings.navigation][-1] == "泊まる, 食べる: #1"
    assert [link.page for link in site.settings.footer] == ["about", "stay/farm"]
    assert site.page("stay").title == "泊まる, 食べる: #1"


def test_only_one_line_of_the_settings_is_new(root: Path) -> None:
    settings = root / "welcome/site.yml"
    before = b"\xef\xbb\xbf" + settings.read_bytes().replace(b"\n", b"\r\n").replace(b"news}\r\n", b"news} # mine\r\n")
    settings.write_bytes(before)
    result = add(root, "page", "welcome", "map")
    assert result.exit_code == 0, result.output
    line = "  - {label: 〔ページのタイトル〕, page: map}\r\n".encode()
    assert settings.read_bytes().replace(line, b"") == before
    assert "Page written: welcome/pages/map.yml\n" in result.output
    assert "Added to 'navigation' in welcome/site.yml: - {label: 〔ページのタイトル〕, page: map}\n" in result.output


def test_page_without_a_link_says_which_line_makes_one(root: Path) -> None:
    before = (root / "welcome/site.yml").read_bytes()
    result = add(root, "page", "welcome", "map", "--title", "地図", "--menu", "none")
    assert "No link leads to it yet" in result.output
    assert "welcome/site.yml: - {label: 地図, page: map}" in result.output
    assert (root / "welcome/site.yml").read_bytes() == before


def test_menu_that_is_crowded_gives_way_to_the_footer_and_a_full_one_is_refused(root: Path) -> None:
    for number in range(5):
        assert "'navigation'" in add(root, "page", "welcome", f"n{number}").output
    assert "Added to 'footer'" in add(root, "page", "welcome", "m").output
    settings = root / "welcome/site.yml"
    links = "".join(f"  - {{label: 案内{number}, page: access}}\n" for number in range(20))
    text = re.sub(r"^footer:\n(?:  .*\n)+", f"footer:\n{links}", settings.read_text("utf-8"), flags=re.MULTILINE)
    settings.write_text(text, "utf-8")
    before = contents(root)
    result = add(root, "page", "welcome", "z", "--menu", "footer")
    assert result.exit_code == 2
    assert "'footer' is full: it holds 20 links [BLD068]" in result.output
    assert contents(root) == before


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("Access", "BLD067"),
        ("../out", "BLD067"),
        ("a/../b", "BLD067"),
        ("a\\b", "BLD067"),
        ("a b", "BLD067"),
        ("交通", "BLD067"),
        ("", "BLD067"),
        ("a//b", "BLD067"),
        ("x" * 201, "BLD067"),
        ("access", "BLD060"),
        ("pages/access.yml", "BLD060"),
        ("access/index", "BLD060"),
        ("about", "BLD060"),
        ("news/opening", "BLD060"),
        ("external-transmission", "BLD060"),
    ],
)
def test_addresses_that_cannot_be_or_are_taken(root: Path, path: str, code: str) -> None:
    before = contents(root.parent)
    result = add(root, "page", "welcome", path)
    assert result.exit_code == 2
    assert f"[{code}]" in result.output
    assert contents(root.parent) == before


@pytest.mark.parametrize("title", ["", "  ", "a\nb", "a\x07b", "題" * 201])
def test_titles_that_cannot_be(root: Path, title: str) -> None:
    result = add(root, "page", "welcome", "x", "--title", title)
    assert result.exit_code == 2
    assert "cannot be a title [BLD067]" in result.output
    assert not (root / "welcome/pages/x.yml").exists()


def test_full_width_spaces_and_emoji_are_text(root: Path) -> None:
    assert add(root, "page", "welcome", "x", "--title", "花守　🍓だより").exit_code == 0
    assert add(root, "page", "welcome", "y", "--title", "二つ目").exit_code == 0
    site = read_current(root).site("welcome")
    assert site.page("x").title == "花守　🍓だより"
    assert [link.label for link in site.settings.navigation][-2:] == ["花守　🍓だより", "二つ目"]


def test_file_that_nobody_may_read_is_a_user_error(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(source: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(source))

    monkeypatch.setattr("shutil.copyfile", refused)
    result = add(root, "page", "welcome", "x")
    assert result.exit_code == 2
    assert "cannot be read: Permission denied [BLD061]" in result.output
    assert not (root / "welcome/pages/x.yml").exists()


def test_unknown_site_is_met_with_a_guess(root: Path) -> None:
    result = add(root, "page", "welcom", "x")
    assert result.exit_code == 2
    assert "did you mean 'welcome'?" in result.output


def test_broken_settings_are_named_at_their_line(root: Path) -> None:
    settings = root / "welcome/site.yml"
    settings.write_text(settings.read_text("utf-8").replace("theme: promo", "theme: prom"), "utf-8")
    result = add(root, "page", "welcome", "x")
    assert result.exit_code == 2
    assert "welcome/site.yml:7:8: 'prom' is not one of the choices" in result.output
