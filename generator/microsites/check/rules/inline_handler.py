"""Code stands in an attribute of an element: ``onclick="…"``.

What it does
    Looks for the attributes in which browsers look for code (``onclick``, ``onload``, ``onsubmit`` …).  Where the page's
    own Content-Security-Policy (``<meta>``) does not let that code run, it is an error, and so it is for links with
    ``javascript:``: nonces do not help there, ``'unsafe-hashes'`` with the hash of the code does.  Where no policy says
    anything about scripts, it is a note, once a page.  Where a policy allows it, nothing is said.
Why it matters
    A browser that does not run it says nothing to the visitor: the button does nothing at all.  And as long as a page has
    such code, it cannot get a policy that keeps foreign code out (Content Security Policy Level 3, 6.7.3, 8.3).
How to fix
    Move the code to a script file that calls ``addEventListener``; give a link the address that it leads to.
An example
    ``<button onclick="openMap()">`` on a page with ``script-src 'self'``.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Observation, Severity, Spot, shortened
from microsites.check.pages import PageUnderCheck
from microsites.check.source_lists import Inline, allows_inline
from microsites.check.uses import Use
from microsites.i18n.message import _

CODE = "SEC005"
NAME = "inline-handler"
SEVERITY: Severity = "error"
MESSAGE = "{what}: {problem}"
HINT = "move the code to a script file that calls addEventListener"

_JAVASCRIPT = ("javascript:", "JavaScript:", "Javascript:", "JAVASCRIPT:")
_BLOCKED = _("the page's Content-Security-Policy does not let it run")
_NOTHING = frozenset({"", "void(0)", "void0", "undefined", "false", "true", "0", "{}", "(0)"})
"""Code that does nothing: it makes no difference that it does not run."""


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield code in attributes: each kind of it that may not run, or the page once."""
    document = page.document
    if document.policies:
        yield from _blocked(page)
    first = next(iter(document.reactions), None)
    if first is not None and not any(
        policy.sources("script-src-attr") is not None for policy in page.measured.policies
    ):
        what = _(
            "{count} × code in an attribute, first {first}",
            count=len(document.reactions),
            first=f'<{first.tag} {first.attribute}="…">',
        )
        data = {"what": what, "problem": _("a Content-Security-Policy would have to allow all code for it")}
        spot = Spot(first.tag, first.attribute, first.code, first.number)
        yield Observation("handlers", page.path, data, spot, severity="note")


def _blocked(page: PageUnderCheck) -> Iterator[Observation]:
    for handler in page.document.reactions:
        if not _runs(page, handler.code, "script attribute"):
            what = f'<{handler.tag} {handler.attribute}="{_short(handler.code)}">'
            data = {"what": what, "problem": _BLOCKED}
            spot = Spot(handler.tag, handler.attribute, handler.code, handler.number)
            yield Observation(f"{handler.attribute}:{_short(handler.code)}", page.path, data, spot)
    for use in page.links.odd:
        if use.value.startswith(_JAVASCRIPT) and isinstance(use, Use) and use.kind == "page":
            code = use.value.partition(":")[2]
            if "".join(code.split()).rstrip(";") not in _NOTHING and not _runs(page, code, "navigation"):
                what = f'<{use.tag} {use.attribute}="{_short(use.value)}">'
                data = {"what": what, "problem": _BLOCKED}
                yield Observation(_short(use.value), page.path, data, page.spot(use))


def _runs(page: PageUnderCheck, code: str, kind: Inline) -> bool:
    directive = "script-src-attr" if kind == "script attribute" else "script-src"
    every = (policy.sources(directive) for policy in page.measured.policies)
    return all(sources is None or allows_inline(sources, code, kind) for sources in every)


def _short(code: str) -> str:
    return shortened(" ".join(code.split()))
