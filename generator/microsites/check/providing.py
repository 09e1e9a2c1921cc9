"""Which providers are known to a check, and which of them a site must carry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pydantic import ValidationError

from microsites.check.manifests import Found, Subject
from microsites.check.suggestions import did_you_mean
from microsites.check.tagging import Expectations
from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.measurement.providers import Provider, Providers

_BAD_MANIFEST = "BLD402"
_BAD_EXPECTATION = "BLD404"


def known_providers(given: Providers, subjects: Iterable[Subject]) -> Providers:
    """The given providers, and over them those of the portfolio's own that its manifests bring along.

    Raises UserError for one that cannot be read.
    """
    own: dict[str, Provider] = {}
    for subject in subjects:
        for data in subject.manifest.own_providers if subject.manifest else ():
            try:
                provider = Provider.model_validate(data)
            except ValidationError as error:
                first = error.errors()[0]
                where = ".".join(map(str, ("own_providers", *first["loc"])))
                message = _(
                    "the manifest of {site} holds a provider that cannot be read: {where}: {fault}",
                    site=subject.name,
                    where=where,
                    fault=first["msg"],
                )
                raise UserError.at(subject.root, message, _("build the site again"), _BAD_MANIFEST) from None
            own[provider.name] = provider
    return {**given, **own}


def read_expectations(
    expect: tuple[tuple[str, str], ...], found: Found, providers: Providers
) -> Mapping[str, tuple[str, ...]]:
    """``--expect`` as provider → IDs.  Raises UserError for what cannot be expected."""
    if expect and any(subject.manifest for subject in found.subjects):
        message = _("--expect is for a site without manifest; here the manifest says which IDs are expected")
        raise UserError.at("--expect", message, code=_BAD_EXPECTATION)
    expected: dict[str, tuple[str, ...]] = {}
    for name, identifier in expect:
        if name not in providers:
            hint = did_you_mean(name, providers.keys(), _("known: {names}", names=", ".join(providers)))
            raise UserError.at("--expect", _("no provider is called '{name}'", name=name), hint, _BAD_EXPECTATION)
        if not providers[name].id_regex.fullmatch(identifier):
            message = _("'{id}' is not an ID of {provider}", id=identifier, provider=providers[name].title)
            raise UserError.at(
                "--expect", message, _("it looks like {example}", example=providers[name].id_example), _BAD_EXPECTATION
            )
        expected[name] = tuple(dict.fromkeys((*expected.get(name, ()), identifier)))
    return expected


def expectations_of(subject: Subject, expected: Mapping[str, tuple[str, ...]], providers: Providers) -> Expectations:
    """What every page of ``subject`` must carry.  Raises UserError for a provider that is not known here."""
    manifest = subject.manifest
    if manifest is None:
        return Expectations(expected, providers, declared=False)
    held = (name for container in manifest.containers for name, _ in container.ids)
    for name in (*(entry.provider for entry in manifest.providers), *held):
        if name not in providers:
            message = _(
                "the manifest of {site} expects the provider '{name}', which is not known here",
                site=subject.name,
                name=name,
            )
            raise UserError.at(subject.root, message, _("check with the portfolio's own tags folder"), _BAD_EXPECTATION)
    return Expectations(
        ids={entry.provider: entry.ids for entry in manifest.providers},
        providers=providers,
        declared=True,
        waiting=frozenset(entry.provider for entry in manifest.providers if entry.treatment == "after_consent"),
        containers={container.id: container for container in manifest.containers},
    )
