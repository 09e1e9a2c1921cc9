from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from microsites.content import shapes
from microsites.content.blocks import Section
from microsites.content.fields import Link, LongText, Text
from microsites.content.moments import Opens


class EmergencyBanner(Section):
    """A message above everything else, on every page of every site: written once, as ``emergency`` of ``portfolio.yml``.

    There, ``type`` and ``id`` need not be given, and its links name a ``site`` or a ``url``: they stand on all sites.
    """

    constraints: ClassVar[tuple[shapes.Shape, ...]] = ({"properties": {"links": {"items": shapes.ON_ALL_SITES}}},)

    summary: ClassVar[str] = "One message at the very top of every page of every site, for emergencies."

    type: Literal["emergency_banner"]
    level: Literal["emergency", "warning", "info"] = "emergency"
    """``emergency``: lives are at stake.  ``warning``: plans must change.  ``info``: everybody should know."""
    heading: Text
    """What has happened, in one line: ``花守市に大雨警報（土砂災害）``."""
    body: LongText | None = None
    """What to do now, in plain sentences; a line break starts a new paragraph."""
    links: tuple[Link, ...] = Field(default=(), max_length=3)
    """Where more is said: open shelters, the telephone number of the crisis staff."""
    updated: Opens
    """When this was last true, ``2026-08-30 06:40``: an alarm without a time helps nobody."""
