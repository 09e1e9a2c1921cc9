"""How many pages a second each candidate takes apart: every href, src, srcset and id, and the text of every script.

``python benchmarks/parsers.py DIST`` reads the pages of a built portfolio and times the candidates in turn, round by
round, on one core.  Each must find the same addresses and anchors as the others, or its figure says nothing: the
differences are printed beside it.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import turbohtml
from bs4 import BeautifulSoup
from selectolax.lexbor import LexborHTMLParser

ATTRIBUTES = ("href", "src", "srcset", "id")
SELECTOR = ",".join(f"[{name}]" for name in ATTRIBUTES)

Extract = Callable[[str], Iterator[str]]


def with_turbohtml(html: str) -> Iterator[str]:
    """turbohtml: a C parser with a tree of its own."""
    root = turbohtml.parse(html, scripting=True)
    for node in root.select(SELECTOR):
        for name in ATTRIBUTES:
            if value := node.attr(name):
                yield f"{name}={value}"
    for script in root.find_all("script"):
        yield script.text


def with_selectolax(html: str) -> Iterator[str]:
    """selectolax: bindings to Lexbor."""
    root = LexborHTMLParser(html)
    for node in root.css(SELECTOR):
        attributes = node.attributes
        for name in ATTRIBUTES:
            if value := attributes.get(name):
                yield f"{name}={value}"
    for script in root.css("script"):
        yield script.text()


def with_html_parser(html: str) -> Iterator[str]:
    """The standard library's tokenizer: no tree, and not the rules of browsers."""
    return iter(_Tokens(html).found)


class _Tokens(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._in_script = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_script = tag == "script"
        self.found += (f"{name}={value}" for name, value in attrs if name in ATTRIBUTES and value)

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.found.append(data)

    def handle_endtag(self, _tag: str) -> None:
        self._in_script = False


def with_beautifulsoup(html: str) -> Iterator[str]:
    """BeautifulSoup on the standard library's tokenizer: knows every line, for the pages that fail."""
    soup = BeautifulSoup(html, "html.parser", multi_valued_attributes=None)
    for node in soup.find_all(True):
        for name in ATTRIBUTES:
            if value := node.get(name):
                yield f"{name}={value}"
        if node.name == "script":
            yield node.string or ""


CANDIDATES: tuple[Extract, ...] = (with_turbohtml, with_selectolax, with_html_parser, with_beautifulsoup)


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dist", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    pages = [file.read_bytes() for file in sorted(options.dist.rglob("*.html"))]
    texts = [page.decode() for page in pages]
    times: dict[str, list[float]] = {extract.__name__: [] for extract in CANDIDATES}
    for _ in range(options.rounds):
        for extract in CANDIDATES:
            start = time.process_time()
            for text in texts:
                for _found in extract(text):
                    pass
            times[extract.__name__].append(time.process_time() - start)
    usual = [set(with_turbohtml(text)) for text in texts]
    size = sum(map(len, pages)) / len(pages) / 1024
    print(f"{len(pages)} pages of {size:.1f} KB, median of {options.rounds} rounds, one core")
    for extract in CANDIDATES:
        name, median = extract.__name__.removeprefix("with_"), statistics.median(times[extract.__name__])
        others = sum(set(extract(text)) != seen for text, seen in zip(texts, usual, strict=True))
        print(
            f"{name:14} {len(pages) / median:8.0f} pages/s {median / len(pages) * 1e6:8.0f} µs  {others} pages differ"
        )


if __name__ == "__main__":
    main()
