"""The Content-Security-Policy of finished pages: exactly what they use, with hashes and without nonces.

What a policy in a ``<meta>`` cannot say (``frame-ancestors``, ``sandbox``, ``report-to``) only a header can.  The header
that is made here says ``frame-ancestors``; the other two need a decision or an address that the product does not know.
Source: Content Security Policy Level 3, 3.3 and 6.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup

from microsites.measurement.hosts import SiteHosts

CHARSET = '<meta charset="utf-8">'
"""The first element of every head; the policy stands right after it, before anything that it rules."""

_ATTRIBUTES = r"""((?:[^>"']|"[^"]*"|'[^']*')*)"""
_SCRIPT = re.compile(rf"<!--.*?-->|<script\b{_ATTRIBUTES}>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_TYPE = re.compile(r"""(?:^|\s)type\s*=\s*["']?\s*([^"'\s>]*)""", re.IGNORECASE)
_SOURCE = re.compile(r"(?:^|\s)src\s*=", re.IGNORECASE)
_RUNS = re.compile(r"^(?:|module|text/plain|(?:text|application)/(?:x-)?(?:java|ecma)script)$", re.IGNORECASE)
"""Types that run, or will: ``text/plain`` waits for consent, and the script that replaces it has the same text."""
_STYLE = re.compile(rf"<style\b|<[a-z]{_ATTRIBUTES}(?<=[\s\"'])style\s*=", re.IGNORECASE)
_ACTION = re.compile(rf"<form\b{_ATTRIBUTES}>", re.IGNORECASE)
_ACTION_TARGET = re.compile(r"""(?:^|\s)action\s*=\s*["']?(https?://[^"'\s>]+)""", re.IGNORECASE)

_SELF, _NONE, _INLINE, _DATA, _WASM = "'self'", "'none'", "'unsafe-inline'", "data:", "'wasm-unsafe-eval'"
_SEARCHES = 'id="ms-search"'


@dataclass(frozen=True, slots=True)
class Policy:
    """Directives in the order in which they are written, each with its sources."""

    directives: tuple[tuple[str, tuple[str, ...]], ...]

    def __str__(self) -> str:
        return "; ".join(f"{name} {' '.join(sources)}" for name, sources in self.directives)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the pages of a site use beyond what their HTML shows."""

    hosts: SiteHosts
    data_images: bool
    """Whether a stylesheet holds pictures (``url(data:…)``)."""
    search: bool
    """Whether the theme fetches a search index and reads it in a worker."""
    images: tuple[str, ...] = ()
    """Whose pictures a script fetches when a visitor asks for them (``https://tiles.example.jp``)."""
    pagefind: bool = False
    """Whether the site has a page for searching, whose program is WebAssembly in a worker."""


def _inline_scripts(html: str) -> Iterator[str]:
    for match in _SCRIPT.finditer(html):
        attributes, text = match[1], match[2]
        if attributes is None or _SOURCE.search(attributes) or not text.strip():
            continue
        kind = _TYPE.search(attributes)
        if _RUNS.match(kind[1] if kind else ""):
            yield text


def script_hash(text: str) -> str:
    """The source expression for an inline script; browsers read every line end as a line feed."""
    digest = hashlib.sha256(text.replace("\r\n", "\n").encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _form_targets(html: str) -> set[str]:
    if "<form" not in html:
        return set()
    found = (_ACTION_TARGET.search(match[1]) for match in _ACTION.finditer(html))
    return {"{0.scheme}://{0.netloc}".format(urlsplit(target[1])) for target in found if target}


def page_policy(html: str, around: Surroundings) -> Policy:
    """The narrowest policy under which the finished page ``html`` does all that it does.

    A tag manager of which nobody knows what it loads leaves only what no tag needs: the rest would be a guess.
    """
    fixed = (("base-uri", (_NONE,)), ("object-src", (_NONE,)))
    if not around.hosts.complete:
        return Policy(fixed)
    hosts = around.hosts.hosts
    hashes = sorted({script_hash(text) for text in _inline_scripts(html)})
    inline = ("<style" in html or "style=" in html) and _STYLE.search(html) is not None
    data = around.data_images or 'src="data:' in html
    searches = around.pagefind and _SEARCHES in html
    directives = (
        ("default-src", (_NONE,)),
        ("script-src", (_SELF, *([_WASM] if searches else ()), *hashes, *hosts.script)),
        ("style-src", (_SELF, *([_INLINE] if inline else ()))),
        ("img-src", (_SELF, *([_DATA] if data else ()), *hosts.image, *around.images)),
        ("media-src", (_SELF,) if "<audio" in html or "<video" in html else ()),
        # A page may always read its own site: audits in a browser ask it for robots.txt.
        ("connect-src", (_SELF, *hosts.connect)),
        ("frame-src", hosts.frame),
        ("worker-src", (_SELF,) if around.search or searches else ()),
        ("form-action", (_SELF, *sorted(_form_targets(html)))),
        *fixed,
    )
    # What has no source falls back to default-src.
    return Policy(tuple((name, sources) for name, sources in directives if sources))


def header(policies: Iterable[Policy]) -> Policy:
    """One policy for a whole site, as a header: what any of its pages may do, and who may frame them."""
    merged: dict[str, dict[str, None]] = {}
    for policy in policies:
        for name, sources in policy.directives:
            merged.setdefault(name, {}).update(dict.fromkeys(sources))
    return Policy(
        (*((name, tuple(sources)) for name, sources in merged.items()), ("frame-ancestors", (_SELF,))),
    )


class PolicyWriter:
    """Writes the policy into every finished page of one site, and remembers it for the header."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._policies: dict[Policy, None] = {}

    def seal(self, html: str) -> str:
        """``html`` with its policy as the second element of its head."""
        policy = page_policy(html, self._around)
        self._policies[policy] = None
        meta = Markup('<meta http-equiv="Content-Security-Policy" content="{}">').format(_plain(policy))
        assert CHARSET in html, "a page starts with its encoding"
        return html.replace(CHARSET, f"{CHARSET}\n{meta}", 1)

    @property
    def header(self) -> str:
        """The policy of all pages sealed so far, as the value of an HTTP header."""
        return str(header(self._policies))


def _plain(policy: Policy) -> Markup:
    """The policy for an attribute in double quotes: its single quotes need no escape."""
    text = str(policy)
    assert not re.search(r'["<>&]', text), text
    return Markup(text)  # noqa: S704 - asserted above
