"""The Content-Security-Policy of a page blocks what the page itself shows or does, or says something in vain.

What it does
    Holds the policies in the page (``<meta http-equiv="Content-Security-Policy">``) against its pictures, stylesheets,
    ``<style>`` and ``style`` attributes, fonts, frames, media, embedded documents, icons, forms and ``<base>``; once a
    page for each directive.  Scripts and providers are SEC001, code in attributes is SEC005.  A header of the server is
    not seen here, nor what a script fetches.  Directives that browsers ignore in ``<meta>`` are a note:
    ``frame-ancestors``, ``report-uri`` and ``sandbox``.
Why it matters
    The browser refuses it without a word to the visitor: the map is an empty box, the form does nothing.  It happens when
    a page gets a video or a form and its policy stays as it was (Content Security Policy Level 3, 6.1 to 6.3 and 6.7; for
    what ``<meta>`` cannot say, WHATWG HTML, 4.2.5.3).
How to fix
    Add the host that is named to the directive that is named; write styles into a stylesheet.  What ``<meta>`` cannot
    say, say in a header of the server.
An example
    ``img-src 'self'`` on a page with ``<img src="https://img.example.jp/map.png">``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urljoin

from microsites.check.findings import Location, Observation, Severity, Spot, shortened
from microsites.check.malformed import MAX_SHOWN
from microsites.check.measured import Measured
from microsites.check.pages import PageUnderCheck
from microsites.check.parser import Node
from microsites.check.policy import PagePolicy
from microsites.check.references import Reference
from microsites.check.source_lists import allows_address, allows_inline
from microsites.check.uses import Use
from microsites.check.whereabouts import page_address
from microsites.i18n.message import _

CODE = "SEC006"
NAME = "csp-blocks-own"
SEVERITY: Severity = "error"
MESSAGE = "the page's Content-Security-Policy {problem}"
HINT = "add to the directive what is named; what <meta> cannot say, say in a header of the server"

_IGNORED = ("frame-ancestors", "report-uri", "sandbox")

_DIRECTIVES = {
    ("img", "src"): "img-src",
    ("img", "srcset"): "img-src",
    ("source", "srcset"): "img-src",
    ("input", "src"): "img-src",
    ("image", "href"): "img-src",
    ("image", "xlink:href"): "img-src",
    ("video", "poster"): "img-src",
    ("body", "background"): "img-src",
    ("iframe", "src"): "frame-src",
    ("frame", "src"): "frame-src",
    ("video", "src"): "media-src",
    ("audio", "src"): "media-src",
    ("source", "src"): "media-src",
    ("track", "src"): "media-src",
    ("embed", "src"): "object-src",
    ("object", "data"): "object-src",
    ("form", "action"): "form-action",
    ("button", "formaction"): "form-action",
    ("input", "formaction"): "form-action",
}
"""Element and attribute → the directive that its address is judged by."""

_RELATIONS = {
    "stylesheet": "style-src",
    "icon": "img-src",
    "apple-touch-icon": "img-src",
    "mask-icon": "img-src",
    "manifest": "manifest-src",
}
_FONTS = (".woff2", ".woff", ".ttf", ".otf", ".eot")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")
_ELSEWHERE = re.compile(r"[\x00-\x20]*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)
_NOT_FETCHED = ("about:", "javascript:", "#")


@dataclass(frozen=True, slots=True)
class _Guard:
    """What the policies of a page say, as far as the pages that have them need it; the same on most pages of a site."""

    ignored: tuple[str, ...]
    at_home: frozenset[str]
    """Directives that allow everything of the page's own host."""
    close: tuple[tuple[str, str], ...]
    """Tags, and selectors, of the elements that another directive judges: even a relative address may be blocked."""
    limits_style: bool
    limits_style_attribute: bool
    upgrades: bool


@lru_cache(maxsize=1000)
def _guard(texts: tuple[str, ...]) -> _Guard:
    policies = [PagePolicy.parse(text) for text in texts]

    def is_at_home(directive: str) -> bool:
        lists = [sources for policy in policies if (sources := policy.sources(directive)) is not None]
        return all({"'self'", "*"} & {source.lower() for source in sources} for sources in lists)

    at_home = frozenset(filter(is_at_home, (*_DIRECTIVES.values(), *_RELATIONS.values(), "font-src")))
    close = [
        (tag, f"{tag}[{name}]") for (tag, name), of in _DIRECTIVES.items() if of not in at_home and ":" not in name
    ]
    close += [("link", f'link[rel~="{relation}" i]') for relation, of in _RELATIONS.items() if of not in at_home]
    if not at_home >= {"font-src", "img-src"}:
        close.append(("style", "style"))
    return _Guard(
        ignored=tuple(name for name in _IGNORED if any(name in policy.directives for policy in policies)),
        at_home=at_home,
        close=tuple(close),
        limits_style=not all(_lets_inline(policy, "style-src") for policy in policies),
        limits_style_attribute=not all(_lets_inline(policy, "style-src-attr") for policy in policies),
        upgrades=any("upgrade-insecure-requests" in policy.directives for policy in policies),
    )


def _lets_inline(policy: PagePolicy, directive: str) -> bool:
    sources = policy.sources(directive)
    return sources is None or allows_inline(sources, "", "style attribute")


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield what the policies block, once for each directive, and what they say in vain."""
    texts = page.document.policies
    if not texts:
        return
    guard = _guard(texts)
    for name in guard.ignored:
        problem = _("says {name}, which browsers ignore in <meta>", name=name)
        spot = Spot("meta", "content", next(text for text in texts if name in text.lower()))
        yield Observation(f"ignored:{name}", page.path, {"problem": problem}, spot, severity="note")
    blocked: dict[str, list[_Blocked]] = {}
    for each in (*_addresses(page, guard), *_styles(page, guard), *_base(page)):
        blocked.setdefault(each.directive, []).append(each)
    for directive, found in blocked.items():
        first = found[0]
        problem = _(
            "blocks {what}: {directive} does not allow {source}",
            what=first.what,
            directive=directive,
            source=first.source,
        )
        if len(found) > 1:
            problem = _("{problem} ({count} times on this page)", problem=problem, count=len(found))
        yield Observation(f"{directive}:{first.source}", page.path, {"problem": problem}, first.spot)


@dataclass(frozen=True, slots=True)
class _Blocked:
    directive: str
    what: str
    source: str
    spot: Spot | Location


def _addresses(page: PageUnderCheck, guard: _Guard) -> Iterator[_Blocked]:
    root = page.root
    is_close = any(root.find_all(tag) and root.select(selector) for tag, selector in guard.close)
    uses = page.document.uses if is_close or page.document.base is not None else page.links.odd
    for use in uses:
        directive = None if isinstance(use, Reference) else _directive(page, use)
        if directive is None or use.value.strip().lower().startswith(_NOT_FETCHED):
            continue
        if directive in guard.at_home and not _ELSEWHERE.match(use.value) and page.document.base is None:
            continue
        address = _full(page, use.value)
        if guard.upgrades and address[:5].lower() == "http:":
            address = f"https:{address[5:]}"
        if not _reaches(page.measured, directive, address, page_address(page)):
            what = "<link>" if use.tag == "link" else _("an address in {tag}", tag=f"<{use.tag}>")
            yield _Blocked(directive, what, shortened(use.value, MAX_SHOWN), page.spot(use))


def _directive(page: PageUnderCheck, use: Use) -> str | None:
    if use.tag == "link":
        return _directive_of_link(page, use) if use.kind == "asset" and use.attribute == "href" else None
    if use.tag == "style" or use.attribute == "style":
        path = use.value.partition("?")[0].partition("#")[0].lower()
        if path.endswith(_FONTS):
            return "font-src"
        return "img-src" if path.endswith(_PICTURES) else None
    return _DIRECTIVES.get((use.tag, use.attribute))


def _directive_of_link(page: PageUnderCheck, use: Use) -> str | None:
    for node in page.root.find_all("link"):
        if node.attr("href") == use.value:
            relations = (node.attr("rel") or "").lower().split()
            if "alternate" not in relations and not _is_before_policy(page, node):
                return next((_RELATIONS[relation] for relation in relations if relation in _RELATIONS), None)
    return None


def _reaches(measured: Measured, directive: str, address: str, page: str) -> bool:
    every = (policy.sources(directive) for policy in measured.policies)
    return all(sources is None or allows_address(sources, address, page) for sources in every)


def _full(page: PageUnderCheck, address: str) -> str:
    base = page.document.base
    try:
        return address if base is None else urljoin(urljoin(page_address(page), base), address)
    except ValueError:
        return address


def _styles(page: PageUnderCheck, guard: _Guard) -> Iterator[_Blocked]:
    if guard.limits_style:
        for number, node in enumerate(page.root.find_all("style")):
            text = node.text
            if text.strip() and not _may_stand(page.document.policies, text) and not _is_before_policy(page, node):
                yield _Blocked("style-src", "<style>", _("a style with this text"), Spot("style", number=number))
    if guard.limits_style_attribute:
        for node in page.marked.having("style"):
            code = node.attr("style") or ""
            lists = [policy.sources("style-src-attr") for policy in page.measured.policies]
            if code.strip() and not all(s is None or allows_inline(s, code, "style attribute") for s in lists):
                spot = Spot(node.tag, "style", code)
                yield _Blocked(
                    "style-src-attr",
                    _("the style of {tag}", tag=f"<{node.tag}>"),
                    f'style="{shortened(code, MAX_SHOWN)}"',
                    spot,
                )


@lru_cache(maxsize=1000)
def _may_stand(texts: tuple[str, ...], style: str) -> bool:
    """The same styles stand on every page of a site."""
    lists = [PagePolicy.parse(text).sources("style-src") for text in texts]
    return all(sources is None or allows_inline(sources, style, "style") for sources in lists)


def _base(page: PageUnderCheck) -> Iterator[_Blocked]:
    base = page.document.base
    if base is None or _reaches(page.measured, "base-uri", base, page_address(page)):
        return
    for number, node in enumerate(page.root.find_all("base")):
        if node.attr("href") == base and not _is_before_policy(page, node):
            yield _Blocked("base-uri", "<base>", shortened(base, MAX_SHOWN), Spot("base", number=number))
            return


def _is_before_policy(page: PageUnderCheck, node: Node) -> bool:
    """A policy in the page does not count for what stands before it (WHATWG HTML, 4.2.5.3)."""
    policies = page.root.select('meta[http-equiv="content-security-policy" i]')
    return any((node.position or (0, 0)) < (policy.position or (0, 0)) for policy in policies)
