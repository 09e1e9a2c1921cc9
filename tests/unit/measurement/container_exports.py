"""Exports of Google Tag Manager containers, as *Admin › Export Container* writes them."""

from __future__ import annotations

import json
from typing import Any

ACCOUNT = {"accountId": "6001234567", "containerId": "198765432"}
ALL_PAGES = "2147479553"
"""The built-in trigger."""


def template(key: str, value: str) -> dict[str, str]:
    """A parameter of text."""
    return {"type": "TEMPLATE", "key": key, "value": value}


def tag(
    number: int, name: str, kind: str, parameters: list[dict[str, Any]], *firing: str, **more: Any
) -> dict[str, Any]:
    """A tag."""
    return {
        **ACCOUNT,
        "tagId": str(number),
        "name": name,
        "type": kind,
        "parameter": parameters,
        "fingerprint": "1790000000000",
        "firingTriggerId": list(firing),
        "tagFiringOption": "ONCE_PER_EVENT",
        "monitoringMetadata": {"type": "MAP"},
        "consentSettings": {"consentStatus": "NOT_SET"},
        **more,
    }


def google_tag(number: int, id_: str, **more: Any) -> dict[str, Any]:
    """The Google tag, on all pages."""
    settings = {
        "type": "LIST",
        "key": "configSettingsTable",
        "list": [{"type": "MAP", "map": [template("parameter", "send_page_view")]}],
    }
    return tag(number, "Googleタグ", "googtag", [template("tagId", id_), settings], ALL_PAGES, **more)


def event_tag(number: int, name: str, event: str, id_: str, *firing: str, **more: Any) -> dict[str, Any]:
    """A GA4 event tag."""
    parameters = [
        {"type": "BOOLEAN", "key": "sendEcommerceData", "value": "false"},
        template("eventName", event),
        template("measurementIdOverride", id_),
    ]
    return tag(number, name, "gaawe", parameters, *firing, **more)


def custom_event(number: int, name: str, value: str, operator: str = "EQUALS", **more: Any) -> dict[str, Any]:
    """A trigger that waits for an event of the page."""
    condition = {"type": operator, "parameter": [template("arg0", "{{_event}}"), template("arg1", value)]}
    return {
        **ACCOUNT,
        "triggerId": str(number),
        "name": name,
        "type": "CUSTOM_EVENT",
        "customEventFilter": [condition],
        **more,
    }


def constant(number: int, name: str, value: str) -> dict[str, Any]:
    """A variable that is the same everywhere."""
    return {**ACCOUNT, "variableId": str(number), "name": name, "type": "c", "parameter": [template("value", value)]}


def export(
    tags: list[dict[str, Any]],
    triggers: list[dict[str, Any]],
    variables: list[dict[str, Any]] | None = None,
    *,
    public_id: str = "GTM-TEST123",
) -> str:
    """The file."""
    path = "accounts/6001234567/containers/198765432"
    return json.dumps(
        {
            "exportFormatVersion": 2,
            "exportTime": "2026-11-20 01:23:45",
            "containerVersion": {
                "path": f"{path}/versions/7",
                **ACCOUNT,
                "containerVersionId": "7",
                "container": {
                    "path": path,
                    **ACCOUNT,
                    "name": "試験市",
                    "publicId": public_id,
                    "usageContext": ["WEB"],
                    "features": {"supportUserPermissions": True, "supportZones": True},
                    "tagIds": [public_id],
                },
                "tag": tags,
                "trigger": triggers,
                "variable": variables or [],
                "builtInVariable": [
                    {**ACCOUNT, "type": "PAGE_URL", "name": "Page URL"},
                    {**ACCOUNT, "type": "EVENT", "name": "イベント"},
                ],
                "fingerprint": "1790000000000",
            },
        },
        ensure_ascii=False,
        indent=4,
    )
