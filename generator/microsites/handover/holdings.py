"""Who answers for what, and which accounts, IDs and domains there are: frozen values, from the model alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from microsites.content.handover import Account, Domain
from microsites.content.model import Page, Portfolio, Site
from microsites.content.ruby import without_readings
from microsites.handover.deadlines import line_of
from microsites.measurement.identifiers import PUBLISHED, expected_providers
from microsites.measurement.tags import Tags


@dataclass(frozen=True, slots=True, order=True)
class Holding:
    """Something that a role answers for."""

    rank: int
    """Sites come first, then goals, pages, events, policies."""
    what: str
    """``サイト``, ``ゴール``, ``ページ`` …"""
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class UsedId:
    """An ID that sites carry in an environment, and the account in which it is administered."""

    provider: str
    title: str
    environment: str
    id: str
    sites: tuple[str, ...]
    account: Account | None
    place: str
    """Where the ID is written."""


@dataclass(frozen=True, slots=True)
class UsedHost:
    """The address of a site in an environment, and the domain that it belongs to."""

    site: str
    environment: str
    url: str
    domain: Domain | None


def _named(page: Page) -> str:
    return f"{without_readings(page.title)}（/{page.address}）"


def _of_site(site: Site, found: dict[str, list[Holding]]) -> None:
    owner = site.settings.owner

    def hold(role: str, rank: int, what: str, name: str, place: str) -> None:
        found[role].append(Holding(rank, what, name, place))

    hold(owner, 0, "サイト", f"{site.settings.title}（{site.id}）", f"{site.id}/site.yml")
    for number, goal in enumerate(site.settings.goals):
        hold(goal.owner, 1, "ゴール", f"{goal.name}（{site.settings.title}）", line_of(site.source, ("goals", number)))
    written = [page for page in site.pages if page.generated is None and not page.easy]
    for role in dict.fromkeys(page.owner for page in written):
        pages = [page for page in written if page.owner == role]
        own = [page for page in pages if page.collection is None]
        if own and role == owner:
            hold(role, 2, "ページ", f"{site.settings.title}の{len(own)}ページ", f"{site.id}/pages/")
        for page in own if role != owner else ():
            hold(role, 2, "ページ", _named(page), page.source.file)
        for name in site.settings.collections:
            if count := sum(page.collection == name for page in pages):
                folder = f"{site.id}/collections/{name}/"
                hold(role, 3, "一覧の項目", f"{site.settings.title}の {name} {count}件", folder)
    for page in written:
        for number, section in enumerate(page.sections):
            if section.owner is not None and section.owner != page.owner:
                name = without_readings(section.heading or section.id)
                at = line_of(page.source, (*page.sections_path, number))
                hold(section.owner, 4, "ページの一部", f"{_named(page)}の「{name}」", at)
    for page in site.pages:
        if page.generated == "disclosure":
            hold(owner, 6, "公表", f"{page.title}（{site.settings.title}）", "portfolio.yml")


def holdings(portfolio: Portfolio, tags: Tags) -> dict[str, tuple[Holding, ...]]:
    """Role → everything that it answers for; roles with sites first, in the portfolio's order."""
    found: dict[str, list[Holding]] = defaultdict(list)
    for site in portfolio.sites:
        found[site.settings.owner]
    for site in portfolio.sites:
        _of_site(site, found)
    plan = tags.plan
    for number, event in enumerate(plan.settings.events):
        name = f"{event.name}（{event.definition.ja.partition('。')[0]}）"
        found[event.owner].append(Holding(5, "イベント", name, line_of(plan.source, ("events", number))))
    if (policy := portfolio.settings.accessibility) is not None:
        at = line_of(portfolio.source, ("accessibility",))
        found[policy.department].append(Holding(6, "公表", "ウェブアクセシビリティ方針", at))
    handover = portfolio.settings.handover
    for number, domain in enumerate(handover.domains):
        if domain.owner is not None:
            at = line_of(portfolio.source, ("handover", "domains", number))
            found[domain.owner].append(Holding(7, "ドメイン", domain.name, at))
    for number, account in enumerate(handover.accounts):
        if account.administrator is not None:
            at = line_of(portfolio.source, ("handover", "accounts", number))
            found[account.administrator].append(Holding(8, "アカウント", account.service, at))
    for number, contract in enumerate(handover.contracts):
        at = line_of(portfolio.source, ("handover", "contracts", number))
        found[contract.owner].append(Holding(9, "契約", contract.subject, at))
    return {role: tuple(sorted(held)) for role, held in found.items()}


def _account_of(portfolio: Portfolio, provider: str, id_: str) -> Account | None:
    fitting = [each for each in portfolio.settings.handover.accounts if each.provider == provider]
    named = [each for each in fitting if id_ in each.ids]
    general = [each for each in fitting if not each.ids]
    return next(iter((*named, *general)), None)


def _declared_at(portfolio: Portfolio, site: Site, environment: str, provider: str, id_: str) -> str:
    for source, environments in (
        (portfolio.source, portfolio.settings.environments),
        (site.source, site.settings.environments),
    ):
        for name, settings in environments.items():
            if name == environment and settings.ids.get(provider) == id_:
                return line_of(source, ("environments", environment, "ids", provider))
    return site.source.file


def used_ids(portfolio: Portfolio, tags: Tags) -> tuple[UsedId, ...]:
    """Every ID in use, by provider, production first."""

    def found() -> Iterator[UsedId]:
        for environment in reversed(PUBLISHED):
            sites: dict[tuple[str, str], list[Site]] = defaultdict(list)
            for site in portfolio.sites:
                for each in expected_providers(portfolio, site, environment, tags.providers):
                    for id_ in each.ids:
                        sites[each.provider, id_].append(site)
            for (provider, id_), carrying in sites.items():
                at = _declared_at(portfolio, carrying[0], environment, provider, id_)
                account = _account_of(portfolio, provider, id_)
                title = tags.providers[provider].title
                names = tuple(site.settings.title for site in carrying)
                yield UsedId(provider, title, environment, id_, names, account, at)

    return tuple(sorted(found(), key=lambda used: used.provider))


def _in_ascii(host: str) -> str:
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host


def _domain_of(domains: tuple[Domain, ...], host: str) -> Domain | None:
    """The longest declared domain that ``host`` is, or lies below."""
    name = _in_ascii(host.lower())
    fitting = [each for each in domains if f".{name}".endswith(f".{_in_ascii(each.name)}")]
    return max(fitting, key=lambda each: len(each.name), default=None)


def used_hosts(portfolio: Portfolio) -> tuple[UsedHost, ...]:
    """Every address that a site is published at, with its domain if that is declared."""
    domains = portfolio.settings.handover.domains
    return tuple(
        UsedHost(site.settings.title, environment, url, _domain_of(domains, urlsplit(url).hostname or ""))
        for environment in reversed(PUBLISHED)
        for site in portfolio.sites
        if (url := site.url(environment)) is not None
    )
