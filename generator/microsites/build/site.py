"""Builds one site into a staging folder: pictures, pages, files, tree, manifest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import jinja2

from microsites import __version__
from microsites.build.swap import Staged
from microsites.content.fields import Link, MarkdownText, Picture, Reference
from microsites.content.markdown_scan import links as markdown_links
from microsites.content.model import BuildEnvironment, Page, Portfolio, Site
from microsites.content.references import split_page
from microsites.content.source import Source
from microsites.content.walk import walk
from microsites.content.yaml_reader import Path as ValuePath
from microsites.engine.output import CopiedFile, EngineJob
from microsites.errors import Problem, UserError
from microsites.manifest import CheckSettings, ExpectedPage, KnownId, Manifest, Sister
from microsites.measurement.expectations import expected_elements, expected_goals, place
from microsites.measurement.identifiers import expected_providers
from microsites.measurement.tags import Tags
from microsites.media.icons import favicon
from microsites.media.pictures import FORMATS, PictureError, PictureStore, ProcessedPicture
from microsites.pages.images import media_path
from microsites.pages.links import ASSETS, LinkContext, PageLinks
from microsites.pages.provenance import expected_links, expected_menus, expected_sections
from microsites.pages.render import RenderInput, SiteRenderer
from microsites.pages.shell import FAVICON, site_icon
from microsites.pages.styles import script, stylesheet
from microsites.pages.well_known import robots, sitemap
from microsites.resources import tags_directory


@dataclass(frozen=True, slots=True)
class SiteBuild:
    """What a site's build needs beside the portfolio."""

    environment: BuildEnvironment
    clock: datetime
    """With its zone."""
    tags: Tags
    checks: CheckSettings
    theme_directory: Path
    cache: Path
    known_ids: tuple[KnownId, ...]
    """Every ID of the portfolio: the same for all its sites."""

    @property
    def now(self) -> datetime:
        """The clock in the portfolio's zone, without zone, as content speaks of time."""
        return self.clock.replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class Templates:
    """Compiled templates that the sites of one process share: ours, and Material's bytecode."""

    promo: jinja2.Environment
    material: jinja2.BytecodeCache


@dataclass(frozen=True, slots=True)
class _Used:
    """An asset that a page uses, and the line that says so."""

    asset: str
    picture: bool
    source: Source
    path: ValuePath


def _used_in(parts: Iterable[tuple[ValuePath, object]], source: Source) -> Iterator[_Used]:
    for path, part in parts:
        if isinstance(part, Picture):
            yield _Used(part.asset, True, source, (*path, "asset"))
        elif isinstance(part, Reference) and part.asset is not None:
            yield _Used(part.asset, False, source, (*path, "asset"))
        elif isinstance(part, MarkdownText):
            yield from _used_in_markdown(part, source, path)


def _used_in_markdown(text: str, source: Source, path: ValuePath) -> Iterator[_Used]:
    if "asset" not in text and "&" not in text:  # a reference may be spelled with entities
        return
    for target in markdown_links(text):
        if target.href.startswith("asset:"):
            yield _Used(target.href.removeprefix("asset:"), target.picture, source, path)


def _used_by(site: Site) -> Iterator[_Used]:
    yield from _used_in(walk(site.settings), site.source)
    for page in site.pages:
        if page.picture is not None and page.entry is None:
            yield _Used(page.picture.asset, True, page.source, ("picture", "asset"))
        yield from _used_in(((part.path, part.value) for part in page.parts), page.source)
        if page.prose is not None:
            yield from _used_in_markdown(page.prose.text, page.source, ())


@dataclass(frozen=True, slots=True)
class _Media:
    pictures: dict[str, ProcessedPicture]
    files: tuple[CopiedFile, ...]


def _media(site: Site, store: PictureStore) -> _Media:
    """Process every picture and collect every asset in use.  Raises UserError with all bad pictures at once."""
    problems: list[Problem] = []
    pictures: dict[str, ProcessedPicture] = {}
    files: dict[str, CopiedFile] = {}
    failed: set[str] = set()
    for used in _used_by(site):
        if used.asset in failed:
            continue
        path = site.root / ASSETS / used.asset
        try:
            if used.picture:
                processed = pictures.get(used.asset) or store.process(path)
                pictures[used.asset] = processed
                for variant in processed.files:
                    files[media_path(variant)] = CopiedFile(media_path(variant), variant.path)
            else:
                # A picture that is offered as a file goes out without its metadata too.
                source = store.without_metadata(path) if path.suffix.lower() in (*FORMATS, ".svg") else path
                files[f"{ASSETS}/{used.asset}"] = CopiedFile(f"{ASSETS}/{used.asset}", source)
        except PictureError as error:
            failed.add(used.asset)
            problems.append(used.source.problem(used.path, "BLD010", error.message, error.hint))
        except OSError as error:
            failed.add(used.asset)
            problems.append(used.source.problem(used.path, "BLD010", f"'{used.asset}': {error.strerror}"))
    if problems:
        raise UserError(problems)
    return _Media(pictures, tuple(files[name] for name in sorted(files)))


def _digest(tree: Path) -> str:
    total = hashlib.sha256()
    for path in sorted(path for path in tree.rglob("*") if path.is_file()):
        total.update(path.relative_to(tree).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return f"sha256:{total.hexdigest()}"


def _expected_page(page: Page, site: Site, context: LinkContext, now: datetime) -> ExpectedPage:
    return ExpectedPage(
        id=page.id,
        path=page.output,
        owner=page.owner,
        place=place(page.source, ()),
        elements=expected_elements(page, site, now),
        links=expected_links(page, PageLinks(context, page.address)),
        sections=expected_sections(page),
    )


def _manifest(portfolio: Portfolio, site: Site, build: SiteBuild, tree: Path) -> Manifest:
    context = LinkContext.of(portfolio, site.id, build.environment)
    return Manifest(
        generator=__version__,
        site=site.id,
        title=site.settings.title,
        owner=site.settings.owner,
        environment=build.environment,
        url=site.url(build.environment),
        clock=build.clock.isoformat(timespec="minutes"),
        digest=_digest(tree),
        theme=site.settings.theme,
        place=place(site.source, ()),
        providers=expected_providers(portfolio, site, build.environment),
        known_ids=build.known_ids,
        sisters=tuple(
            Sister(site=sister.id, url=sister.url(build.environment))
            for sister in portfolio.sites
            if sister.id != site.id
        ),
        goals=expected_goals(site),
        events=build.tags.plan.event_names,
        pages=tuple(_expected_page(page, site, context, build.now) for page in site.pages),
        menus=expected_menus(site, PageLinks(context, "")),
        checks=build.checks,
    )


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

    media = _media(site, PictureStore(build.cache))
    settings = site.settings
    providers = expected_providers(portfolio, site, build.environment)
    adapters = [build.tags.folders[expected.provider] / "adapter.js" for expected in providers]
    types = {section.type for page in site.pages for section in page.sections}
    css = stylesheet(build.theme_directory, settings.theme, settings.brand, types)
    js = script(tags_directory() / "runtime" / "runtime.js", adapters, build.theme_directory, settings.theme)
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
    manifest = _manifest(portfolio, site, build, staged.tree)
    staged.manifest.write_text(manifest.model_dump_json(indent=1), "utf-8")
    return staged, warnings
