"""What a browser's request says to a provider, decoded by the provider's network signatures."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, parse_qsl, urlsplit

from microsites.measurement.providers import HitField, NetworkSignature, Providers

MAX_BODY = 1_000_000
"""Characters of a body that are read; trackers stay far below."""

MAX_HITS = 1_000
"""Hits of one request that are read."""

_BOUNDARY_NAME = re.compile(r'\bname="([^"]*)"', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hit:
    """One message to a provider."""

    provider: str
    id: str | None
    """Who receives it; None if the request does not say."""
    event: str | None
    """As the provider calls it; None for a page view without a name, and where the request does not say."""
    page_view: bool
    parameters: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Record:
    """The parts of a request that belong to one hit."""

    query: Mapping[str, str]
    document: Any
    path: str


def decode(url: str, body: str | bytes | None, providers: Providers) -> tuple[Hit, ...]:
    """The hits in a request to ``url`` with ``body``; none if it is no provider's.  Never fails."""
    try:
        address = urlsplit(url)
    except ValueError:
        return ()
    text = (body.decode("utf-8", "replace") if isinstance(body, bytes) else body or "")[:MAX_BODY]
    return tuple(
        _hit(name, signature, record)
        for name, provider in providers.items()
        for signature in provider.network
        if signature.regex.search(url)
        for record in _records(signature, address, text)
    )


def _hit(provider: str, signature: NetworkSignature, record: _Record) -> Hit:
    event = _value(signature.event, record)
    without = event is None and signature.page_view_without_event
    return Hit(
        provider,
        id=_value(signature.id, record),
        event=event,
        page_view=without or event in signature.page_view,
        parameters=_parameters(signature.parameters, record),
    )


def _records(signature: NetworkSignature, address: SplitResult, body: str) -> Iterator[_Record]:
    shared = _pairs(address.query)
    document = _json(body)
    container = next((way for field in _fields(signature) if (way := _container(field)) is not None), None)
    if container is not None:
        items = _walk(document, container)
        for item in items[:MAX_HITS] if isinstance(items, list) else []:
            yield _Record(shared, item, address.path)
    elif document is not None:
        bulk = document.get("requests") if isinstance(document, dict) else None
        if isinstance(bulk, list):  # Matomo: a list of query strings
            for request in bulk[:MAX_HITS]:
                yield _Record({**shared, **_pairs(str(request).rpartition("?")[2])}, None, address.path)
        else:
            yield _Record(shared, document, address.path)
    elif "form-data; name=" in body:
        yield _Record({**shared, **_multipart(body)}, None, address.path)
    else:
        for line in [line for line in body.splitlines() if line.strip()][:MAX_HITS] or [""]:
            yield _Record({**shared, **_pairs(line)}, None, address.path)


def _fields(signature: NetworkSignature) -> list[HitField]:
    return [field for field in (signature.id, signature.event, signature.parameters) if field is not None]


def _container(field: HitField) -> str | None:
    """The way to the list whose items are hits: ``data`` of ``data.*.se_ac``."""
    if field.part != "json" or "*." not in field.key:
        return None
    return field.key.partition("*.")[0].rstrip(".")


def _value(field: HitField | None, record: _Record) -> str | None:
    if field is None:
        return None
    if field.part == "path":
        found = re.search(field.key, record.path)
        return found[1] if found else None
    for key in field.key.split("|"):
        value = record.query.get(key) if field.part == "query" else _walk(record.document, key.rpartition("*.")[2])
        if value is not None and value != "":
            return _text(value)
    return None


def _parameters(field: HitField | None, record: _Record) -> Mapping[str, str]:
    if field is None:
        return {}
    if field.part == "json":
        value = _walk(record.document, field.key.rpartition("*.")[2])
        return {key: _text(item) for key, item in value.items()} if isinstance(value, dict) else _pairs(_text(value))
    found: dict[str, str] = {}
    for key in field.key.split("|"):
        before, star, after = key.partition("*")
        if not star:
            found |= _pairs(record.query.get(key, ""))
            continue
        for name, value in record.query.items():
            if name.startswith(before) and name.endswith(after) and len(name) > len(before) + len(after):
                found[name[len(before) : len(name) - len(after)]] = value
    return found


def _walk(value: Any, way: str) -> Any:
    for key in way.split(".") if way else []:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _text(value: Any) -> str:
    return "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _pairs(text: str) -> dict[str, str]:
    return dict(parse_qsl(text, keep_blank_values=True))


def _json(body: str) -> Any:
    if not body.lstrip().startswith(("{", "[")):
        return None
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _multipart(body: str) -> dict[str, str]:
    """Fields of a ``multipart/form-data`` body (RFC 7578); the boundary is its first line."""
    text = body.replace("\r\n", "\n")
    found = {}
    for part in text.split(text.partition("\n")[0])[:MAX_HITS]:
        head, gap, value = part.partition("\n\n")
        if gap and (name := _BOUNDARY_NAME.search(head)):
            found[name[1]] = value.removesuffix("\n")
    return found
