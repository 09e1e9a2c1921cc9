"""The providers' snippets for the head of every page, rendered from their templates."""

from __future__ import annotations

from markupsafe import Markup

from microsites.content.model import BuildEnvironment, Portfolio, Site
from microsites.measurement.identifiers import expected_providers
from microsites.measurement.providers import head_template
from microsites.measurement.tags import Tags


def head_snippets(portfolio: Portfolio, site: Site, environment: BuildEnvironment, tags: Tags) -> Markup:
    """All snippets of ``site`` in ``environment``; empty in ``local``.

    IDs were held against the provider's pattern; the templates print them through ``tojson`` and ``urlencode``.
    """
    snippets = []
    for expected in expected_providers(portfolio, site, environment):
        template = head_template(tags.folders[expected.provider])
        snippets.append(template.render(ids=expected.ids).strip())
    return Markup("\n".join(snippets))  # noqa: S704 - rendered with autoescape
