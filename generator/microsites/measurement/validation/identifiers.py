"""IDs and options of the providers: of the right form, and complete."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from pydantic_core import PydanticCustomError

from microsites.content.fields import check_url
from microsites.content.files import EnvironmentName, SharedEnvironment
from microsites.content.model import Site
from microsites.content.refusal import refusal
from microsites.content.source import Source
from microsites.content.validation import did_you_mean
from microsites.content.yaml_reader import Path
from microsites.errors import Problem
from microsites.i18n.message import _
from microsites.measurement.identifiers import PUBLISHED
from microsites.measurement.providers import Provider, ProviderOption
from microsites.measurement.validation.scope import Environments, Scope, declared_environments

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9](?::[0-9]{1,5})?", re.IGNORECASE)

_AUTHORITY = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?")
"""Host and port: they become a source of the Content-Security-Policy, in which ``;`` and ``,`` end one."""


def identifier_problems(scope: Scope) -> Iterator[Problem]:
    """IDs and options that are none, and options that are missing."""
    for source, environments in declared_environments(scope.portfolio):
        yield from _id_problems(scope, source, environments)
        yield from _option_problems(scope, source, environments)
    for site in scope.portfolio.sites:
        if site.settings.measured:
            for environment in PUBLISHED:
                yield from _missing_options(scope, site, environment)


def _id_problems(scope: Scope, source: Source, environments: Environments) -> Iterator[Problem]:
    for environment, settings in environments.items():
        for name, value in settings.ids.items():
            path: Path = ("environments", environment, "ids", name)
            if name not in scope.providers:
                message = _("there is no provider '{name}'", name=name)
                yield source.problem(path, "CFG023", message, did_you_mean(name, scope.providers), key=True)
            elif not scope.providers[name].id_regex.fullmatch(value):
                provider = scope.providers[name]
                hint = _("it looks like {id_example}", id_example=provider.id_example)
                yield source.problem(
                    path,
                    "CFG023",
                    _("'{value}' is not an ID of {provider}", value=value, provider=provider.title),
                    hint,
                )


def _option_problems(scope: Scope, source: Source, environments: Environments) -> Iterator[Problem]:
    for environment, settings in environments.items():
        for name, options in settings.options.items():
            path: Path = ("environments", environment, "options", name)
            provider = scope.providers.get(name)
            if provider is None:
                message = _("there is no provider '{name}'", name=name)
                yield source.problem(path, "CFG023", message, did_you_mean(name, scope.providers), key=True)
                continue
            known = {option.name: option for option in provider.options}
            for key, value in options.items():
                if key not in known:
                    message = _("{provider} has no option '{key}'", provider=provider.title, key=key)
                    yield source.problem((*path, key), "CFG023", message, did_you_mean(key, known), key=True)
                elif fault := _option_fault(known[key], value):
                    yield source.problem((*path, key), "CFG023", *fault)


def _option_fault(option: ProviderOption, value: str | bool) -> tuple[str, str] | None:
    """Why ``value`` is none for ``option``, and what to write."""
    hint = (
        _("write it as {example}", example=option.example)
        if option.example
        else _("it says: {definition}", definition=option.definition)
    )
    if isinstance(value, bool) or option.kind == "flag":
        if isinstance(value, bool) and option.kind == "flag":
            return None
        if option.kind == "flag":
            return _("'{option}' must be true or false", option=option.name), _("write true or false, without quotes")
        return _("'{option}' must be text", option=option.name), hint
    if option.kind == "url":
        try:
            check_url(value)
        except PydanticCustomError as error:
            return _("'{name}' {fault}", name=option.name, fault=refusal(error)), hint
        if not value.lower().startswith(("https://", "http://")):
            return _("'{option}' is not the address of a server", option=option.name), hint
        if not _AUTHORITY.fullmatch(urlsplit(value).netloc):
            return (
                _("'{option}' has no plain host name", option=option.name),
                _("write it in ASCII (xn--…), without user name and password"),
            )
    if option.kind == "host" and not _HOST.fullmatch(value):
        return _("'{value}' is not a host name", value=value), hint
    if option.pattern is not None and not re.fullmatch(option.pattern, value):
        return _("'{value}' does not have the form of '{option}'", value=value, option=option.name), hint
    return None


def _missing_options(scope: Scope, site: Site, environment: EnvironmentName) -> Iterator[Problem]:
    """A provider without what its snippet needs; told where its ID is written."""
    shared = scope.portfolio.settings.environments.get(environment, SharedEnvironment())
    own = site.settings.environments.get(environment, SharedEnvironment())
    for name in {**shared.ids, **own.ids}:
        provider = scope.providers.get(name)
        given = {**shared.options.get(name, {}), **own.options.get(name, {})}
        for option in provider.options if provider is not None else ():
            if option.required and option.default is None and option.name not in given:
                source = site.source if name in own.ids else scope.portfolio.source
                path: Path = ("environments", environment, "ids", name)
                message = _(
                    "{provider} needs the option '{option}'",
                    provider=provider.title if provider else name,
                    option=option.name,
                )
                hint = _(
                    "add 'options: {{{name}: {{{option}: {example}}}}}' beside 'ids'",
                    name=name,
                    option=option.name,
                    example=option.example or "…",
                )
                yield source.problem(path, "CFG023", message, hint, key=True)


def server_of(scope: Scope, provider: str, *declared: SharedEnvironment | None) -> tuple[str | bool, ...]:
    """The addresses that tell one installation of ``provider`` from another: an ID ``3`` is theirs alone."""
    known: Provider | None = scope.providers.get(provider)
    if known is None:
        return ()
    given: dict[str, str | bool] = {}
    for settings in declared:
        given.update(settings.options.get(provider, {}) if settings is not None else {})
    return tuple(given.get(option.name, "") for option in known.options if option.kind in ("url", "host"))
