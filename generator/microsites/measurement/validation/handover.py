"""Accounts of ``handover``: of providers and IDs that the portfolio uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from microsites.content.validation import did_you_mean
from microsites.content.yaml_reader import Path
from microsites.errors import Problem
from microsites.i18n.message import _
from microsites.measurement.validation.scope import Scope, declared_environments


def account_problems(scope: Scope) -> Iterator[Problem]:
    """Accounts of providers and IDs that no site uses: nobody would look for them there."""
    used: dict[str, set[str]] = defaultdict(set)
    for _source, environments in declared_environments(scope.portfolio):
        for settings in environments.values():
            for provider, id_ in settings.ids.items():
                used[provider].add(id_)
    source = scope.portfolio.source
    for number, account in enumerate(scope.portfolio.settings.handover.accounts):
        path: Path = ("handover", "accounts", number)
        if account.provider is None:
            if account.ids:
                message = _("'ids' needs the provider whose IDs they are")
                yield source.problem((*path, "ids"), "CFG061", message, _("add 'provider: ga4', or delete 'ids'"))
            continue
        if account.provider not in used:
            message = _("no site uses the provider '{provider}'", provider=account.provider)
            hint = did_you_mean(account.provider, used)
            yield source.problem((*path, "provider"), "CFG061", message, hint)
            continue
        for position, id_ in enumerate(account.ids):
            if id_ not in used[account.provider]:
                message = _("'{id}' is no ID of {provider} that a site uses", id=id_, provider=account.provider)
                hint = did_you_mean(id_, used[account.provider])
                yield source.problem((*path, "ids", position), "CFG062", message, hint)
