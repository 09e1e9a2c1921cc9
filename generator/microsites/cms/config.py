"""The configuration of Sveltia CMS: every file of every site that a person edits, as a form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from microsites.cms.fields import Field, Form
from microsites.cms.forge import Backend
from microsites.collections import ENTRY_KINDS
from microsites.content.files import PageFile, PortfolioFile, ProseFile, SiteFile
from microsites.content.japanese import kind_words
from microsites.content.model import Portfolio, Site
from microsites.measurement.tags import Tags
from microsites.schema.documents import document
from microsites.schema.suggestions import shared_suggestions, site_suggestions

_OUTPUT = {"omit_empty_optional_fields": True, "yaml": {"indent_size": 2, "indent_sequences": True, "quote": "none"}}
"""An optional field that is empty is left out: this product refuses an empty heading."""


def _path(base: str, *parts: str) -> str:
    return "/".join(part for part in (base, *parts) if part)


def _folder(name: str, label: str, folder: str, fields: list[Field], media: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "folder": folder,
        "extension": "yml",
        "format": "yaml",
        "identifier_field": "title",
        "slug": {"template": "{{title}}", "editable": ["create"]},
        "create": True,
        "editor": {"preview": False},
        "fields": fields,
        **media,
    }


def _file(name: str, label: str, file: str, fields: list[Field]) -> dict[str, Any]:
    return {"name": name, "label": label, "file": file, "format": "yaml", "fields": fields}


def _site(portfolio: Portfolio, tags: Tags | None, site: Site, base: str) -> Iterator[dict[str, Any]]:
    known = site_suggestions(portfolio, tags, site)
    title = site.settings.title
    media = {"media_folder": f"/{_path(base, site.id, 'assets')}", "public_folder": ""}

    def form(model: Any) -> list[Field]:
        content = document(model, title, known)
        fields = Form(content).fields(content)
        # The version in easy Japanese has all section types once more; it is kept, and edited in its file.
        return [{"name": "easy", "widget": "hidden"} if field["name"] == "easy" else field for field in fields]

    pages = _folder(f"{site.id}_pages", f"{title}: ページ", _path(base, site.id, "pages"), form(PageFile), media)
    yield {**pages, "nested": {"depth": 10, "subfolders": False}, "meta": {"path": {}}}
    prose = [*form(ProseFile), {"name": "body", "label": "本文", "widget": "markdown"}]
    words = f"{title}: 文章のページ"
    yield {
        **_folder(f"{site.id}_prose", words, _path(base, site.id, "pages"), prose, media),
        "extension": "md",
        "format": "yaml-frontmatter",
    }
    for name, of in site.settings.collections.items():
        label = f"{title}: {kind_words(of.kind)['name']}（{name}）"
        folder = _path(base, site.id, "collections", name)
        yield _folder(f"{site.id}_{name}", label, folder, form(ENTRY_KINDS[of.kind]), media)
    yield {
        "name": f"{site.id}_settings",
        "label": f"{title}: 設定",
        "editor": {"preview": False},
        "files": [_file("site", "サイトの設定", _path(base, site.id, "site.yml"), form(SiteFile))],
        **media,
    }


def configuration(portfolio: Portfolio, tags: Tags | None, base: str, backend: Backend) -> dict[str, Any]:
    """What ``config.yml`` says; ``base`` is the portfolio's folder in its repository, ``""`` for its top."""
    content = document(PortfolioFile, portfolio.settings.name, shared_suggestions(portfolio, tags))
    shared = Form(content).fields(content)
    return {
        "backend": dict(backend),
        "app_title": portfolio.settings.name,
        "media_folder": _path(base, portfolio.sites[0].id, "assets"),
        "public_folder": "",
        "output": _OUTPUT,
        "show_preview_links": False,
        "slug": {"encoding": "ascii", "clean_accents": True},
        "collections": [
            *(collection for site in portfolio.sites for collection in _site(portfolio, tags, site, base)),
            {
                "name": "portfolio",
                "label": "すべてのサイトに共通",
                "editor": {"preview": False},
                "files": [_file("portfolio", "共通の設定", _path(base, "portfolio.yml"), shared)],
            },
        ],
    }
