"""The measurement part of a site's one script: its configuration, the runtime, the adapters of its providers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import rjsmin
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from microsites.content.fields import Action
from microsites.content.model import BuildEnvironment, Portfolio, Site
from microsites.manifest import ExpectedProvider
from microsites.measurement.consent import questions
from microsites.measurement.expectations import event_of
from microsites.measurement.identifiers import expected_providers
from microsites.measurement.tags import Tags
from microsites.resources import tags_directory


@dataclass(frozen=True, slots=True)
class TrackerFile:
    """A provider's script that lies on the site itself."""

    path: str
    """In the tree."""
    source: Path


@dataclass(frozen=True, slots=True)
class RuntimeScript:
    """What goes into the script, in this order."""

    config: str
    """A JSON object: ``window.microsites.config``."""
    files: tuple[Path, ...]
    consent: Path | None
    """What asks and obeys, a script of its own: for the pages on which a visitor decides."""
    trackers: tuple[TrackerFile, ...]


def tracker_path(provider: str, version: str) -> str:
    """Where a provider's own script lies in the tree; its version is part of the name."""
    return f"theme/{provider}.{version}.js"


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def _sisters(portfolio: Portfolio, site: Site, environment: BuildEnvironment) -> dict[str, str]:
    """Sister site → its address, in ``local`` relative to this site's root."""
    others = [other for other in portfolio.sites if other.id != site.id and other.settings.measured]
    return {
        other.id: other.url(environment) or f"../{other.id}/" for other in sorted(others, key=lambda other: other.id)
    }


def _fired(site: Site) -> set[str]:
    """The events of the plan that an action of ``site`` may fire."""
    actions = (part for page in site.pages for _, _, part in page.parts if isinstance(part, Action))
    return {event_of(action, site) for action in actions}


def _provider(each: ExpectedProvider, fired: set[str], tags: Tags) -> dict[str, Any]:
    """What the runtime must know of a provider."""
    provider = tags.providers[each.provider]
    only = provider.sends == "named"
    names = {
        event.name: event.names[each.provider]
        for event in tags.plan.settings.events
        if event.name in fired and each.provider in event.names
    }
    optional = each.treatment != "at_once"
    return _filled(
        {
            "ids": each.ids,
            "category": each.category,
            "treatment": each.treatment if optional else None,
            "names": {name: called for name, called in names.items() if only or called != name},
            "only": only,
            "counts": each.counts,
            "cookies": [cookie.name for cookie in provider.disclosure.cookies] if optional else (),
        }
    )


def runtime_script(portfolio: Portfolio, site: Site, environment: BuildEnvironment, tags: Tags) -> RuntimeScript:
    """The runtime of ``site`` in ``environment``."""
    expected = expected_providers(portfolio, site, environment, tags.providers)
    measured = site.settings.measured
    automatic = portfolio.settings.measuring.automatic_events if measured else ()
    sisters = _sisters(portfolio, site, environment) if measured else {}
    fired = _fired(site)
    withheld = {
        event.name: personal
        for event in tags.plan.settings.events
        if event.name in fired
        and (personal := [parameter.name for parameter in event.parameters if parameter.personal])
    }
    config = _filled(
        {
            "site": site.id,
            "environment": environment,
            "providers": {each.provider: _provider(each, fired, tags) for each in expected},
            "automatic": automatic,
            "sisters": sisters,
            "withheld": withheld,
        }
    )
    runtime = tags_directory() / "runtime"
    files = [runtime / "runtime.js"]
    if not expected:
        # Else it stands in the head, before every provider.
        files.insert(0, runtime / "personal.js")
    if automatic or sisters:
        files.append(runtime / "automatic.js")
    files += [tags.folders[each.provider] / "adapter.js" for each in expected]
    trackers = tuple(
        TrackerFile(tracker_path(each.provider, package.version), tags.folders[each.provider] / package.file)
        for each in expected
        if (package := tags.providers[each.provider].package_in_use(each.options)) is not None
    )
    text = json.dumps(config, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    consent = runtime / "consent.js" if questions(expected) else None
    return RuntimeScript(text, tuple(files), consent, trackers)


def head_script(portfolio: Portfolio, site: Site, expected: tuple[ExpectedProvider, ...]) -> Markup:
    """The first script of a page that carries ``expected``: the visitor's choice, and an address without personal data.

    The same on every page of a site, so that one hash in a policy allows it.  Values enter it as JSON alone.
    """
    runtime = tags_directory() / "runtime"
    personal, head = (
        Markup(rjsmin.jsmin((runtime / name).read_text("utf-8")))  # noqa: S704 - files of the product
        for name in ("personal.js", "head.js")
    )
    measuring = portfolio.settings.measuring
    asked = [question.category for question in questions(expected) if question.asked]
    values = (site.id, measuring.query_parameters, measuring.consent.model_dump(), asked)
    arguments = Markup(",").join(htmlsafe_json_dumps(value, separators=(",", ":")) for value in values)
    return Markup("<script>{}{}({});</script>").format(personal, head, arguments)
