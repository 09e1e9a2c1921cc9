"""The Markdown that most fields hold, rendered directly: paragraphs, headings, flat lists, bold text, links.

Python-Markdown runs twenty patterns over every text; that was a quarter of a build.  Whatever is not certain to be
simple is left to it, and a test holds both to the same HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from microsites.pages.heading_levels import HeadingLevels
from microsites.pages.typography import set_readings

_PLAIN = r"[^\\`*_\[\]<>&\x00-\x1f\x7f]"
_INLINE = re.compile(
    rf"(?P<text>{_PLAIN}+)|\*\*(?P<strong>[^\s](?:{_PLAIN}*[^\s])?)\*\*(?!\*)"
    rf"|(?<!!)\[(?P<label>{_PLAIN}+)\]\((?P<target>[A-Za-z#/][^\s\\`*()<>\[\]&\"']*)\)"
)
_STRONG = re.compile(rf"{_PLAIN}+\Z")
_SPECIAL_START = re.compile(r"[\s#=>|~:+-]|\d+[.)]")
"""How a line starts that may be something else than running text."""
_HEADING = re.compile(r"(#{1,6}) ([^#\n]+)\Z")


def _inline(text: str, href: Callable[[str], str | None]) -> str | None:
    parts = []
    position = 0
    while position < len(text):
        match = _INLINE.match(text, position)
        if match is None:
            return None
        position = match.end()
        if match["text"] is not None:
            parts.append(set_readings(match["text"]))
        elif match["strong"] is not None:
            if not _STRONG.match(match["strong"]):
                return None
            parts.append(f"<strong>{set_readings(match['strong'])}</strong>")
        else:
            target = href(match["target"])
            attribute = "" if target is None else f' href="{_attribute(target)}"'
            parts.append(f"<a{attribute}>{set_readings(match['label'])}</a>")
    return "".join(parts)


def _attribute(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _wrapped(tag: str, text: str, href: Callable[[str], str | None]) -> str | None:
    inner = _inline(text, href) if text == text.strip() and text else None
    return None if inner is None else f"<{tag}>{inner}</{tag}>"


def _list(lines: list[str], href: Callable[[str], str | None]) -> str | None:
    items = []
    for line in lines:
        text = line[2:]
        item = _wrapped("li", text, href) if line.startswith("- ") and not _SPECIAL_START.match(text) else None
        if item is None:
            return None
        items.append(item)
    return "<ul>\n" + "\n".join(items) + "\n</ul>"


def _paragraph(lines: list[str], href: Callable[[str], str | None]) -> str | None:
    rendered = []
    for line in lines:
        inner = None if _SPECIAL_START.match(line) or line != line.strip() else _inline(line, href)
        if inner is None:
            return None
        rendered.append(inner)
    return "<p>" + "\n".join(rendered) + "</p>"


def simple_html(text: str, href: Callable[[str], str | None], under: int) -> str | None:
    """HTML of ``text``, or None if it holds anything but the simple forms.

    ``href`` resolves or drops a target; ``under`` is the level of the heading that the text stands under.
    """
    levels = HeadingLevels(under)
    blocks = []
    after_list = False
    for block in re.split(r"\n{2,}", text.strip("\n")):
        lines = block.split("\n")
        is_list = block.startswith("- ")
        if is_list:
            html = None if after_list else _list(lines, href)
        elif heading := _HEADING.match(block):
            html = _wrapped(f"h{levels.place(len(heading[1]))}", heading[2], href)
        else:
            html = _paragraph(lines, href)
        if html is None:
            return None
        blocks.append(html)
        after_list = is_list
    return "\n".join(blocks)
