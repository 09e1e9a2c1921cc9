"""One MkDocs build of one site: a fresh configuration, our plugin, an output tree.

One site at a time per process, never threads: MkDocs keeps option objects and plugins at class level
(load A, load B, build A gave A the settings of B), and threads mixed the texts of several sites (both seen).
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jinja2
from markdown.extensions.toc import slugify_unicode
from markupsafe import escape
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig

from microsites import promo_theme
from microsites.content.model import Page
from microsites.engine.output import EngineJob
from microsites.engine.plugin import SitePlugin
from microsites.engine.some_pages import SomePagesPlugin
from microsites.pages.policy import PolicyWriter
from microsites.pages.render import RenderedPage, SiteRenderer
from microsites.pages.typography import plain


class TemplateCache(jinja2.BytecodeCache):
    """Material's compiled templates, kept for all sites that one process builds (207 → 89 ms a site, measured)."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Jinja's hook."""
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Jinja's hook."""
        self._code[bucket.key] = bucket.bytecode_to_string()


class _Recorder(logging.Handler):
    """Keeps MkDocs' warnings: they are told, never counted (``strict`` can be fooled by logger levels)."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _recorded() -> Iterator[_Recorder]:
    logger = logging.getLogger("mkdocs")
    recorder = _Recorder()
    propagate = logger.propagate
    logger.addHandler(recorder)
    logger.propagate = False
    try:
        yield recorder
    finally:
        logger.removeHandler(recorder)
        logger.propagate = propagate


@contextmanager
def _epoch(seconds: int) -> Iterator[None]:
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(seconds)
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


def source_uri(page_address: str) -> str:
    """The name under which MkDocs knows the page at an address."""
    return f"{page_address}index.md"


def _theme(job: EngineJob, theme_directory: Path) -> dict[str, Any]:
    if job.theme == "promo":
        # By its folder and not by its name: MkDocs would search every installed package for themes (15 ms a site).
        return {"name": None, "custom_dir": str(Path(promo_theme.__file__).parent)}
    return {
        "name": "material",
        "custom_dir": str(theme_directory / "material"),
        "language": job.language,
        "font": False,
        "palette": {"primary": "custom", "accent": "custom"},
        "favicon": job.icon,
        **({"logo": job.icon} if job.icon.endswith(".svg") else {}),
        "features": ["navigation.top", "search.suggest", "search.highlight"],
    }


def _config(job: EngineJob, theme_directory: Path, docs: Path) -> MkDocsConfig:
    config = MkDocsConfig(config_file_path=str(docs.parent / "mkdocs.yml"))
    # Material does not escape; Markup is not escaped twice where it does.
    menu = [{escape(plain(label)): source_uri("" if page == "index" else f"{page}/")} for label, page in job.menu]
    config.load_dict(
        {
            "site_name": escape(plain(job.name)),
            "site_url": job.url or "",
            "docs_dir": str(docs),
            "site_dir": str(job.output),
            "theme": _theme(job, theme_directory),
            "plugins": [{"search": {"lang": "ja"}}] if job.theme == "material" else [],
            "markdown_extensions": ["sane_lists", {"toc": {"slugify": slugify_unicode}}],
            "validation": {"omitted_files": "ignore", "absolute_links": "ignore", "unrecognized_links": "ignore"},
            **({"nav": menu} if menu and job.theme == "material" else {}),
        }
    )
    errors, _ = config.validate()
    assert not errors, errors
    return config


def build_site(
    job: EngineJob,
    renderer: SiteRenderer,
    pages: Sequence[RenderedPage],
    policy: PolicyWriter,
    theme_directory: Path,
    docs: Path,
    bytecode: jinja2.BytecodeCache,
) -> tuple[str, ...]:
    """Write the site into ``job.output`` (an empty folder); return MkDocs' warnings.

    ``docs`` is an empty folder: MkDocs insists on one.  Raises OSError when the disk does.
    """
    by_uri = {source_uri(page.page.address): page for page in pages}
    plugin = SitePlugin(job, renderer, by_uri, policy, bytecode)
    return _run(job, plugin, theme_directory, docs, dirty=False)


def build_pages(
    job: EngineJob,
    renderer: SiteRenderer,
    pages: Sequence[RenderedPage],
    others: Sequence[Page],
    policy: PolicyWriter,
    theme_directory: Path,
    docs: Path,
    bytecode: jinja2.BytecodeCache,
) -> None:
    """Write only ``pages`` and the job's files; ``others`` are the site's further pages, which menus may name.

    The pages are those that :func:`build_site` writes; the theme's own files, ``404.html`` and an index for searching
    are left to it.
    """
    by_uri = {source_uri(page.page.address): page for page in pages}
    further = {source_uri(page.address): page for page in others}
    plugin = SomePagesPlugin(job, renderer, by_uri, policy, bytecode, further)
    # What MkDocs calls dirty: it asks every page whether it is to be built.
    _run(job, plugin, theme_directory, docs, dirty=True)


def _run(job: EngineJob, plugin: SitePlugin, theme_directory: Path, docs: Path, *, dirty: bool) -> tuple[str, ...]:
    with _epoch(job.epoch), _recorded() as recorder:
        config = _config(job, theme_directory, docs)
        config.plugins["microsites"] = plugin
        # build() calls neither of the two; Material's plugins rely on them.
        config.plugins.on_startup(command="build", dirty=dirty)
        try:
            build(config, dirty=dirty)
        finally:
            config.plugins.on_shutdown()
        return tuple(recorder.messages)
