"""What a policy that somebody wrote lets through, as browsers judge it."""

from __future__ import annotations

import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsites.check.policy import PagePolicy

CODE = "gtag('js')"
HASHES = {
    name: f"'{name}-{base64.b64encode(hashlib.new(name, CODE.encode()).digest()).decode()}'"
    for name in ("sha256", "sha384", "sha512")
}


@pytest.mark.parametrize(
    ("policy", "allowed"),
    [
        ("", True),
        ("img-src 'self'", True),
        ("default-src 'self'", False),
        ("script-src 'unsafe-inline'", True),
        ("SCRIPT-SRC 'Unsafe-Inline'", True),
        (f"script-src {HASHES['sha256']}", True),
        (f"script-src {HASHES['sha384']}", True),
        (f"script-src {HASHES['sha512']}", True),
        ("script-src 'sha256-AAAA' 'unsafe-inline'", False),
        ("script-src 'nonce-abc'", True),
        (f"default-src 'none'; script-src {HASHES['sha256']}", True),
        ("script-src 'self'; script-src 'unsafe-inline'", False),
        ("script-src 'unsafe-inline'; script-src-elem 'self'", False),
    ],
)
def test_inline_script(policy: str, allowed: bool) -> None:
    assert PagePolicy.parse(policy).allows_inline(CODE) is allowed


@pytest.mark.parametrize(
    ("source", "wanted", "allowed"),
    [
        ("*", "https://a.example.jp/x.js", True),
        ("https:", "https://a.example.jp/x.js", True),
        ("https:", "http://a.example.jp/x.js", False),
        ("'none'", "https://a.example.jp/x.js", False),
        ("a.example.jp", "https://a.example.jp/x.js", True),
        ("https://a.example.jp", "https://a.example.jp/x.js", True),
        ("http://a.example.jp", "https://a.example.jp/x.js", True),
        ("https://a.example.jp", "http://a.example.jp/x.js", False),
        ("https://a.example.jp/js/", "https://a.example.jp/other/x.js", False),
        ("*.example.jp", "https://a.example.jp/x.js", True),
        ("*.example.jp", "https://example.jp/x.js", False),
        ("*.example.jp", "https://a.badexample.jp/x.js", False),
        ("https://example.jp", "https://example.jp.evil.com/x.js", False),
        ("https://*.example.jp", "https://*.example.jp", True),
        ("https://www.example.jp", "https://*.example.jp", True),
        ("https://www.example.com", "https://*.example.jp", False),
        ("https://a.example.jp/js/", "https://a.example.jp/js/x.js", True),
        ("https://a.example.jp/x.js", "https://a.example.jp/y.js", False),
        ("'self'", "theme/site.js", True),
        ("'self'", "site.js", True),
        ("https://a.example.jp", "site.js", False),
        ("'self'", "https://site.example.jp/theme/site.js", True),
        ("'self'", "https://other.example.jp/site.js", False),
    ],
)
def test_address(source: str, wanted: str, allowed: bool) -> None:
    policy = PagePolicy.parse(f"script-src {source}")
    assert policy.allows("script-src", wanted, "https://site.example.jp/") is allowed


def test_directives_stand_in_for_others() -> None:
    policy = PagePolicy.parse("default-src https://d.jp; child-src https://c.jp; connect-src https://x.jp")
    assert policy.allows("img-src", "https://d.jp/a.gif")
    assert policy.allows("frame-src", "https://c.jp/")
    assert not policy.allows("frame-src", "https://d.jp/")
    assert not policy.allows("connect-src", "https://d.jp/")


@given(st.text(max_size=80), st.text(max_size=40))
def test_junk_is_judged_without_an_error(policy: str, address: str) -> None:
    read = PagePolicy.parse(policy)
    assert read.allows("connect-src", address) in (True, False)
    assert read.allows_inline(address) in (True, False)
