"""Providers of measurement, each a folder of data: ``provider.yml``, ``head.html``, ``adapter.js``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, Protocol

from pydantic import Field, StringConstraints

from microsites.content.fields import Flag, LongText, Model, Pattern, Slug, Text, Url, Whole
from microsites.content.measuring import AutomaticEvent, Category

if TYPE_CHECKING:
    import jinja2

Role = Literal["loader", "config", "noscript"]
"""``loader`` fetches the provider's script; ``config`` starts sending to an ID; ``noscript`` counts without scripts."""


class Signature(Model):
    """How to recognise a provider in HTML that somebody else may have written."""

    part: Literal["script_src", "script_text", "iframe_src", "img_src", "noscript_src"]
    """Which part of a page is searched; ``noscript_src`` is a frame or picture inside ``<noscript>``."""
    role: Role
    """What it shows: the provider's script, an ID in use, or counting without scripts."""
    pattern: Pattern
    """Regular expression; the group ``id`` is the ID that receives the hits."""

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self.pattern)


class HitField(Model):
    """Where a hit says something: its ID, its event."""

    part: Literal["query", "json", "path"]
    """In the query string or a body of that form, in a JSON body, or in the path."""
    key: Text
    """The parameter's name; in JSON the way to it (``data.*.se_ac``: one hit an item); several with ``|``, of which
    the first that is there counts; in a path a regular expression with one group."""


class NetworkSignature(Model):
    """How to recognise a hit among a browser's requests."""

    url: Pattern
    """Regular expression that the address matches."""
    id: HitField | None = None
    """Where the ID stands."""
    event: HitField | None = None
    """Where the event's name stands."""
    parameters: HitField | None = None
    """Where the event's own parameters are: a JSON object, form-encoded text, or keys of a pattern (``ep.*``)."""
    page_view: tuple[Text, ...] = ()
    """What ``event`` says for a page view."""
    page_view_without_event: Flag = False
    """``true`` if a hit that names no event is a page view."""

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled address pattern."""
        return re.compile(self.url)


class NameLimits(Model):
    """What the provider accepts as an event's name."""

    max_length: Annotated[Whole, Field(ge=1)]
    """At most so many characters."""
    pattern: Pattern
    """Regular expression that a name must match."""
    reserved: tuple[Text, ...] = ()
    """Names that the provider collects by itself or keeps for itself."""
    reserved_prefixes: tuple[Text, ...] = ()
    """How no name may begin."""


HostSource = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9*.:/_{}-]+$", max_length=200)]
"""A source of a Content-Security-Policy; nothing that would end it or begin another directive."""


class Hosts(Model):
    """Sources that a page with this provider talks to, as a Content-Security-Policy writes them.

    ``{option}`` stands for the origin of an option's URL; without a value there is no such source.
    """

    script: tuple[HostSource, ...] = ()
    """Where scripts come from."""
    connect: tuple[HostSource, ...] = ()
    """Where data is sent."""
    image: tuple[HostSource, ...] = ()
    """Where pictures, counting pixels among them, come from."""
    frame: tuple[HostSource, ...] = ()
    """What is shown in frames."""

    @property
    def all(self) -> tuple[str, ...]:
        """Every source once."""
        return tuple(dict.fromkeys((*self.script, *self.connect, *self.image, *self.frame)))


class ProviderOption(Model):
    """Something that the snippet needs beside the ID."""

    name: Slug
    """Its name in ``options``."""
    definition: Text
    """What it is."""
    kind: Literal["url", "host", "text", "flag"] = "text"
    """What is written there: a URL, a host name, text, or ``true`` and ``false``."""
    pattern: Pattern | None = None
    """Regular expression that its value must match."""
    required: Flag = False
    """``true`` if the snippet does not work without it."""
    default: Text | Flag | None = None
    """What holds where nothing is written."""
    example: Text | None = None
    """A value, for those who fill it in."""


class AdminSetting(Model):
    """A setting in the provider's administration, which no HTML shows."""

    name: Slug
    """Its name in ``measuring.settings``."""
    title: Text
    """As the administration calls it, in Japanese."""
    where: Text
    """The way to it: ``管理 › データの収集と修正 › データ ストリーム``."""
    kind: Literal["flag", "text", "list"]
    """What is written there: ``true`` and ``false``, text, or a list."""
    derived: Literal["key_events", "custom_dimensions", "cross_domain"] | None = None
    """What its value follows from, where it need not be declared: goals, parameters, sister sites."""
    counts: tuple[AutomaticEvent, ...] = ()
    """The automatic events that the provider counts by itself when it is on."""
    counted_as: tuple[Text, ...] = ()
    """The provider's own names for it."""
    advice: Text | None = None
    """What to choose, and why."""


class Cookie(Model):
    """A cookie or stored value that the provider sets."""

    name: Text
    """As it is called in the browser."""
    lifetime: Text
    """How long it stays."""
    purpose: Text
    """What it is for."""


class Disclosure(Model):
    """What is said of the provider to visitors (Japanese)."""

    recipient: Text
    """The company: ``Google LLC``; ``{municipality}`` for a server of the municipality's own."""
    service: Text
    """The service's name, as visitors may know it."""
    sent: tuple[Text, ...] = Field(min_length=1)
    """Each piece of information, without a vague 「等」."""
    purpose: LongText
    """What the municipality uses it for."""
    recipient_purpose: LongText
    """What the recipient uses it for."""
    policy: Url | None = None
    """The recipient's privacy policy."""
    opt_out: Url | None = None
    """Where a visitor can object at the recipient's."""
    cookies: tuple[Cookie, ...] = ()
    """What it keeps in the browser."""


class Package(Model):
    """The provider's script as its maker publishes it on npm, lying in the provider's folder."""

    name: Text
    """On npm."""
    version: Annotated[Text, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z.+-]*$")]
    """Exactly this one."""
    file: Annotated[Text, Field(pattern=r"^[0-9A-Za-z_][0-9A-Za-z_.-]*$")]
    """Its name in the folder, never a way out of it."""
    integrity: Annotated[str, Field(pattern=r"^sha384-[A-Za-z0-9+/]{64}$")]
    """SHA-384 of the file, as browsers check it."""
    license: Text
    """Under which one may pass it on."""


class NamedEvent(Protocol):
    """An event, in the plan or in a manifest."""

    @property
    def name(self) -> str:
        """Its canonical name."""

    @property
    def names(self) -> Mapping[str, str]:
        """Provider → its name there, where that is another."""


class Provider(Model):
    """``provider.yml`` of one provider."""

    name: Slug
    """Its short name, and that of its folder: ``ga4``."""
    title: Text
    """As people call it: ``Google Analytics 4``."""
    documentation: Url
    """Where its makers explain it."""
    category: Category
    """What it is for: consent is asked per category."""
    id_pattern: Pattern
    """A whole ID matches this."""
    id_example: Text
    """An ID as it looks."""
    ids_max: Annotated[Whole, Field(ge=1)] | None = None
    """How many IDs a page can carry; None if any number."""
    options: tuple[ProviderOption, ...] = ()
    """What its snippet needs beside the ID."""
    hosts: Hosts
    """Which hosts a page with it talks to."""
    opaque: Flag = False
    """``true`` for a tag manager: what it loads and sends cannot be read from the page."""
    google_consent: Flag = False
    """``true`` if it obeys Google's Consent Mode, and so may run before consent without cookies."""
    cross_domain: Flag = False
    """``true`` if the snippet links a visit across sister sites."""
    sends: Literal["all", "named"] = "all"
    """``named``: only events that the plan gives a name for this provider are sent to it."""
    event_names: NameLimits | None = None
    """None if nothing is documented."""
    parameter_names: NameLimits | None = None
    """What it accepts as a parameter's name."""
    parameters_max: Annotated[Whole, Field(ge=1)] | None = None
    """How many parameters an event can have."""
    parameter_value_max_length: Annotated[Whole, Field(ge=1)] | None = None
    """How long a parameter's value can be."""
    length_as_encoded: Flag = False
    """Whether lengths count after percent-encoding: one kanji is nine."""
    settings: tuple[AdminSetting, ...] = ()
    """What is set in its administration and matters here."""
    signatures: tuple[Signature, ...] = Field(min_length=1)
    """How to recognise it in a page."""
    network: tuple[NetworkSignature, ...] = ()
    """How to recognise its hits among a browser's requests."""
    bot_filter: LongText | None = None
    """What it drops as automatic traffic, so that an audit does not take silence for absence."""
    disclosure: Disclosure
    """What is said of it to visitors."""
    package: Package | None = None
    """Its script from npm, where the site serves it itself."""
    note: LongText | None = None
    """What else one should know."""

    @cached_property
    def id_regex(self) -> re.Pattern[str]:
        """The compiled ID pattern."""
        return re.compile(self.id_pattern)

    def name_of(self, event: NamedEvent) -> str | None:
        """What it calls ``event`` of the plan; None if the event is not sent to it."""
        own = event.name if self.sends == "all" else None
        return event.names.get(self.name, own)

    def package_in_use(self, options: Mapping[str, str | bool]) -> Package | None:
        """The script that the site serves itself: always, unless the option ``self_hosted`` decides."""
        optional = any(option.name == "self_hosted" for option in self.options)
        return self.package if options.get("self_hosted") or not optional else None


Providers = Mapping[str, Provider]


def provider_folders(*roots: Path) -> dict[str, Path]:
    """Name → folder, over ``roots`` (``…/providers``); a later root overrides an earlier one by name."""
    return {
        folder.name: folder
        for root in roots
        if root.is_dir()
        for folder in sorted(root.iterdir())
        if (folder / "provider.yml").is_file()
    }


class SnippetError(Exception):
    """A snippet is no template; the text says where and why."""


@cache
def _compiled(text: str) -> jinja2.Template:
    """A snippet's template; the same text is compiled once (18 ms each, measured)."""
    import jinja2

    try:
        return jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined).from_string(text)
    except jinja2.TemplateSyntaxError as error:
        raise SnippetError(f"line {error.lineno}: {error.message}") from None


def snippet_template(file: Path) -> jinja2.Template:
    """The snippet in ``file``.  Raises OSError, SnippetError."""
    return _compiled(file.read_text("utf-8"))
