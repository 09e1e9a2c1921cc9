"""Whatever is typed: the readers answer with their own errors, and what is rendered is harmless."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from microsites.content.fields import URL_SCHEMES
from microsites.content.markdown_scan import links, raw_html
from microsites.content.prose import split_prose
from microsites.content.source import read_text
from microsites.content.yaml_reader import YamlError, read_yaml
from microsites.errors import UserError
from microsites.pages.markdown import MarkdownRenderer, Resolvers
from microsites.pages.views import Image
from portfolios import ABOUT, HOME, MINIMAL, copy_minimal

FILES = sorted(path for path in MINIMAL.rglob("*.yml"))
quick = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])

YAML_PIECES = st.sampled_from(
    [
        *"[]{}:,-?&*!|>'\"%@`#\n \t",
        "- ",
        ": ",
        "a: ",
        "\n  ",
        "---\n",
        "...\n",
        "<<: ",
        "!!str ",
        "&x ",
        "*x ",
        "あ",
        "\u2028",
    ]
)
MARKDOWN_PIECES = st.sampled_from(
    [
        *"[]()<>!`*_#|~\\\"'&:\n ",
        "[a](",
        "![a](",
        "[a]: ",
        "[a][a]",
        "<img src=x onerror=alert(1)>",
        "<script>",
        "</script>",
        "<!--",
        "javascript:",
        "java&#x0A;script:",
        "&#106;avascript:alert(1)",
        "data:text/html,",
        "vbscript:",
        "page:index",
        "asset:photos/field.jpg",
        "asset:nope.jpg",
        "asset:guide.pdf",
        "site:move",
        "site:nope",
        "https://a.example.jp/",
        "//evil.example.jp",
        "```\n",
        "    ",
        "\n\n",
        "- ",
        "1. ",
        "| a | b |\n|---|---|\n| ",
        "onclick=alert(1)",
        "\x00",
        "\x02",
        "\x03",
        "&lt;script&gt;",
        "<a href='javascript:alert(1)'>",
        "<svg/onload=alert(1)>",
        "\u202e",
        "字",
    ]
)
yaml_text = st.one_of(st.text(max_size=60), st.lists(YAML_PIECES, max_size=40).map("".join))
markdown_text = st.one_of(st.text(max_size=60), st.lists(MARKDOWN_PIECES, max_size=25).map("".join))


def read_or_refuse(text: str) -> None:
    try:
        read_yaml(text, "page.yml")
    except YamlError as error:
        assert error.problem.line >= 1  # noqa: PT017 - either outcome is right
        assert error.problem.column >= 1  # noqa: PT017
        assert error.problem.line <= text.count("\n") + 2  # noqa: PT017


@quick
@given(yaml_text)
@example("a: !<tag:x> b")
@example("%TAG ! tag:x:\n---\na")
@example("\ufeffa: 1")
@example("? \n: \n")
def test_any_text_is_read_or_refused(text: str) -> None:
    read_or_refuse(text)


@quick
@given(st.data())
def test_any_damage_to_a_real_file_is_read_or_refused(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(FILES)).read_text("utf-8")
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 20)))
        text = text[:start] + data.draw(st.one_of(YAML_PIECES, st.text(max_size=3))) + text[end:]
    read_or_refuse(text)


@quick
@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "fuzz.md"
    path.write_bytes(raw)
    try:
        split_prose(read_text(path, "fuzz.md"), "fuzz.md")
    except YamlError as error:
        assert error.problem.message  # noqa: PT017


def resolvers() -> Resolvers:
    known = Resolvers()
    known.link = lambda target: f"./{target.partition(':')[2]}".replace(":", "%3A")
    known.image = lambda asset, alt: Image(f"media/{len(asset)}.jpg", "", "", 1, 1, alt, None, "100vw", vector=False)
    return known


RENDERER = MarkdownRenderer(resolvers())
ALLOWED_TAGS = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "em",
        "strong",
        "code",
        "pre",
        "blockquote",
        "hr",
        "br",
        "a",
        "picture",
        "source",
        "img",
        "span",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ]
)


def assert_harmless(html: str) -> None:
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(True):
        assert element.name in ALLOWED_TAGS, html
        for name, value in element.attrs.items():
            assert not name.lower().startswith("on"), html
            assert name not in ("srcdoc", "formaction", "action"), html
            if name == "style":
                assert value in ("text-align: left;", "text-align: right;", "text-align: center;"), html
            if name == "href":
                assert not any(ord(character) <= 32 for character in value), html
                scheme = urlsplit(value).scheme
                assert scheme in URL_SCHEMES or value.startswith(("#", "./")), html
            if name == "src":
                assert value.startswith("media/"), html


@settings(quick, max_examples=400)
@given(markdown_text)
@example("[a](java\tscript:alert(1))")
@example("[a](&#106;avascript:alert(1))")
@example("[a]\n\n[a]: javascript:alert(1)")
@example('[a](https://a.example.jp/ "\\" onclick=alert(1)")')
@example('![a](x" onerror=alert(1))')
@example("<scr<script>ipt>")
@example("<details open ontoggle=alert(1)>")
@example("[a](<java\nscript:alert(1)>)")
@example("```<b>\n</pre><script>alert(1)</script>\n```")
@example("a\x02klzzwxh:0000\x03b")
def test_any_markdown_is_rendered_harmlessly(text: str) -> None:
    assert_harmless(str(RENDERER.render(text)))


@quick
@given(markdown_text)
def test_scanners_take_any_markdown(text: str) -> None:
    lines = text.split("\n")
    for found in (*links(text), *raw_html(text)):
        assert 0 <= found.line < len(lines)
        assert 1 <= found.column <= len(lines[found.line]) + 1


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(markdown_text.map(lambda text: text.replace("\x00", "")), st.booleans())
@example("```\n\n![x](asset:nope.jpg)\n\n```", False)
@example("![x](asset:guide.pdf)", False)
@example("![x](asset:guide.pdf)", True)
@example("![x][a]\n\n[a]: asset:guide.pdf", False)
@example("[y][b]\n\n[b]:\n  site:nope/x", False)
@example("[y][b]\n\n[b]:\n  site:nope/x", True)
@example("[y](\n<page:nope>)", True)
@example("![a](asset:)", False)
@example("[a](page:)", True)
@example("x" * 10 + "[a](page:" + "b" * 400 + ")", False)
def test_any_markdown_of_a_portfolio_is_built_or_refused(
    tmp_path_factory: pytest.TempPathFactory, text: str, prose: bool
) -> None:
    """Content and renderer agree: what the reader lets through, the renderer can render."""
    portfolio = copy_minimal(tmp_path_factory.mktemp("fuzz"))
    if prose:
        portfolio.write(ABOUT, portfolio.text(ABOUT) + text)
    else:
        block = "".join(f"      {line}\n" for line in text.replace("\r", "\n").splitlines())
        portfolio.replace(
            HOME, "      朝に摘んだ", block.lstrip() + "      朝に摘んだ" if block.strip() else "      朝に摘んだ"
        )
    try:
        portfolio.build("berry")
    except UserError:
        assert not (Path(portfolio.dist) / "berry").exists()
