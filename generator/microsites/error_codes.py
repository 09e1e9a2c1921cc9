"""What the codes of problems mean, in both languages: the words of ``microsites rules CODE`` and of the handbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent, indent
from types import MappingProxyType

from microsites.content.yaml_reader import read_yaml
from microsites.i18n.catalogue import Catalogue, Language
from microsites.i18n.message import _

_FILE = Path(__file__).with_suffix(".yml")


@dataclass(frozen=True, slots=True)
class Example:
    """How it looks when it is wrong, and when it is right."""

    wrong: str
    right: str
    file: str = ""
    """Where ``right`` stands in the portfolio that every new one starts with; empty where it is no content."""


@dataclass(frozen=True, slots=True)
class ErrorCode:
    """One kind of problem."""

    code: str
    means: Mapping[Language, str]
    why: Mapping[Language, str]
    fix: Mapping[Language, str]
    example: Example | None


def error_codes() -> Mapping[str, ErrorCode]:
    """Every code, in order."""
    data = read_yaml(_FILE.read_text("utf-8"), _FILE.name).data
    return MappingProxyType({code: _read(code, told) for code, told in sorted(data.items())})


def _read(code: str, told: Mapping[str, Mapping[str, str]]) -> ErrorCode:
    example = Example(**told["example"]) if "example" in told else None
    means, why, fix = ({"ja": told[key]["ja"], "en": told[key]["en"]} for key in ("means", "why", "fix"))
    return ErrorCode(code, means, why, fix, example)  # type: ignore[arg-type]


def explained(known: ErrorCode, reader: Catalogue) -> str:
    """The code as a person reads it."""
    language = reader.language
    why, fix = _("Why:"), _("How to fix it:")
    lines = [
        f"{known.code}  {known.means[language]}",
        "",
        f"{reader.say(why)}  {known.why[language]}",
        f"{reader.say(fix)}  {known.fix[language]}",
    ]
    if known.example is not None:
        where = _("Example ({file}):", file=known.example.file) if known.example.file else _("Example:")
        lines += ["", reader.say(where)]
        for title, text in ((_("wrong:"), known.example.wrong), (_("right:"), known.example.right)):
            lines += [f"  {reader.say(title)}", indent(dedent(text.rstrip("\n")), "      ")]
    return "\n".join(lines)
