"""Builds one site into a staging folder: pictures, pages, files, tree, manifest."""

from __future__ import annotations

from pathlib import Path

from microsites.build.assets import collect
from microsites.build.expected import manifest_of
from microsites.build.settings import SiteBuild, Templates
from microsites.build.swap import Staged
from microsites.content.fields import Link
from microsites.content.model import Portfolio, Site
from microsites.content.references import split_page
from microsites.engine.output import CopiedFile, EngineJob
from microsites.measurement.runtime import runtime_script
from microsites.media.icons import favicon
from microsites.media.pictures import PictureStore
from microsites.pages.render import RenderInput, SiteRenderer
from microsites.pages.shell import FAVICON, site_icon
from microsites.pages.styles import script, stylesheet
from microsites.pages.well_known import robots, sitemap


def _menu(items: tuple[Link, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((item.label, split_page(item.page).page) for item in items if item.page is not None)


def build_one(
    portfolio: Portfolio, site: Site, build: SiteBuild, folder: Path, templates: Templates
) -> tuple[Staged, tuple[str, ...]]:
    """Build ``site`` into ``folder``; return it staged, with the engine's warnings.

    Raises UserError for pictures that cannot be used, OSError when the disk does.
    """
    # MkDocs takes 0.3 s to import: late, and only where something is built.
    from microsites.engine.site_build import build_site

    media = collect(site, PictureStore(build.cache))
    settings = site.settings
    runtime = runtime_script(portfolio, site, build.environment, build.tags)
    types = {section.type for page in site.pages for section in page.sections}
    css = stylesheet(build.theme_directory, settings.theme, settings.brand, types)
    js = script(runtime.config, runtime.files, build.theme_directory, settings.theme)
    renderer = SiteRenderer(
        RenderInput(
            portfolio, site, build.environment, build.now, build.tags, media.pictures, build.theme_directory, css, js
        ),
        templates.promo,
    )
    url = site.url(build.environment)
    indexable = build.environment == "production"
    addresses = [page.address for page in site.pages]
    files = [
        *media.files,
        CopiedFile(css.path, css.text.encode()),
        CopiedFile(js.path, js.text.encode()),
        CopiedFile(FAVICON, favicon(settings.brand.color, settings.brand.accent)),
        CopiedFile("robots.txt", robots(url, indexable).encode()),
    ]
    files += [CopiedFile(tracker.path, tracker.source) for tracker in runtime.trackers]
    if url is not None:
        files.append(CopiedFile("sitemap.xml", sitemap(url, addresses).encode()))
    staged = Staged(site.id, folder)
    docs = folder / "docs"
    staged.tree.mkdir(parents=True)
    docs.mkdir()
    job = EngineJob(
        settings.title,
        url,
        settings.theme,
        portfolio.settings.language,
        _menu(settings.navigation),
        site_icon(site, media.pictures),
        tuple(files),
        staged.tree,
        int(build.clock.timestamp()),
    )
    pages = [renderer.render(page) for page in site.pages]
    warnings = build_site(job, renderer, pages, build.theme_directory, docs, templates.material)
    manifest = manifest_of(portfolio, site, build, staged.tree)
    staged.manifest.write_text(manifest.model_dump_json(indent=1), "utf-8")
    return staged, warnings
