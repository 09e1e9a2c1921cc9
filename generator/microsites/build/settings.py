"""What a site's build needs beside the portfolio."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import jinja2

from microsites.content.model import BuildEnvironment
from microsites.manifest import CheckSettings, KnownId
from microsites.measurement.tags import Tags
from microsites.media.fonts import CardFonts


@dataclass(frozen=True, slots=True)
class SiteBuild:
    """What a site's build needs beside the portfolio."""

    environment: BuildEnvironment
    clock: datetime
    """With its zone."""
    tags: Tags
    checks: CheckSettings
    theme_directory: Path
    cache: Path
    known_ids: tuple[KnownId, ...]
    """Every ID of the portfolio: the same for all its sites."""
    card_fonts: CardFonts | None
    """None where no social cards are drawn."""
    true_until: Mapping[str, datetime]
    """When the clock changes the next thing on each site, with its zone."""

    @property
    def now(self) -> datetime:
        """The clock in the portfolio's zone, without zone, as content speaks of time."""
        return self.clock.replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class Templates:
    """Compiled templates that the sites of one process share: ours, and Material's bytecode."""

    promo: jinja2.Environment
    material: jinja2.BytecodeCache
