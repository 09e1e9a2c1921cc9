"""Builds one site into a staging folder: pictures, pages, files, tree, manifest."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from microsites.build.assets import Media, collect
from microsites.build.cards import site_cards
from microsites.build.colours import colour_notes
from microsites.build.companions import companion_files
from microsites.build.documents import documents_of
from microsites.build.expected import manifest_of
from microsites.build.front_end import front_end
from microsites.build.icons import icon_files
from microsites.build.leaks import refuse_foreign_ids
from microsites.build.maps import map_notes
from microsites.build.redirects import redirect_files
from microsites.build.search_index import add_search_index
from microsites.build.settings import SiteBuild, Templates
from microsites.build.swap import Staged
from microsites.content.fields import Link
from microsites.content.model import Portfolio, Site
from microsites.content.references import split_page
from microsites.engine.output import EngineJob
from microsites.errors import Problem
from microsites.manifest import Container
from microsites.measurement.consent import questions
from microsites.measurement.containers import expected_containers
from microsites.measurement.embeds import embeds_of
from microsites.measurement.hosts import site_hosts
from microsites.measurement.identifiers import expected_providers
from microsites.measurement.runtime import runtime_script
from microsites.media.cache import BuildCache
from microsites.media.pictures import PictureStore
from microsites.pages.links import MEDIA
from microsites.pages.palette import Palette, palette_of
from microsites.pages.policy import PolicyWriter, Surroundings
from microsites.pages.render import SiteRenderer
from microsites.pages.render_input import RenderInput
from microsites.pages.shell import site_icon


def _menu(items: tuple[Link, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((item.label, split_page(item.page).page) for item in items if item.page is not None)


@dataclass(frozen=True, slots=True)
class BuiltOne:
    """A site that is finished, but not in its place yet."""

    staged: Staged
    warnings: tuple[str, ...]
    """Of the engine."""
    notes: tuple[Problem, ...] = ()
    """What an editor should know, though nothing had to stop: a picture that is too small, a colour that was adjusted."""


def build_one(portfolio: Portfolio, site: Site, build: SiteBuild, folder: Path, templates: Templates) -> BuiltOne:
    """Build ``site`` into ``folder``, and remember what it used of the cache.  Raises as :func:`_build_with` does."""
    cache = BuildCache(build.cache)
    try:
        return _build_with(cache, portfolio, site, build, folder, templates)
    finally:
        cache.remember(site.id)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A site before its first page is rendered."""

    renderer: SiteRenderer
    policy: PolicyWriter
    job: EngineJob
    media: Media
    palette: Palette
    containers: tuple[Container, ...]


def _prepared(
    cache: BuildCache, portfolio: Portfolio, site: Site, build: SiteBuild, tree: Path, templates: Templates
) -> _Prepared:
    settings = site.settings
    palette = palette_of(settings.brand)
    media = collect(site, PictureStore(cache))
    icons = icon_files(site, media.pictures, palette, cache)
    cards = site_cards(portfolio, site, build, media.pictures, palette, cache)
    runtime = runtime_script(portfolio, site, build.environment, build.tags)
    published = expected_providers(portfolio, site, build.environment, build.tags.providers)
    asked = any(question.asked for question in questions(published))
    look = front_end(portfolio, site, build, palette, runtime, asked=asked)
    containers = expected_containers(published, build.tags.containers, build.tags.plan)
    renderer = SiteRenderer(
        RenderInput(
            portfolio,
            site,
            build.environment,
            build.now,
            build.tags,
            media.pictures,
            cards.paths,
            build.theme_directory,
            look.css,
            look.generated_css,
            look.js,
            look.consent_js,
            look.search_js,
            section_js=look.section_js,
            documents=documents_of(site, media),
        ),
        templates.promo,
    )
    hosts = site_hosts(published, build.tags.providers, containers)
    material = settings.theme == "material"
    # Material's stylesheet holds its icons; its search reads an index in a worker.
    data_images = material or any("url(data:" in text for text in look.sheets.values())
    images = tuple(embed.source for embed in embeds_of(site))
    policy = PolicyWriter(
        Surroundings(hosts, data_images=data_images, search=material, pagefind=settings.search, images=images)
    )
    url = site.url(build.environment)
    files = [
        *media.files,
        *icons,
        *cards.files,
        *look.files,
        *companion_files(portfolio, site, build),
        *redirect_files(portfolio, site, build, policy),
    ]
    job = EngineJob(
        settings.title,
        url,
        settings.theme,
        portfolio.settings.language,
        _menu(settings.navigation),
        site_icon(site, media.pictures),
        tuple(files),
        tree,
        int(build.clock.timestamp()),
    )
    return _Prepared(renderer, policy, job, media, palette, containers)


def _build_with(
    cache: BuildCache, portfolio: Portfolio, site: Site, build: SiteBuild, folder: Path, templates: Templates
) -> BuiltOne:
    """Build ``site`` into ``folder``; of ``portfolio``, only what is shown at the moment of the build.

    Raises UserError for pictures that cannot be used, for IDs of another environment and where Pagefind is missing,
    OSError when the disk does.
    """
    # MkDocs takes 0.3 s to import: late, and only where something is built.
    from microsites.engine.site_build import build_site

    staged = Staged(site.id, folder)
    site_parts = _prepared(cache, portfolio, site, build, staged.tree, templates)
    renderer, policy = site_parts.renderer, site_parts.policy
    staged.tree.mkdir(parents=True)
    docs = _empty_docs(folder)
    pages = [renderer.render(page) for page in site.pages]
    warnings = build_site(site_parts.job, renderer, pages, policy, build.theme_directory, docs, templates.material)
    if site.settings.search:
        add_search_index(site, staged.tree, cache)
    refuse_foreign_ids(portfolio, site, build, staged.tree)
    manifest = manifest_of(portfolio, site, build, staged.tree, site_parts.containers, policy.header)
    staged.manifest.write_text(manifest.model_dump_json(indent=1), "utf-8")
    media = site_parts.media
    notes = (*colour_notes(site, site_parts.palette), *media.notes, *map_notes(site, media.pictures))
    return BuiltOne(staged, warnings, notes)


def _empty_docs(folder: Path) -> Path:
    """The folder that MkDocs insists on."""
    docs = folder / "docs"
    docs.mkdir()
    return docs


def build_some(
    portfolio: Portfolio,
    site: Site,
    build: SiteBuild,
    folder: Path,
    templates: Templates,
    wanted: Collection[str],
    there: Path,
) -> None:
    """Build into ``folder`` the pages with the ids ``wanted``, as :func:`build_one` would, and nothing else of ``site``.

    Files that lie in the tree ``there`` are left out where their names say what they hold.  Raises UserError for
    pictures that cannot be used, OSError when the disk does.
    """
    from microsites.engine.site_build import build_pages

    tree = folder / "tree"
    parts = _prepared(BuildCache(build.cache), portfolio, site, build, tree, templates)
    lacking = tuple(
        file for file in parts.job.files if not (_named_by_content(file.path) and (there / file.path).is_file())
    )
    tree.mkdir(parents=True)
    docs = _empty_docs(folder)
    pages = [parts.renderer.render(page) for page in site.pages if page.id in wanted]
    others = [page for page in site.pages if page.id not in wanted]
    job = replace(parts.job, files=lacking)
    build_pages(job, parts.renderer, pages, others, parts.policy, build.theme_directory, docs, templates.material)


def _named_by_content(path: str) -> bool:
    return path.startswith((f"{MEDIA}/", "theme/"))
