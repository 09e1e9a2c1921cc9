"""A page as a frozen value, from HTML as it is found in the wild."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microsites.check.reading import read_document
from microsites.check.stylesheets import addresses as css_addresses
from microsites.check.uses import srcset


def addresses(html: str, kind: str | None = None) -> list[str]:
    return [use.value for use in read_document("x.html", html).uses if kind in (None, use.kind)]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="x">',
        "<a href=x>",
        "<A HREF='x'>",
        '<a\n  class="b"\n  href = "x"\n>',
        '<a href="x" href="y">',
        "<a href=x><p>unclosed <b>nested",
        '<form action="x">',
        '<link rel="canonical nofollow" href="x">',
        '<meta http-equiv="Refresh" content="3; URL=x">',
        '<svg><a xlink:href="x"/></svg>',
    ],
)
def test_links_in_every_spelling(html: str) -> None:
    assert addresses(html, "page") == ["x"]


@pytest.mark.parametrize(
    "html",
    [
        '<!-- <a href="x"> -->',
        '<template><a href="x"></a></template>',
        '<script>document.write("<a href=x>")</script>',
        "<textarea><a href=x></textarea>",
        '<link rel="preconnect" href="x">',
        '<img src="data:image/png;base64,AA" srcset="data:image/png;base64,AA 2x">',
        "<a>no address</a><img src>",
    ],
)
def test_what_is_not_there_is_not_used(html: str) -> None:
    assert [address for address in addresses(html) if not address.startswith("data:")] == []


def test_markup_for_visitors_without_scripts_is_read() -> None:
    html = '<noscript><a href="x"></a><img src="y"></noscript><iframe srcdoc="<a href=z>"></iframe>'
    found = read_document("x.html", html).uses
    assert [(use.tag, use.value, use.kind) for use in found] == [
        ("noscript", "x", "page"),
        ("noscript", "y", "asset"),
        ("iframe", "z", "page"),
    ]


def test_noscript_in_a_script_is_not_taken_for_markup() -> None:
    html = '<script>var a = "<noscript>";</script><a href="x">there</a><script>var b = "</noscript>";</script>'
    assert addresses(html, "page") == ["x"]


def test_noscript_in_the_head_does_not_end_the_head() -> None:
    html = '<head><noscript><img src="p.gif"></noscript><meta name="description" content="説明"></head>'
    assert read_document("x.html", html).description == "説明"


def test_entities_are_decoded_once() -> None:
    assert addresses('<a href="?a=1&amp;b=2&amp;amp;c=3">') == ["?a=1&b=2&amp;c=3"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a.jpg", ["a.jpg"]),
        ("a.jpg 1x, b.jpg 2x", ["a.jpg", "b.jpg"]),
        ("a.jpg 400w,\n b.jpg 800w,", ["a.jpg", "b.jpg"]),
        ("a.jpg, b.jpg 2x", ["a.jpg", "b.jpg"]),
        ("a,b.jpg 1x,c.jpg", ["a,b.jpg", "c.jpg"]),
        ("data:image/png;base64,AA 1x, b.jpg 2x", ["data:image/png;base64,AA", "b.jpg"]),
        ("写真/畑.jpg 1x", ["写真/畑.jpg"]),
        (" , ,", []),
        ("", []),
    ],
)
def test_srcset(value: str, expected: list[str]) -> None:
    assert list(srcset(value)) == expected


def test_title_lang_description_and_anchors() -> None:
    document = read_document(
        "x.html",
        '<html LANG="ja"><title> いちご\n狩り </title><svg><title>印</title></svg>'
        '<meta content="説明" name="Description"><p id="料金"><a name="old">',
    )
    assert (document.title, document.lang, document.description) == ("いちご 狩り", "ja", "説明")
    assert document.anchors == {"料金", "old"}


def test_the_title_of_a_picture_is_not_the_title_of_the_page() -> None:
    assert read_document("x.html", "<body><svg><title>印</title></svg>").title is None


@pytest.mark.parametrize(
    ("kind", "gated"),
    [
        ("", False),
        ("module", False),
        ("text/javascript", False),
        ("TEXT/JavaScript; charset=utf-8", False),
        ("text/plain", True),
        (" Text/Plain ", True),
    ],
)
def test_scripts_that_run_or_wait(kind: str, gated: bool) -> None:
    (script,) = read_document("x.html", f'<script type="{kind}">x()</script>').scripts
    assert script.gated is gated


@pytest.mark.parametrize("kind", ["application/ld+json", "text/template", "importmap", "speculationrules"])
def test_scripts_that_are_data(kind: str) -> None:
    assert read_document("x.html", f'<script type="{kind}">x()</script>').scripts == ()


def test_tracked_elements_tell_absent_from_empty() -> None:
    html = '<a data-track-id="p/s/a" data-track>1</a><button data-track="x_click">2</button>'
    first, second = read_document("x.html", html).tracked
    assert (first.track_id, first.event, first.goal) == ("p/s/a", "", None)
    assert (second.track_id, second.event) == (None, "x_click")


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        (".a{background:url(a.png)}", [("a.png", 1, 15)]),
        (".a{\n  background: URL( 'a b.png' )}", [("a b.png", 2, 15)]),
        ("@import 'x.css';@import url(y.css) print;", [("x.css", 1, 1), ("y.css", 1, 25)]),
        ("/* url(a.png) */", []),
        ('.a::after{content:"url(a.png)"}', []),
        (".a{fill:url(#g);background:url(data:image/png;base64,AA)}", []),
        ("/* あ */ .a{background:url(b.png)}", [("b.png", 1, 23)]),
        (r".a{background:url(a\ b.png)}", [("a b.png", 1, 15)]),
        ("/* never closed url(a.png)", []),
        (".a{background:url(never closed", []),
    ],
)
def test_stylesheets(css: str, expected: list[tuple[str, int, int]]) -> None:
    assert list(css_addresses(css)) == expected


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("<>/\"'=!-[]&;# \n\0abhrefscipttmlaimgsrcdnoé畑"), max_size=200))
def test_nothing_makes_the_parser_fail(html: str) -> None:
    read_document("x.html", html)
