"""What a portfolio decides about its measurement: consent, automatic events, query strings, providers' settings."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints

from microsites.content.fields import Flag, LongText, Model, Slug, Text

ConsentMode = Literal["disclose", "opt_out", "basic", "advanced"]
"""``disclose``: tags run, and a page says so.  ``opt_out``: the same, with a switch that stops them.
``basic``: nothing loads before consent.  ``advanced``: Google's tags load at once and send without cookies
until consent; tags that cannot do that wait as in ``basic``."""

Category = Literal["analytics", "advertising"]
"""What a provider is for; consent is asked per category."""

AutomaticEvent = Literal[
    "outbound_click",
    "download_click",
    "tel_click",
    "mail_click",
    "site_search",
    "scroll_depth",
    "form_begin",
    "form_send",
]
"""What the runtime can count by itself.  The names are no provider's own, so that nothing is counted twice."""

AUTOMATIC_EVENTS: tuple[AutomaticEvent, ...] = get_args(AutomaticEvent)

SITE_SEARCH: AutomaticEvent = "site_search"
"""Always counted where a site has a search of its own, which knows how many pages were found."""

SITE_SWITCH = "site_switch"
"""The runtime's event for a step to a sister site: always counted."""

QUERY_PARAMETERS = (
    "utm_source", "utm_medium", "utm_campaign", "utm_id", "utm_term", "utm_content",
    "_gl", "gclid", "gbraid", "wbraid", "dclid", "fbclid", "yclid", "ldtag_cl", "pk_vid",
)  # fmt: skip
"""Campaigns, click identifiers and cross-domain visits: what providers read from a page's address."""

QueryName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_.-]*$", max_length=40)]


class Consent(Model):
    """How visitors are asked, per category of provider."""

    analytics: ConsentMode = "disclose"
    """Before visits are counted."""
    advertising: ConsentMode = "basic"
    """Before advertising is measured."""

    def mode(self, category: Category) -> ConsentMode:
        """The mode of a category."""
        return self.analytics if category == "analytics" else self.advertising


ProviderSettings = dict[str, Flag | tuple[Text, ...] | Text]
"""Setting → its expected value in the provider's own administration, which no HTML shows."""


class Measuring(Model):
    """``measuring`` in ``portfolio.yml``."""

    consent: Consent = Field(default_factory=Consent)
    """How visitors are asked before anything is measured."""
    automatic_events: tuple[AutomaticEvent, ...] = ()
    """What the runtime counts by itself, for each provider that is not declared to do it."""
    query_parameters: tuple[QueryName, ...] = Field(default=QUERY_PARAMETERS, max_length=60)
    """What of a query string may stay in a page's address; everything else is cut before any provider reads it."""
    settings: dict[str, ProviderSettings] = Field(default_factory=dict, max_length=20)
    """Provider → what is set in its administration: ``{ga4: {enhanced_scrolls: false}}``."""
    purposes: dict[Slug, LongText] = Field(default_factory=dict, max_length=20)
    """Provider → what the municipality uses it for, in its own words, on the page that says what is sent."""
