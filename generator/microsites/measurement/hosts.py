"""Which hosts a site's pages talk to: what its providers declare, with the values of their options."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from microsites.manifest import Container, ExpectedProvider
from microsites.measurement.providers import Hosts, Provider, Providers

_OPTION = re.compile(r"\{([a-z0-9_-]+)\}")


@dataclass(frozen=True, slots=True)
class SiteHosts:
    """The hosts of all providers of a site, each once and sorted."""

    hosts: Hosts
    complete: bool
    """False if a tag manager is among the providers and nobody can say what it loads."""


def containers_of(expected: ExpectedProvider, containers: Iterable[Container]) -> tuple[Container, ...]:
    """The exports of a tag manager's containers, as far as they were laid beside the site."""
    return tuple(container for container in containers if container.id in expected.ids)


def is_known(expected: ExpectedProvider, containers: Iterable[Container]) -> bool:
    """Whether all that a tag manager loads is known: every container has an export, and none holds code of its own."""
    held = containers_of(expected, containers)
    return {container.id for container in held} == set(expected.ids) and not any(each.others for each in held)


def site_hosts(
    expected: Iterable[ExpectedProvider], providers: Providers, containers: tuple[Container, ...]
) -> SiteHosts:
    """The hosts that the expected providers, and those in the containers of tag managers, talk to."""
    complete = True
    found: list[Hosts] = []
    for each in expected:
        provider = providers[each.provider]
        found.append(provider_hosts(provider, each.options))
        if provider.opaque:
            complete = complete and is_known(each, containers)
            held = containers_of(each, containers)
            names = dict.fromkeys(name for container in held for name, _ in container.ids)
            found += [provider_hosts(providers[name], _defaults(providers[name])) for name in names]
    return SiteHosts(_merged(found), complete)


def provider_hosts(provider: Provider, options: Mapping[str, str | bool]) -> Hosts:
    """The hosts of one provider: ``{option}`` becomes the origin of the option's value.

    A source whose option is not set is left out, and so is a script's host if the script lies on the site itself.
    """
    own_script = provider.package_in_use(options) is not None
    return Hosts(
        script=() if own_script else tuple(_resolved(provider.hosts.script, options)),
        connect=tuple(_resolved(provider.hosts.connect, options)),
        image=tuple(_resolved(provider.hosts.image, options)),
        frame=tuple(_resolved(provider.hosts.frame, options)),
    )


def _resolved(sources: tuple[str, ...], options: Mapping[str, str | bool]) -> Iterator[str]:
    for source in sources:
        if all(isinstance(options.get(name), str) and options[name] for name in _OPTION.findall(source)):
            yield _OPTION.sub(lambda match: _origin(str(options[match[1]])), source)


def _origin(value: str) -> str:
    """``https://stats.example.jp`` of a URL; a host stays as it is."""
    parts = urlsplit(value)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme and parts.netloc else value.strip("/")


def _defaults(provider: Provider) -> dict[str, str | bool]:
    return {option.name: option.default for option in provider.options if option.default is not None}


def _merged(found: Iterable[Hosts]) -> Hosts:
    every = tuple(found)
    return Hosts(
        script=_sorted(hosts.script for hosts in every),
        connect=_sorted(hosts.connect for hosts in every),
        image=_sorted(hosts.image for hosts in every),
        frame=_sorted(hosts.frame for hosts in every),
    )


def _sorted(sources: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({source for group in sources for source in group}))
