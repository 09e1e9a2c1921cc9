"""``measuring`` in ``portfolio.yml``: consent, who counts automatic events, the providers' administration."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from microsites.content.measuring import Category
from microsites.content.validation import did_you_mean
from microsites.content.yaml_reader import Path
from microsites.errors import Problem
from microsites.i18n.message import _
from microsites.measurement.derived import derived_value
from microsites.measurement.providers import AdminSetting
from microsites.measurement.validation.scope import Scope

_KINDS: dict[str, tuple[type, str, str]] = {
    "flag": (bool, _("true or false"), _("write true or false, without quotes")),
    "text": (str, _("text"), _("write it as the administration shows it")),
    "list": (tuple, _("a list"), _("write [a, b], or each item with '- '")),
}
"""Kind of a setting → what YAML gives for it, how that is called, what to write."""


def measuring_problems(scope: Scope) -> Iterator[Problem]:
    """Everything in ``measuring`` that no provider can do or that leaves open who counts what."""
    yield from _declared_settings(scope)
    yield from _purposes(scope)
    yield from _automatic_events(scope)
    yield from _consent(scope)


def _declared_settings(scope: Scope) -> Iterator[Problem]:
    source = scope.portfolio.source
    for name, told in scope.portfolio.settings.measuring.settings.items():
        path: Path = ("measuring", "settings", name)
        provider = scope.providers.get(name)
        if provider is None:
            message = _("there is no provider '{name}'", name=name)
            yield source.problem(path, "CFG030", message, did_you_mean(name, scope.providers), key=True)
            continue
        known = {setting.name: setting for setting in provider.settings}
        for key, value in told.items():
            if key not in known:
                message = _("{provider} has no setting '{key}' that is known here", provider=provider.title, key=key)
                yield source.problem((*path, key), "CFG030", message, did_you_mean(key, known), key=True)
                continue
            wanted, words, hint = _KINDS[known[key].kind]
            if not isinstance(value, wanted):
                yield source.problem((*path, key), "CFG030", _("'{key}' must be {words}", key=key, words=words), hint)
            elif isinstance(value, tuple):
                yield from _derived(scope, name, known[key], value, (*path, key))


def _derived(
    scope: Scope, provider: str, setting: AdminSetting, value: tuple[str, ...], path: Path
) -> Iterator[Problem]:
    """What follows from goals, parameters and sites cannot be declared otherwise."""
    follows = derived_value(setting, scope.providers[provider], scope.portfolio, scope.plan)
    if follows is not None and set(follows) != set(value):
        found = ", ".join(follows) or _("nothing")
        message = _("'{setting}' follows from the portfolio: {found}", setting=setting.name, found=found)
        hint = _("delete the line; microsites checklist prints what has to be set")
        yield scope.portfolio.source.problem(path, "CFG030", message, hint)


def _purposes(scope: Scope) -> Iterator[Problem]:
    for name in scope.portfolio.settings.measuring.purposes:
        if name not in scope.providers:
            path: Path = ("measuring", "purposes", name)
            hint = did_you_mean(name, scope.providers)
            yield scope.portfolio.source.problem(
                path, "CFG030", _("there is no provider '{name}'", name=name), hint, key=True
            )


def _automatic_events(scope: Scope) -> Iterator[Problem]:
    """Who counts an automatic event is declared, not guessed: a provider that does it too would count it twice."""
    measuring = scope.portfolio.settings.measuring
    for number, event in enumerate(measuring.automatic_events):
        path: Path = ("measuring", "automatic_events", number)
        if event in measuring.automatic_events[:number]:
            message = _("'{event}' is given twice", event=event)
            yield scope.portfolio.source.problem(path, "CFG030", message, _("delete one of the two"))
            continue
        for provider in scope.used:
            told = measuring.settings.get(provider.name, {})
            for setting in provider.settings:
                if event in setting.counts and setting.name not in told:
                    message = _(
                        "who counts '{event}' is not declared: {provider} does it too if '{setting}' is on",
                        event=event,
                        provider=provider.title,
                        setting=setting.title,
                    )
                    hint = _(
                        "look at {where}, then add 'settings: {{{provider}: {{{setting}: false}}}}' (or true) "
                        "below 'measuring'",
                        where=setting.where,
                        provider=provider.name,
                        setting=setting.name,
                    )
                    yield scope.portfolio.source.problem(path, "CFG030", message, hint)


def _consent(scope: Scope) -> Iterator[Problem]:
    consent = scope.portfolio.settings.measuring.consent
    categories: tuple[Category, ...] = get_args(Category)
    for category in categories:
        used = [provider for provider in scope.used if provider.category == category]
        if consent.mode(category) == "advanced" and used and not any(provider.google_consent for provider in used):
            titles = ", ".join(provider.title for provider in used)
            message = _(
                "'advanced' needs a tag that can run without cookies until consent; {titles} cannot", titles=titles
            )
            path: Path = ("measuring", "consent", category)
            yield scope.portfolio.source.problem(path, "CFG030", message, _("write 'basic': the tag waits for consent"))
