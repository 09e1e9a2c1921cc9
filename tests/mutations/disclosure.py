"""Faults of what visitors are told, and of a page's policy."""

from __future__ import annotations

import re
from collections.abc import Callable

from mutations.built_sites import Dist, Mutation, Owner, place
from mutations.pages import in_page

IN_CLEAR = "http://migration.hanamori.example.jp/"


def provider_not_disclosed(dist: Dist) -> Owner:
    page = dist.manifests["strawberry"]["disclosure"]
    dist.replace("strawberry", page, ' data-disclosed="ga4"', "")
    return place(dist.manifests["strawberry"])


def disclosed_without_reason(dist: Dist) -> Owner:
    page = dist.manifests["migration"]["disclosure"]
    dist.replace("migration", page, "</main>", '<section data-disclosed="clarity"><h2>Clarity</h2></section></main>')
    return place(dist.manifests["migration"])


def disclosure_cut_off(dist: Dist) -> Owner:
    text = dist.text("migration", "faq/index.html")
    dist.write("migration", "faq/index.html", re.sub(r'<a [^>]*href="[^"]*external-transmission/"[^>]*>', "<a>", text))
    return place(dist.page("migration", "faq/index.html"))


def under_policy(pattern: str, replacement: str) -> Callable[[Dist], Owner]:
    """A change of a page that keeps its policy."""

    def change(dist: Dist) -> Owner:
        text = dist.text("migration", "index.html")
        dist.write("migration", "index.html", re.sub(pattern, replacement, text, count=1), under_policy=True)
        return place(dist.manifests["migration"])

    return change


def in_page_under_policy(pattern: str, replacement: str) -> Callable[[Dist], Owner]:
    """The same, of what the page itself owns."""

    def change(dist: Dist) -> Owner:
        under_policy(pattern, replacement)(dist)
        return place(dist.page("migration", "index.html"))

    return change


_WINDOW = '<a href="https://www.example.jp/" target="_blank"'
_BUTTON = '<button type="button" onclick="openMap()">地図</button></main>'

MUTATIONS = (
    Mutation("LAW001", "the disclosure page loses a provider", provider_not_disclosed),
    Mutation("LAW002", "the disclosure page names a provider that is gone", disclosed_without_reason),
    Mutation("LAW003", "a page loses its link to the disclosure page", disclosure_cut_off),
    Mutation("SEC001", "a proxy changes an inline script", under_policy("<script>", "<script> ")),
    Mutation("SEC001", "the policy forgets the tag's host", under_policy(r"(script-src [^;]*?) https:[^;]*", r"\1")),
    Mutation("SEC001", "the policy forgets where hits go", under_policy(r"connect-src [^;]*", "connect-src 'self'")),
    Mutation("SEC002", "an icon is fetched in clear", in_page('href="(?=apple-touch-icon)', f'href="{IN_CLEAR}')),
    Mutation(
        "SEC003", "a link lets another site reach back", in_page("</main>", f"{_WINDOW} rel=opener>県</a></main>")
    ),
    Mutation("SEC003", "a link opens a new window", in_page("</main>", f"{_WINDOW}>県の案内</a></main>")),
    Mutation("SEC005", "a button has code in an attribute", in_page("</main>", _BUTTON)),
    Mutation("SEC005", "a button has code that the policy blocks", in_page_under_policy("</main>", _BUTTON)),
    Mutation(
        "SEC006", "the policy forgets the stylesheet", in_page_under_policy("style-src 'self'", "style-src 'none'")
    ),
    Mutation(
        "SEC006", "a paragraph gets a style", in_page_under_policy("</main>", '<p style="color: #222">段落</p></main>')
    ),
    Mutation("SEC004", "a form is sent in clear", in_page("</main>", f'<form action="{IN_CLEAR}"></form></main>')),
)
