"""A finished page taken apart: what it says of itself, what surrounds it, and its content.

The marks are those of our own templates (``promo/main.html``, ``material/main.html``); a page without them is a bug.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Final, Literal

from microsites.eject.addresses import rooted

_ELEMENT: Final = re.compile(r"<(title|script|style|noscript)\b.*?</\1>|<(?:meta|link)\b[^>]*>", re.DOTALL)
_TITLE: Final = re.compile(r'<title(?: lang="([^"]+)")?>(.*?)</title>', re.DOTALL)
_POLICY: Final = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_DATA: Final = re.compile(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">')
_LINKED_DATA: Final = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_CURRENT: Final = ' aria-current="page"'

_NOT_OF_THE_PAGE: Final = frozenset({"viewport", "color-scheme", "generator"})
_OF_THE_TEMPLATE: Final = ("<meta charset", '<meta name="viewport"', '<meta name="color-scheme"')
_OF_MATERIAL: Final = ("/stylesheets/", "assets/stylesheets/", "__md_scope", 'name="generator"')

Theme = Literal["promo", "material"]


@dataclass(frozen=True, slots=True)
class Shape:
    """One page; addresses in ``head``, ``before`` and ``after`` start at the site's root (:data:`ROOT`)."""

    title: str
    """As in the browser's tab."""
    language: str | None
    """Of a page in another language than its menus (``en``), which stay Japanese."""
    data: dict[str, str]
    """``meta`` elements by name or property: description, ``og:title`` …"""
    linked_data: str | None
    """JSON-LD, escaped for a script."""
    policy: str | None
    head: tuple[str, ...]
    """Every other element of the head, in order."""
    body: str
    """The start tag of the body (promo)."""
    before: str
    """What stands before the content; nothing in it is marked as current."""
    content: str
    """Relative addresses as they are: they hold for the page's own place."""
    after: str


def _between(text: str, start: str, end: str) -> str:
    assert start in text, f"no {start}"
    rest = text.split(start, 1)[1]
    assert end in rest, f"no {end}"
    return rest.split(end, 1)[0]


def _promo(html: str) -> tuple[str, str, str, str]:
    """Start tag of the body, what is before the content, the content, what is after it."""
    found = re.search(r"<body [^>]*>", html)
    assert found is not None, "no body"
    before, main, rest = html[found.end() :].partition('<main class="ms-main" id="main" tabindex="-1">')
    content, end, after = rest.rpartition("</main>")
    assert main, "no beginning of the content"
    assert end, "no end of the content"
    return found[0], before.strip(), content.strip(), after.split("</body>", 1)[0].strip()


def _material(html: str) -> tuple[str, str, str, str]:
    announced = html.index('<div data-md-component="announce">')
    before = html[html.index("</div>", announced) + len("</div>") : html.index('<header class="md-header')]
    start = re.search(r'<article class="md-content__inner ms [^>]*id="main"[^>]*>', html)
    assert start is not None, "no beginning of the content"
    footer = html.rindex('<footer class="ms-footer">')
    content = html[start.end() : html.rindex("</article>", 0, footer)]
    after = html[footer : html.index("</footer>", footer) + len("</footer>")]
    return start[0], before.strip(), content.strip(), after


def _others(head: str, theme: Theme, address: str) -> tuple[str, ...]:
    left_out = (*_OF_THE_TEMPLATE, *(_OF_MATERIAL if theme == "material" else ()))
    return tuple(
        element[0] if element[0].startswith("<script>") else rooted(element[0], address)
        for element in _ELEMENT.finditer(head)
        if element[1] != "title"
        and not _POLICY.fullmatch(element[0])
        and not _DATA.fullmatch(element[0])
        and not _LINKED_DATA.fullmatch(element[0])
        and not element[0].startswith('<link rel="canonical"')
        and not any(mark in element[0] for mark in left_out)
    )


def shape_of(html: str, address: str, theme: Theme) -> Shape:
    """The shape of the finished page ``html`` that lies at ``address`` below its site (``""``, ``access/``)."""
    head = _between(html, "<head>", "</head>")
    title, policy, linked = _TITLE.search(head), _POLICY.search(head), _LINKED_DATA.search(head)
    assert title is not None, "no title"
    body, before, content, after = _promo(html) if theme == "promo" else _material(html)
    kept = {name: unescape(value) for name, value in _DATA.findall(head) if name not in _NOT_OF_THE_PAGE}
    return Shape(
        unescape(title[2]),
        title[1],
        kept,
        linked[1] if linked is not None else None,
        unescape(policy[1]) if policy is not None else None,
        _others(head, theme, address),
        body,
        rooted(before.replace(_CURRENT, ""), address),
        content,
        rooted(after.replace(_CURRENT, ""), address),
    )
