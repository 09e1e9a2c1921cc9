"""One address, however it is written; and which addresses are nobody's business."""

from __future__ import annotations

import pytest

from microsites.check.external.addresses import NotAnAddressError, NotAskedError, fragment_of, normalised
from microsites.check.external.guard import is_public, names_example, names_private


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("https://a.jp", "https://a.jp/"),
        ("  https://A.JP/\n", "https://a.jp/"),
        ("HTTPS://a.jp:443/x#part", "https://a.jp/x"),
        ("http://a.jp:80/", "http://a.jp/"),
        ("http://a.jp:8080/", "http://a.jp:8080/"),
        ("https://日本語.jp/", "https://xn--wgv71a119e.jp/"),
        ("https://例え．テスト/", "https://xn--r8jz45g.xn--zckzah/"),
        ("https://a.jp/観光/いちご.html?季節=春&x=%E6", "https://a.jp/%E8%A6%B3%E5%85%89/%E3%81%84%E3%81%A1%E3%81%94.html?%E5%AD%A3%E7%AF%80=%E6%98%A5&x=%E6"),
        ("https://a.jp/%E8%A6%B3", "https://a.jp/%E8%A6%B3"),
        ("https://a.jp/100%", "https://a.jp/100%25"),
        ("https://a.jp/a b", "https://a.jp/a%20b"),
        ("https://a.jp\\b\\c?d\\e", "https://a.jp/b/c?d\\e"),
        ("https://a.jp/x/../y/./z/..", "https://a.jp/y/"),
        ("https://a.jp/?", "https://a.jp/"),
        ("https://a.jp/[x]|y", "https://a.jp/[x]|y"),
        ("http://[2001:DB8::1]/", "http://[2001:db8::1]/"),
        ("https://a.jp./", "https://a.jp/"),
        ("https://a.\njp/", "https://a.jp/"),
    ],
)  # fmt: skip
def test_normal_form(written: str, asked: str) -> None:
    assert normalised(written) == asked
    assert normalised(asked) == asked


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("https://", "names no host"),
        ("https:///path", "names no host"),
        ("ftp://a.jp/", "begins with ftp:"),
        ("a.jp", "is no address"),
        ("https://a.jp:99999/", "is no address"),
        ("https://[::1/", "is no address"),
        ("https://a..jp/", "names a host that cannot exist"),
        ("https://exa mple.jp/", "names a host that cannot exist"),
        ("https://日本語\u200d\u200d.jp/" + "", "names a host that cannot exist"),
        (f"https://{'あ' * 80}.jp/", "names a host that cannot exist"),
    ],
)
def test_what_is_no_address(written: str, words: str) -> None:
    with pytest.raises(NotAnAddressError, match=words):
        normalised(written)


@pytest.mark.parametrize("written", ["https://name:secret@a.jp/", f"https://a.jp/{'x' * 9000}"])
def test_what_is_not_asked(written: str) -> None:
    with pytest.raises(NotAskedError) as caught:
        normalised(written)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("written", "fragment"),
    [
        ("https://a.jp/", ""),
        ("https://a.jp/#", ""),
        ("https://a.jp/#top", ""),
        ("https://a.jp/#TOP", ""),
        ("https://a.jp/#%E8%A6%B3", "観"),
        ("https://a.jp/#bus:~:text=time", "bus"),
        ("https://a.jp/#:~:text=time", ""),
        ("https://a.jp/#a#b", "a#b"),
    ],
)
def test_fragments(written: str, fragment: str) -> None:
    assert fragment_of(written) == fragment


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("2002:7f00:1::", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_names() -> None:
    private = ["http://localhost/", "http://a.localhost/", "http://nas.local/", "http://intranet/", "http://10.0.0.1/"]
    assert [url for url in private if not names_private(url)] == []
    assert not names_private("https://local.jp/")
    assert names_example("https://furusato.example.jp/x")
    assert names_example("https://example.com/")
    assert not names_example("https://myexample.com/")
