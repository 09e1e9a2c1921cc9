"""Puts a text into every text field of a portfolio, for tests about what texts may do."""

from __future__ import annotations

import json
from typing import Any

from pydantic import ValidationError

from everything import write_data
from microsites.content.fields import Model
from microsites.content.files import PortfolioFile, SiteFile
from microsites.content.yaml_reader import read_yaml
from portfolios import PORTFOLIO, SITE, EditablePortfolio

UNTOUCHED = frozenset({"asset", "page", "site", "collection", "type", "tag", "timezone", "tags", "language"})
"""Keys whose values are names of things, not text."""


def _accepts(model: type[Model], data: Any) -> bool:
    try:
        model.model_validate(data)
    except ValidationError:
        return False
    return True


def _leaves(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(value, dict):
        return [leaf for key, item in value.items() if key not in UNTOUCHED for leaf in _leaves(item, (*path, key))]
    if isinstance(value, list):
        return [leaf for number, item in enumerate(value) for leaf in _leaves(item, (*path, number))]
    return [path] if isinstance(value, str) else []


def _changed(value: Any, path: tuple[str | int, ...], payload: str) -> Any:
    """A copy of ``value`` with the payload after the text at ``path``."""
    if not path:
        text = value.rstrip()  # behind the last character, and not on a line of its own
        return text + payload + value[len(text) :]
    step, rest = path[0], path[1:]
    if isinstance(value, dict):
        return {**value, step: _changed(value[step], rest, payload)}
    return [_changed(item, rest, payload) if number == step else item for number, item in enumerate(value)]


class Poisoner:
    """Puts ``payload`` into every text that its model accepts it in, and counts.

    Providers take parameters of a hundred characters, percent-encoded: they get ``parameter``.
    """

    def __init__(self, payload: str, parameter: str) -> None:
        self.count = 0
        self._payload = payload
        self._parameter = parameter

    def __call__(self, model: type[Model], data: Any) -> Any:
        assert _accepts(model, data), data
        before = self.count
        for path in _leaves(data):
            poisoned = _changed(data, path, self._parameter if "params" in path else self._payload)
            if _accepts(model, poisoned):
                data, self.count = poisoned, self.count + 1
        assert self.count > before, f"no text field in {model.__name__}"
        return data


def poison_settings(portfolio: EditablePortfolio, poisoner: Poisoner) -> None:
    """The same for the settings of the site and the portfolio."""
    for file, model in ((SITE, SiteFile), (PORTFOLIO, PortfolioFile)):
        data = read_yaml(portfolio.text(file), file).data
        data.pop("environments")
        environments = portfolio.text(file)
        poisoned = poisoner(model, json.loads(json.dumps(data, default=str)))
        poisoned["environments"] = read_yaml(environments, file).data["environments"]
        write_data(portfolio, file, poisoned)
