"""What no page shows and whoever takes over must know: domains, accounts at services, contracts.

A role is named everywhere, never a person: posts change every April, and the file is read by everybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from microsites.content.fields import LongText, Model, Slug, Text, Url
from microsites.content.moments import Date
from microsites.content.source import Source
from microsites.content.validation import did_you_mean
from microsites.errors import Problem
from microsites.i18n.message import _


def _bare_domain(value: str) -> str:
    labels = value.split(".")
    if len(labels) < 2 or not all(labels) or any(character in value for character in " /:@?#\\`|<>\t\n"):
        raise PydanticCustomError("domain", "is no domain; write it without https:// and without a path: example.jp")
    return value.lower()


DomainName = Annotated[str, StringConstraints(strip_whitespace=True, max_length=253), AfterValidator(_bare_domain)]
"""``hanamori.example.jp``; a site's host belongs to the domain that it ends with."""


class Domain(Model):
    """A domain that the municipality holds for its sites."""

    name: DomainName
    """Without ``https://``: ``hanamori.example.jp``."""
    registrar: Text | None = None
    """Where it is registered: the company, and the contract's name or number there."""
    expires: Date | None = None
    """The last day of its registration."""
    dns: Text | None = None
    """Where its DNS records are administered, if that is not the registrar."""
    owner: Text | None = None
    """The role that renews it, never a person's name."""


class Account(Model):
    """An account at a service that the sites need.  No password and no person's name belongs here."""

    service: Text
    """What the service is called: ``Googleアナリティクス``, ``Search Console``, ``公開サーバー``."""
    provider: Slug | None = None
    """The provider whose IDs are administered there: ``ga4``."""
    ids: tuple[Text, ...] = Field(default=(), max_length=40)
    """Which of the provider's IDs; all of them if it is not given."""
    account: Text | None = None
    """What the account, property or contract is called there."""
    url: Url | None = None
    """Where one signs in."""
    administrator: Text | None = None
    """The role that may give others access, never a person's name."""
    note: LongText | None = None
    """How access is handed over, what else is needed."""


class Contract(Model):
    """A contract on which the sites depend: making, hosting, measuring."""

    subject: Text
    """What it is about: ``サイト運用・保守業務``."""
    contractor: Text
    """With whom: a company, never a person's name."""
    starts: Date | None = None
    """The day on which the contract begins."""
    ends: Date
    """The last day; it is marked from 90 days before."""
    owner: Text
    """The role that renews it or lets it end."""
    sites: tuple[Slug, ...] = Field(default=(), max_length=200)
    """The sites that it is about; all of them if none is named."""
    note: LongText | None = None
    """What else one must know of it."""

    @model_validator(mode="after")
    def _in_order(self) -> Contract:
        if self.starts is not None and self.ends < self.starts:
            raise PydanticCustomError("contract_order", "ends before it starts")
        return self


class Handover(Model):
    """``handover`` in ``portfolio.yml``: what whoever takes over must know, and no page shows."""

    domains: tuple[Domain, ...] = Field(default=(), max_length=100)
    """The domains of the sites: registrar, last day, who renews them."""
    accounts: tuple[Account, ...] = Field(default=(), max_length=100)
    """Accounts at services: measuring, search consoles, hosting, forms."""
    contracts: tuple[Contract, ...] = Field(default=(), max_length=100)
    """Contracts on which the sites depend."""


def handover_problems(handover: Handover, source: Source, sites: Sequence[str]) -> Iterator[Problem]:
    """What ``handover`` names twice, or names though it does not exist."""
    seen: set[str] = set()
    for number, domain in enumerate(handover.domains):
        if domain.name in seen:
            path = ("handover", "domains", number, "name")
            message = _("the domain '{domain}' is named twice", domain=domain.name)
            yield source.problem(path, "CFG060", message, _("delete one of the two"))
        seen.add(domain.name)
    for number, contract in enumerate(handover.contracts):
        for position, name in enumerate(contract.sites):
            if name not in sites:
                at = ("handover", "contracts", number, "sites", position)
                yield source.problem(at, "CFG010", _("there is no site '{name}'", name=name), did_you_mean(name, sites))
