"""Which schemas a portfolio has, and which of its files each is for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from microsites.build.checks_file import ChecksFile
from microsites.collections import ENTRY_KINDS
from microsites.content.accessibility import TEST_FILE, AccessibilityTest
from microsites.content.fields import Model
from microsites.content.files import PageFile, PortfolioFile, ProseFile, SiteFile
from microsites.content.japanese import kind_words
from microsites.content.model import Portfolio
from microsites.content.plan import PlanFile
from microsites.measurement.providers import Provider
from microsites.measurement.tags import Tags
from microsites.schema.documents import document
from microsites.schema.suggestions import Suggestions, shared_suggestions, site_suggestions

TAGS = "tags"
"""Where a portfolio keeps tag data of its own, if nothing else is said."""


@dataclass(frozen=True, slots=True)
class SchemaFile:
    """A schema and the files that it is for."""

    name: str
    """Below the folder of schemas: ``strawberry/page.json``."""
    files: tuple[str, ...]
    """Globs, from the portfolio's folder; none for what no editor's YAML support reads (front matter)."""
    text: str


def _text(content: Mapping[str, Any]) -> str:
    """JSON with a definition a line: small, and its changes can be read."""

    def line(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    lines = [f'"{name}":{line(value)}' for name, value in content["definitions"].items()]
    top = [f"{line(name)}:{line(value)}" for name, value in content.items() if name != "definitions"]
    return "{\n" + ",\n".join([*top, '"definitions":{\n' + ",\n".join(lines) + "\n}"]) + "\n}\n"


_SHARED_NAMES = ("portfolio", "checks", "plan", "provider")
_SITE_NAMES = ("site", "page", "prose", "accessibility")
SCHEMA_NAMES = tuple(f"{name}.json" for name in (*_SHARED_NAMES, *_SITE_NAMES, *ENTRY_KINDS))
"""What files of schemas are called, in the folder of schemas or in a site's folder below it."""


def _file(name: str, model: type[Model], title: str, known: Suggestions, *files: str) -> SchemaFile:
    return SchemaFile(f"{name}.json", files, _text(document(model, title, known)))


def _shared(known: Suggestions, tags: PurePosixPath) -> Iterator[SchemaFile]:
    yield _file("portfolio", PortfolioFile, "サイト群 / Portfolio", known, "portfolio.yml")
    yield _file("checks", ChecksFile, "検査の設定 / Settings of the checker", known, "checks.yml")
    yield _file("plan", PlanFile, "イベント辞書 / Tracking plan", known, f"{tags}/plan.yml")
    yield _file("provider", Provider, "計測サービス / Provider", known, f"{tags}/providers/*/provider.yml")


def _site(folder: str, known: Suggestions, collections: Mapping[str, str], prefix: str) -> Iterator[SchemaFile]:
    """The schemas of a site; ``collections`` are the globs of its collections and their kinds."""
    yield _file(f"{prefix}site", SiteFile, "サイト / Site", known, f"{folder}/site.yml")
    yield _file(f"{prefix}page", PageFile, "ページ / Page", known, f"{folder}/pages/**/*.yml")
    yield _file(f"{prefix}prose", ProseFile, "文章のページの先頭 / Front matter of a prose page", known)
    title = "アクセシビリティの試験 / Accessibility test"
    yield _file(f"{prefix}accessibility", AccessibilityTest, title, known, f"{folder}/{TEST_FILE}")
    for kind, model in ENTRY_KINDS.items():
        if globs := [glob for glob, of in collections.items() if of == kind]:
            yield _file(f"{prefix}{kind}", model, f"{kind_words(kind)['name']} / {model.__name__}", known, *globs)


def general_schemas() -> tuple[SchemaFile, ...]:
    """Schemas without a portfolio: entries lie in folders that are called like their kind."""
    collections = {f"*/collections/{kind}/**/*.yml": kind for kind in ENTRY_KINDS}
    nothing = Suggestions()
    return (*_shared(nothing, PurePosixPath(TAGS)), *_site("*", nothing, collections, ""))


def portfolio_schemas(portfolio: Portfolio, tags: Tags | None) -> tuple[SchemaFile, ...]:
    """Schemas that offer what a portfolio has; a site whose ``site.yml`` cannot be read has none."""
    own = PurePosixPath(Path(portfolio.settings.tags or TAGS).as_posix())
    schemas = list(_shared(shared_suggestions(portfolio, tags), own))
    for site in portfolio.sites:
        of_site = site.settings.collections.items()
        collections = {f"{site.id}/collections/{name}/**/*.yml": of.kind for name, of in of_site}
        schemas += _site(site.id, site_suggestions(portfolio, tags, site), collections, f"{site.id}/")
    return tuple(schemas)
