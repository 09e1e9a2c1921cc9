"""The plugin for a few pages of a site: somebody looks at them and waits."""

from __future__ import annotations

from collections.abc import Mapping

import jinja2
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from microsites.content.model import Page as ContentPage
from microsites.engine.output import EngineJob
from microsites.engine.plugin import SitePlugin
from microsites.pages.policy import PolicyWriter
from microsites.pages.render import RenderedPage, SiteRenderer
from microsites.pages.typography import plain


class NotBuilt(File):
    """A page that exists, so that a menu can name it, and is not built this time."""

    def is_modified(self) -> bool:
        """MkDocs asks, before it reads and before it writes a page."""
        return False


class _Unlisted(jinja2.BaseLoader):
    """Finds templates, and lists none: Material has 14,000 files, and none of them is copied (0.2 s, measured)."""

    def __init__(self, loader: jinja2.BaseLoader | None) -> None:
        assert loader is not None
        self.get_source = loader.get_source  # type: ignore[method-assign]

    def list_templates(self) -> list[str]:
        """None."""
        return []


class SomePagesPlugin(SitePlugin):  # type: ignore[no-untyped-call]
    """Feeds a few pages of a site into MkDocs, and of all others no more than menus need."""

    def __init__(
        self,
        job: EngineJob,
        renderer: SiteRenderer,
        pages: Mapping[str, RenderedPage],
        policy: PolicyWriter,
        bytecode: jinja2.BytecodeCache,
        others: Mapping[str, ContentPage],
    ) -> None:
        super().__init__(job, renderer, pages, policy, bytecode)
        self._others = others

    # Before the theme's search, which reads its words from the theme's templates.
    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Without ``404.html``: no page's content changes it."""
        config = super().on_config(config)
        config.theme.static_templates = set()
        get_env = config.theme.get_env

        def quick_env() -> jinja2.Environment:
            env = get_env()
            env.loader = _Unlisted(env.loader)
            env.bytecode_cache = self._bytecode
            return env

        config.theme.get_env = quick_env  # type: ignore[method-assign]
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """The theme's files lie there already."""
        for file in tuple(files):
            files.remove(file)
        files = super().on_files(files, config=config)
        labels = {page: label for label, page in self._job.menu}
        for uri, page in self._others.items():
            file = NotBuilt.generated(config, uri, content="")
            Page(escape(plain(labels.get(page.id, page.title))), file, config)
            files.append(file)
        return files
