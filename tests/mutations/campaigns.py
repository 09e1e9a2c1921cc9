"""Faults that break a visit in two: campaigns on links, and sister sites that do not know each other."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from mutations.built_sites import POLICY, Dist, Mutation, Owner, edit_link, in_tag, place


def campaign_on_a_link(dist: Dist) -> Owner:
    inside = lambda href: not href.startswith(("http", "#", "mailto:", "tel:")) and href.endswith("/")  # noqa: E731
    return edit_link(dist, inside, "{}?utm_source=top&amp;utm_medium=banner")


def campaign_on_a_link_to_a_sister(dist: Dist) -> Owner:
    sisters = tuple(manifest["url"] for name, manifest in dist.manifests.items() if name != "strawberry")
    return edit_link(dist, lambda href: href.startswith(sisters), "{}?utm_source=strawberry")


def sister_built_before(dist: Dist) -> Owner:
    """A site that was built before another one was added does not know its host."""
    manifest = dist.manifests["migration"]
    url = dist.manifests["poc-call"]["url"]
    host = urlsplit(url).netloc
    manifest["providers"][0]["linked_hosts"].remove(host)
    dist.save_manifest("migration")
    for page in (dist.root / "migration").rglob("*.html"):
        cut = re.sub(rf'"{re.escape(host)}", ?', "", page.read_text("utf-8"))
        # Nor does it link there.
        cut = cut.replace(url, "https://www.example.jp/")
        page.write_text(POLICY.sub("", cut), "utf-8")
    return place(manifest)


MUTATIONS = (
    Mutation(
        "XDM001",
        "a sister is taken out of the linker",
        in_tag(r'domains:\["migration[^"]*", ?', "domains:[", path="about/index.html"),
    ),
    Mutation("XDM002", "the linker names a stranger", in_tag(r"domains:\[", r'domains:["www.example.org",')),
    Mutation("XDM002", "a site was not built again when a sister was added", sister_built_before),
    Mutation("UTM001", "a link within the site carries a campaign", campaign_on_a_link),
    Mutation("UTM002", "a link to a sister carries a campaign", campaign_on_a_link_to_a_sister),
)
