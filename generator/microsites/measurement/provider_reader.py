"""Reads the folders of providers: ``provider.yml``, its snippets and its adapter."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from microsites.content.source import Source, read_yaml_file
from microsites.content.validation import validate
from microsites.content.yaml_reader import YamlError
from microsites.errors import Problem, UserError
from microsites.i18n.message import _
from microsites.measurement.providers import Provider, SnippetError, provider_folders, snippet_template
from microsites.resources import tags_directory

SNIPPETS = ("head.html", "body.html")
"""What a provider writes into the head of every page and, if it has the file, at the start of the body."""


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
        hint = _("name the folder '{provider}', or write 'name: {folder}'", provider=provider.name, folder=folder.name)
        problems.append(
            source.problem(
                ("name",),
                "CFG020",
                _("'{provider}' lies in folder '{folder}'", provider=provider.name, folder=folder.name),
                hint,
            )
        )
        return None
    if provider is not None and (option := _no_address(provider)):
        message = _("option '{option}' stands in 'hosts' and is no address", option=option)
        problems.append(
            source.problem(("hosts",), "CFG020", message, _("write 'kind: url' or 'kind: host' at the option"))
        )
        return None
    # Those that ship are tested; to make templates of their snippets takes longer than a small check.
    is_own = not folder.is_relative_to(tags_directory())
    if provider is not None and is_own and (fault := _data_fault(folder)):
        problems.append(
            source.problem((), "CFG020", fault, _("a provider is a folder with provider.yml, head.html and adapter.js"))
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
        return _("there is no adapter.js beside it")
    for name in SNIPPETS:
        try:
            snippet_template(folder / name)
        except OSError:
            if name == "head.html":
                return _("there is no head.html beside it")
        except SnippetError as error:
            return _("{name} is not a template: {error}", name=name, error=str(error))
        except UnicodeDecodeError:
            return _("{name} is not UTF-8", name=name)
    try:
        (folder / "adapter.js").read_text("utf-8")
    except UnicodeDecodeError:
        return _("adapter.js is not UTF-8")
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
