"""The Jinja environment of the theme: everything escaped, every unknown name an error."""

from __future__ import annotations

from pathlib import Path

import jinja2
from jinja2.runtime import Context
from markupsafe import Markup

from microsites.pages import japanese, typography


@jinja2.pass_context
def _markdown(context: Context, text: str) -> Markup:
    rendered = context["render_markdown"](text)
    assert isinstance(rendered, Markup)
    return rendered


def theme_environment(theme_directory: Path) -> jinja2.Environment:
    """Templates of ``theme_directory`` with the filters that they share.

    MkDocs' own environment does not escape: a site's name with ``<i>`` in it broke the title (seen).
    """
    environment = jinja2.Environment(
        # MkDocs asks for main.html and 404.html by their bare names: those of theme promo.
        loader=jinja2.FileSystemLoader([theme_directory, theme_directory / "promo"]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
    )
    environment.filters |= {
        "markdown": _markdown,
        "day": japanese.day,
        "moment": japanese.moment,
        "iso": japanese.iso,
        "phrases": typography.phrases,
        "plain": typography.plain,
    }
    return environment
