"""The stylesheets and scripts of a site: which parts it needs, put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from microsites.build.settings import SiteBuild
from microsites.content.changes import follows_the_clock
from microsites.content.model import Portfolio, Site
from microsites.engine.output import CopiedFile
from microsites.measurement.runtime import RuntimeScript
from microsites.pages.palette import Palette
from microsites.pages.section_scripts import section_scripts
from microsites.pages.styles import Styles, TextFile, page_script, script, styles_of

EASY_PARTS = ("easy.css",)
"""Styles of pages in easy Japanese."""

VERSION_PARTS = ("other_version.css",)
"""Styles of the way from a page to the same in easy Japanese or in another language."""

CONSENT_PARTS = ("consent.css",)
"""Styles of the banner that asks, and of the buttons on the page that says what is sent."""

SEARCH_PARTS = ("search.css",)
"""Styles of the field for searching, which is seen at once."""

GENERATED_PARTS = ("document.css", "accessibility.css", "search_results.css")
"""Styles of the other pages that no person writes; their stylesheet has none of the sections'."""


@dataclass(frozen=True, slots=True)
class FrontEnd:
    """What the pages of a site load to look and to act as they should."""

    css: Styles
    generated_css: Styles
    """Of the pages that no person writes."""
    js: TextFile
    consent_js: TextFile | None
    """Where a visitor decides about measurement."""
    search_js: TextFile | None
    """Where the site has a page for searching."""
    section_js: Mapping[str, TextFile]
    """By section type, of those that need one."""
    trackers: tuple[CopiedFile, ...]
    """Scripts of providers that the site hosts itself."""

    @property
    def sheets(self) -> dict[str, str]:
        """Path → text of every stylesheet."""
        return {sheet.path: sheet.text for sheet in (*self.css.files, *self.generated_css.files)}

    @property
    def files(self) -> tuple[CopiedFile, ...]:
        """Everything, as files of the site."""
        scripts = (self.js, self.consent_js, self.search_js, *self.section_js.values())
        texts = {**self.sheets, **{file.path: file.text for file in scripts if file is not None}}
        return (*(CopiedFile(path, text.encode()) for path, text in texts.items()), *self.trackers)


def front_end(
    portfolio: Portfolio, site: Site, build: SiteBuild, palette: Palette, runtime: RuntimeScript, *, asked: bool
) -> FrontEnd:
    """Put together what ``site`` needs; ``asked`` is whether visitors decide something before they are measured."""
    settings, theme = site.settings, build.theme_directory
    sections = [section for page in site.pages for section in page.sections]
    easy = EASY_PARTS if any(page.easy for page in site.pages) else ()
    versions = VERSION_PARTS if any(page.other_versions for page in site.pages) else ()
    banner = (*easy, *versions, *(CONSENT_PARTS if asked else ()))
    emergency = portfolio.settings.emergency is not None
    look = (theme, settings.theme, settings.brand, palette)
    css = styles_of(*look, {section.type for section in sections}, emergency=emergency, banner=banner)
    generated_css = css
    if any(page.generated for page in site.pages):
        further = (*(() if asked else CONSENT_PARTS), *GENERATED_PARTS)
        at_once = (*banner, *(SEARCH_PARTS if settings.search else ()))
        generated_css = styles_of(*look, (), emergency=emergency, banner=at_once, further=further)
    clock = ("status.js",) if follows_the_clock(portfolio, site) else ()
    return FrontEnd(
        css,
        generated_css,
        script(runtime.config, runtime.files, theme, settings.theme, clock),
        page_script(runtime.consent) if runtime.consent is not None else None,
        page_script(theme / "scripts" / "search.js") if settings.search else None,
        section_scripts(theme, sections),
        tuple(CopiedFile(tracker.path, tracker.source) for tracker in runtime.trackers),
    )
