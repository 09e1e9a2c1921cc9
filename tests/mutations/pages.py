"""Faults of pages, and of how they were judged."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from mutations.built_sites import Dist, Mutation, Owner, place, section_around


def in_page(pattern: str, replacement: str, site: str = "migration") -> Callable[[Dist], Owner]:
    """A mutation of the start page that its page file owns."""

    def change(dist: Dist) -> Owner:
        dist.write(site, "index.html", re.sub(pattern, replacement, dist.text(site, "index.html"), count=1))
        return place(dist.page(site, "index.html"))

    return change


def without_alt(dist: Dist) -> Owner:
    for site, page in dist.pages():
        text = dist.text(site, page["path"])
        for match in re.finditer(r'<img src="[^"]*media/[^"]+" (?:srcset|width)[^>]* alt="[^"]*"', text):
            if page["sections"] and (owner := section_around(dist, site, page["path"], match.start())) != place(page):
                bare = re.sub(r' alt="[^"]*"', "", match[0])
                dist.write(site, page["path"], text[: match.start()] + bare + text[match.end() :])
                return owner
    raise AssertionError("no picture in a section")


def same(pattern: str) -> Callable[[Dist], Owner]:
    """The start page takes over from another page what the pattern matches."""

    def change(dist: Dist) -> Owner:
        other = re.search(pattern, dist.text("migration", "steps/index.html"))
        assert other
        return in_page(pattern, other[0])(dist)

    return change


def event_without_a_day(dist: Dist) -> Owner:
    for page in dist.manifests["strawberry"]["pages"]:
        if '"@type":"Event"' in dist.text("strawberry", page["path"]):
            dist.replace("strawberry", page["path"], '"startDate":', '"begins":')
            return place(page)
    raise AssertionError("no page of an event")


def page_that_nobody_looked_at(dist: Dist) -> Owner:
    page = dist.page("migration", "steps/index.html")
    page["review_by"] = "2026-11-21"
    dist.save_manifest("migration")
    return place(page)


def page_that_is_hidden(dist: Dist) -> Owner:
    address = dist.manifests["migration"]["url"] + "steps/"
    dist.replace("migration", "sitemap.xml", f"<url><loc>{address}</loc></url>\n", "")
    dist.replace("migration", "steps/index.html", "</title>", '</title><meta name="robots" content="noindex">')
    return place(dist.page("migration", "steps/index.html"))


def picture_from_the_camera(dist: Dist) -> Owner:
    (dist.root / "migration/media/DSC_0123.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(6_000_000))
    picture = '<img src="media/DSC_0123.jpg" width="800" height="533" alt="谷あいの集落">'
    return in_page("</main>", f"<p>{picture}</p></main>")(dist)


def said(text: str) -> Callable[[Dist], Owner]:
    """A mutation that adds a sentence to the start page."""
    return in_page("</main>", f"<p>{text}</p></main>")


def file_that_leaves_the_tree(dist: Dist) -> Owner:
    (dist.root / "strawberry/guide.pdf").symlink_to("/nowhere/guide.pdf")
    return "strawberry/guide.pdf", 0


def bytes_that_are_no_text(dist: Dist) -> Owner:
    file = dist.root / "strawberry/index.html"
    file.write_bytes(file.read_bytes().replace(b"</h1>", b"\x83\x43</h1>", 1))
    return place(dist.page("strawberry", "index.html"))


def suppression_of_nothing(dist: Dist) -> Owner:
    return _suppress(dist, {"code": "LNK001", "reason": "移行中"})


def suppression_that_has_ended(dist: Dist) -> Owner:
    return _suppress(dist, {"code": "LNK001", "reason": "移行中", "until": "2026-11-21"})


def _suppress(dist: Dist, entry: dict[str, str]) -> Owner:
    where = {"file": "checks.yml", "line": 3, "column": 5}
    for site, manifest in dist.manifests.items():
        manifest["checks"]["suppress"] = [{**entry, "place": where}]
        (dist.root / f".manifest/{site}.json").write_text(json.dumps(manifest), "utf-8")
    return "checks.yml", 3


_STATUS = '<span data-ms-then="2026-11-20T17:01+09:00;closed;受付終了">受付中</span>'
_EVENT = (
    '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Event", "name": "朝市",'
    ' "startDate": "2026-11-19", "endDate": "2026-11-20", "location": {"@type": "Place", "address": "花守市"}}</script>'
)

MUTATIONS = (
    Mutation("SEO001", "the title is empty", in_page(r"<title>[^<]*</title>", "<title></title>")),
    Mutation("SEO002", "the description is deleted", in_page(r'<meta name="description"[^>]*>', "")),
    Mutation("SEO003", "two pages have one title", same(r"<title>[^<]*</title>")),
    Mutation("SEO004", "two pages have one description", same(r'<meta name="description"[^>]*>')),
    Mutation("SEO005", "a title says everything", in_page("<title>", f"<title>{'花守の暮らしと仕事と住まい、' * 4}")),
    Mutation(
        "SEO006", "the description is a name", in_page(r'(<meta name="description" content=")[^"]*', r"\1花守ぐらし")
    ),
    Mutation("SEO007", "a page keeps noindex", in_page("</title>", '</title><meta name="robots" content="noindex">')),
    Mutation("SEO008", "a preview forgets noindex", in_page(r'<meta name="robots"[^>]*>', "", "berry"), "preview"),
    Mutation(
        "SEO009",
        "the canonical address is that of the test",
        in_page(r'(<link rel="canonical" href=")[^"]*', r"\1https://test.example.jp/"),
    ),
    Mutation("SEO010", "the picture of the card is deleted", in_page(r'<meta property="og:image" [^>]*>', "")),
    Mutation("SEO011", "a template breaks the JSON", in_page('"@context":', '"@context"')),
    Mutation("SEO012", "an event loses its day", event_without_a_day),
    Mutation("SEO013", "a page is hidden everywhere", page_that_is_hidden),
    Mutation("TXT001", "a company is written in one character", said("㈱花守農園")),
    Mutation("TXT002", "a name comes from an old table", said("ﾊﾅﾓﾘ ﾀﾛｳ")),
    Mutation("TXT003", "a text was read in the wrong encoding", said("縺翫＠繧峨○縺ｧ縺吶")),
    Mutation("TXT003", "a text has lost a character", said("おしら\ufffdせ")),
    Mutation("TXT004", "a text holds NUL", said("本文に\0があります。")),
    Mutation("TXT005", "a name is written with a character of one's own", said("花守町の\ue000さん")),
    Mutation("PERF002", "a picture comes from the camera", picture_from_the_camera),
    Mutation("DATE002", "a status has changed since the build", said(_STATUS)),
    Mutation(
        "DATE002", "an event is over that is still offered", in_page("</title>", f"</title>{_EVENT}", "strawberry")
    ),
    Mutation("DATE001", "a page is not looked at again", page_that_nobody_looked_at),
    Mutation("A11Y001", "the language is deleted", in_page(r"<html[^>]*>", "<html>")),
    Mutation("A11Y002", "a text alternative is deleted", without_alt),
    Mutation("CHK001", "a suppression outlives its fault", suppression_of_nothing),
    Mutation("CHK004", "a suppression outlives its last day", suppression_that_has_ended),
    Mutation("CHK002", "a file is a link out of the tree", file_that_leaves_the_tree),
    Mutation("CHK003", "a page holds bytes in another encoding", bytes_that_are_no_text),
)
