"""Faults that people meet who do not see the page, or do not use a mouse."""

from __future__ import annotations

import re
from collections.abc import Callable

from mutations.built_sites import Dist, Mutation, Owner, section_around
from mutations.pages import in_page

_FIGURES = r'(<h2 class="ms-heading" id="figures-heading")'


def in_section(pattern: str, replacement: str) -> Callable[[Dist], Owner]:
    """A mutation of the start page that the section around it owns."""

    def change(dist: Dist) -> Owner:
        text = dist.text("migration", "index.html")
        match = re.search(pattern, text, re.DOTALL)
        assert match, pattern
        owner = section_around(dist, "migration", "index.html", match.start())
        dist.write("migration", "index.html", text[: match.start()] + match.expand(replacement) + text[match.end() :])
        return owner

    return change


def table_of_plain_cells(dist: Dist) -> Owner:
    text = dist.text("migration", "index.html")
    start = text.index("<table")
    end = text.index("</table>", start)
    table = re.sub(r'<th(?: scope="\w+")?', "<td", text[start:end]).replace("</th>", "</td>")
    owner = section_around(dist, "migration", "index.html", start)
    dist.write("migration", "index.html", text[:start] + table + text[end:])
    return owner


MUTATIONS = (
    Mutation("A11Y003", "the main heading is a paragraph", in_page(r"<h1([^>]*>.*?</)h1>", r"<p\1p>")),
    Mutation(
        "A11Y003",
        "a section's heading is a main heading",
        in_section(r'<h2( class="ms-heading" id="figures-heading".*?</)h2>', r"<h1\1h1>"),
    ),
    Mutation("A11Y004", "a card's heading is an h4", in_section(r"<h3([^>]*>.*?</)h3>", r"<h4\1h4>")),
    Mutation(
        "A11Y005", "a text alternative is a file's name", in_section(r'(<img [^>]*alt=")[^"]+', r"\1IMG_0123.jpg")
    ),
    Mutation("PERF001", "a picture loses its size", in_section(r'(<img [^>]*\.jpg") width="\d+" height="\d+"', r"\1")),
    Mutation("A11Y006", "a field has no label", in_section(_FIGURES, r'<p>お名前 <input name="who"></p>\1')),
    Mutation("A11Y007", "an id is pasted once more", in_section(_FIGURES, r'<p id="start-heading"></p>\1')),
    Mutation("A11Y008", "a link has only an icon", in_section(_FIGURES, r'<a href="#top"><i class="icon"></i></a>\1')),
    Mutation("A11Y008", "a button has only an icon", in_section(_FIGURES, r'<button type="button"></button>\1')),
    Mutation("A11Y009", "a link says here", in_section(_FIGURES, r'<p>交通は<a href="#top">こちら</a></p>\1')),
    Mutation("A11Y010", "the header cells of a table are plain cells", table_of_plain_cells),
    Mutation("A11Y011", "a frame has no title", in_section(_FIGURES, r'<iframe width="600"></iframe>\1')),
    Mutation(
        "A11Y012", "the page may not be enlarged", in_page(r"initial-scale=1", "initial-scale=1,user-scalable=no")
    ),
    Mutation("A11Y013", "a heading is first in the order of the Tab key", in_section(_FIGURES, r'\1 tabindex="1"')),
    Mutation(
        "A11Y014",
        "a section's name points to nothing",
        in_section(r'aria-labelledby="figures-heading"', 'aria-labelledby="figure-heading"'),
    ),
    Mutation("A11Y015", "the language is a country", in_page(r'<html lang="ja"', '<html lang="jp"')),
    Mutation("A11Y016", "a gap is made of a heading", in_section(_FIGURES, r"<h2>&nbsp;</h2>\1")),
    Mutation("A11Y017", "a role is misspelt", in_section(_FIGURES, r'<p role="buton">予約</p>\1')),
    Mutation("A11Y018", "the viewport is deleted", in_page(r'<meta name="viewport"[^>]*>', "")),
    Mutation(
        "A11Y019",
        "a song starts by itself",
        in_section(_FIGURES, r'<audio src="data:audio/mpeg,ID3" autoplay></audio>\1'),
    ),
    Mutation("A11Y020", "a word is spaced out", in_section(_FIGURES, r"<h2>日　時</h2>\1")),
)
