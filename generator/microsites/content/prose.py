"""Prose pages: ``.md`` files with YAML front matter and Markdown without raw HTML."""

from __future__ import annotations

from dataclasses import dataclass

from microsites.content.markdown_scan import raw_html
from microsites.content.source import Source
from microsites.content.yaml_reader import Position, YamlDocument, YamlError, read_yaml
from microsites.errors import Problem
from microsites.i18n.message import _


@dataclass(frozen=True, slots=True)
class ProseText:
    """Front matter, Markdown, and the number of lines before the Markdown."""

    front_matter: YamlDocument
    body: str
    line_offset: int


def split_prose(text: str, file: str) -> ProseText:
    """Split a prose page at its second ``---``.  Raises YamlError if there is no front matter."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        hint = _("start the file with '---', 'title: …', 'description: …', '---'")
        raise YamlError(Problem(file, 1, 1, "CFG006", _("a prose page starts with its title and description"), hint))
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            front = read_yaml("\n".join(lines[1:number]), file, line_offset=1)
            return ProseText(front, "\n".join(lines[number + 1 :]), number + 1)
    raise YamlError(Problem(file, 1, 1, "CFG006", _("the front matter is not closed"), _("add a line '---' after it")))


def html_problems(prose: ProseText, source: Source) -> list[Problem]:
    """Raw HTML in a prose page: scripts, event handlers, and everything else that Markdown can say itself."""
    return [
        source.problem_at(
            Position(found.line + 1 + prose.line_offset, found.column),
            "CFG011",
            _("raw HTML in a prose page: {text}", text=found.text),
            _("write Markdown; to show the characters, put them in `backticks`"),
        )
        for found in raw_html(prose.body)
    ]
