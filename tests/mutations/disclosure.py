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


MUTATIONS = (
    Mutation("LAW001", "the disclosure page loses a provider", provider_not_disclosed),
    Mutation("LAW002", "the disclosure page names a provider that is gone", disclosed_without_reason),
    Mutation("LAW003", "a page loses its link to the disclosure page", disclosure_cut_off),
    Mutation("SEC001", "a proxy changes an inline script", under_policy("<script>", "<script> ")),
    Mutation("SEC001", "the policy forgets the tag's host", under_policy(r"(script-src [^;]*?) https:[^;]*", r"\1")),
    Mutation("SEC001", "the policy forgets where hits go", under_policy(r"connect-src [^;]*", "connect-src 'self'")),
    Mutation("SEC002", "an icon is fetched in clear", in_page('href="(?=apple-touch-icon)', f'href="{IN_CLEAR}')),
    Mutation("SEC004", "a form is sent in clear", in_page("</main>", f'<form action="{IN_CLEAR}"></form></main>')),
)
