"""Links that lead to a site of the portfolio, but are written as if they led out of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from microsites.content.fields import MarkdownText, Reference
from microsites.content.markdown_scan import links
from microsites.content.model import Page, Portfolio, Site
from microsites.content.walk import walk
from microsites.content.yaml_reader import Position
from microsites.errors import Problem
from microsites.i18n.message import _
from microsites.measurement.identifiers import PUBLISHED


@dataclass(frozen=True, slots=True)
class _Root:
    """Where a site lies in one environment."""

    site: str
    host: str
    path: str


def _roots(portfolio: Portfolio) -> tuple[_Root, ...]:
    """The addresses of all sites in all environments, longest path first: sites may share a host."""
    found = []
    for site in portfolio.sites:
        for environment in PUBLISHED:
            if url := site.url(environment):
                parts = urlsplit(url)
                found.append(_Root(site.id, parts.netloc.lower(), parts.path))
    return tuple(sorted(found, key=lambda root: -len(root.path)))


def _campaign(query: str) -> str | None:
    """The first parameter that would start a new visit, or carry somebody else's into this one."""
    names = (name for name, _ in parse_qsl(query, keep_blank_values=True))
    return next((name for name in names if name.lower().startswith("utm_") or name.lower() == "_gl"), None)


def _fault(url: str, site: Site, roots: tuple[_Root, ...]) -> tuple[str, str] | None:
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https"):
        return None
    path = parts.path or "/"
    found = next(
        (root for root in roots if root.host == parts.netloc.lower() and f"{path}/".startswith(root.path)), None
    )
    if found is None:
        return None
    page = path[len(found.path) :].removesuffix("index.html").strip("/")
    target = f"{page}#{parts.fragment}" if parts.fragment else page
    own = found.site == site.id
    reference = f"page: {target or 'index'}" if own else f"site: {found.site}{'/' if page else ''}{target}"
    whose = _("this site") if own else _("site '{site}'", site=found.site)
    if name := _campaign(parts.query):
        message = _(
            "'{name}' on a link to {whose}: a campaign within the portfolio starts a new visit", name=name, whose=whose
        )
        return message, _("write '{reference}'; campaigns belong on links from outside", reference=reference)
    message = _("is the address of {whose} in one environment only", whose=whose)
    return message, _("write '{reference}': it leads to the right place in every environment", reference=reference)


def _may_name(text: str, roots: tuple[_Root, ...]) -> bool:
    """Whether a search for links in ``text`` can find one: it names a host, or hides one behind an entity."""
    lower = text.lower()
    return "&" in lower or any(root.host in lower for root in roots)


def link_problems(portfolio: Portfolio) -> Iterator[Problem]:
    """Every URL, in fields and in Markdown, that should be ``page:`` or ``site:``."""
    roots = _roots(portfolio)
    for site in portfolio.sites:
        for path, part in walk(site.settings):
            if isinstance(part, Reference) and part.url and (fault := _fault(part.url, site, roots)):
                yield site.source.problem((*path, "url"), "CFG031", *fault)
        for page in site.pages:
            yield from _page_problems(page, site, roots)


def _page_problems(page: Page, site: Site, roots: tuple[_Root, ...]) -> Iterator[Problem]:
    for _section, path, part in page.parts:
        if isinstance(part, Reference) and part.url and (fault := _fault(part.url, site, roots)):
            yield page.source.problem((*path, "url"), "CFG031", *fault)
        elif isinstance(part, MarkdownText) and _may_name(part, roots):
            for target in links(part):
                if fault := _fault(target.href, site, roots):
                    at = page.source.positions.line_within(path, target.line)
                    yield page.source.problem_at(at, "CFG031", *fault)
    if page.prose is not None and _may_name(page.prose.text, roots):
        for target in links(page.prose.text):
            if fault := _fault(target.href, site, roots):
                at = Position(target.line + 1 + page.prose.line_offset, target.column)
                yield page.source.problem_at(at, "CFG031", *fault)
