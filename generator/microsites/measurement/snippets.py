"""The providers' snippets for the head of every page, rendered from their templates."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from microsites.content.model import BuildEnvironment, Portfolio, Site
from microsites.measurement.identifiers import expected_providers
from microsites.measurement.tags import Tags


@lru_cache(maxsize=64)
def _template(folder: Path) -> jinja2.Template:
    templates = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    return templates.from_string((folder / "head.html").read_text("utf-8"))


def head_snippets(portfolio: Portfolio, site: Site, environment: BuildEnvironment, tags: Tags) -> Markup:
    """All snippets of ``site`` in ``environment``; empty in ``local``.

    IDs were held against the provider's pattern; the templates print them through ``tojson`` and ``urlencode``.
    """
    snippets = []
    for expected in expected_providers(portfolio, site, environment):
        template = _template(tags.folders[expected.provider])
        snippets.append(template.render(ids=expected.ids).strip())
    return Markup("\n".join(snippets))  # noqa: S704 - rendered with autoescape
