"""A provider in words, from its data: for ``microsites providers NAME``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from microsites.measurement.providers import NameLimits, Provider

WIDTH = 100
"""Columns of the terminal that are filled."""

_LABEL = 16

_WIDE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
_TOKEN = re.compile(rf"\s+|{_WIDE.pattern}[、。）」』]*|(?:(?!{_WIDE.pattern})\S)+")
"""What stays together: a word, a Japanese character with the punctuation that must not start a line."""


def describe_provider(provider: Provider) -> str:
    """Everything that the model knows of ``provider``, in paragraphs."""
    blocks = (_what(provider), _hosts(provider), _limits(provider), _settings(provider), _disclosed(provider))
    paragraphs = ["\n".join(lines) for block in blocks if (lines := list(block))]
    return "\n\n".join([f"{provider.title} ({provider.name})", *paragraphs])


def _line(label: str, text: str) -> str:
    first = f"  {label:<{_LABEL}} "
    return first + ("\n" + " " * len(first)).join(_wrapped(text, WIDTH - len(first)))


def _wrapped(text: str, width: int) -> Iterator[str]:
    """Lines of at most ``width`` columns, broken at spaces and between Japanese characters, of which each fills two.

    A longer word stays whole: a pattern is there to be copied.
    """
    line, used = "", 0
    for token in _TOKEN.findall(text):
        columns = sum(2 if _WIDE.match(character) else 1 for character in token)
        if used + columns > width and line.strip():
            yield line.rstrip()
            line, used = "", 0
            token = token.lstrip()  # noqa: PLW2901 - no space at the start of a line
        line += token
        used += columns
    yield line.rstrip()


def _lines(label: str, texts: Iterable[str]) -> Iterator[str]:
    """One line a text, the label only once."""
    for number, text in enumerate(texts):
        yield _line("" if number else label, text)


def _what(provider: Provider) -> Iterator[str]:
    yield _line("documentation", str(provider.documentation))
    most = "" if provider.ids_max is None else f", at most {provider.ids_max} a page"
    yield _line("ID", f"{provider.id_example} ({provider.id_pattern}{most})")
    yield _line("category", provider.category)
    yield _line("events", "only those that the plan names for it" if provider.sends == "named" else "all of the plan")
    traits = {
        "obeys Google's Consent Mode": provider.google_consent,
        "keeps a visit together across sister sites": provider.cross_domain,
        "opaque: what it loads and sends cannot be read from the page": provider.opaque,
    }
    yield from _lines("traits", (text for text, holds in traits.items() if holds))
    for option in provider.options:
        given = (
            "required"
            if option.required
            else ""
            if option.default is None
            else f"default {str(option.default).lower()}"
        )
        notes = ", ".join(note for note in (option.kind, option.pattern, given) if note)
        yield _line(f"{option.name}:", f"{option.definition} [{notes}]")
    if (package := provider.package) is not None:
        yield _line("self-hosted", f"{package.name} {package.version} ({package.license}), {package.file}")
    if provider.note is not None:
        yield _line("note", provider.note)


def _hosts(provider: Provider) -> Iterator[str]:
    for kind in ("script", "connect", "image", "frame"):
        if sources := getattr(provider.hosts, kind):
            yield _line(f"{kind} hosts", " ".join(sources))
    yield from _lines("recognised by", (f"{each.part} ({each.role})  {each.pattern}" for each in provider.signatures))
    yield from _lines("hits", (each.url for each in provider.network))
    if provider.bot_filter is not None:
        yield _line("bots", provider.bot_filter)


def _names(label: str, limits: NameLimits | None) -> Iterator[str]:
    if limits is None:
        return
    yield _line(label, f"at most {limits.max_length} characters, {limits.pattern}")
    kept = (*limits.reserved, *(f"{prefix}…" for prefix in limits.reserved_prefixes))
    if kept:
        yield _line("reserved", ", ".join(kept))


def _limits(provider: Provider) -> Iterator[str]:
    yield from _names("event names", provider.event_names)
    yield from _names("parameter names", provider.parameter_names)
    if provider.parameters_max is not None:
        yield _line("parameters", f"at most {provider.parameters_max} an event")
    if provider.parameter_value_max_length is not None:
        encoded = ", percent-encoded" if provider.length_as_encoded else ""
        yield _line("values", f"at most {provider.parameter_value_max_length} characters{encoded}")


def _settings(provider: Provider) -> Iterator[str]:
    for setting in provider.settings:
        yield f"  {setting.name} ({setting.kind}{', derived' if setting.derived else ''})"
        yield _line("", setting.title)
        yield _line("", setting.where)
        if setting.counts:
            yield _line("", f"counts {', '.join(setting.counts)} by itself as {', '.join(setting.counted_as)}")
        if setting.advice is not None:
            yield _line("", setting.advice)


def _disclosed(provider: Provider) -> Iterator[str]:
    disclosure = provider.disclosure
    yield _line("recipient", f"{disclosure.recipient} / {disclosure.service}")
    yield from _lines("sent", disclosure.sent)
    yield _line("purpose here", disclosure.purpose)
    yield _line("purpose there", disclosure.recipient_purpose)
    yield from _lines("stored", (f"{each.name} ({each.lifetime}): {each.purpose}" for each in disclosure.cookies))
    for label, address in (("policy", disclosure.policy), ("opt-out", disclosure.opt_out)):
        if address is not None:
            yield _line(label, str(address))
