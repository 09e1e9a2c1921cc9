"""Reads the tag data of a portfolio: its tracking plan and the providers it can use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from microsites.content.model import Plan, Portfolio
from microsites.content.plan import PlanFile
from microsites.content.source import Source, read_yaml_file
from microsites.content.validation import validate
from microsites.content.yaml_reader import YamlError
from microsites.errors import Problem
from microsites.i18n.message import _
from microsites.measurement.container_reader import read_containers
from microsites.measurement.containers import ContainerExport
from microsites.measurement.provider_reader import read_provider
from microsites.measurement.providers import Provider, provider_folders
from microsites.resources import tags_directory


@dataclass(frozen=True, slots=True)
class Tags:
    """The plan, the providers by name, and the folders that hold their snippets and adapters."""

    plan: Plan
    providers: Mapping[str, Provider]
    folders: Mapping[str, Path]
    containers: tuple[ContainerExport, ...] = ()
    """The tag manager's containers that were laid beside the sites."""


def _relative(path: Path, portfolio: Path) -> str:
    """How a file of tag data is named in messages: from the portfolio folder, or from the data that ships."""
    for base in (portfolio.resolve(), tags_directory().parent):
        if path.is_relative_to(base):
            return path.relative_to(base).as_posix()
    return path.as_posix()


def load_tags(portfolio: Portfolio, problems: list[Problem]) -> Tags | None:
    """The tags of ``portfolio``, or None after noting why its plan cannot be read.

    A plan of the portfolio's own replaces the sample plan whole; a provider of its own replaces one by name.
    """
    roots = [tags_directory()]
    if portfolio.settings.tags is not None:
        own = (portfolio.root / portfolio.settings.tags).resolve()
        if not own.is_dir():
            message = _("there is no folder '{folder}'", folder=portfolio.settings.tags)
            problems.append(portfolio.source.problem(("tags",), "CFG020", message, _("create it, or delete the line")))
        roots.append(own)
    plan_path = next(path for root in reversed(roots) if (path := root / "plan.yml").is_file())
    folders = provider_folders(*(root / "providers" for root in roots))
    providers = {
        name: provider
        for name, folder in folders.items()
        if (provider := read_provider(folder, _relative(folder / "provider.yml", portfolio.root), problems)) is not None
    }
    file = _relative(plan_path, portfolio.root)
    try:
        document = read_yaml_file(plan_path, file)
    except YamlError as error:
        problems.append(error.problem)
        return None
    source = Source(file, document.positions)
    settings = validate(PlanFile, document.data, source, problems)
    containers = read_containers(portfolio, providers, problems)
    return None if settings is None else Tags(Plan(source, settings), providers, folders, containers)
