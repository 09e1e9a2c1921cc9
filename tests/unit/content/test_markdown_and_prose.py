"""Links and raw HTML in Markdown, found before anything is rendered; prose pages; the walk over a model."""

from __future__ import annotations

import pytest

from microsites.content.fields import MarkdownText
from microsites.content.markdown_scan import links, raw_html
from microsites.content.prose import html_problems, split_prose
from microsites.content.source import Source
from microsites.content.walk import walk
from microsites.content.yaml_reader import Position, Positions, YamlError, read_yaml
from microsites.sections import SECTION_TYPES


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[行き方](page:access#bus)", [("page:access#bus", 0, 7)]),
        ("a\n\n次は[ここ](https://a.example.jp/ '題')。", [("https://a.example.jp/", 2, 8)]),
        ("![写真](asset:photos/a.jpg)", [("asset:photos/a.jpg", 0, 7)]),
        ("[a](<page:b>)", [("page:b", 0, 6)]),
        ("[a][b]\n\n[b]: site:move/x", [("site:move/x", 2, 6)]),
        ("<https://a.example.jp/>", [("https://a.example.jp/", 0, 2)]),
        ("[a](page:b) [c](page:d)", [("page:b", 0, 5), ("page:d", 0, 17)]),
        ("[a](java&#x73;cript:alert)", [("javascript:alert", 0, 5)]),
        ("`[a](page:b)`", []),
        ("``[a](page:b) ` ``", []),
        ("```\n[a](page:b)\n```\n[c](page:d)", [("page:d", 3, 5)]),
        ("~~~ text\n```\n[a](page:b)\n~~~", []),
        ("[a]", []),
        ("(page:b)", []),
    ],
)
def test_links_with_line_and_column(text: str, found: list[tuple[str, int, int]]) -> None:
    assert list(dict.fromkeys((link.href, link.line, link.column) for link in links(text))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<script>alert(1)</script>", [(0, 1), (0, 17)]),
        ("a\n文字<b>太い</b>", [(1, 3), (1, 8)]),
        ("<img src=x\nonerror=alert(1)>", [(0, 1)]),
        ("<!-- 秘密 -->", [(0, 1)]),
        ("<!DOCTYPE html>", [(0, 1)]),
        ("<?php ?>", [(0, 1)]),
        ("<SVG/onload=alert(1)>", [(0, 1)]),
        ("<x-y>", [(0, 1)]),
        ("a < b, 3<4, <3, <- x", []),
        ("<https://a.example.jp/>", []),
        ("`<b>` と ``<i> ` ``", []),
        ("```html\n<b>\n```", []),
    ],
)
def test_raw_html_with_line_and_column(text: str, found: list[tuple[int, int]]) -> None:
    assert [(html.line, html.column) for html in raw_html(text)] == found


PROSE = "---\ntitle: 題\ndescription: 説明\n---\n\n本文<b>x</b>\n"


def test_prose_is_split_with_true_lines() -> None:
    prose = split_prose(PROSE, "about.md")
    assert prose.front_matter.data == {"title": "題", "description": "説明"}
    assert prose.front_matter.positions.value(("description",)) == Position(3, 14)
    assert (prose.body, prose.line_offset) == ("\n本文<b>x</b>\n", 4)
    problems = html_problems(prose, Source("about.md", prose.front_matter.positions))
    assert [str(problem).split(" [")[0] for problem in problems] == [
        "about.md:6:3: raw HTML in a prose page: <b>",
        "about.md:6:7: raw HTML in a prose page: </b>",
    ]


def test_prose_may_hold_rules_and_nothing() -> None:
    assert split_prose("---\ntitle: a\n---\nx\n\n---\n\ny", "f").body == "x\n\n---\n\ny"
    assert split_prose("---\n---", "f").front_matter.data is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# 題\n", "a prose page starts with its title and description"),
        ("", "a prose page starts with its title and description"),
        ("---\ntitle: 題\n本文\n", "the front matter is not closed"),
    ],
)
def test_prose_without_front_matter(text: str, message: str) -> None:
    with pytest.raises(YamlError) as caught:
        split_prose(text, "about.md")
    problem = caught.value.problem
    assert (problem.line, problem.column, problem.message) == (1, 1, message)
    assert problem.hint


def test_error_in_front_matter_has_the_line_of_the_file() -> None:
    with pytest.raises(YamlError) as caught:
        split_prose("---\ntitle: a\ntitle: b\n---\n", "about.md")
    assert (caught.value.problem.line, caught.value.problem.column) == (3, 1)


def test_walk_yields_every_part_with_its_path_in_the_order_of_the_file() -> None:
    text = """
type: faq
id: a
questions:
  - {question: q1, answer: '[x](page:y)'}
  - {question: q2, answer: z}
"""
    document = read_yaml(text, "f")
    section = SECTION_TYPES["faq"].model_validate(document.data)
    found = list(walk(section, ("sections", 3)))
    assert [path for path, _ in found] == [
        ("sections", 3),
        ("sections", 3, "questions", 0),
        ("sections", 3, "questions", 0, "answer"),
        ("sections", 3, "questions", 1),
        ("sections", 3, "questions", 1, "answer"),
    ]
    assert isinstance(found[2][1], MarkdownText)
    assert isinstance(document.positions, Positions)
