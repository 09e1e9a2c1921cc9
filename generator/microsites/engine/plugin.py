"""The plugin through which MkDocs receives rendered pages instead of reading Markdown files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jinja2
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from microsites.engine.output import EngineJob
from microsites.pages.markdown import SafeMarkdown
from microsites.pages.policy import PolicyWriter
from microsites.pages.render import RenderedPage, SiteRenderer
from microsites.pages.typography import plain


class BodyPage(Page):
    """A page whose body is rendered already: MkDocs reads nothing and converts nothing.

    A Markdown engine made anew for every page and fed with nothing was a tenth of a build (measured).
    """

    def __init__(self, body: str, title: str, file: File, config: MkDocsConfig) -> None:
        super().__init__(title, file, config)
        self._body = body

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no source but the body."""
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take the body as it is."""
        self.content = self._body


class SitePlugin(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
    """Feeds one site into one MkDocs build; made fresh for every build, since MkDocs keeps class-level state."""

    def __init__(
        self,
        job: EngineJob,
        renderer: SiteRenderer,
        pages: Mapping[str, RenderedPage],
        policy: PolicyWriter,
        bytecode: jinja2.BytecodeCache,
    ) -> None:
        super().__init__()
        self._job = job
        self._renderer = renderer
        self._pages = pages
        self._policy = policy
        self._bytecode = bytecode

    def _rendered(self, page: Page) -> RenderedPage:
        return self._pages[page.file.src_uri]

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Make MkDocs' own Markdown safe: it passes scripts and ``javascript:`` through (seen)."""
        config.markdown_extensions.append(SafeMarkdown(self._renderer.resolvers))  # type: ignore[arg-type]
        config.theme.static_templates = {"404.html"}
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add every page and file; ``File.generated`` knows its origin only inside this event."""
        # The engine's own sitemap is a template that only it could fill in; ours comes with the files.
        for name in ("sitemap.xml", "sitemap.xml.gz"):
            if (of_the_theme := files.get_file_from_path(name)) is not None:
                files.remove(of_the_theme)
        taken: dict[str, str] = {file.dest_uri: file.src_uri for file in files}
        labels = {page: label for label, page in self._job.menu}
        generated = []
        for uri, rendered in self._pages.items():
            file = File.generated(config, uri, content="")
            # Material does not escape titles; Markup is not escaped twice where it does.
            title = escape(plain(labels.get(rendered.page.id, rendered.view.title)))
            if rendered.body is None:
                Page(title, file, config)
            else:
                BodyPage(rendered.body, title, file, config)
            generated.append(file)
        for copied in self._job.files:
            source = copied.source
            generated.append(
                File.generated(config, copied.path, content=source)
                if isinstance(source, bytes)
                else File.generated(config, copied.path, abs_src_path=str(source))
            )
        for file in generated:
            other = taken.setdefault(file.dest_uri, file.src_uri)
            assert other == file.src_uri, f"two files become {file.dest_uri}: {other} and {file.src_uri}"
            files.append(file)
        return files

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Prose goes through MkDocs' Markdown; every other page has its body already."""
        rendered = self._rendered(page)
        if rendered.page.prose is None:
            return markdown
        self._renderer.prepare_prose(rendered)
        return rendered.page.prose.text

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """A prose page's Markdown goes into the theme's frame."""
        return html if isinstance(page, BodyPage) else str(self._renderer.prose_body(html))

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Theme ``promo`` is rendered by our environment, which escapes; Material by its own, with cached bytecode."""
        if self._job.theme == "promo":
            return self._renderer.templates
        env.bytecode_cache = self._bytecode
        return env

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """What the page shell reads."""
        return self._extend(context, self._rendered(page), page.content or "")

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """The same for 404.html, which is no page."""
        return self._extend(context, self._renderer.not_found(), "") if template_name == "404.html" else context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """The policy counts what is finished: it comes last."""
        return self._policy.seal(output)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """The same for 404.html."""
        return self._policy.seal(output_content) if template_name == "404.html" else output_content

    def _extend(self, context: Any, rendered: RenderedPage, body: str) -> Any:
        shell = rendered.shell_context() | {
            "lang": self._job.language,
            "body": Markup(body),  # noqa: S704 - rendered with autoescape, or by SafeMarkdown
        }
        if self._job.theme == "promo":
            return shell
        templates = self._renderer.templates
        context.update(
            ms_head=rendered.head,
            ms_css=rendered.css_href,
            ms_js=rendered.js_href,
            ms_style=rendered.site.style,
            ms_body=templates.get_template("partials/page.html").render(shell),
            ms_footer=rendered.footer,
            ms_body_start=rendered.body_start,
        )
        return context
