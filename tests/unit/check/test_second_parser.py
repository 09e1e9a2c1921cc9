"""What is read of a page, held against a second parser: BeautifulSoup on the standard library's tokenizer.

The second parser has no rules for broken nesting, so the pages are nested well; everything else varies as people write:
case, quotes, entities, spaces, order, comments, templates, scripts that contain markup.
"""

from __future__ import annotations

from html import escape

from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from microsites.check.locate import Locator
from microsites.check.pages import FileUnderCheck
from microsites.check.reading import read_document
from microsites.check.uses import Use

TEXT = st.text(alphabet="abc あ漢 &<>\"'#/?=%\t\n", max_size=12)
ADDRESS = st.text(alphabet="ab/.?#=&;é農%2 '\"<>", min_size=1, max_size=16).filter(lambda text: text.strip() != "")
NAME = st.text(alphabet="ab-1農<>&'\"", min_size=1, max_size=6)


def attribute(name: str, value: str, style: int) -> str:
    """An attribute in one of the ways in which people write it."""
    name = (name, name.upper(), name.capitalize())[style % 3]
    if style < 6:
        return f'{name}="{escape(value)}"'
    if style < 9:
        return f"{name} = '{escape(value)}'"
    if value and not set(value) & set(" \t\n\"'=<>`&/"):
        return f"{name}={value}"
    return f'{name}\n="{escape(value)}"'


@st.composite
def elements(draw: st.DrawFn, depth: int = 3) -> str:
    style = draw(st.integers(0, 11))
    tag, name = draw(
        st.sampled_from(
            [("a", "href"), ("img", "src"), ("div", "id"), ("section", "id"), ("span", "title"), ("video", "poster")]
        )
    )
    value = draw(NAME if name == "id" else ADDRESS)
    if draw(st.booleans()) and tag == "a":
        attributes = f"{attribute('id', draw(NAME), style)} {attribute(name, value, style)}"
    else:
        attributes = attribute(name, value, style)
    shown = tag.upper() if style % 2 else tag
    if tag == "img":
        return f"<{shown} {attributes}>"
    inside = escape(draw(TEXT)) if depth == 0 or tag == "a" else draw(content(depth - 1))
    return f"<{shown} {attributes}>{inside}</{shown}>"


@st.composite
def content(draw: st.DrawFn, depth: int = 3) -> str:
    parts = draw(st.lists(st.integers(0, 6), max_size=4))
    made = []
    for part in parts:
        if part == 0:
            made.append(escape(draw(TEXT)))
        elif part == 1:
            made.append(f"<!-- {escape(draw(TEXT))} <a href='commented'> -->")
        elif part == 2:
            made.append("<script>var x = '<a href=\"scripted\">'; // </b></script>")
        elif part == 3:
            made.append('<template><a href="templated" id="templated"></a></template>')
        else:
            made.append(draw(elements(depth)))
    return "".join(made)


def second(html: str) -> tuple[list[tuple[str, str, str]], set[str]]:
    """Addresses and ids as the second parser sees them."""
    soup = BeautifulSoup(html, "html.parser", multi_valued_attributes=None)
    for template in soup.find_all("template"):
        template.decompose()
    uses = [
        (tag.name, name, str(tag[name]))
        for tag in soup.find_all(["a", "img", "video"])
        for name in ("href", "src", "poster")
        if tag.has_attr(name)
    ]
    return sorted(uses), {str(tag["id"]) for tag in soup.find_all(id=True)}


@settings(max_examples=200, deadline=None)
@given(content())
def test_addresses_and_anchors_are_those_that_a_second_parser_sees(inside: str) -> None:
    html = f"<!doctype html><html><body>{inside}</body></html>"
    document = read_document("x.html", html)
    uses, ids = second(html)
    assert sorted((use.tag, use.attribute, use.value) for use in document.uses) == uses
    assert document.anchors == ids


@settings(max_examples=100, deadline=None)
@given(content())
def test_every_address_is_found_again_with_its_line(inside: str) -> None:
    html = f"<!doctype html>\n<html><body>\n{inside}</body></html>"
    locator = Locator(html)
    file = FileUnderCheck.spot
    for use in read_document("x.html", html).uses:
        assert isinstance(use, Use)
        found = locator.find(file(None, use))  # type: ignore[arg-type]
        assert found is not None
        line = html.split("\n")[found.line - 1]
        assert line[found.column - 1 :].lower().startswith(f"<{use.tag}")
