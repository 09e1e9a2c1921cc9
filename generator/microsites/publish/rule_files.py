"""``_headers`` and ``_redirects``, which Cloudflare Pages and Netlify read at the root of what they serve.

Where several rules of ``_headers`` fit an address, Cloudflare joins what they say with a comma; ``! Name`` takes away what
earlier ones said (its documentation, "Headers", "Detach a header").

Limits of Cloudflare Pages (its documentation, "Headers" and "Redirects"): 100 rules of headers, 2,000 characters a
line; 2,000 redirects with a fixed address, 1,000 characters each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from microsites.i18n.message import Message, _, ngettext
from microsites.publish.headers import IMMUTABLE, hashed_folders, security_headers
from microsites.publish.nesting import above, outer_first
from microsites.publish.redirects import redirects_of
from microsites.publish.release import ReadySite


@dataclass(frozen=True, slots=True)
class Limits:
    """What a host reads of these files."""

    header_rules: int
    header_line: int
    redirects: int
    redirect_line: int


CLOUDFLARE = Limits(100, 2_000, 2_000, 1_000)
NETLIFY = Limits(10_000, 10_000, 10_000, 2_000)
"""Netlify names no limits; so much is read without complaint."""


@dataclass(frozen=True, slots=True)
class RuleFile:
    """One of the two files, and what the host's limits keep out of it."""

    text: str
    notes: tuple[Message, ...] = ()


def headers_file(sites: Iterable[ReadySite], limits: Limits) -> RuleFile:
    """The text of ``_headers``.  What it says nothing about is asked for again each time: both hosts' own default."""
    all_ = outer_first(sites)
    rules: list[str] = []
    kept: list[str] = []
    notes: list[Message] = []
    for site in all_:
        prefix = site.address.prefix
        said = dict.fromkeys(name for outer in above(site, all_) for name, _value in security_headers(outer))
        lines = [f"  ! {name}" for name in said]
        for name, value in security_headers(site):
            line = f"  {name}: {value}"
            if len(line) > limits.header_line and name == "Content-Security-Policy":
                notes.append(
                    _(
                        "{site}: the policy is longer than the {limit} characters that the host reads in a line;"
                        " each page keeps its own, and the header says only who may frame it",
                        site=site.name,
                        limit=limits.header_line,
                    )
                )
                line = f"  {name}: frame-ancestors 'self'"
            lines.append(line)
        rules.append("\n".join([f"{prefix}*", *lines]))
        kept += (f"{prefix}{folder}*\n  Cache-Control: {IMMUTABLE}" for folder in hashed_folders(site.files))
    # Those that make pages safe come first: what a limit cuts off is the rest.
    rules += kept
    if len(rules) > limits.header_rules:
        notes.append(
            _("the host reads {limit} rules of headers; the last ones are left out", limit=limits.header_rules)
        )
        rules = rules[: limits.header_rules]
    return RuleFile("\n\n".join(rules) + "\n", tuple(notes))


def redirects_file(sites: Iterable[ReadySite], limits: Limits, status: str, *, own_not_found: bool) -> RuleFile:
    """The text of ``_redirects``.

    ``status``: ``301``, or ``301!`` where a host prefers the page that lies there.  ``own_not_found``: whether the host
    finds the ``404.html`` of a site that does not lie at its root.
    """
    rules: list[str] = []
    last: list[str] = []
    for site in sites:
        rules += _redirect_lines(site, status)
        if site.address.prefix != "/" and not own_not_found:
            last.append(f"{site.address.prefix}* {site.address.prefix}404.html 404")
    fitting = [rule for rule in rules if len(rule) <= limits.redirect_line][: limits.redirects - len(last)]
    left_out = len(rules) - len(fitting)
    notes = (
        (
            ngettext(
                "{count} redirect is more than the host reads; the page at the old address does it",
                "{count} redirects are more than the host reads; the pages at the old addresses do it",
                left_out,
            ),
        )
        if left_out
        else ()
    )
    return RuleFile("".join(f"{rule}\n" for rule in (*fitting, *last)), notes)


def _redirect_lines(site: ReadySite, status: str) -> Iterator[str]:
    for redirect in redirects_of(site):
        yield f"{redirect.source} {redirect.target} {status}"
        if redirect.source.endswith("/"):
            yield f"{redirect.source.rstrip('/')} {redirect.target} {status}"
