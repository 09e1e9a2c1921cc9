"""Schemas beside the product itself: what each says of the same file."""

from __future__ import annotations

import fnmatch
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft7Validator

from microsites.build.checks_file import ChecksFile
from microsites.collections import ENTRY_KINDS
from microsites.content.accessibility import AccessibilityTest
from microsites.content.emergency import with_emergency
from microsites.content.files import PortfolioFile, ProseFile, SiteFile
from microsites.content.listing import PageFile
from microsites.content.loader import _check_collections, _check_goals
from microsites.content.memory import PageMemory
from microsites.content.pages import PageReader
from microsites.content.plan import PlanFile
from microsites.content.prose import split_prose
from microsites.content.references import SiteIndex, part_problems, reference_problems, shared_reference_problems
from microsites.content.source import Source, read_text
from microsites.content.validation import validate
from microsites.content.yaml_reader import YamlError, read_yaml
from microsites.errors import Problem
from microsites.measurement.providers import Provider
from microsites.schema.files import SchemaFile
from microsites.schema.write import read_schemas
from microsites.sections import SECTION_TYPES

_MODELS = {
    "portfolio": PortfolioFile,
    "checks": ChecksFile,
    "plan": PlanFile,
    "provider": Provider,
    "site": SiteFile,
    "prose": ProseFile,
    "accessibility": AccessibilityTest,
    **ENTRY_KINDS,
}


class _Everything(frozenset[str]):
    def __contains__(self, _: object) -> bool:
        return True


class _Sites(dict[str, SiteIndex]):
    """Any site has any file; whether a page exists is another question than whether a reference is well written."""

    def __contains__(self, _: object) -> bool:
        return True

    def __missing__(self, _: str) -> SiteIndex:
        return SiteIndex({}, _Everything(), complete=False)


@cache
def schemas_of(portfolio: Path) -> tuple[SchemaFile, ...]:
    """The schemas of a portfolio."""
    schemas, problems = read_schemas(portfolio)
    assert problems == 0
    return schemas


@cache
def _validator(portfolio: Path, name: str) -> Draft7Validator:
    (text,) = [schema.text for schema in schemas_of(portfolio) if schema.name == name]
    content = json.loads(text)
    Draft7Validator.check_schema(content)
    return Draft7Validator(content)


def schema_errors(portfolio: Path, name: str, data: Any) -> list[str]:
    """What an independent validator says of data."""
    return [f"{list(error.path)}: {error.message}" for error in _validator(portfolio, name).iter_errors(data)]


def schemas_for(portfolio: Path, file: str) -> list[str]:
    """The schemas of a file, by their globs."""
    return [schema.name for schema in schemas_of(portfolio) if any(_matches(file, glob) for glob in schema.files)]


def _matches(file: str, glob: str) -> bool:
    pattern = "".join(
        r"(?:.*/)?" if part == "**/" else "[^/]*" if part == "*" else re.escape(part)
        for part in re.split(r"(\*\*/|\*)", glob)
    )
    return re.fullmatch(pattern, file) is not None


def files_of(portfolio: Path) -> Iterator[tuple[str, Path]]:
    """Every YAML file of a portfolio, from its folder."""
    for path in sorted(portfolio.rglob("*.yml")):
        name = path.relative_to(portfolio).as_posix()
        if not fnmatch.fnmatch(name, "artwork/*"):
            yield name, path


def read(text: str) -> Any:
    """YAML as the product reads it."""
    return read_yaml(text, "file.yml").data


def front_matter(path: Path) -> Any:
    """What stands at the top of a prose page."""
    return split_prose(read_text(path, path.name), path.name).front_matter.data


def tool_problems(kind: str, data: Any, folder: Path) -> list[Problem]:
    """What the product says of data, references included as far as they can be judged without other files."""
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000)
    try:
        document = read_yaml(text, "file.yml")
    except YamlError as error:
        return [error.problem]
    source = Source("file.yml", document.positions)
    problems: list[Problem] = []
    if kind == "page":
        path = folder / "page.yml"
        path.write_text(text, "utf-8")
        reader = PageReader(folder, SECTION_TYPES, ENTRY_KINDS, problems, PageMemory())
        for page in reader.read(PageFile("page", path, "page.yml"), "owner"):
            for part in page.parts:
                problems += part_problems(part.value, part.path, page.source, "site", _Sites())
            if page.picture is not None:
                problems += reference_problems(page.picture, ("picture",), page.source, "site", _Sites())
        return problems
    content = with_emergency(document.data, source, SECTION_TYPES, problems) if kind == "portfolio" else document.data
    model = validate(_MODELS[kind], content, source, problems)
    if isinstance(model, SiteFile):
        problems += _check_goals(source, model)
        problems += _check_collections(source, model, ENTRY_KINDS)
    if isinstance(model, PortfolioFile):
        problems += shared_reference_problems(model, source, _Sites())
    elif model is not None:
        problems += reference_problems(model, (), source, "site", _Sites())
    return problems


def plain(data: Any) -> Any:
    """Data without the product's own kinds of numbers, so that it can be written."""
    if isinstance(data, Mapping):
        return {key: plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [plain(value) for value in data]
    if isinstance(data, bool) or not isinstance(data, int | float):
        return data
    return int(data) if isinstance(data, int) else float(data)


def names(schemas: Iterable[SchemaFile]) -> set[str]:
    """What the schemas are called."""
    return {schema.name for schema in schemas}
