"""A tree never holds an ID of another environment, whatever an editor writes and wherever."""

from __future__ import annotations

import html
import re
import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microsites.errors import UserError
from portfolios import ABOUT, ACCESS, PORTFOLIO, SITE, EditablePortfolio, copy_minimal, snapshot

PRODUCTION = "G-TEST000000"

SPELLINGS: Mapping[str, Callable[[str], str]] = {
    "plain": lambda text: text,
    "percent": lambda text: "".join(f"%{ord(char):02X}" for char in text),
    "percent twice": lambda text: quote("".join(f"%{ord(char):02x}" for char in text)),
    "entities": lambda text: "".join(f"&#{ord(char)};" for char in text),
    "hexadecimal entities": lambda text: "".join(f"&#x{ord(char):X};" for char in text),
    "entities twice": lambda text: html.escape("".join(f"&#{ord(char)};" for char in text)),
    "one entity": lambda text: text.replace("-", "&#45;"),
    "percent in entities": lambda text: "".join(f"&#37;{ord(char):02x}" for char in text),
}

PLACES: Mapping[str, Callable[[EditablePortfolio, str], None]] = {
    "title of a page": lambda p, text: p.replace(ACCESS, "title: 行き方", f'title: "行き方 {text}"'),
    "Markdown": lambda p, text: p.write(ABOUT, f"{p.text(ABOUT)}\n\n測定は {text} です。\n"),
    "address in Markdown": lambda p, text: p.write(
        ABOUT, f"{p.text(ABOUT)}\n\n[x](https://a.example.com/?id={text})\n"
    ),
    "address of a menu": lambda p, text: p.replace(
        SITE, "  - {label: 行き方, page: access}", f'  - {{label: 外, url: "https://a.example.com/?id={text}"}}'
    ),
    "text of site.yml": lambda p, text: p.replace(SITE, "tagline: 摘みに行こう", f'tagline: "{text}"'),
    "text of a sister site": lambda p, text: p.write(
        "move/site.yml", re.sub(r"(?m)^tagline: .*$", f'tagline: "{text}"', p.text("move/site.yml"))
    ),
    "municipality": lambda p, text: p.replace(
        PORTFOLIO, "  note: 試験のため", f'  note: "{text}"\n  address: "試験のため'
    ),
    "file": lambda p, text: _asset(p, "note.txt", text.encode()),
    "file in UTF-16": lambda p, text: _asset(p, "note.txt", text.encode("utf-16")),
    "binary file": lambda p, text: _asset(p, "note.bin", b"\0\xff" + text.encode() + b"\0"),
}


def _asset(portfolio: EditablePortfolio, name: str, data: bytes) -> None:
    portfolio.write(f"berry/assets/{name}", data)
    portfolio.write(ABOUT, f"{portfolio.text(ABOUT)}\n\n[資料](asset:{name})\n")


@cache
def holds(data: bytes, identifier: str) -> bool:
    """Whether somebody can read ``identifier`` in a file, in ways of our own: not those of the code under test."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        text = data.decode(encoding, "replace")
        for _ in range(4):
            if identifier in text or identifier in html.unescape(text) or identifier in unquote(text):
                return True
            text = unquote(html.unescape(text))
    return False


def holders(folder: Path, identifier: str) -> list[str]:
    """The published files from which ``identifier`` can be read."""
    return [
        path.relative_to(folder).as_posix()
        for site in ("berry", "move")
        for path in sorted((folder / site).rglob("*"))
        if path.is_file() and holds(path.read_bytes(), identifier)
    ]


@pytest.fixture(scope="module")
def shared_dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where every example is built, so that its pictures are made once."""
    return tmp_path_factory.mktemp("shared") / "dist"


@settings(max_examples=25, deadline=None)
@given(
    place=st.sampled_from(sorted(PLACES)),
    spelling=st.sampled_from(sorted(SPELLINGS)),
    around=st.tuples(st.sampled_from(["", "x", "_", "いちご"]), st.sampled_from(["", "9", "狩り"])),
)
def test_preview_never_holds_a_production_id(
    shared_dist: Path, place: str, spelling: str, around: tuple[str, str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        portfolio = EditablePortfolio(copy_minimal(Path(folder)).root, shared_dist)
        PLACES[place](portfolio, SPELLINGS[spelling](f"{around[0]}{PRODUCTION}{around[1]}"))
        try:
            result = portfolio.build(environment="preview")
        except UserError:
            return  # refused as content, before anything was written
        assert holders(portfolio.dist, PRODUCTION) == []
        assert {problem.code for problem in result.problems} <= {"BLD011"}


@pytest.mark.parametrize("environment", ["preview", "local"])
def test_id_in_a_text_is_refused_at_its_line(portfolio: EditablePortfolio, environment: str) -> None:
    assert not portfolio.build(environment="preview").problems
    old = snapshot(portfolio.dist / "berry")
    portfolio.replace(ACCESS, "title: 行き方", f"title: 行き方 {PRODUCTION}")

    result = portfolio.build(environment="preview" if environment == "preview" else "local")

    assert [site.site for site in result.built] == ["move"]
    (problem,) = result.problems
    place = portfolio.place(ACCESS, PRODUCTION)
    assert str(problem).startswith(f"{place}: '{PRODUCTION}' is the ga4 ID of production; this is a {environment} tree")
    assert "and access/index.html would hold it" in problem.message
    assert snapshot(portfolio.dist / "berry") == old


def test_encoded_id_is_found_too(portfolio: EditablePortfolio) -> None:
    portfolio.write(ABOUT, f"{portfolio.text(ABOUT)}\n\n[x](https://a.example.com/%47-TEST0%3000000)\n")
    (problem,) = portfolio.build(environment="preview").problems
    assert (problem.file, problem.code) == (ABOUT, "BLD011")
    assert problem.line == portfolio.text(ABOUT).splitlines().index("[x](https://a.example.com/%47-TEST0%3000000)") + 1


def test_text_of_a_sister_leads_to_the_sister(portfolio: EditablePortfolio) -> None:
    PLACES["text of a sister site"](portfolio, PRODUCTION)
    problems = portfolio.build(environment="preview").problems
    assert {(problem.file, problem.code) for problem in problems} == {("move/site.yml", "BLD011")}


def test_own_id_may_be_written(portfolio: EditablePortfolio) -> None:
    portfolio.replace(ACCESS, "title: 行き方", f"title: 行き方 {PRODUCTION}")
    assert not portfolio.build(environment="production").problems


def test_id_that_is_part_of_the_own_id_is_no_leak(portfolio: EditablePortfolio) -> None:
    portfolio.replace(PORTFOLIO, "G-PREVIEW000", f"{PRODUCTION}1")
    assert not portfolio.build(environment="preview").problems
    portfolio.replace(ACCESS, "title: 行き方", f"title: 行き方 {PRODUCTION}")
    assert {problem.code for problem in portfolio.build(environment="preview").problems} == {"BLD011"}


def test_id_that_is_a_word_of_any_page_is_no_leak(portfolio: EditablePortfolio) -> None:
    portfolio.replace(PORTFOLIO, "{ga4: G-PREVIEW000}", "{none: none-preview}")
    portfolio.replace(PORTFOLIO, f"{{ga4: {PRODUCTION}}}", "{none: none}")
    assert not portfolio.build(environment="preview").problems
