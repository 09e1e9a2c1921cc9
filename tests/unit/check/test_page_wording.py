"""Rules whose answer hangs on a few letters, or on what is known of the site: more cases than their trees hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from microsites.check.rules import long_title, unknown_role
from microsites.check.rules.word_pulled_apart import pulled_apart
from microsites.check.runner import check_directory
from microsites.check.wording import columns
from microsites.measurement.provider_reader import providers_with
from rule_trees import copy_rule_tree, edit_manifest

PROVIDERS = providers_with(None)
NOINDEX = '<meta name="robots" content="noindex">'


def codes(site: Path, *select: str, url: str | None = None) -> list[tuple[str, str, str]]:
    report = check_directory(site, providers=PROVIDERS, select=select, url=url)
    return [(finding.code, finding.severity, finding.page) for finding in report.findings]


def page(title: str, head: str = "", body: str = "") -> str:
    return (
        f'<!doctype html><html lang="ja"><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{body}</body>'
    )


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("abc", 3),
        ("花守", 4),
        ("ﾊﾅ", 2),
        ("ＡＢ", 4),
        ("カ\u3099", 2),
        ("é", 1),
        ("花守 2026", 9),
        ("、。", 4),
    ],
)
def test_a_japanese_letter_is_two_columns_wide(text: str, width: int) -> None:
    assert columns(text) == width


def test_the_limit_of_a_title_itself_is_allowed(tmp_path: Path) -> None:
    for number, letters in enumerate(("花" * 50, "花" * 50 + "a", "a" * 100, "a" * 101)):
        (tmp_path / f"{number}.html").write_text(page(letters), "utf-8")
    assert long_title.LIMIT == 100
    assert codes(tmp_path, "SEO005") == [("SEO005", "note", "1.html"), ("SEO005", "note", "3.html")]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("日　時", "日時"),
        ("日　　　時", "日時"),
        ("日 時：", "日時"),
        ("■ 日 \u00a0時", "日時"),
        ("（１）会　場", "会場"),
        ("３　所 在 地", "所在地"),
        ("【お 知 ら せ】", "お知らせ"),
        ("取　扱　い", "取扱い"),
        ("ニ ュ ー ス", "ニュース"),
        ("料　金　大人500円", "料金"),
        ("お し ら せ", "おしらせ"),
    ],
)
def test_a_word_that_is_pulled_apart(text: str, word: str) -> None:
    assert pulled_apart(text) == word


@pytest.mark.parametrize(
    "text",
    [
        "",
        "日時",
        "日時 会場",
        "日\n時",
        "東 西 南 北",
        "東　西　南　北",
        "春 夏 秋 冬",
        "月　火　水　木　金　土　日",
        "大 中 小",
        "年　月　日",
        "男 女",
        "都 道 府 県",
        "市 町 村",
        "あ い う え お",
        "あ か さ た な は ま や ら わ",
        "ア カ サ タ ナ",
        "い ろ は",
        "林　進",
        "森　一　郎",
        "海 と 山",
        "春 の 花",
        "山 へ 行く 道",
        "日 時間",
        "日 曜日",
        "A B C",
        "1 2 3",
        "花 守 市",
        "目 次郎",
    ],
)
def test_letters_that_stand_singly_for_good_reason(text: str) -> None:
    assert pulled_apart(text) == ""


def test_every_role_is_written_in_one_way() -> None:
    assert len(unknown_role.ROLES) == 82
    assert all(role == role.lower().strip("-") for role in unknown_role.KNOWN)


def test_a_canonical_host_is_judged_where_the_own_one_is_known(tmp_path: Path) -> None:
    links = {
        "here.html": "https://www.town.example/here.html",
        "away.html": "https://old.town.example/away.html",
        "port.html": "https://www.town.example:8443/port.html",
        "folder.html": "/other/folder.html",
        "broken.html": "https://[/",
    }
    for name, address in links.items():
        (tmp_path / name).write_text(page(name, f'<link rel="canonical" href="{address}">'), "utf-8")
    assert codes(tmp_path, "SEO009") == []
    found = codes(tmp_path, "SEO009", url="https://www.town.example/")
    assert found == [("SEO009", "warning", "away.html"), ("SEO009", "warning", "port.html")]


def test_a_preview_may_name_the_page_that_it_is_a_preview_of(tmp_path: Path) -> None:
    dist = copy_rule_tree(tmp_path, "SEO009/fail")
    assert len(codes(dist, "SEO009")) == 4
    edit_manifest(dist, environment="preview")
    assert codes(dist, "SEO009") == []


def test_a_start_page_that_hides_is_told_once_for_all(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(page("入口", NOINDEX, '<a href="farms.html">農園</a>'), "utf-8")
    (tmp_path / "farms.html").write_text(page("農園", NOINDEX), "utf-8")
    report = check_directory(tmp_path, providers=PROVIDERS, select=("SEO013",))
    assert [(finding.page, finding.severity) for finding in report.findings] == [("index.html", "warning")]
    assert "the start page (and 1 more of 2 pages)" in report.findings[0].message


def test_a_page_in_the_sitemap_is_told_by_one_rule(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(page("入口", NOINDEX), "utf-8")
    (tmp_path / "sitemap.xml").write_text("<urlset><url><loc>https://a.example/</loc></url></urlset>", "utf-8")
    assert codes(tmp_path, "SEO007", "SEO013") == [("SEO007", "warning", "index.html")]


@pytest.mark.parametrize(("listed", "hidden"), [(True, ["index.html"]), (False, []), (None, [])])
def test_the_manifest_says_whether_search_engines_may_list_a_site(
    tmp_path: Path, listed: bool | None, hidden: list[str]
) -> None:
    dist = copy_rule_tree(tmp_path, "A11Y012/pass")
    index = dist / "site/index.html"
    index.write_text(index.read_text("utf-8").replace("</title>", f"</title>{NOINDEX}", 1), "utf-8")
    edit_manifest(dist, listed=listed)
    assert [name for _, _, name in codes(dist, "SEO013")] == hidden
