"""What lies in a tree, and which of it an address means."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from microsites.check.addresses import NOWHERE, Addresses, Target
from microsites.check.encoding import decode
from microsites.check.tree import Tree, address_of
from microsites.manifest import CheckSettings, Manifest, Place, Sister

HERE = Place(file="site.yml", line=1, column=1)


def manifest(url: str | None, **sisters: str | None) -> Manifest:
    return Manifest(
        generator="0", site="site", title="x", owner="x", environment="production" if url else "local", url=url,
        clock="2026-11-22T12:00+09:00", digest="", theme="promo", place=HERE, providers=(), known_ids=(), goals=(), events=(), pages=(),
        checks=CheckSettings(), sisters=tuple(Sister(site=name, url=address) for name, address in sisters.items()),
    )  # fmt: skip


def write(root: Path, *paths: str) -> Tree:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("x", "utf-8")
    return Tree.scan(root)


def test_find(tmp_path: Path) -> None:
    tree = write(tmp_path, "index.html", "farms/index.html", "old/index.htm", "農園/青木.html", "a.css")
    assert tree.find("") == "index.html"
    assert tree.find("farms") == tree.find("farms/") == tree.find("/farms/index.html") == "farms/index.html"
    assert tree.find("old/") == "old/index.htm"
    assert tree.find("農園/青木.html") == "農園/青木.html"
    assert tree.find("Farms/") is None
    assert tree.find("a.css/") is None
    assert tree.find("\0") is None


def test_tools_folders_are_no_part_of_the_site(tmp_path: Path) -> None:
    tree = write(tmp_path, ".manifest/site.html", ".well-known/x.txt", "a/.b/index.html", ".nojekyll")
    assert tree.files == {"a/.b/index.html", ".nojekyll", ".well-known/x.txt"}


def test_links_that_leave_the_tree_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/a.html").write_text("x", "utf-8")
    root = tmp_path / "site"
    write(root, "index.html", "docs/a.html")
    (root / "out").symlink_to("../secret")
    (root / "out.html").symlink_to("../secret/a.html")
    (root / "alias").symlink_to("docs")
    (root / "docs/loop").symlink_to("..")
    (root / "dangling").symlink_to("nowhere")

    tree = Tree.scan(root)

    assert tree.files == {"index.html", "docs/a.html", "alias/a.html"}
    assert {entry.path for entry in tree.unreadable} >= {"out", "out.html", "docs/loop", "dangling"}


def test_names_that_are_not_text_are_reported(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"\x83\x93.html")).write_text("x", "utf-8")
    except (OSError, UnicodeError):
        pytest.skip("this file system keeps only names that are text")
    tree = Tree.scan(tmp_path)
    assert tree.files == frozenset()
    assert [entry.reason for entry in tree.unreadable] == ["has a name that is not UTF-8"]


def test_an_absent_folder_is_an_empty_tree(tmp_path: Path) -> None:
    assert Tree.scan(tmp_path / "nowhere").files == frozenset()


@pytest.mark.parametrize(
    ("file", "address"), [("index.html", "./"), ("a/index.html", "a/"), ("a/b.html", "a/b.html"), ("index.htm", "./")]
)
def test_address_of(file: str, address: str) -> None:
    assert address_of(file) == address


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("aoki/", Target("site", "farms/aoki/", "")),
        ("../", Target("site", "", "")),
        ("../../../../x", Target("site", "x", "")),
        ("/x?y#z", Target("site", "x", "z")),
        ("?q=1", Target("site", "farms/index.html", "")),
        ("#a", Target("site", "farms/index.html", "a")),
        ("%E8%BE%B2%E5%9C%92/", Target("site", "farms/農園/", "")),
        ("農園/#料金", Target("site", "farms/農園/", "料金")),
        (" \n aoki/\t", Target("site", "farms/aoki/", "")),
        ("..\\access\\", Target("site", "access/", "")),
        ("https://site.example.jp", Target("site", "", "")),
        ("http://SITE.example.jp:80/a", Target("site", "a", "")),
        ("https://migration.example.jp/a/#b", Target("migration", "a/", "b")),
        ("https://migration.example.jp.evil.example/a/", None),
        ("https://site.example.jp:8443/a", None),
        ("mailto:a@example.jp", None),
        ("tel:000", None),
        ("JavaScript:void(0)", None),
        ("data:text/html,x", None),
        ("http://[broken", Target(NOWHERE, "http://[broken", "")),
        ("http://a:b/", Target(NOWHERE, "http://a:b/", "")),
    ],
)
def test_resolve(href: str, expected: Target | None) -> None:
    addresses = Addresses("site", manifest("https://site.example.jp/", migration="https://migration.example.jp/"))
    assert addresses.resolve("farms/index.html", href) == expected


def test_sites_below_one_host() -> None:
    addresses = Addresses("site", manifest("https://example.jp/site/", migration="https://example.jp/site/migration/"))
    assert addresses.resolve("index.html", "/site/a") == Target("site", "a", "")
    assert addresses.resolve("index.html", "/site") == Target("site", "", "")
    assert addresses.resolve("index.html", "migration/b") == Target("migration", "b", "")
    assert addresses.resolve("index.html", "/sitemap.xml") is None
    assert addresses.resolve("index.html", "/elsewhere/") is None


def test_side_by_side_in_local() -> None:
    addresses = Addresses("site", manifest(None, migration=None))
    assert addresses.resolve("farms/index.html", "../../migration/housing/#a") == Target("migration", "housing/", "a")
    assert addresses.resolve("farms/index.html", "/access/") == Target("site", "access/", "")
    assert addresses.resolve("index.html", "../other/") == Target(NOWHERE, "other/", "")


def test_base_href() -> None:
    addresses = Addresses("site", None)
    assert addresses.resolve("a/b.html", "c", base="/d/") == Target("site", "d/c", "")
    assert addresses.resolve("a/b.html", "#x", base="/d/") == Target("site", "d/", "x")
    assert addresses.resolve("a/b.html", "c", base="https://example.jp/") is None


@pytest.mark.parametrize(
    ("data", "text", "damaged"),
    [
        ("あ".encode(), "あ", False),
        (b"\xef\xbb\xbf" + "あ".encode(), "あ", False),
        (b"<meta charset=Shift_JIS>" + "①髙".encode("cp932"), "<meta charset=Shift_JIS>①髙", False),
        ('<?xml encoding="x"?><meta charset="euc-jp">あ'.encode("euc_jp"), None, False),
        ("あ".encode("utf-16"), "あ", False),
        (b'<meta charset="rot13">a', '<meta charset="rot13">a', False),
        (b'<meta charset="utf-16">a', '<meta charset="utf-16">a', False),
        (b'<meta charset="no-such">a', '<meta charset="no-such">a', False),
        ("あ".encode("cp932"), None, True),
        (b"", "", False),
    ],
)
def test_decode(data: bytes, text: str | None, damaged: bool) -> None:
    decoded = decode(data)
    assert decoded.damaged is damaged
    assert text is None or decoded.text == text
