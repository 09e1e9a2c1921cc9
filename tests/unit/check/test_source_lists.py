"""What a source list lets through, as Content Security Policy Level 3 says."""

from __future__ import annotations

import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsites.check.source_lists import Inline, allows_address, allows_inline

PAGE = "https://site.example.jp/farms/"
CODE = "color: red"


def hashed(name: str = "sha256", code: str = CODE) -> str:
    return f"'{name}-{base64.b64encode(hashlib.new(name, code.encode()).digest()).decode()}'"


@pytest.mark.parametrize(
    ("sources", "address", "allowed"),
    [
        ("", "a.png", False),
        ("'none'", "a.png", False),
        ("'self'", "a.png", True),
        ("'SELF'", "../a.png", True),
        ("'self'", "https://site.example.jp/a.png", True),
        ("'self'", "https://site.example.jp:443/a.png", True),
        ("'self'", "https://site.example.jp:8443/a.png", False),
        ("'self'", "http://site.example.jp/a.png", False),
        ("'self'", "https://www.site.example.jp/a.png", False),
        ("'self'", "//site.example.jp/a.png", True),
        ("'self'", "data:image/gif;base64,AAAA", False),
        ("*", "data:image/gif;base64,AAAA", False),
        ("*", "https://a.example.jp/", True),
        ("data:", "data:image/gif;base64,AAAA", True),
        ("https:", "a.png", True),
        ("http:", "https://a.example.jp/", True),
        ("https:", "http://a.example.jp/", False),
        ("a.example.jp", "https://a.example.jp/x", True),
        ("a.example.jp", "http://a.example.jp/x", False),
        ("A.Example.JP", "https://a.example.jp/x", True),
        ("http://a.example.jp", "https://a.example.jp/x", True),
        ("https://a.example.jp", "http://a.example.jp/x", False),
        ("*.example.jp", "https://a.b.example.jp/", True),
        ("*.example.jp", "https://example.jp/", False),
        ("*.example.jp", "https://badexample.jp/", False),
        ("https://*", "https://a.example.jp/", True),
        ("a.example.jp", "https://a.example.jp:8443/", False),
        ("a.example.jp:8443", "https://a.example.jp:8443/", True),
        ("a.example.jp:*", "https://a.example.jp:8443/", True),
        ("a.example.jp:443", "https://a.example.jp/", True),
        ("http://a.example.jp:80", "https://a.example.jp/", True),
        ("a.example.jp/js/", "https://a.example.jp/js/x.js", True),
        ("a.example.jp/js/", "https://a.example.jp/css/x.css", False),
        ("a.example.jp/js/x.js", "https://a.example.jp/js/x.js?v=1", True),
        ("a.example.jp/js/x.js", "https://a.example.jp/js/y.js", False),
        ("a.example.jp/%E6%A2%85/", "https://a.example.jp/梅/x.png", True),
        ("site.example.jp/files/", "../files/a.png", True),
        ("site.example.jp/files/", "a.png", False),
        ("xn--wgv71a.example", "https://日本.example/a.png", True),
        ("'self'", "https://[broken/", True),
    ],
)
def test_address(sources: str, address: str, allowed: bool) -> None:
    assert allows_address(sources.split(), address, PAGE) is allowed


@pytest.mark.parametrize(
    ("sources", "address", "allowed"),
    [
        ("'self'", "a.png", True),
        ("'self'", "https://a.example.jp/", True),
        ("a.example.jp", "a.png", True),
        ("https:", "a.png", True),
        ("data:", "a.png", False),
        ("'none'", "a.png", False),
        ("b.example.jp", "https://a.example.jp/", False),
        ("a.example.jp", "http://a.example.jp/", True),
    ],
)
def test_where_nobody_knows_the_page_s_address_what_may_be_right_is_right(
    sources: str, address: str, allowed: bool
) -> None:
    assert allows_address(sources.split(), address, "") is allowed


def test_page_in_clear_may_fetch_its_own_over_https() -> None:
    assert allows_address(("'self'",), "https://a.jp/x.png", "http://a.jp/")
    assert allows_address(("a.jp",), "https://a.jp/x.png", "http://a.jp/")


@pytest.mark.parametrize(
    ("sources", "kind", "allowed"),
    [
        ("'self'", "style", False),
        ("'unsafe-inline'", "style", True),
        ("'UNSAFE-INLINE'", "style attribute", True),
        (hashed(), "style", True),
        (hashed("sha512"), "style", True),
        (hashed().replace("sha256", "SHA256"), "style", True),
        (hashed(code="color: blue") + " 'unsafe-inline'", "style", False),
        (hashed(), "style attribute", False),
        (f"'unsafe-hashes' {hashed()}", "style attribute", True),
        (f"'unsafe-hashes' {hashed()}", "script attribute", True),
        ("'unsafe-hashes'", "script attribute", False),
        ("'nonce-abc'", "style", True),
        ("'nonce-abc' 'unsafe-inline'", "script attribute", False),
        ("'strict-dynamic' 'unsafe-inline'", "script attribute", False),
        ("'strict-dynamic' 'unsafe-inline'", "style attribute", True),
        ("'unsafe-inline'", "navigation", True),
        ("'self'", "navigation", False),
    ],
)
def test_inline(sources: str, kind: Inline, allowed: bool) -> None:
    assert allows_inline(sources.split(), CODE, kind) is allowed


def test_line_breaks_are_hashed_as_the_parser_of_html_gives_them() -> None:
    assert allows_inline((hashed(code="a\nb\nc"),), "a\r\nb\rc", "style")


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(("", PAGE, "http://a.jp:81/")))
def test_junk_is_judged_without_an_error(sources: str, address: str, page: str) -> None:
    assert allows_address(sources.split(), address, page) in (True, False)
    assert allows_inline(sources.split(), address, "style attribute") in (True, False)
