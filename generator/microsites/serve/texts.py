"""The words of the preview's own controls, for the script that shows them."""

from __future__ import annotations

from microsites.i18n.catalogue import Catalogue
from microsites.i18n.message import _

_TEXTS = {
    "preview": _("Preview"),
    "sites": _("Sites"),
    "overview": _("All sites"),
    "overview_intro": _("Everything that is saved is shown at once, on this machine alone."),
    "for_whom": _("For whom"),
    "owner": _("In charge"),
    "goals": _("Goals"),
    "no_goals": _("For staff: not measured"),
    "pages": _("Pages"),
    "not_built": _("Not built yet"),
    "unknown_site": _("This site is not part of the preview"),
    "unknown_hint": _("It does not exist, or the preview was started for other sites. To see all: microsites serve"),
    "waiting_title": _("The site is being built"),
    "current": _("on screen"),
    "saved": _("Shows what is saved"),
    "building": _("Being updated"),
    "lost": _("The preview has ended. Start it again: microsites serve"),
    "waiting": _("This site has not been built yet. Its pages appear here by themselves."),
    "one_problem": _("One thing to put right"),
    "many_problems": _("{} things to put right"),
    "behind": _("Behind this stands the page as it was last built. This message goes by itself once it is put right."),
    "no_page": _("The page appears here by itself once it is put right."),
    "bug": _("The product met a bug of its own"),
    "bug_report": _("Please report it with this file:"),
    "bug_again": _("The next saved change tries again."),
    "close": _("Close"),
    "copy": _("Copy the place"),
    "copied": _("Copied"),
    "open": _("Open in the editor"),
    "measuring": _("Measurement"),
    "panel_title": _("What would be measured"),
    "panel_intro": _("Click on the page: what would be sent is listed here. Nothing is sent from the preview."),
    "not_measured": _("This site is not measured."),
    "outlines": _("Frame measured elements"),
    "hold": _("Do not follow links"),
    "clear": _("Clear the list"),
    "on_this_page": _("On this page"),
    "no_elements": _("No element of this page is measured; links and files may be counted by themselves."),
    "page_view": _("Page view"),
    "automatic": _("counted by itself"),
    "goal": _("Goal"),
    "parameters": _("Parameters"),
    "providers": _("Sent to"),
    "no_providers": _("No provider is set up for this site."),
    "not_sent": _("is not sent there"),
    "own_count": _("counts it by itself"),
    "as_production": _("as in production"),
    "as_preview": _("as in the preview environment"),
    "differs": _("The page sends another event than the plan expects here: {}"),
    "unknown": _("The plan does not know this event."),
}


def client_texts(say: Catalogue) -> dict[str, str]:
    """Name → text in the reader's language."""
    return {name: say.say(text) for name, text in _TEXTS.items()}
