"""The Jinja environment of the theme: everything escaped, every unknown name an error."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2.ext import Extension
from jinja2.runtime import Context
from markupsafe import Markup, escape

from microsites.pages import japanese, typography


@jinja2.pass_context
def _markdown(context: Context, text: str, under: int) -> Markup:
    """Block Markdown; ``under`` is the level of the heading above it, below which its own headings go on."""
    rendered = context["render_markdown"](text, under)
    assert isinstance(rendered, Markup)
    return rendered


@jinja2.pass_context
def _day(context: Context, value: date) -> str:
    return japanese.day(value, eras=context["site"].eras)


@jinja2.pass_context
def _month(context: Context, value: date) -> str:
    return japanese.month(value, eras=context["site"].eras)


@jinja2.pass_context
def _moment(context: Context, value: datetime) -> str:
    return japanese.moment(value, eras=context["site"].eras)


def _plain(text: str) -> Markup:
    # Markup, so that nothing looks for readings in it again.
    return escape(typography.plain(text))


def _printed(value: Any) -> Any:
    """Every value on its way into a page: text with readings is set, everything else passes."""
    return typography.with_readings(value) if isinstance(value, str) and "{" in value else value


class Unindented(Extension):
    """Templates are indented for people, pages are not: 120 of the 14,336 bytes before a first paint (measured)."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja's
        """The template without the white space at the start of its lines; their numbers stay."""
        return re.sub(r"(?m)^[ \t]+", "", source)


@cache
def theme_environment(theme_directory: Path) -> jinja2.Environment:
    """Templates of ``theme_directory`` with the filters that they share.

    Text is printed with its readings as ruby; in an attribute, where there is no ruby, the filter ``plain`` leaves
    them out.  MkDocs' own environment does not escape: a site's name with ``<i>`` in it broke the title (seen).
    """
    environment = jinja2.Environment(
        # MkDocs asks for main.html and 404.html by their bare names: those of theme promo.
        loader=jinja2.FileSystemLoader([theme_directory, theme_directory / "promo"]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_printed,
        extensions=[Unindented],
        auto_reload=False,
    )
    environment.filters |= {
        "markdown": _markdown,
        "day": _day,
        "month": _month,
        "moment": _moment,
        "iso": japanese.iso,
        "phrases": typography.phrases,
        "plain": _plain,
    }
    return environment
