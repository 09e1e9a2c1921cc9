"""One file a kind of collection entry, holding its model; this registry lists them all."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from microsites.collections.episode import Episode
from microsites.collections.event import Event
from microsites.collections.grant import Grant
from microsites.collections.interview import Interview
from microsites.collections.news import News
from microsites.collections.project import Project
from microsites.collections.spot import Spot
from microsites.collections.theme import Theme
from microsites.content.blocks import Entry

ENTRY_KINDS: Mapping[str, type[Entry]] = MappingProxyType(
    {
        "news": News,
        "event": Event,
        "spot": Spot,
        "grant": Grant,
        "interview": Interview,
        "theme": Theme,
        "project": Project,
        "episode": Episode,
    }
)
"""Kind in ``site.yml`` → model of its entries."""
