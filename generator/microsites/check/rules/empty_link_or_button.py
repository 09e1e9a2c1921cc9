"""A link or a button has no name.

What it does
    Looks for links, buttons and areas of an image map in which there is no text, no picture with a text alternative
    and no ``aria-label``, ``aria-labelledby`` or ``title``.  ``<a>`` without ``href`` is no link; hidden ones and those
    whose content a script's own element draws are left alone.
Why it matters
    A screen reader says “link” and then the address, letter by letter, or just “button”
    (WCAG 2.2 and JIS X 8341-3:2016, 2.4.4 and 4.1.2).
How to fix
    Write text in it, an ``alt`` for the only picture in it, or ``aria-label`` for an icon drawn by the stylesheet.
An example
    ``<a href="https://sns.example/hanamori"><i class="icon-sns"></i></a>``
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.accessible import holds_name, is_hidden, is_named
from microsites.check.findings import Observation, Severity, Spot
from microsites.check.pages import PageUnderCheck
from microsites.check.parser import Node
from microsites.i18n.message import _

CODE = "A11Y008"
NAME = "empty-link-or-button"
SEVERITY: Severity = "error"
MESSAGE = '{what} "{target}" has no text'
HINT = "write text in it, an alt for its picture, or aria-label if it is only an icon"


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield what can be pressed and has no name."""
    for number, (link, text) in enumerate(page.link_texts):
        if not text and link.attr("href") is not None and _is_nameless(link):
            yield _observation(page, _("link"), link.attr("href") or "", Spot("a", number=number))
    for number, area in enumerate(page.root.find_all("area")):
        if area.attr("href") is not None and not (area.attr("alt") or "").strip() and _is_nameless(area):
            yield _observation(page, _("link"), area.attr("href") or "", Spot("area", number=number))
    for number, button in enumerate(page.root.find_all("button")):
        if not button.text.strip() and _is_nameless(button) and button.closest("label") is None:
            yield _observation(page, _("button"), _calls_itself(button), Spot("button", number=number))
    for number, field in enumerate(page.root.find_all("input")):
        attribute = _NAMED_BY.get((field.attr("type") or "").strip().lower())
        if attribute and not (field.attr(attribute) or "").strip() and _is_nameless(field):
            yield _observation(page, _("button"), _calls_itself(field), Spot("input", number=number))


_NAMED_BY = {"button": "value", "image": "alt"}
"""Buttons by ``type``, and the attribute that names them.  A browser has words of its own for the others."""


def _is_nameless(node: Node) -> bool:
    if is_named(node) or holds_name(node) or is_hidden(node):
        return False
    # Of a picture without ``alt`` another rule speaks.
    return all(picture.attr("alt") is not None for picture in node.find_all("img"))


def _calls_itself(button: Node) -> str:
    return button.attr("id") or button.attr("name") or button.attr("class") or button.tag


def _observation(page: PageUnderCheck, what: str, target: str, spot: Spot) -> Observation:
    return Observation(target, page.path, {"what": what, "target": target[:200]}, spot)
