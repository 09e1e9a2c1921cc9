"""Which files an address can name, and whose addresses are answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from microsites.serve.hosts import is_own_host
from microsites.serve.injection import with_client
from microsites.serve.paths import file_below


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    tree = tmp_path / "tree"
    (tree / "farms").mkdir(parents=True)
    (tree / "index.html").write_text("home")
    (tree / "farms" / "index.html").write_text("farms")
    (tree / "案内.pdf").write_text("pdf")
    (tmp_path / "secret.txt").write_text("secret")
    (tree / "link.txt").symlink_to(tmp_path / "secret.txt")
    (tree / "out").symlink_to(tmp_path)
    (tree / "home.html").symlink_to(tree / "index.html")
    return tree


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("", "index.html"),
        ("index.html", "index.html"),
        ("farms/", "farms/index.html"),
        ("案内.pdf", "案内.pdf"),
        ("home.html", "home.html"),
    ],
)
def test_addresses_name_files(tree: Path, path: str, file: str) -> None:
    assert file_below(tree, path) == tree / file


@pytest.mark.parametrize(
    "path",
    [
        "farms",
        "nothing",
        "../secret.txt",
        "farms/../../secret.txt",
        "./index.html",
        "farms//index.html",
        "/etc/passwd",
        "//etc/passwd",
        "..\\secret.txt",
        "farms\\index.html",
        "C:/Windows/win.ini",
        "index.html:stream",
        "index.html\0.png",
        "link.txt",
        "out/secret.txt",
        ".. /secret.txt",
        "... /secret.txt",
        "a" * 5000,
    ],
)
def test_nothing_else_is_named(tree: Path, path: str) -> None:
    assert file_below(tree, path) is None


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1", "127.0.0.1:8000", "[::1]", "[::1]:8000"])
def test_this_machine_is_answered(host: str) -> None:
    assert is_own_host(host)


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "evil.example:8000",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "127.0.0.1@evil.example",
        "127.0.0.2",
        "::1",
        "[::1",
        "localhost:",
        "localhost:80x",
        "localhost:８０",
        "0.0.0.0",
    ],
)
def test_other_names_are_not(host: str) -> None:
    assert not is_own_host(host)


def test_script_stands_at_the_end_of_the_head() -> None:
    page = b"<!doctype html><head><title>x</title></head><body></head></body>"
    shown = with_client(page, "berry", 'a"b/index.html', "abc")
    assert shown == (
        b'<!doctype html><head><title>x</title><script type="module" src="/-/client/main.js" id="microsites-preview"'
        b' data-site="berry" data-path="a&quot;b/index.html" data-digest="abc"></script></head><body></head></body>'
    )


def test_script_stands_behind_a_page_without_head() -> None:
    assert with_client(b"text", "berry", "x", "y").startswith(b"text<script ")
