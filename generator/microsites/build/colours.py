"""Tells an editor which colours of a brand are shown otherwise than given."""

from __future__ import annotations

from microsites.content.model import Site
from microsites.errors import Problem
from microsites.i18n.message import _
from microsites.pages.colour import READABLE
from microsites.pages.palette import Palette


def colour_notes(site: Site, palette: Palette) -> tuple[Problem, ...]:
    """One note a colour, at its line in ``site.yml``."""
    return tuple(
        site.source.problem(
            ("brand", adjustment.field),
            "BLD016",
            *_words(adjustment.field, adjustment.given, adjustment.used, adjustment.reached),
        )
        for adjustment in palette.adjustments
    )


def _words(field: str, given: str, used: str, reached: float) -> tuple[str, str]:
    if field == "tint":
        return (
            _(
                "{given} is too dark for a ground on which text in the brand's colour stands; it is shown as {used}",
                given=given,
                used=used,
            ),
            _("write {used}, or leave the line out: a ground is computed from the brand's colour", used=used),
        )
    return (
        _(
            "text in {given} reaches a contrast of {reached:.1f}:1 where {readable}:1 is needed; it is shown as {used}",
            given=given,
            reached=reached,
            readable=READABLE,
            used=used,
        ),
        _("write {used}, or choose a darker colour; the logo keeps its own", used=used),
    )
