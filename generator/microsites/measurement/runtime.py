"""The measurement part of a site's one script: its configuration, the runtime, the adapters of its providers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from microsites.content.model import BuildEnvironment, Portfolio, Site
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
    trackers: tuple[TrackerFile, ...]


def tracker_path(provider: str, version: str) -> str:
    """Where a provider's own script lies in the tree; its version is part of the name."""
    return f"theme/{provider}.{version}.js"


def runtime_script(portfolio: Portfolio, site: Site, environment: BuildEnvironment, tags: Tags) -> RuntimeScript:
    """The runtime of ``site`` in ``environment``."""
    expected = expected_providers(portfolio, site, environment, tags.providers)
    config = {"site": site.id, "environment": environment}
    adapters = tuple(tags.folders[each.provider] / "adapter.js" for each in expected)
    trackers = tuple(
        TrackerFile(tracker_path(each.provider, package.version), tags.folders[each.provider] / package.file)
        for each in expected
        if (package := tags.providers[each.provider].package) is not None and each.options.get("self_hosted")
    )
    text = json.dumps(config, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return RuntimeScript(text, (tags_directory() / "runtime" / "runtime.js", *adapters), trackers)
