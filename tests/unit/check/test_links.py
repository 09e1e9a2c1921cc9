"""Where addresses lead: however much is remembered from page to page, it is what a full resolution of each says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsites.check.addresses import Addresses, is_within_the_page
from microsites.check.links import Linker
from microsites.check.tree import Tree
from microsites.check.uses import Use, hyperlink

FILES = (
    "index.html",
    "a/index.html",
    "a/b/index.html",
    "a/b/c.html",
    "d/index.html",
    "d/form.pdf",
    "d/図/index.html",
    "c#/index.html",
    "c/index.html",
    "p%41/x.html",
    "q?/x.html",
)
PIECES = (
    "../", "../../", "./", "/", "a/", "b/", "d/", "図/", "%E5%9B%B3/", "c.html", "form.pdf", "index.html", "gone/",
    "#", "#x", "#%78", "#x ", "#x\n", "#x\ty", "#x:~:text=y", "#:~:text=y", "?", "?q=1", " ", "\n", "https://site.invalid/",
    "https://other.example/", "//site.invalid/", "mailto:", "tel:", "%2e%2e/", "a//", "\\",
)  # fmt: skip
ADDRESSES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join)
TREE = Tree(Path("/nowhere"), frozenset(FILES), ())


def linker() -> Linker:
    return Linker("", Addresses("", None), {"": TREE})


def resolved(page: str, href: str) -> tuple[int, str]:
    """The page and the part, by nothing but the resolver."""
    to = None if is_within_the_page(href) else Addresses("", None).resolve(page, href)
    file = TREE.find(to.path) if to else None
    number = TREE.page_numbers.get(file, -1) if file else -1
    return number, f"{number}#{to.fragment}" if to and to.fragment and number >= 0 else ""


@given(st.lists(st.tuples(st.sampled_from([name for name in FILES if name.endswith("html")]), ADDRESSES), max_size=30))
def test_what_is_remembered_is_what_a_full_resolution_says(written: list[tuple[str, str]]) -> None:
    one = linker()
    for page, href in [*written, *written]:
        links = one.links(page, [href, href], [Use("area", "href", href, "page", href)])
        number, part = resolved(page, href)
        assert links.pages == ({number} if number >= 0 else set()), (page, href)
        assert links.parts == ((part,) if part else ()), (page, href)
        assert {to.page for _, to in links.others} <= {number}, (page, href)
        assert {to.part for _, to in links.others} <= {part}, (page, href)
        assert [(to.page, to.part) for _, to in one.hyperlinks(page, [href])] == [
            (to.page, to.part) for _, to in links.others
        ]


@pytest.mark.parametrize("behind", ["x ", "x\n", " x", "x\t", "x:~:text=y", "x\r\n"])
def test_browsers_read_a_fragment_without_its_edges(behind: str) -> None:
    links = linker().links("a/index.html", [f"b/#{behind}", "b/#x"], [])
    assert links.parts == (("1# x", "1#x") if behind == " x" else ("1#x",))


@pytest.mark.parametrize(
    ("href", "notable", "odd", "here", "rooted"),
    [
        ("b/", 0, 0, 0, 0),
        ("b/#x", 0, 0, 0, 0),
        ("b/?q=1", 1, 0, 0, 0),
        ("gone/", 1, 0, 0, 0),
        ("#x", 0, 0, 1, 0),
        ("", 0, 1, 1, 0),
        ("/a/", 0, 1, 0, 1),
        ("/gone/", 1, 1, 0, 0),
        ("../../a/", 0, 1, 0, 0),
        ("https://other.example/", 0, 1, 0, 0),
        ("mailto:a@example.jp", 0, 1, 0, 0),
        ("../d/form.pdf#page=2", 0, 0, 0, 0),
    ],
)
def test_what_is_out_of_the_ordinary_is_kept_one_by_one(
    href: str, notable: int, odd: int, here: int, rooted: int
) -> None:
    one = linker()
    for _ in range(2):
        links = one.links("a/index.html", [href], [])
        assert (len(links.notable), len(links.odd), len(links.here), links.rooted) == (notable, odd, here, rooted)
        assert [use for use, _ in links.notable] == [hyperlink(href)] * notable


def test_from_another_base_every_link_is_kept() -> None:
    links = linker().links("a/b/c.html", ["b/#x", "#y", "https://other.example/"], [], base="/a/")
    assert links.pages == {1, 2}
    assert links.parts == ("1#x", "2#y")
    assert [use.value for use, _ in links.notable] == ["b/#x", "#y"]
    assert [use.value for use in links.odd] == ["b/#x", "#y", "https://other.example/"]
    assert linker().links("a/b/c.html", ["/a/"], [], base="/d/").rooted == 1
