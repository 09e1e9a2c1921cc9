"""A provider in words, from its data, in the language of a catalogue: for ``microsites providers``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Final

from microsites.columns import aligned, filled_up, width
from microsites.content.measuring import Category
from microsites.i18n.catalogue import Catalogue
from microsites.i18n.lists import listed
from microsites.i18n.message import Message, _
from microsites.measurement.providers import NameLimits, Provider, ProviderOption

WIDTH = 100
"""Columns of the terminal that are filled."""

_LABEL = 16

_OPENING, _CLOSING = "（「『［", "、。）」』］：・ー々"
"""What must not end a line, and what must not start one."""
_WIDE = r"[\u3000-\u9fff\uff00-\uffef]"
_TOKEN = re.compile(rf"\s+|[{_OPENING}]*(?:{_WIDE}|(?:(?!{_WIDE})\S)+)[{_CLOSING}]*")
"""What stays together: a word or a Japanese character, with the punctuation around it."""

_CATEGORIES: Final[MappingProxyType[Category, Message]] = MappingProxyType(
    {"analytics": _("analytics"), "advertising": _("advertising")}
)
_PARTS: Final = MappingProxyType(
    {
        "script_src": _("src of a script"),
        "script_text": _("text of a script"),
        "iframe_src": _("src of a frame"),
        "img_src": _("src of a picture"),
        "noscript_src": _("src in noscript"),
    }
)
_ROLES: Final = MappingProxyType(
    {"loader": _("loads it"), "config": _("sets its ID"), "noscript": _("counts without scripts")}
)
_KINDS: Final = MappingProxyType(
    {
        "flag": _("on or off"),
        "text": _("text"),
        "list": _("list"),
        "url": _("URL"),
        "host": _("host name"),
    }
)

_Row = tuple[str, str]
"""A label and what stands behind it: messages, or text of the provider's data."""


def list_of_providers(providers: Iterable[Provider], reader: Catalogue) -> str:
    """One line for each: name, category, an ID as it looks, title."""
    rows = [(each.name, reader.say(_CATEGORIES[each.category]), each.id_example, each.title) for each in providers]
    return "\n".join(aligned(rows, 0))


def describe_provider(provider: Provider, reader: Catalogue) -> str:
    """Everything that the model knows of ``provider``, in paragraphs."""
    title = reader.say(_("{title} ({name})", title=provider.title, name=provider.name))
    blocks = [_what(provider), _hosts(provider), _limits(provider), _settings(provider), _disclosed(provider)]
    paragraphs = ["\n".join(_line(row, reader) for row in rows) for block in blocks if (rows := list(block))]
    return "\n\n".join([title, *paragraphs])


def _line(row: _Row, reader: Catalogue) -> str:
    # What the data say is never looked up: a word of it could be a message, too.
    label, text = (reader.say(cell) if isinstance(cell, Message) else cell for cell in row)
    first, indent = f"  {filled_up(label, _LABEL)} ", " " * (_LABEL + 3)
    return (first + f"\n{indent}".join(_wrapped(text, WIDTH - len(indent)))).rstrip()


def _wrapped(text: str, columns: int) -> Iterator[str]:
    """Lines of at most ``columns``, broken at spaces and between Japanese characters.

    A longer word stays whole: a pattern is there to be copied.
    """
    line, used = "", 0
    for token in _TOKEN.findall(text):
        if used + width(token) > columns and line.strip():
            yield line.rstrip()
            line, used = "", 0
            token = token.lstrip()  # noqa: PLW2901 - no space at the start of a line
        line += token
        used += width(token)
    yield line.rstrip()


def _rows(label: str, texts: Iterable[str]) -> Iterator[_Row]:
    """One row a text, the label only once."""
    for number, text in enumerate(texts):
        yield "" if number else label, text


def _what(provider: Provider) -> Iterator[_Row]:
    yield _("documentation"), str(provider.documentation)
    example, pattern, most = provider.id_example, provider.id_pattern, provider.ids_max
    yield (
        _("form of IDs"),
        _("{example} ({pattern})", example=example, pattern=pattern)
        if most is None
        else _("{example} ({pattern}, at most {most} a page)", example=example, pattern=pattern, most=most),
    )
    yield _("category"), _CATEGORIES[provider.category]
    yield (
        _("events"),
        _("only those that the plan names for it") if provider.sends == "named" else _("all of the tracking plan"),
    )
    traits = (
        (provider.google_consent, _("obeys Google's Consent Mode")),
        (provider.cross_domain, _("keeps a visit together across sister sites")),
        (provider.opaque, _("opaque: what it loads and sends cannot be read from the page")),
    )
    yield from _rows(_("traits"), (text for holds, text in traits if holds))
    for option in provider.options:
        yield f"{option.name}:", _option(option)
    if (package := provider.package) is not None:
        said = {"name": package.name, "version": package.version, "license": package.license, "file": package.file}
        yield _("self-hosted"), _("{name} {version} ({license}), {file}", **said)
    if provider.note is not None:
        yield _("remarks"), provider.note


def _option(option: ProviderOption) -> Message:
    notes: list[str] = [_KINDS[option.kind], *([option.pattern] if option.pattern else [])]
    if option.required:
        notes.append(_("required"))
    elif option.default is not None:
        notes.append(_("default {value}", value=str(option.default).lower()))
    return _("{definition} [{notes}]", definition=option.definition, notes=listed(notes))


def _hosts(provider: Provider) -> Iterator[_Row]:
    hosts = provider.hosts
    kinds = (
        (hosts.script, _("scripts: {hosts}", hosts=" ".join(hosts.script))),
        (hosts.connect, _("data sent: {hosts}", hosts=" ".join(hosts.connect))),
        (hosts.image, _("pictures: {hosts}", hosts=" ".join(hosts.image))),
        (hosts.frame, _("frames: {hosts}", hosts=" ".join(hosts.frame))),
    )
    yield from _rows(_("talks to"), (text for sources, text in kinds if sources))
    for number, each in enumerate(provider.signatures):
        part = _("{part} ({role})", part=_PARTS[each.part], role=_ROLES[each.role])
        yield _("recognised by") if not number else "", part
        yield "", each.pattern
    yield from _rows(_("hits"), (each.url for each in provider.network))
    if provider.bot_filter is not None:
        yield _("bots"), provider.bot_filter


def _names(label: Message, limits: NameLimits | None) -> Iterator[_Row]:
    if limits is None:
        return
    yield label, _("at most {most} characters, {pattern}", most=limits.max_length, pattern=limits.pattern)
    kept: list[str] = [listed(limits.reserved)] if limits.reserved else []
    if limits.reserved_prefixes:
        kept.append(_("names that begin with {prefixes}", prefixes=listed(limits.reserved_prefixes)))
    yield from _rows(_("reserved"), kept)


def _limits(provider: Provider) -> Iterator[_Row]:
    yield from _names(_("event names"), provider.event_names)
    yield from _names(_("parameter names"), provider.parameter_names)
    if provider.parameters_max is not None:
        yield _("parameters"), _("at most {most} an event", most=provider.parameters_max)
    if (most := provider.parameter_value_max_length) is not None:
        encoded = _("at most {most} characters, percent-encoded (a kanji is nine)", most=most)
        yield _("values"), encoded if provider.length_as_encoded else _("at most {most} characters", most=most)


def _settings(provider: Provider) -> Iterator[_Row]:
    for setting in provider.settings:
        said = {"name": setting.name, "kind": _KINDS[setting.kind]}
        derived = _("{name} ({kind}, follows from the tracking plan)", **said)
        yield derived if setting.derived else _("{name} ({kind})", **said), ""
        yield "", setting.title
        yield "", setting.where
        if setting.counts:
            counts, names = listed(setting.counts), listed(setting.counted_as)
            yield "", _("counts {events} by itself as {names}", events=counts, names=names)
        if setting.advice is not None:
            yield "", setting.advice


def _disclosed(provider: Provider) -> Iterator[_Row]:
    disclosure = provider.disclosure
    yield _("recipient"), f"{disclosure.recipient} / {disclosure.service}"
    yield from _rows(_("what is sent"), disclosure.sent)
    yield _("purpose here"), disclosure.purpose
    yield _("purpose there"), disclosure.recipient_purpose
    kept = (
        _("{name} ({lifetime}): {purpose}", name=each.name, lifetime=each.lifetime, purpose=each.purpose)
        for each in disclosure.cookies
    )
    yield from _rows(_("stored"), kept)
    for label, address in ((_("policy"), disclosure.policy), (_("opt-out"), disclosure.opt_out)):
        if address is not None:
            yield label, str(address)
