"""Faults of the tags on a page."""

from __future__ import annotations

import re

from mutations.built_sites import Dist, Mutation, Owner, in_tag_of, pasted, place, place_of_id

TAG_SCRIPT = re.compile(r"<script>[^<]*gtag\([^<]*</script>")
LOADER = re.compile(
    r"<script async [^>]*googletag[^>]*></script>|\(function\(d,s\)\{s=d\.create[^<]*?\}\)\(document\);"
)


def without_tag(dist: Dist) -> Owner:
    dist.write("strawberry", "farms/index.html", TAG_SCRIPT.sub("", dist.text("strawberry", "farms/index.html")))
    return place_of_id(dist.manifests["strawberry"])


def tag_commented_out(dist: Dist) -> Owner:
    text = dist.text("strawberry", "farms/index.html")
    dist.write("strawberry", "farms/index.html", TAG_SCRIPT.sub(lambda match: f"<!-- {match[0]} -->", text))
    return place_of_id(dist.manifests["strawberry"])


def without_loader(dist: Dist) -> Owner:
    text = dist.text("strawberry", "farms/index.html")
    dist.write("strawberry", "farms/index.html", LOADER.sub("", text))
    return place_of_id(dist.manifests["strawberry"])


def tag_pasted_twice(dist: Dist) -> Owner:
    tag = TAG_SCRIPT.search(dist.text("migration", "index.html"))
    assert tag
    dist.replace("migration", "index.html", "</body>", f"{tag[0]}</body>")
    return place_of_id(dist.manifests["migration"])


def id_of_somebody_else(dist: Dist) -> Owner:
    return _change_id(dist, "G-SOMEBODY00")


def id_of_the_preview(dist: Dist) -> Owner:
    known = dist.manifests["poc-call"]["known_ids"]
    return _change_id(dist, next(entry["id"] for entry in known if entry["environment"] == "preview"))


def _change_id(dist: Dist, identifier: str) -> Owner:
    (own,) = dist.manifests["poc-call"]["providers"][0]["ids"]
    text = dist.text("poc-call", "index.html")
    dist.write("poc-call", "index.html", text.replace(own, identifier))
    return place_of_id(dist.manifests["poc-call"])


def tag_in_a_local_tree(dist: Dist) -> Owner:
    site, manifest = next(iter(dist.manifests.items()))
    tag = '<script async src="https://www.googletagmanager.com/gtag/js?id=G-PASTED0000"></script>'
    dist.replace(site, "index.html", "</head>", f"{tag}</head>")
    return place(manifest)


def tag_in_page_and_container(dist: Dist) -> Owner:
    for site, manifest in dist.manifests.items():
        ids = {entry["provider"]: entry["ids"] for entry in manifest["providers"]}
        if "gtm" in ids:
            held = [["ga4", ids["ga4"][0]]]
            manifest["containers"] = [{"id": ids["gtm"][0], "file": "gtm/container.json", "ids": held}]
            dist.save_manifest(site)
            return place_of_id(manifest)
    raise AssertionError("no site has a tag manager")


def tag_only_in_the_container(dist: Dist) -> Owner:
    site = next(iter(dist.manifests))
    text = dist.text(site, "index.html")
    gtag = re.search(r'<script async [^>]*gtag/js[^>]*></script>\s*<script>[^<]*gtag\("config"[^<]*</script>', text)
    assert gtag
    dist.replace(site, "index.html", gtag[0], "")
    return place_of_id(dist.manifests[site])


MUTATIONS = (
    Mutation("TAG001", "the tag is deleted from a page", without_tag),
    Mutation("TAG001", "the tag is commented out", tag_commented_out),
    Mutation("TAG001", "the tag's script is not fetched", without_loader),
    Mutation("TAG002", "the tag is pasted in again", tag_pasted_twice),
    Mutation("TAG003", "the ID is somebody else's", id_of_somebody_else),
    Mutation("TAG004", "the ID is the preview's", id_of_the_preview),
    Mutation("TAG005", "a tag is pasted into a local tree", tag_in_a_local_tree, "local"),
    Mutation("TAG006", "the loader is somebody else's", in_tag_of("ga4", r"(gtag/js\?id=)G-\w+", r"\1G-SOMEBODY00")),
    Mutation("TAG007", "a container sends to the page's ID too", tag_in_page_and_container, "managed"),
    Mutation(
        "TAG008",
        "the part for visitors without scripts is deleted",
        in_tag_of("gtm", r"<noscript><iframe[^>]*></iframe></noscript>", ""),
        "managed",
    ),
    Mutation(
        "TAG009",
        "a theme fetches fonts elsewhere",
        pasted("</head>", '<link rel="preconnect" href="https://fonts.gstatic.com"></head>'),
    ),
    Mutation(
        "TAG009",
        "a widget is pasted in",
        pasted("</body>", '<script src="https://widget.example.org/w.js"></script></body>'),
    ),
    Mutation(
        "TAG010",
        "Universal Analytics is pasted in",
        pasted("</head>", "<script>gtag('config', 'UA-12345678-1')</script></head>"),
    ),
    Mutation(
        "TAG011",
        "debug mode is set to false",
        pasted(r'(gtag\("config","[^"]*")\)', r"\1,{debug_mode:false})"),
    ),
    Mutation(
        "TAG012",
        "config comes before js",
        pasted(r'(gtag\("js",new Date\(\)\);)(gtag\("config","[^"]*"\);)', r"\2\1"),
    ),
    Mutation(
        "TAG012",
        "the linker comes after config",
        pasted(r'(gtag\("set","linker",[^)]*\);)(.*?gtag\("config","[^"]*"\);)', r"\2\1"),
    ),
    Mutation("TAG013", "only the container is left", tag_only_in_the_container, "managed"),
)
