"""Every page without JavaScript: the same text, and every link leads somewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from bs4 import BeautifulSoup
from hosted import PROMOTION, HostedSite

EITHER_WAY = ("[data-consent-control]", "#ms-search", "noscript")
"""What may differ: the switches of measurement, without a script there is none; the search form, without a script all
pages are listed there; and the sentences that stand there instead."""

TEXT = """selectors => {
  document.querySelectorAll(selectors.join()).forEach(element => { element.style.display = 'none'; });
  return document.body.innerText;
}"""


@pytest.mark.parametrize("site", PROMOTION)
def test_every_page_says_the_same(hosted: dict[str, HostedSite], new_page: Callable[..., Any], site: str) -> None:
    with_script, without = new_page(), new_page(java_script_enabled=False)
    differing = {}
    for path in hosted[site].pages:
        lines = []
        for page in (with_script, without):
            page.goto(hosted[site].url(path), wait_until="domcontentloaded")
            # The browser still answers questions where the page's own scripts do not run.
            lines.append(page.evaluate(TEXT, list(EITHER_WAY)).splitlines())
        assert len("".join(lines[1])) > 50, path
        if lines[0] != lines[1]:
            differing[path] = sorted({*lines[0]} ^ {*lines[1]}) or "another order"
    assert differing == {}


def dead_links(tree: Path, page: str) -> Iterator[str]:
    """Links of a page within its site that lead nowhere."""
    soup = BeautifulSoup((tree / page).read_bytes(), "html.parser")
    for link in soup.select("a[href], area[href]"):
        href, fragment = urldefrag(str(link["href"]))
        if urlsplit(href).scheme:
            continue
        target = (tree / page).parent / unquote(href) if href else tree / page
        target = target / "index.html" if target.is_dir() else target
        if page == "404.html":
            target = tree / unquote(href).lstrip("/")
            target = target / "index.html" if target.is_dir() else target
        if not target.is_file():
            yield f"{link['href']} is no file"
        elif fragment and target.suffix == ".html":
            there = BeautifulSoup(target.read_bytes(), "html.parser")
            if not there.find(id=unquote(fragment)):
                yield f"{link['href']}: nothing is called so there"


@pytest.mark.parametrize("site", PROMOTION)
def test_every_link_leads_somewhere(hosted: dict[str, HostedSite], site: str) -> None:
    tree = hosted[site].tree
    assert {page: found for page in hosted[site].pages if (found := list(dead_links(tree, page)))} == {}


def test_dead_links_are_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<a href='b/'>b</a><a href='#c'>c</a><a href='#d'>d</a><p id=c>", "utf-8")
    assert list(dead_links(tmp_path, "a.html")) == ["b/ is no file", "#d: nothing is called so there"]
