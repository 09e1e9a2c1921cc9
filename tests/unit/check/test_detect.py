"""Providers are recognised by their signatures, in the shapes in which tags are found in the wild."""

from __future__ import annotations

import time

import pytest

from microsites.check.detect import Detector
from microsites.check.javascript import comment_spans
from microsites.check.reading import read_document
from microsites.measurement.provider_reader import providers_with

DETECTOR = Detector(providers_with(None))


def traces(html: str) -> set[tuple[str, str, str]]:
    return {(d.role, d.id, d.state) for d in DETECTOR.detect(read_document("x.html", html))}


@pytest.mark.parametrize(
    "html",
    [
        '<script async src="https://www.googletagmanager.com/gtag/js?id=G-ABCD123456"></script>',
        "<script src=//www.googletagmanager.com/gtag/js?id=G-ABCD123456 async></script>",
        "<SCRIPT\n  SRC='https://www.googletagmanager.com/gtag/js?l=dl&amp;id=G-ABCD123456'\n  ASYNC\n></SCRIPT>",
        '<script nonce="a" src=" https://www.googletagmanager.com/gtag/js?id=G-ABCD123456&cx=c "></script>',
    ],
)
def test_loader(html: str) -> None:
    assert traces(html) == {("loader", "G-ABCD123456", "active")}


@pytest.mark.parametrize(
    "code",
    [
        'gtag("config","G-ABCD123456")',
        "gtag('config', 'G-ABCD123456', {'send_page_view': false});",
        "\n gtag(\n 'config' ,\n 'G-ABCD123456'\n)",
        "a();gtag(`config`,`G-ABCD123456`)",
        "var u='https://example.jp/';gtag('config','G-ABCD123456')",
        "var u=a/b;gtag('config','G-ABCD123456')//x",
        "x=/[/]/*2;gtag('config','G-ABCD123456')",
        "x = /\\/*/; gtag('config','G-ABCD123456')",
        "<!--\ngtag('config','G-ABCD123456');\n//-->",
    ],
)
def test_config(code: str) -> None:
    assert traces(f"<script>{code}</script>") == {("config", "G-ABCD123456", "active")}


@pytest.mark.parametrize(
    "code",
    [
        "// gtag('config','G-ABCD123456')",
        "/*\n gtag('config','G-ABCD123456');\n*/",
        "a(); // 旧: gtag('config','G-ABCD123456')",
        "var u = 'it''s'; /* gtag('config','G-ABCD123456') */",
        "/* never closed gtag('config','G-ABCD123456')",
        "<!-- gtag('config','G-ABCD123456')",
    ],
)
def test_commented_out_in_a_script(code: str) -> None:
    assert traces(f"<script>{code}</script>") == {("config", "G-ABCD123456", "commented")}


def test_commented_out_in_the_page() -> None:
    assert traces("<p><!-- <script>gtag('config','G-ABCD123456')</script> -->") == {
        ("config", "G-ABCD123456", "commented")
    }


def test_comments_that_open_again_inside_a_comment() -> None:
    tag = "<script>gtag('config','G-ABCD123456')</script>"
    assert traces(f"<p>{'<!--<img>' * 2000}{tag}-->") == {("config", "G-ABCD123456", "commented")}


@pytest.mark.parametrize(
    "junk",
    [
        "<noscript" * 50_000,
        "<noscript></noscript><script>" + "</script" * 50_000,
        "<noscript>" + "</noscript" * 50_000,
        "<script>" + "gtm.js?" * 30_000 + "</script>",
        "<script>" + "//www.googletagmanager.com/gtag/js?" * 10_000 + "</script>",
        f"<img src='{'//www.facebook.com/tr?' * 20_000}'>",
    ],
    ids=["noscript", "script end", "noscript end", "gtm", "gtag", "meta"],
)
def test_junk_takes_no_time_that_grows_with_its_square(junk: str) -> None:
    began = time.process_time()
    assert traces(junk) == set()
    assert time.process_time() - began < 20


def test_gated() -> None:
    html = '<script type="text/plain" data-consent="analytics">gtag("config","G-ABCD123456")</script>'
    assert traces(html) == {("config", "G-ABCD123456", "gated")}


@pytest.mark.parametrize(
    "html",
    [
        '<img src="IMG-20240501.jpg">',
        "<p>gtag('config','G-ABCD123456')</p>",
        "<script>var a='G-ABCD123456';</script>",
        "<script>gtag.config('G-ABCD123456')</script>",
        '<script src="https://example.jp/gtag/js?id=G-ABCD123456"></script>',
        '<script src="https://www.googletagmanager.com.example.jp/gtag/js?id=G-ABCD123456"></script>',
        '<script src="https://www.googletagmanager.com/gtag/js?xid=G-ABCD123456"></script>',
        '<script type="application/json">gtag("config","G-ABCD123456")</script>',
        '<template><script>gtag("config","G-ABCD123456")</script></template>',
        '<noscript><script>gtag("config","G-ABCD123456")</script></noscript>',
        '<a href="https://www.googletagmanager.com/gtag/js?id=G-ABCD123456">タグの説明</a>',
    ],
)
def test_what_only_looks_like_a_tag(html: str) -> None:
    assert traces(html) == set()


def test_the_text_of_local_scripts_counts() -> None:
    document = read_document("x.html", '<script src="app.js"></script>')
    (found,) = DETECTOR.detect(document, {"app.js": "gtag('config','G-ABCD123456')"})
    assert (found.id, found.state) == ("G-ABCD123456", "active")


def test_comment_spans() -> None:
    code = 'a("//no"); // yes\nb(`/* no */`); /* yes */'
    assert [code[start:end] for start, end in comment_spans(code)] == ["// yes", "/* yes */"]
