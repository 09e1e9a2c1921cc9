"""Reads the exports of Google Tag Manager's containers that were laid beside the sites.

The format is that of *Admin › Export Container*: ``containerVersion`` holds ``container``, ``tag``, ``trigger`` and
``variable``; everything else of a tag or trigger stands in lists of ``parameter`` (``{type, key, value}``).  Exports
write kinds as ``CUSTOM_EVENT``, the API (developers.google.com/tag-platform/tag-manager/api/v2) as ``customEvent``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from microsites.content.json_reader import JsonDocument, read_json_file
from microsites.content.model import Portfolio
from microsites.content.yaml_reader import Position, YamlError
from microsites.errors import Problem
from microsites.i18n.message import _
from microsites.measurement.containers import GOOGLE_TAGS, Condition, ContainerExport, ContainerTag, ContainerTrigger
from microsites.measurement.providers import Provider

FOLDER = "gtm"
"""Beside ``portfolio.yml`` or a ``site.yml``: ``gtm/GTM-XXXXXXX.json``."""

MAX_ITEMS = 5_000
"""Tags, triggers or variables; Google allows fewer."""

_VARIABLE = re.compile(r"\{\{([^{}]*)\}\}")


class _Reader:
    """One export: data of unknown quality, so that nothing is taken for granted."""

    def __init__(self, document: JsonDocument, providers: Mapping[str, Provider]) -> None:
        self.document = document
        self.providers = providers
        version = document.data.get("containerVersion") if isinstance(document.data, dict) else None
        self.version: dict[str, Any] = version if isinstance(version, dict) else {}
        self.constants = {
            str(item.get("name")): self.parameters(item).get("value", "")
            for item, _ in self.items("variable")
            if item.get("type") == "c"
        }
        self.event_variables = {"_event", "Event"} | {
            str(item.get("name")) for item, _ in self.items("builtInVariable") if item.get("type") in ("EVENT", "event")
        }

    def items(self, key: str) -> list[tuple[dict[str, Any], Position]]:
        """The mappings in a list of the version, each with its place."""
        found = self.version.get(key)
        if not isinstance(found, list):
            return []
        places = self.document.places(("containerVersion", key))
        return [(item, at) for item, at in zip(found, places, strict=True) if isinstance(item, dict)][:MAX_ITEMS]

    @staticmethod
    def parameters(item: Mapping[str, Any]) -> dict[str, str]:
        """``parameter`` as key → text; lists and maps in it are left out."""
        listed = item.get("parameter")
        return {
            str(each.get("key")): each["value"]
            for each in (listed if isinstance(listed, list) else [])
            if isinstance(each, dict) and isinstance(each.get("value"), str)
        }

    def constant(self, value: str | None) -> str | None:
        """``value`` with its constants written out; None if only the browser knows it."""
        if value is None:
            return None
        text = _VARIABLE.sub(lambda match: self.constants.get(match[1], match[0]), value)
        return None if _VARIABLE.search(text) else text

    def conditions(self, item: Mapping[str, Any], key: str) -> Iterator[Condition]:
        listed = item.get(key)
        for each in listed if isinstance(listed, list) else []:
            if isinstance(each, dict):
                given = self.parameters(each)
                kind = _kind(each.get("type"))
                value = self.constant(given.get("arg1", ""))
                subject = given.get("arg0", "").strip("{}")
                known = value is not None and subject in self.event_variables
                flags = {name: given.get(name) == "true" for name in ("negate", "ignore_case")}
                yield Condition(kind if known else "", value or "", flags["negate"], flags["ignore_case"])

    def triggers(self) -> dict[str, ContainerTrigger]:
        """The custom-event triggers by ID."""
        found = {}
        for item, at in self.items("trigger"):
            if _kind(item.get("type")) == "customevent":
                conditions = tuple(self.conditions(item, "customEventFilter"))
                limited = bool(item.get("filter"))
                name = str(item.get("name"))
                found[str(item.get("triggerId"))] = ContainerTrigger(name, conditions, limited, at)
        return found

    def ids(self, kind: str, given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Provider and ID of what a tag sends to, as far as the product knows it."""
        google = self.providers.get("ga4")
        if kind in GOOGLE_TAGS and google is not None:
            value = self.constant(given.get(GOOGLE_TAGS[kind]))
            if value is not None and google.id_regex.fullmatch(value):
                yield google.name, value
        elif kind == "html":
            text = _VARIABLE.sub(lambda match: self.constants.get(match[1], match[0]), given.get("html", ""))
            for provider in self.providers.values():
                for signature in provider.signatures:
                    for match in signature.regex.finditer(text):
                        if (id_ := match.groupdict().get("id")) and provider.id_regex.fullmatch(id_):
                            yield provider.name, id_

    def tags(self) -> Iterator[ContainerTag]:
        """The tags that can fire: not paused, and with a trigger."""
        triggers = self.triggers()
        for item, at in self.items("tag"):
            firing = item.get("firingTriggerId")
            if item.get("paused") is True or not isinstance(firing, list) or not firing:
                continue
            kind, given = str(item.get("type")), self.parameters(item)
            event = given.get("eventName") if kind == "gaawe" else None
            yield ContainerTag(
                name=str(item.get("name")),
                kind=kind,
                triggers=tuple(triggers[str(each)] for each in firing if str(each) in triggers),
                event=self.constant(event),
                same_name=event is not None and event.strip("{}") in self.event_variables and event.startswith("{{"),
                ids=tuple(dict.fromkeys(self.ids(kind, given))),
                place=at,
            )


def _kind(value: Any) -> str:
    return str(value).replace("_", "").lower()


def read_container(
    path: Path, file: str, site: str | None, providers: Mapping[str, Provider], problems: list[Problem]
) -> ContainerExport | None:
    """The container in ``path``, or None after noting why it is none."""
    try:
        document = read_json_file(path, file)
    except YamlError as error:
        problems.append(error.problem)
        return None
    reader = _Reader(document, providers)
    container = reader.version.get("container")
    public_id = container.get("publicId") if isinstance(container, dict) else None
    if not isinstance(public_id, str):
        hint = _("export it in Tag Manager under Admin › Export Container")
        problems.append(Problem(file, 1, 1, "CFG032", _("is not the export of a container"), hint))
        return None
    place = document.place(("containerVersion", "container", "publicId"))
    return ContainerExport(path.stem, public_id, file, site, tuple(reader.tags()), place)


def read_containers(
    portfolio: Portfolio, providers: Mapping[str, Provider], problems: list[Problem]
) -> tuple[ContainerExport, ...]:
    """Every export beside ``portfolio.yml`` and beside a ``site.yml``, by name; adds what is wrong to ``problems``."""
    folders: Sequence[tuple[Path, str, str | None]] = (
        (portfolio.root / FOLDER, FOLDER, None),
        *((site.root / FOLDER, f"{site.id}/{FOLDER}", site.id) for site in portfolio.sites),
    )
    found = [
        read_container(path, f"{file}/{path.name}", site, providers, problems)
        for folder, file, site in folders
        if folder.is_dir()
        for path in sorted(folder.glob("*.json"))
    ]
    return tuple(each for each in found if each is not None)
