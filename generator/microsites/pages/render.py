"""Renders the pages of one site: bodies, head data and what the page shell needs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import jinja2
from markupsafe import Markup

from microsites.content.fields import Action, Picture
from microsites.content.model import Page
from microsites.content.status import Period, Season, Timeline
from microsites.measurement.consent import questions
from microsites.measurement.expectations import Element, elements_of
from microsites.measurement.identifiers import expected_providers
from microsites.measurement.snippets import Snippets, snippets
from microsites.pages import japanese
from microsites.pages.generated_views import GENERATED_VIEWS
from microsites.pages.images import image_view
from microsites.pages.links import LinkContext, PageLinks, is_external
from microsites.pages.markdown import MarkdownRenderer, Resolvers
from microsites.pages.render_input import RenderInput
from microsites.pages.section_scripts import scripted_types
from microsites.pages.section_views import SECTION_VIEWS
from microsites.pages.section_views.context import SectionContext
from microsites.pages.shell import SiteShell
from microsites.pages.statuses import later_stages, status_view, with_offset
from microsites.pages.views import Crumb, Image, PageView, SiteView, StatusView


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page on its way to the engine."""

    page: Page
    view: PageView
    site: SiteView
    breadcrumb: tuple[Crumb, ...]
    head: Markup
    body: Markup | None
    """None for prose: the engine renders its Markdown and asks :meth:`SiteRenderer.prose_body`."""
    footer: Markup
    body_start: Markup
    """What providers write at the start of the body, and the banner that asks for consent."""
    css_href: str
    later_css_href: str | None
    """The stylesheet that is linked behind the first section, where there is one."""
    js_href: str

    def shell_context(self) -> dict[str, Any]:
        """What the page shell reads, except the body."""
        return {
            "page": self.view,
            "site": self.site,
            "breadcrumb": self.breadcrumb,
            "head": self.head,
            "footer": self.footer,
            "body_start": self.body_start,
            "css_href": self.css_href,
            "later_css_href": self.later_css_href,
            "js_href": self.js_href,
        }


class SiteRenderer:
    """Renders one site; the Markdown engine and the compiled templates are shared by its pages."""

    def __init__(self, given: RenderInput, templates: jinja2.Environment) -> None:
        self.given = given
        self.templates = templates
        self.resolvers = Resolvers()
        self._zone = ZoneInfo(given.portfolio.settings.timezone)
        self._markdown = MarkdownRenderer(self.resolvers)
        self._links = LinkContext.of(given.portfolio, given.site.id, given.environment)
        expected = expected_providers(given.portfolio, given.site, given.environment, given.tags.providers)
        self._shell = SiteShell(
            given.portfolio,
            given.site,
            given.environment,
            given.now,
            self._links,
            given.pictures,
            given.cards,
            questions(expected),
        )
        self._footers: dict[tuple[str | None, ...], Markup] = {}
        self._snippets: dict[str, Snippets] = {}

    def _until(self, last: datetime) -> str:
        """When a browser takes away what is shown until its last minute ``last``."""
        return with_offset(last + timedelta(minutes=1), self._zone)

    def _use(self, links: PageLinks) -> None:
        self.resolvers.under = 1
        self.resolvers.link = links.markdown_href
        self.resolvers.image = lambda asset, alt: self._markdown_image(asset, alt, links)

    def _markdown_image(self, asset: str, alt: str, links: PageLinks) -> Image | None:
        if asset not in self.given.pictures:
            return None
        return self._image(Picture(asset=asset, alt=alt[:200]), "(min-width: 48rem) 42rem, 90vw", links)

    def _image(self, picture: Picture, sizes: str, links: PageLinks) -> Image:
        return image_view(picture, self.given.pictures[picture.asset], sizes, links)

    def _functions(self, page: Page, links: PageLinks) -> dict[str, Any]:
        given = self.given
        elements = {
            (element.section, element.action.id): element for element in elements_of(page, given.site, given.now)
        }

        def track(action: Action, section: str) -> Markup:
            return _attributes(elements[section, action.id])

        def offers(actions: tuple[Action, ...], section: str) -> list[Action]:
            return [action for action in actions if (section, action.id) in elements]

        def status(of: Period | Season | Timeline) -> StatusView:
            return status_view(of, given.now, partial(japanese.moment, eras=given.site.settings.eras))

        def later(view: StatusView, *, block: bool = False, missing: bool = False) -> str:
            return later_stages(view.later, self._zone, block=block, missing=missing)

        return {
            "href": links.href,
            "is_external": is_external,
            "track": track,
            "offers": offers,
            "image": lambda picture, sizes: self._image(picture, sizes, links),
            "status": status,
            "later": later,
            "until": self._until,
            "render_markdown": self._markdown.render,
        }

    def _body(self, page: Page, context: dict[str, Any], links: PageLinks) -> Markup:
        if page.generated is not None:
            template = self.templates.get_template(f"generated/{page.generated}.html")
            view = GENERATED_VIEWS[page.generated](self.given, page, links)
            return Markup(template.render(context, view=view))  # noqa: S704 - rendered with autoescape
        parts = []
        if page.entry is not None and page.collection is not None:
            kind = self.given.site.collection(page.collection).kind
            template = self.templates.get_template(f"collections/{kind}.html")
            parts.append(template.render(context, entry=page.entry))
        given = self.given
        where = SectionContext(given.portfolio, given.site, page, links, given.now, given.pictures, given.documents)
        for number, section in enumerate(page.sections):
            template = self.templates.get_template(f"sections/{section.type}.html")
            view_of = SECTION_VIEWS.get(section.type)
            view = view_of(section, where) if view_of is not None else None
            parts.append(template.render(context, section=section, view=view, first=number == 0))
        parts += [
            Markup('<script src="{}" defer></script>').format(links.to_path(self.given.section_js[name].path))
            for name in scripted_types(page.sections)
        ]
        return Markup("\n".join(parts))  # noqa: S704 - rendered with autoescape

    def render(self, page: Page) -> RenderedPage:
        """One page.  Raises nothing that a person could cause: content was validated before."""
        links = PageLinks(self._links, page.address)
        self._use(links)
        view = PageView(
            id=page.id,
            address=page.address,
            title=page.title,
            description=page.description,
            home=page.id == "index",
            has_hero=bool(page.sections) and page.sections[0].type == "hero",
            updated=page.updated,
            easy=page.easy,
            language=page.language,
            other_versions=self._shell.other_versions(page, links),
        )
        site_view = self._shell.view(links, page.id)
        css, later, js = self._files(page, links)
        context = {**self._functions(page, links), "page": view, "site": site_view, "later_css_href": later}
        crumbs = self._shell.breadcrumb(page, links)
        head = self._head(page, links, crumbs)
        body = None if page.prose is not None else self._body(page, context, links)
        footer = self._footer(site_view)
        start = self._body_start(page, site_view, links)
        return RenderedPage(page, view, site_view, crumbs, head, body, footer, start, css, later, js)

    def _files(self, page: Page, links: PageLinks) -> tuple[str, str | None, str]:
        """Where the page finds its stylesheets and its script."""
        styles = self.given.generated_css if page.generated else self.given.css
        later = links.to_path(styles.later.path) if styles.later is not None else None
        return links.to_path(styles.first.path), later, links.to_path(self.given.js.path)

    def _footer(self, site: SiteView) -> Markup:
        """Rendered once for all pages whose links are written alike."""
        items = (*site.footer, *site.duties, *site.policies)
        sisters = (sister.href for sister in site.sisters)
        key = (*(item.href for item in items), *sisters, site.feed_href, site.calendar_href)
        if key not in self._footers:
            text = self.templates.get_template("partials/footer.html").render(site=site)
            self._footers[key] = Markup(text)  # noqa: S704 - rendered with autoescape
        return self._footers[key]

    def _body_start(self, page: Page, site: SiteView, links: PageLinks) -> Markup:
        """What providers write there, an emergency's message; where a visitor decides, the script for it, and the banner if it asks."""
        start = self._snippets_for(links).body + self._emergency(site, links)
        asked = any(question.asked for question in site.questions)
        if self.given.consent_js is not None and (asked or page.generated == "disclosure"):
            start += Markup('<script src="{}" defer></script>\n').format(links.to_path(self.given.consent_js.path))
        if asked:
            disclosure_page = next((each for each in self.given.site.pages if each.generated == "disclosure"), None)
            href = links.to_page(disclosure_page.id) if disclosure_page is not None else None
            banner = self.templates.get_template("partials/consent_banner.html").render(site=site, disclosure_href=href)
            start += Markup(banner)  # noqa: S704 - rendered with autoescape
        return start

    def _emergency(self, site: SiteView, links: PageLinks) -> Markup:
        """The message above everything else, where the portfolio has one; no section of a page has its anchor."""
        section = self.given.portfolio.settings.emergency
        if section is None:
            return Markup()
        template = self.templates.get_template(f"sections/{section.type}.html")
        above = section.model_copy(update={"id": f"ms-{section.id}"})
        text = template.render(section=above, site=site, href=links.href, is_external=is_external, until=self._until)
        return Markup(text) + Markup("\n")  # noqa: S704 - rendered with autoescape

    def _snippets_for(self, links: PageLinks) -> Snippets:
        """Rendered once for all pages from which the site's files have the same address."""
        key = links.to_path("theme/")
        if key not in self._snippets:
            given = self.given
            self._snippets[key] = snippets(given.portfolio, given.site, given.environment, given.tags, links.to_path)
        return self._snippets[key]

    def _head(self, page: Page, links: PageLinks, crumbs: tuple[Crumb, ...]) -> Markup:
        data = self._shell.head(page, links, crumbs)
        seo = self.templates.get_template("partials/head_seo.html").render(data)
        return Markup(seo) + Markup("\n") + self._snippets_for(links).head  # noqa: S704 - rendered with autoescape

    def prepare_prose(self, rendered: RenderedPage) -> None:
        """Point the Markdown resolvers at a prose page that the engine is about to render."""
        self._use(PageLinks(self._links, rendered.page.address))

    def prose_body(self, html: str) -> Markup:
        """The frame around a prose page's Markdown, which :class:`SafeMarkdown` has made safe."""
        return Markup(self.templates.get_template("partials/prose.html").render(html=Markup(html)))  # noqa: S704

    def not_found(self) -> RenderedPage:
        """The page for addresses that do not exist: served at any depth, so its links start at the root."""
        page = Page(
            "404", self.given.site.source, "ページが見つかりません", "お探しのページは見つかりませんでした。", ""
        )
        links = self._shell.root_links()
        view = PageView("404", "", page.title, page.description, home=False, has_hero=False, updated=None)
        data = self._shell.head(page, links, ()) | {"canonical": None, "robots": "noindex"}
        seo = self.templates.get_template("partials/head_seo.html").render(data)
        head = Markup(seo) + Markup("\n") + self._snippets_for(links).head  # noqa: S704
        css, later, js = self._files(page, links)
        site = self._shell.view(links, "404")
        footer, start = self._footer(site), self._body_start(page, site, links)
        return RenderedPage(page, view, site, (), head, Markup(""), footer, start, css, later, js)


def _attributes(element: Element) -> Markup:
    """The tracking attributes of a call to action, escaped, with a leading space."""
    text = Markup(' data-track="{}" data-track-id="{}"').format(element.event, element.track_id)
    if element.goal is not None:
        text += Markup(' data-track-goal="{}"').format(element.goal)
    if element.action.params:
        params = json.dumps(dict(element.action.params), ensure_ascii=False, separators=(",", ":"))
        text += Markup(' data-track-params="{}"').format(params)
    return text
