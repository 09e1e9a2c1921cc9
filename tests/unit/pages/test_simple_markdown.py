"""The direct renderer says the same as Python-Markdown, or nothing."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from microsites.pages.markdown import MarkdownRenderer, Resolvers
from microsites.pages.simple_markdown import simple_html

PIECES = [
    *("あ", "い。", "a", "B ", " ", "  ", "    ", "\t", "\u3000", "\xa0", "\n", "\n\n", ".", ":", "：", "「", "」"),
    *("- ", "\n- ", "1. ", "\n1. ", "2) ", "12", "### ", "## ", "#", ">", "+", "=", "---", "===", "|", "`", "```", "~"),
    *(
        "*",
        "**",
        "***",
        "_",
        "**太字**",
        "**a",
        "a**",
        "[x](page:a)",
        "[y](https://e.example/a?b=c)",
        "[z](javascript:x)",
    ),
    *("[", "](", "](page:q)", "]", "[x]", "[x][y]", "[a]: b", "[x](<page:a>)", '[x](a "t")', "![", "![i](asset:a.png)"),
    *("(", ")", "!", "<b>", "&amp;", '"', "'", "\\", "^", "//", "http://a.example", "x@y.example", "{", "}", "\u2028"),
    *("{漢|かん}", "{漢字|かん|じ}", "{漢", "{漢|", "かん}", "|か"),
]


@pytest.fixture(scope="module")
def renderer() -> MarkdownRenderer:
    resolvers = Resolvers()
    resolvers.link = lambda target: target
    resolvers.image = lambda asset, alt: None
    return MarkdownRenderer(resolvers)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map("".join))
@example("- あ\n- **い** です\n\n続きは[x](page:a)。")
@example("- あ\n\n- い")
@example("### 見出し\n\n文。\n二行目。")
@example("### 大\n\n##### 小\n\n#### 中\n\n## 外")
def test_same_as_python_markdown(renderer: MarkdownRenderer, text: str) -> None:
    simple = simple_html(text, renderer._harden.href, renderer._resolvers.under)
    if simple is not None and text.strip():
        renderer._engine.reset()
        assert simple == renderer._engine.convert(text)


@pytest.mark.parametrize(
    "text", ["文。", "**太字**の文。", "- 一つ\n- 二つ", "### 題\n\n文", "[くわしく](page:a)見る", "{漢|かん}字"]
)
def test_common_forms_are_simple(text: str) -> None:
    assert simple_html(text, lambda target: target, under=1) is not None


@pytest.mark.parametrize(
    "text", ["<b>", "a & b", "`x`", "| a |\n| - |", "1. 一", "![i](asset:a.png)", "- あ\n    - い", "a  \nb"]
)
def test_everything_else_is_left_to_python_markdown(text: str) -> None:
    assert simple_html(text, lambda target: target, under=1) is None
