"""Who shares an ID: sites by the stream topology, environments never."""

from __future__ import annotations

from collections.abc import Iterator

from microsites.content.files import EnvironmentName, SharedEnvironment
from microsites.content.model import Site
from microsites.content.yaml_reader import Path
from microsites.errors import Problem
from microsites.i18n.message import _
from microsites.measurement.identifiers import PUBLISHED
from microsites.measurement.validation.identifiers import server_of
from microsites.measurement.validation.scope import Scope, declared_environments


def topology_problems(scope: Scope) -> Iterator[Problem]:
    """IDs that contradict ``stream``, and IDs of two environments."""
    stream = scope.portfolio.settings.stream
    if stream == "portfolio":
        yield from _own_ids_in_shared_stream(scope)
    else:
        if stream == "site":
            yield from _shared_ids(scope)
            yield from _cross_domain_declared(scope)
        else:
            yield from _half_of_both(scope)
            yield from _more_than_a_page_can_carry(scope)
        yield from _ids_of_two_sites(scope)
    yield from _ids_of_two_environments(scope)


def _measured(scope: Scope) -> list[Site]:
    return [site for site in scope.portfolio.sites if site.settings.measured]


def _own(site: Site, environment: EnvironmentName) -> SharedEnvironment:
    return site.settings.environments.get(environment, SharedEnvironment())


def _shared_names(scope: Scope) -> set[str]:
    return {name for settings in scope.portfolio.settings.environments.values() for name in settings.ids}


def _own_ids_in_shared_stream(scope: Scope) -> Iterator[Problem]:
    shared = _shared_names(scope)
    for site in scope.portfolio.sites:
        for environment, settings in site.settings.environments.items():
            for name in settings.ids:
                if name in shared:
                    path: Path = ("environments", environment, "ids", name)
                    message = _(
                        "'stream: portfolio' means one {name} ID for all sites, but this site has its own", name=name
                    )
                    hint = _("delete the line, or write 'stream: both' in portfolio.yml")
                    yield site.source.problem(path, "CFG024", message, hint, key=True)


def _shared_ids(scope: Scope) -> Iterator[Problem]:
    for environment, settings in scope.portfolio.settings.environments.items():
        if settings.ids:
            hint = _("move the IDs into each site.yml, or write 'stream: both'")
            path: Path = ("environments", environment, "ids")
            message = _("'stream: site' means that no ID is shared")
            yield scope.portfolio.source.problem(path, "CFG024", message, hint, key=True)
            return


def _cross_domain_declared(scope: Scope) -> Iterator[Problem]:
    for provider, told in scope.portfolio.settings.measuring.settings.items():
        known = scope.providers.get(provider)
        for setting in known.settings if known is not None else ():
            if setting.derived == "cross_domain" and told.get(setting.name):
                path: Path = ("measuring", "settings", provider, setting.name)
                message = _("'stream: site' gives every site an ID of its own: no visit goes on across sites")
                hint = _("delete the line, or write 'stream: both'")
                yield scope.portfolio.source.problem(path, "CFG024", message, hint, key=True)


def _half_of_both(scope: Scope) -> Iterator[Problem]:
    """``both`` is a shared ID and one for each site: for a provider that has only one kind, it says too much."""
    shared = _shared_names(scope)
    own = {
        name for site in _measured(scope) for settings in site.settings.environments.values() for name in settings.ids
    }
    if (shared or own) and not shared & own:
        missing, instead = (
            (_("no ID is shared"), "site") if not shared else (_("no site has an ID of its own"), "portfolio")
        )
        message = _("'stream: both' means a shared ID and one for each site, but {missing}", missing=missing)
        hint = _("add the IDs, or write 'stream: {instead}'", instead=instead)
        yield scope.portfolio.source.problem(("stream",), "CFG024", message, hint)


def _more_than_a_page_can_carry(scope: Scope) -> Iterator[Problem]:
    """``both`` puts two IDs of a provider on every page; some can send to one only."""
    shared = _shared_names(scope)
    for site in _measured(scope):
        for environment, settings in site.settings.environments.items():
            for name in settings.ids:
                provider = scope.providers.get(name)
                if name in shared and provider is not None and provider.ids_max == 1:
                    path: Path = ("environments", environment, "ids", name)
                    message = _(
                        "{provider} can carry one ID a page, but 'stream: both' gives it two", provider=provider.title
                    )
                    hint = _("delete this line, or the shared ID in portfolio.yml")
                    yield site.source.problem(path, "CFG024", message, hint, key=True)


def _ids_of_two_sites(scope: Scope) -> Iterator[Problem]:
    """Every site an ID of its own: none without, and no two with the same."""
    for environment in PUBLISHED:
        shared = scope.portfolio.settings.environments.get(environment, SharedEnvironment())
        holders: dict[tuple[str, str, tuple[str | bool, ...]], str] = {}
        names = dict.fromkeys(name for site in _measured(scope) for name in _own(site, environment).ids)
        for site in _measured(scope):
            settings = _own(site, environment)
            for name, value in settings.ids.items():
                key = (name, value, server_of(scope, name, shared, settings))
                holder = holders.setdefault(key, site.id)
                if holder != site.id:
                    path: Path = ("environments", environment, "ids", name)
                    message = _("'{value}' is the ID of site '{holder}' too", value=value, holder=holder)
                    yield site.source.problem(path, "CFG024", message, _("give each site an ID of its own"))
            if scope.portfolio.settings.stream == "site" and environment in site.settings.environments:
                for name in names:
                    if name not in settings.ids:
                        message = _(
                            "has no {name} ID of its own in environment '{environment}'; other sites have one",
                            name=name,
                            environment=environment,
                        )
                        hint = _("add 'ids: {{{name}: …}}'", name=name)
                        yield site.source.problem(("environments", environment), "CFG024", message, hint, key=True)


def _ids_of_two_environments(scope: Scope) -> Iterator[Problem]:
    """An ID belongs to one environment: else previews are counted as visitors."""
    owner: dict[tuple[str, str, tuple[str | bool, ...]], str] = {}
    for environment in PUBLISHED:
        shared = scope.portfolio.settings.environments.get(environment)
        for source, environments in declared_environments(scope.portfolio):
            settings = environments.get(environment)
            for name, value in settings.ids.items() if settings else ():
                other = owner.setdefault((name, value, server_of(scope, name, shared, settings)), environment)
                if other != environment:
                    path: Path = ("environments", environment, "ids", name)
                    message = _(
                        "'{value}' is used in {other} too: previews would be counted as visitors",
                        value=value,
                        other=other,
                    )
                    yield source.problem(
                        path, "CFG024", message, _("use another ID in {environment}", environment=environment)
                    )
