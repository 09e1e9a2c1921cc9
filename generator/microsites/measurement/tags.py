"""Reads the tag data of a portfolio: its tracking plan and the providers it can use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import jinja2

from microsites.content.model import Plan, Portfolio
from microsites.content.plan import PlanFile
from microsites.content.source import Source, read_yaml_file
from microsites.content.validation import validate
from microsites.content.yaml_reader import YamlError
from microsites.errors import Problem, UserError
from microsites.measurement.container_reader import read_containers
from microsites.measurement.containers import ContainerExport
from microsites.measurement.providers import Provider, provider_folders, snippet_template
from microsites.resources import tags_directory

SNIPPETS = ("head.html", "body.html")
"""What a provider writes into the head of every page and, if it has the file, at the start of the body."""


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
    for base, prefix in ((portfolio, ""), (tags_directory().parent, "")):
        if path.is_relative_to(base):
            return prefix + path.relative_to(base).as_posix()
    return path.as_posix()


def read_provider(folder: Path, file: str, problems: list[Problem]) -> Provider | None:
    """The provider in ``folder``, or None after noting what is wrong with it."""
    try:
        document = read_yaml_file(folder / "provider.yml", file)
    except YamlError as error:
        problems.append(error.problem)
        return None
    source = Source(file, document.positions)
    provider = validate(Provider, document.data, source, problems)
    if provider is not None and provider.name != folder.name:
        hint = f"name the folder '{provider.name}', or write 'name: {folder.name}'"
        problems.append(source.problem(("name",), "CFG020", f"'{provider.name}' lies in folder '{folder.name}'", hint))
        return None
    if provider is not None and (option := _no_address(provider)):
        message = f"option '{option}' stands in 'hosts' and is no address"
        problems.append(
            source.problem(("hosts",), "CFG020", message, "write 'kind: url' or 'kind: host' at the option")
        )
        return None
    if provider is not None and (fault := _data_fault(folder)):
        problems.append(
            source.problem((), "CFG020", fault, "a provider is a folder with provider.yml, head.html and adapter.js")
        )
        return None
    return provider


def _no_address(provider: Provider) -> str | None:
    """An option in ``hosts`` whose value may be anything: it would be written into a policy."""
    sources = "\n".join(provider.hosts.all)
    wrong = (each.name for each in provider.options if each.kind not in ("url", "host"))
    return next((name for name in wrong if f"{{{name}}}" in sources), None)


def _data_fault(folder: Path) -> str | None:
    """What is wrong with the snippet or the adapter beside a ``provider.yml``."""
    if not (folder / "adapter.js").is_file():
        return "there is no adapter.js beside it"
    for name in SNIPPETS:
        try:
            snippet_template(folder / name)
        except OSError:
            if name == "head.html":
                return "there is no head.html beside it"
        except jinja2.TemplateSyntaxError as error:
            return f"{name} is not a template: line {error.lineno}: {error.message}"
        except UnicodeDecodeError:
            return f"{name} is not UTF-8"
    try:
        (folder / "adapter.js").read_text("utf-8")
    except UnicodeDecodeError:
        return "adapter.js is not UTF-8"
    return None


def providers_with(own: Path | None) -> Mapping[str, Provider]:
    """The providers that come with the product, and those in folder ``own`` over them.

    Raises UserError for a provider that cannot be read.
    """
    problems: list[Problem] = []
    roots = [tags_directory(), *([own] if own is not None else [])]
    found = {
        name: read_provider(folder, f"providers/{name}/provider.yml", problems)
        for name, folder in provider_folders(*(root / "providers" for root in roots)).items()
    }
    if problems:
        raise UserError(problems)
    return {name: provider for name, provider in found.items() if provider is not None}


def load_tags(portfolio: Portfolio, problems: list[Problem]) -> Tags | None:
    """The tags of ``portfolio``, or None after noting why its plan cannot be read.

    A plan of the portfolio's own replaces the sample plan whole; a provider of its own replaces one by name.
    """
    roots = [tags_directory()]
    if portfolio.settings.tags is not None:
        own = (portfolio.root / portfolio.settings.tags).resolve()
        if not own.is_dir():
            message = f"there is no folder '{portfolio.settings.tags}'"
            problems.append(portfolio.source.problem(("tags",), "CFG020", message, "create it, or delete the line"))
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
