"""Drawings: active ones are refused by name and line, harmless ones go out without what their editor left in them."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsites.media.errors import PictureError
from microsites.media.pictures import PictureStore
from microsites.media.svg import SVG, clean_svg

XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


def cleaned(inner: str, root: str = 'viewBox="0 0 4 3"') -> str:
    """What is published of a drawing, without its root's tag."""
    data = clean_svg(f'<svg xmlns="{SVG}" {root}>{inner}</svg>'.encode(), "a.svg").data.decode()
    match = re.fullmatch(rf'<svg xmlns="{SVG}"[^>]*?(?:/>|>(.*)</svg>)', data, re.DOTALL)
    assert match, data
    return match[1] or ""


@pytest.mark.parametrize(
    ("tag", "size"),
    [
        ('<svg viewBox="0 0 120 80">', (120, 80)),
        ("<svg viewBox='-10,-10,120.4,80.5'>", (120, 80)),
        ('<svg viewBox="0 0 1.2e2 8E+1">', (120, 80)),
        ('<svg viewBox="-1e-3-5e0 120. .8e2">', (120, 80)),
        ('<svg width="64" height="32px">', (64, 32)),
        ('<svg width="100%" height="100%" viewBox="0 0 16 9">', (16, 9)),
        ('<?xml version="1.0"?>\n<!-- x -->\n<svg\n  viewBox="0 0 5 5"\n>', (5, 5)),
        ('<svg viewBox="0 0 0.2 0.2">', (1, 1)),
    ],
)
def test_size(tmp_path: Path, store: PictureStore, tag: str, size: tuple[int, int]) -> None:
    path = tmp_path / "sign.svg"
    path.write_text(f"{tag}</svg>", "utf-8")
    made = store.process(path)
    assert ((made.width, made.height), made.vector) == (size, True)
    (file,) = made.files
    assert file.name.endswith(".svg")
    # A drawing without its namespace is shown by no browser in <img>.
    assert file.path.read_text().startswith(f'<svg xmlns="{SVG}"')


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<svg></svg>", "'a.svg' says no size"),
        ('<svg width="100%" height="50%"></svg>', "'a.svg' says no size"),
        ('<svg width="nan" height="nan"></svg>', "'a.svg' says no size"),
        ('<svg width="inf" height="1"></svg>', "'a.svg' says no size"),
        (f'<svg viewBox="0 0 {"9" * 400} 1"></svg>', "'a.svg' says no size"),
        ('<svg viewBox="0 0 10"></svg>', "'a.svg' says no size"),
        ("<html></html>", "'a.svg' is not an SVG picture"),
        (f'<g xmlns="{SVG}"/>', "'a.svg' is not an SVG picture"),
        ('<svg xmlns="http://www.w3.org/1999/xhtml" viewBox="0 0 1 1"/>', "'a.svg' is not an SVG picture"),
        ("", "'a.svg' is not an SVG picture: line 1 is not well-formed XML"),
        ('<svg viewBox="0 0 1 1">\n<g>\n</svg>', "'a.svg' is not an SVG picture: line 3 is not well-formed XML"),
    ],
)
def test_not_a_drawing(text: str, message: str) -> None:
    with pytest.raises(PictureError) as caught:
        clean_svg(text.encode(), "a.svg")
    assert caught.value.message == message


def test_other_encoding() -> None:
    with pytest.raises(PictureError, match=r"^'a.svg' is not UTF-8$"):
        clean_svg('<svg viewBox="0 0 1 1"><text>花</text></svg>'.encode("cp932"), "a.svg")


ACTIVE = (
    ("<script>alert(1)</script>", "<script>"),
    ("<SCRIPT/>", "<SCRIPT>"),
    ('<h:script xmlns:h="http://www.w3.org/1999/xhtml"/>', "<script>"),
    ('<metadata><script xmlns=""/></metadata>', "<script>"),
    ("<foreignObject/>", "<foreignObject>"),
    ("<handler/>", "<handler>"),
    ('<rect onclick="x()"/>', "the attribute 'onclick'"),
    ('<rect ONLOAD="x()"/>', "the attribute 'ONLOAD'"),
    ('<a href="javascript:alert(1)"/>', "a link to 'javascript:alert(1)'"),
    (f'<a {XLINK} xlink:href=" java&#9;script:x"/>', "a link to 'java\tscript:x'"),
    ('<a href="https://example.jp/"/>', "a link to 'https://example.jp/'"),
    ('<image href="https://example.jp/a.png"/>', "a link to 'https://example.jp/a.png'"),
    ('<image href="data:image/svg+xml,x"/>', "a link to 'data:image/svg+xml,x'"),
    (f'<use {XLINK} xlink:href="other.svg#a"/>', "a link to 'other.svg#a'"),
    ('<use xmlns:q="http://www.w3.org/1999/xlink" q:href="other.svg#a"/>', "a link to 'other.svg#a'"),
    ('<animate attributeName="href" values="javascript:x"/>', "an animation of 'href'"),
    ('<set attributeName="xlink:href" to="x"/>', "an animation of 'xlink:href'"),
    ('<set attributeName="onclick" to="x"/>', "an animation of 'onclick'"),
    ('<rect fill="url(https://example.jp/a.svg#b)"/>', "'url(https://example.jp/a.svg#b)'"),
    ("<rect fill=\"url( 'a.svg#b')\"/>", "'url( 'a.svg#b')'"),
    ('<rect style="filter:url(a.svg)"/>', "'url(a.svg)'"),
    ('<rect fill="\\75rl(a.svg)"/>', "a backslash"),
    ('<style>@import "a.css";</style>', "'@import \"a.css\";'"),
    ("<style>@font-face{src:url(a.woff2)}</style>", "'url(a.woff2)}'"),
    ("<style>rect{fill:u<!-- -->rl(a.svg)}</style>", "'url(a.svg)}'"),
    ("<style>rect{fill:u<g/>rl(a.svg)}</style>", "'url(a.svg)}'"),
    ("<style><![CDATA[rect{fill:URL(a.svg)}]]></style>", "'URL(a.svg)}'"),
    ('<style>rect{background:image-set("a.png" 1x)}</style>', "'image-set(\"a.png\" 1x)}'"),
    ("<style>@\\69mport 'a.css';</style>", "a backslash"),
    ('<?xml-stylesheet href="a.css"?>', "a link to a stylesheet"),
)


@pytest.mark.parametrize(("inner", "what"), ACTIVE)
def test_active_drawing_is_refused(inner: str, what: str) -> None:
    with pytest.raises(PictureError) as caught:
        clean_svg(f'<svg xmlns="{SVG}" viewBox="0 0 1 1">\n\n{inner}</svg>'.encode(), "a.svg")
    assert caught.value.message == f"'a.svg' holds {what} (line 3): a picture must not run or fetch anything"
    assert caught.value.hint == "export it again as plain SVG"


@pytest.mark.parametrize(
    "declaration",
    [
        '<!ENTITY a "x">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY % a SYSTEM "https://example.jp/a.dtd"> %a;',
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">',
    ],
)
def test_entities_are_refused_before_they_grow(declaration: str) -> None:
    text = f'<!DOCTYPE svg [{declaration}]><svg viewBox="0 0 1 1"><text>&a;</text></svg>'
    with pytest.raises(PictureError, match=r"^'a.svg' holds the entity 'a' \(line 1\)"):
        clean_svg(text.encode(), "a.svg")


@pytest.mark.parametrize(
    ("inner", "published"),
    [
        ('<rect width="2" height="1" fill="#c00"/>', '<rect width="2" height="1" fill="#c00"/>'),
        ("<!-- C:/Users/tanaka/draft.svg --><g/>", "<g/>"),
        ("<metadata><author>tanaka</author></metadata><g/>", "<g/>"),
        ('<x:namedview xmlns:x="http://sodipodi.sourceforge.net/"><g/></x:namedview><g/>', "<g/>"),
        ('<g xmlns:i="http://www.inkscape.org/" i:label="tanaka" id="a"/>', '<g id="a"/>'),
        ('<g inkscape:label="undeclared"/>', "<g/>"),
        ('<g data-name="tanaka" class="b"/>', '<g class="b"/>'),
        ('<g xml:space="preserve" xml:base="https://example.jp/"/>', '<g xml:space="preserve"/>'),
        (f'<g {XLINK}><use xlink:href="#a"/></g>', '<g><use href="#a"/></g>'),
        (f'<use {XLINK} xlink:href="#a" href="#b"/>', '<use href="#b"/>'),
        ('<image href="data:image/png;base64,AA=="/>', '<image href="data:image/png;base64,AA=="/>'),
        (
            '<rect fill="url(#a)" style="filter: url( \'#b\' )"/>',
            '<rect fill="url(#a)" style="filter: url( &#x27;#b&#x27; )"/>',
        ),
        ("<text>a &lt; b &amp; c</text>", "<text>a &lt; b &amp; c</text>"),
        ("<style><![CDATA[g > a { fill: red }]]></style>", "<style>g &gt; a { fill: red }</style>"),
        (f'<s:g xmlns:s="{SVG}"><s:rect/></s:g>', "<g><rect/></g>"),
        ('<g xmlns="http://www.w3.org/1999/xhtml"><p>x</p></g><g/>', "<g/>"),
        ("<?php x?><g/>", "<g/>"),
    ],
)
def test_what_is_published(inner: str, published: str) -> None:
    assert cleaned(inner) == published


def test_document_type_of_older_programs_is_left_out() -> None:
    text = (
        '\ufeff<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"'
        ' "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n<svg viewBox="0 0 1 1"/>'
    )
    assert clean_svg(text.encode(), "a.svg").data == f'<svg xmlns="{SVG}" viewBox="0 0 1 1"/>'.encode()


def test_depth_is_no_danger() -> None:
    deep = 20_000
    data = clean_svg(b'<svg viewBox="0 0 1 1">' + b"<g>" * deep + b"</g>" * deep + b"</svg>", "a.svg").data
    assert data.count(b"<g") == deep


_NAMES = st.sampled_from(["g", "rect", "style", "text", "a", "metadata", "x:g", "svg:g", "use"])
_ATTRIBUTES = st.dictionaries(
    st.sampled_from(["id", "fill", "style", "href", "xlink:href", "onclick", "x:y", "xmlns", "xmlns:x", "viewBox"]),
    st.one_of(st.sampled_from(["#a", "url(#a)", "url(b)", SVG, "javascript:x", ""]), st.text(max_size=12)),
    max_size=3,
)


def _escaped(text: str) -> str:
    kept = "".join(c for c in text if c >= " " and c not in "\ufffe\uffff" and not "\ud800" <= c <= "\udfff")
    return kept.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


@st.composite
def _elements(draw: st.DrawFn, depth: int = 3) -> str:
    name = draw(_NAMES)
    attributes = "".join(f' {key}="{_escaped(value)}"' for key, value in draw(_ATTRIBUTES).items())
    text = _escaped(draw(st.text(max_size=8)))
    inner = "".join(draw(st.lists(_elements(depth - 1), max_size=2))) if depth else ""
    return f"<{name}{attributes}>{text}<!-- c -->{inner}</{name}>"


@given(_elements())
def test_whatever_is_published_is_plain_svg(inner: str) -> None:
    """Refused, or: well-formed, one vocabulary, nothing that runs or fetches, and clean already."""
    try:
        made = clean_svg(f'<svg viewBox="0 0 1 1">{inner}</svg>'.encode(), "a.svg").data
    except PictureError:
        return
    for element in ET.fromstring(made).iter():
        assert element.tag.startswith(f"{{{SVG}}}")
        assert element.tag != f"{{{SVG}}}metadata"
        for name, value in element.attrib.items():
            assert not name.startswith(("on", "{http://www.w3.org/1999", "{x"))
            assert name != "href" or value.strip().startswith("#")
            assert "url(b)" not in value
    assert b"<!--" not in made
    assert clean_svg(made, "a.svg").data == made


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_any_bytes_give_a_message_or_a_drawing(data: bytes) -> None:
    for whole in (data, b'<svg viewBox="0 0 1 1">' + data + b"</svg>"):
        with suppress(PictureError):
            assert clean_svg(whole, "a.svg").data
