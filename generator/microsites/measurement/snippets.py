"""The providers' snippets, rendered from their templates: data of the portfolio enters script through ``tojson`` alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import jinja2
from markupsafe import Markup

from microsites.content.model import BuildEnvironment, Portfolio, Site
from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.manifest import ExpectedProvider
from microsites.measurement.identifiers import expected_providers
from microsites.measurement.providers import SnippetError, snippet_template
from microsites.measurement.runtime import head_script, tracker_path
from microsites.measurement.tags import Tags

_FAULTS = (
    SnippetError,
    jinja2.TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What a template of the portfolio's own can run into: a variable that is not there, a sum of text and number."""


@dataclass(frozen=True, slots=True)
class Snippets:
    """What the providers write into a page."""

    head: Markup
    body: Markup
    """For the start of the body: what counts visitors without scripts."""


def snippets(
    portfolio: Portfolio, site: Site, environment: BuildEnvironment, tags: Tags, to_path: Callable[[str], str]
) -> Snippets:
    """All snippets of ``site`` in ``environment``, after the runtime's script; empty in ``local``.

    ``to_path`` makes the address of a file of the tree, as seen from the page.  IDs and options were held against
    the provider's patterns; the templates print them through ``tojson`` and ``urlencode``.  Raises UserError for a
    template that cannot be rendered.
    """
    expected = expected_providers(portfolio, site, environment, tags.providers)
    parts = {
        name: [rendered for each in expected if (rendered := _rendered(each, name, tags, to_path))]
        for name in ("head.html", "body.html")
    }
    if expected:
        parts["head.html"].insert(0, head_script(portfolio, site, expected))
    head, body = (Markup("\n".join(parts[name])) for name in ("head.html", "body.html"))  # noqa: S704 - autoescape
    return Snippets(head, body)


def _rendered(expected: ExpectedProvider, name: str, tags: Tags, to_path: Callable[[str], str]) -> str:
    try:
        return _render(expected, name, tags, to_path)
    except _FAULTS as error:
        hint = _("a snippet can use: ids, options, treatment, gate, category, linked_hosts, counts, tracker, integrity")
        message = _("cannot be rendered: {error}", error=str(error))
        raise UserError.at(f"providers/{expected.provider}/{name}", message, hint, "CFG020") from None


def _render(expected: ExpectedProvider, name: str, tags: Tags, to_path: Callable[[str], str]) -> str:
    file = tags.folders[expected.provider] / name
    if not file.is_file():
        return ""
    if name == "body.html" and expected.treatment != "at_once":
        # Without scripts nobody can refuse or consent.
        return ""
    provider = tags.providers[expected.provider]
    waits = expected.treatment == "after_consent"
    package = provider.package_in_use(expected.options)
    return (
        snippet_template(file)
        .render(
            ids=expected.ids,
            options=expected.options,
            treatment=expected.treatment,
            gate=Markup(' type="text/plain" data-consent="{}"').format(expected.category) if waits else "",
            category=expected.category,
            linked_hosts=expected.linked_hosts,
            counts=expected.counts,
            tracker=to_path(tracker_path(provider.name, package.version)) if package is not None else None,
            integrity=package.integrity if package is not None else None,
        )
        .strip()
    )
