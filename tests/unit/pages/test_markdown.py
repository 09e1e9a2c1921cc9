"""Markdown fields as HTML."""

from __future__ import annotations

import re

import pytest

from microsites.pages.markdown import MarkdownRenderer, Resolvers
from microsites.pages.views import Image, ImageSource


def resolve(target: str) -> str | None:
    return {
        "page:access": "access/",
        "asset:guide.pdf": "assets/guide.pdf",
        "site:move": "https://move.example.jp/",
    }.get(target)


def picture(asset: str, alt: str) -> Image | None:
    if asset != "a.jpg":
        return None
    sources = (ImageSource("image/webp", "media/a.webp 800w"),)
    return Image("media/a.jpg", sources, 800, 400, alt, None, "100vw", None, vector=False)


@pytest.fixture(scope="module")
def renderer() -> MarkdownRenderer:
    resolvers = Resolvers()
    resolvers.link = resolve
    resolvers.image = picture
    return MarkdownRenderer(resolvers)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("朝どれ。", "<p>朝どれ。</p>"),
        ("**太い**", "<p><strong>太い</strong></p>"),
        ("1986. 年", '<ol start="1986">\n<li>年</li>\n</ol>'),
        ("[行](page:access)", '<p><a href="access/">行</a></p>'),
        ("[行](site:move)", '<p><a href="https://move.example.jp/">行</a></p>'),
        ("[電話](tel:000-000-0000)", '<p><a href="tel:000-000-0000">電話</a></p>'),
        ("[上](#top)", '<p><a href="#top">上</a></p>'),
        ("[悪](javascript:alert(1))", "<p><a>悪</a></p>"),
        ("[悪](data:text/html,x)", "<p><a>悪</a></p>"),
        ("[悪](//evil.example.jp)", "<p><a>悪</a></p>"),
        ("[無](page:nothing)", "<p><a>無</a></p>"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("a & b < c", "<p>a &amp; b &lt; c</p>"),
        ("&copy; &lt;b&gt;", "<p>&copy; &lt;b&gt;</p>"),
        ("`<b>`", "<p><code>&lt;b&gt;</code></p>"),
        ("![外](https://a.example.jp/x.jpg)", "<p><span>外</span></p>"),
        ("![無](asset:none.jpg)", "<p><span>無</span></p>"),
    ],
)
def test_rendered(renderer: MarkdownRenderer, text: str, html: str) -> None:
    assert str(renderer.render(text)).strip() == html


def test_picture_gets_its_sources_and_its_size(renderer: MarkdownRenderer) -> None:
    html = str(renderer.render('![畑 "と" <空>](asset:a.jpg)'))
    assert (
        '<source sizes="100vw" srcset="media/a.webp 800w" type="image/webp"' in html.replace("/>", ">")
        or "media/a.webp 800w" in html
    )
    for part in ('src="media/a.jpg"', 'width="800"', 'height="400"', 'loading="lazy"', "&lt;空&gt;", "&quot;と&quot;"):
        assert part in html


def test_table_may_scroll(renderer: MarkdownRenderer) -> None:
    assert '<table class="ms-prose-table">' in str(renderer.render("| a | b |\n|---|---|\n| 1 | 2 |"))


@pytest.mark.parametrize("rest", ["", "\n\n`x`"], ids=["simple", "python_markdown"])
@pytest.mark.parametrize(
    ("written", "under", "levels"),
    [
        ([3, 3], 1, [2, 2]),
        ([3, 3], 2, [3, 3]),
        ([2, 4, 3, 2], 1, [2, 3, 3, 2]),
        ([3, 2, 3], 1, [2, 2, 3]),
        ([1, 2, 3, 4], 4, [5, 6, 6, 6]),
    ],
)
def test_headings_go_on_below_what_stands_above(
    renderer: MarkdownRenderer, written: list[int], under: int, levels: list[int], rest: str
) -> None:
    text = "\n\n".join(f"{'#' * level} 見出し" for level in written) + rest
    assert [int(level) for level in re.findall(r"<h(\d)>見出し</h\1>", renderer.render(text, under))] == levels


@pytest.mark.parametrize("text", ["```yaml\na: 1\n```", "文。\n\n    a: 1"], ids=["fenced", "indented"])
def test_keyboard_reaches_code_that_scrolls(renderer: MarkdownRenderer, text: str) -> None:
    assert '<pre tabindex="0"><code' in renderer.render(text)


def test_one_text_leaves_nothing_for_the_next(renderer: MarkdownRenderer) -> None:
    renderer.render("[a][x]\n\n[x]: https://a.example.jp/")
    assert str(renderer.render("[a][x]")) == "<p>[a][x]</p>"
