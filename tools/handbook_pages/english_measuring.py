"""The reference in English, beside the Japanese: events, providers, consent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import get_args

from microsites.content.measuring import ConsentMode
from microsites.content.model import Portfolio
from microsites.content.plan import ANYWHERE, Event
from microsites.manifest import Treatment
from microsites.measurement.consent import EXPECTED_HITS, Hits, Step, treatment
from microsites.measurement.providers import NameLimits, Provider
from microsites.measurement.reports.plan import provider_name
from microsites.measurement.tags import Tags
from tools.handbook_pages.events import buttons, providers_in_use
from tools.handbook_pages.writing import code, code_block, plain, prose_page, table

_NONE = "–"
_MODES: Mapping[ConsentMode, tuple[str, str]] = {
    "disclose": ("Measured; a page says what is sent to whom.", "nothing (the footer leads to that page)"),
    "opt_out": ("Measured; visitors can stop it at any time.", "a switch on the page that says what is sent"),
    "basic": ("Tags are not loaded before consent.", "a question with two buttons of one size"),
    "advanced": (
        "Before consent only Google's tags send, without cookies; others are not loaded.",
        "a question with two buttons of one size",
    ),
}
_TREATMENTS: Mapping[Treatment, str] = {
    "at_once": "works at once",
    "unless_refused": "works until refused",
    "after_consent": "waits for consent",
    "cookieless": "works without cookies until consent",
}
_STEPS: Mapping[Step, str] = {
    "no_choice": "no choice yet",
    "refuse": "refused",
    "accept": "accepted (same page)",
    "accept_next_page": "accepted (next page)",
    "withdraw": "withdrawn",
}
_HITS: Mapping[Hits, str] = {"none": "not sent", "cookieless": "sent without cookies", "full": "sent"}


def events_page(portfolio: Portfolio, tags: Tags) -> str:
    """The dictionary of events, by the plan's English definitions."""
    found = buttons(portfolio)
    used = providers_in_use(portfolio, tags)
    blocks = [
        (
            "One action has one name on all sites. A new name goes into the tracking plan first; a new meaning raises its "
            "version, and numbers of different versions are not compared. Where each event is fired stands on the Japanese page."
        ),
    ]
    for event in tags.plan.settings.events:
        count = sum(button.event == event.name for button in found)
        rows = [
            ("Status", f"{event.status}, version {event.version}"),
            ("Owner", plain(event.owner)),
            ("May be fired by", "anything" if event.fired_by == ANYWHERE else ", ".join(event.fired_by)),
            ("Calls to action", str(count)),
            *((plain(provider.title), _sent_as(event, provider)) for provider in used),
        ]
        blocks += [
            f"## {event.name}",
            plain(event.definition.en or event.definition.ja),
            table(("Fact", "Value"), rows),
            _parameters(event),
        ]
    return prose_page(
        "Dictionary of events",
        f"The {len(tags.plan.settings.events)} events of the tracking plan: meaning, status, owner, parameters, names.",
        blocks,
    )


def _sent_as(event: Event, provider: Provider) -> str:
    name = provider_name(event, provider)
    return f"sent as {plain(name)}" if name is not None else "not sent"


def _parameters(event: Event) -> str:
    rows = [
        (
            code(each.name),
            plain(each.definition.en or each.definition.ja),
            "required" if each.required else "optional",
            ", ".join(map(code, each.values)) or (code(each.pattern) if each.pattern else each.type),
            "never sent (personal)" if each.personal else "sent",
        )
        for each in event.parameters
    ]
    return table(("Parameter", "Meaning", "Needed", "Values", "Sent"), rows) if rows else "It has no parameters."


def providers_page(tags: Tags) -> str:
    """The providers as a technician sees them; what visitors are told is Japanese, and stands on the Japanese page."""
    blocks = [
        (
            "What visitors are told about each provider is Japanese and stands on the Japanese page. IDs are not shown here: "
            "no tree may hold one of another environment."
        ),
    ]
    for provider in tags.providers.values():
        blocks += [f"## {plain(provider.title)}", _facts(provider), *_signatures(provider)]
    return prose_page(
        "Providers",
        "Providers of measurement: their hosts, limits on names, and how the check knows their tags.",
        blocks,
    )


def _facts(provider: Provider) -> str:
    hosts = dict.fromkeys(
        (*provider.hosts.script, *provider.hosts.connect, *provider.hosts.image, *provider.hosts.frame)
    )
    rows = [
        ("Name", code(provider.name)),
        ("Category", provider.category),
        ("Form of its ID", code(provider.id_example)),
        ("Events", "all of the plan" if provider.sends == "all" else "those that the plan names for it"),
        ("Visits across sister sites", "stay one" if provider.cross_domain else "are not joined"),
        ("Google consent mode", "yes" if provider.google_consent else "no"),
        ("What it loads", "cannot be read from the page" if provider.opaque else "only the hosts below"),
        ("Hosts", ", ".join(map(code, hosts)) or _NONE),
        ("Names of events", _limits(provider.event_names)),
        ("Names of parameters", _limits(provider.parameter_names)),
        ("Parameters of an event", f"at most {provider.parameters_max}" if provider.parameters_max else _NONE),
        ("Documentation", f"[{plain(provider.title)}]({provider.documentation})"),
    ]
    return table(("Fact", "Value"), rows)


def _limits(limits: NameLimits | None) -> str:
    if limits is None:
        return _NONE
    reserved = ", ".join(map(code, limits.reserved_prefixes))
    return f"at most {limits.max_length} characters" + (f"; none that begins with {reserved}" if reserved else "")


def _signatures(provider: Provider) -> Iterator[str]:
    if provider.signatures:
        yield "The check looks for these in the published HTML:"
        yield code_block(
            "\n".join(f"{each.role} in {each.part}: {each.pattern}" for each in provider.signatures), "text"
        )


def consent_page(tags: Tags) -> str:
    """The four modes and the hits that are expected, from the table that the tests use."""
    modes = get_args(ConsentMode)
    blocks = [
        (
            "How visitors are told, and asked, is decided for analytics and for advertising, in `measuring: consent` of "
            "`portfolio.yml`."
        ),
        table(
            ("Mode", "What happens", "What visitors see"),
            [(code(mode), *map(plain, words)) for mode, words in _MODES.items()],
        ),
        "How the tags of each provider are written follows from the mode:",
        table(
            ("Provider", *modes),
            [
                (plain(provider.title), *(_TREATMENTS[treatment(provider, mode)] for mode in modes))
                for provider in tags.providers.values()
            ],
        ),
        "Which hits are expected after each step of a visitor; the project's browser tests hold real requests against it:",
        table(
            ("A tag that", *_STEPS.values()),
            [
                (_TREATMENTS[name], *(_HITS[hits[step]] if step in hits else _NONE for step in _STEPS))
                for name, hits in EXPECTED_HITS.items()
            ],
        ),
        '"Sent" means that a request leaves the browser. What a provider\'s reports show is another matter.',
    ]
    return prose_page(
        "Consent and measurement",
        "Four modes of consent, and which hits are expected after each choice of a visitor.",
        blocks,
    )
