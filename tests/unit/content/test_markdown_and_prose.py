"""Links and raw HTML in Markdown, found before anything is rendered; prose pages; the walk over a model."""

from __future__ import annotations

import time

import pytest

from microsites.content.fields import MarkdownText
from microsites.content.markdown_scan import MAX_LINE, MAX_OPEN, excesses, links, raw_html
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
        ("[a]( page:b )", [("page:b", 0, 6)]),
        ("[a](< page:b > '題')", [("page:b", 0, 7)]),
        ('[a](page:b "題（注) 2 > 1")', [("page:b", 0, 5)]),
        ("[a](page:b 'it's')", [("page:b", 0, 5)]),
        ("[a](page:b 'c)", [("page:b 'c", 0, 5)]),
        ("[a](asset:畑　1.jpg)", [("asset:畑　1.jpg", 0, 5)]),
        ("[a](asset:x[1].jpg)", [("asset:x[1].jpg", 0, 5)]),
        ("[a]()", [("", 0, 5)]),
        ("[a](page:b", []),
        ("``[a](page:b)` [c](page:d)", [("page:d", 0, 20)]),
        ("`x` [a](page:b) `y`", [("page:b", 0, 9)]),
        ("```x `[a](page:b)` [c](page:d)\n```", []),
    ],
)
def test_links_with_line_and_column(text: str, found: list[tuple[str, int, int]]) -> None:
    assert list(dict.fromkeys((link.href, link.line, link.column) for link in links(text))) == found


def test_definition_is_told_from_a_link() -> None:
    found = links("[a](page:x) ![b](asset:y.jpg)\n[c]: page:z\n[d]:\n  page:w")
    assert [(link.href, link.line, link.picture, link.definition) for link in found] == [
        ("page:x", 0, False, False),
        ("asset:y.jpg", 0, True, False),
        ("page:z", 1, False, True),
        ("page:w", 3, False, True),
    ]


HOSTILE = (
    "[a](" + " " * (MAX_LINE - 5) + "x",
    "[a](x" + "\u3000" * (MAX_LINE - 5),
    *(
        (piece * MAX_LINE)[:MAX_LINE]
        for piece in (
            "[",
            "![",
            "![a",
            "[a](",
            "[a](<",
            "](>",
            "[a](b 'c",
            '[a](b "c" ',
            "](\u3000",
            "`",
            "`a``",
            "<a",
            "<",
        )
    ),
    "".join("`" * length + "a" for length in range(1, 99)),
)


@pytest.mark.parametrize("line", HOSTILE, ids=lambda line: repr(line[:12]))
def test_the_longest_line_is_scanned_at_once(line: str) -> None:
    assert len(line) <= MAX_LINE
    start = time.process_time()
    for scan in (links, raw_html, excesses):
        list(scan(line))
    assert time.process_time() - start < 1  # the slowest takes a twentieth of that


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("あ" * MAX_LINE, []),
        ("a\n" + "あ" * (MAX_LINE + 1), [("has a line of 5,001 characters, at most 5,000 fit", 1, 1)]),
        ("[" * MAX_OPEN, []),
        ("[" * (MAX_OPEN + 1), [("leaves more than 50 brackets open in one paragraph", 0, 51)]),
        ("[\n" * (MAX_OPEN + 1), [("leaves more than 50 brackets open in one paragraph", 50, 1)]),
        ("[\n\n" * (MAX_OPEN + 1), []),
        ("[a](" * (MAX_OPEN + 1), [("leaves more than 50 brackets open in one paragraph", 0, 203)]),
        ("[a](page:b) （注) " * 200, []),
        ("- [a](page:b)\n" * 200, []),
        ("`" + "[" * 99 + "`", []),
        ("```\n" + "[" * 99 + "\n```", []),
    ],
)
def test_what_would_take_for_ever_to_render(text: str, found: list[tuple[str, int, int]]) -> None:
    assert [(excess.message, excess.line, excess.column) for excess in excesses(text)] == found
    assert all(excess.hint for excess in excesses(text))


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
