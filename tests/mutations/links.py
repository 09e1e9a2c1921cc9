"""Faults of links and of the files that they lead to."""

from __future__ import annotations

import json
import posixpath
import re

from mutations.built_sites import POLICY, Dist, Mutation, Owner, edit_link, place, section_around


def wrong_link(dist: Dist) -> Owner:
    return edit_link(dist, _within_the_site, "nowhere-at-all/")


def wrong_sister_link(dist: Dist) -> Owner:
    sisters = tuple(manifest["url"] for manifest in dist.manifests.values())
    return edit_link(dist, lambda href: href.startswith(sisters), f"{sisters[1]}nowhere-at-all/", site="strawberry")


def lost_document(dist: Dist) -> Owner:
    for site, page in dist.pages():
        for link in page["links"]:
            if link["href"].endswith(".pdf") and not link["href"].startswith("http"):
                path = posixpath.normpath(posixpath.join(posixpath.dirname(page["path"]), link["href"]))
                (dist.root / site / path).unlink()
                return place(link)
    raise AssertionError("no document is linked")


def renamed_anchor(dist: Dist) -> Owner:
    for site, page in dist.pages():
        for link in page["links"]:
            address, _, fragment = link["href"].partition("#")
            if fragment and not address.startswith("http"):
                folder = posixpath.normpath(posixpath.join(posixpath.dirname(page["path"]), address))
                path = posixpath.join(folder, "index.html") if address else page["path"]
                dist.replace(site, posixpath.normpath(path), f' id="{fragment}"', f' id="{fragment}-renamed"')
                return place(link)
    raise AssertionError("no link has a fragment")


def lost_picture(dist: Dist) -> Owner:
    for site, page in dist.pages():
        text = dist.text(site, page["path"])
        for match in re.finditer(r'<img src="([^"]*media/[^"]+)" (?:srcset|width)', text):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(page["path"]), match[1]))
            owner = section_around(dist, site, page["path"], match.start())
            if page["sections"] and owner != place(page):
                (dist.root / site / path).unlink()
                return owner
    raise AssertionError("no picture in a section")


def lost_file_of_a_stylesheet(dist: Dist) -> Owner:
    path = next((dist.root / "migration").rglob("*.css")).relative_to(dist.root / "migration").as_posix()
    css = dist.text("migration", path)
    dist.write("migration", path, css + "\n.ms-x{background:url(nowhere.png)}")
    return f"migration/{path}", css.count("\n") + 2


def wrong_telephone_number(dist: Dist) -> Owner:
    return edit_link(dist, lambda href: href.startswith("tel:"), "tel:０００－０００－０１２０", site="migration")


def lost_page(dist: Dist) -> Owner:
    texts = {site: "".join(f.read_text("utf-8") for f in (dist.root / site).rglob("*.html")) for site in dist.manifests}
    for site, page in dist.pages():
        address = dist.manifests[site]["url"] + page["path"].removesuffix("index.html")
        linked_by_sisters = any(address in text for name, text in texts.items() if name != site)
        if not page["elements"] and not linked_by_sisters and page["id"].count("/") == 1:
            (dist.root / site / page["path"]).unlink()
            return place(page)
    raise AssertionError("no page without elements")


def wrong_scheme(dist: Dist) -> Owner:
    return edit_link(dist, _within_the_site, "https://https://www.example.jp/")


def empty_link(dist: Dist) -> Owner:
    return edit_link(dist, _within_the_site, "")


def _within_the_site(href: str) -> bool:
    return not href.startswith(("http", "#", "mailto:", "tel:"))


def two_redirects(dist: Dist) -> Owner:
    for path, target in (("old/index.html", "../older/"), ("older/index.html", "../")):
        file = dist.root / "migration" / path
        file.parent.mkdir()
        file.write_text(
            f'<html lang="ja"><title>移りました</title><meta http-equiv="refresh" content="0; url={target}">'
        )
    return "migration/old/index.html", 0


def page_that_nothing_links_to(dist: Dist) -> Owner:
    return _copy(dist, "forgotten", "")


def page_far_away(dist: Dist) -> Owner:
    """A way of four pages: each is linked from the one before, the first from the start page."""
    names = ("way-a", "way-b", "way-c", "way-d")
    dist.replace("migration", "index.html", "</main>", '<a href="way-a/">一歩</a></main>')
    for name, following in zip(names, (*names[1:], ""), strict=True):
        owner = _copy(dist, name, f'<a href="../{following}/">さらに一歩</a>' if following else "")
    return owner


def _copy(dist: Dist, name: str, link: str) -> Owner:
    """A page that the content does not know: a copy of one without calls to action, under another name."""
    source = next(
        page["path"]
        for site, page in dist.pages()
        if site == "migration" and not page["elements"] and page["path"].count("/") == 1
    )
    text = dist.text("migration", source).replace("</main>", f"{link}</main>")
    text = re.sub(r"<title>", f"<title>{name} ", text, count=1)
    text = re.sub(r'(<meta name="description" content=")', rf"\1{name}、", text, count=1)
    file = dist.root / "migration" / name / "index.html"
    file.parent.mkdir()
    file.write_text(POLICY.sub("", text), "utf-8")
    return f"migration/{name}/index.html", 0


def page_renamed_without_alias(dist: Dist) -> Owner:
    """What was published had a page more."""
    manifest = dist.manifests["migration"]
    record = {
        "site": "migration",
        "environment": manifest["environment"],
        "url": manifest["url"],
        "at": manifest["clock"],
        "files": [*(page["path"] for page in manifest["pages"]), "dwelling/index.html"],
    }
    file = dist.root / ".published" / manifest["environment"] / "migration.json"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps(record), "utf-8")
    return place(manifest)


MUTATIONS = (
    Mutation("LNK001", "a link is misspelt", wrong_link),
    Mutation("LNK001", "a document that links lead to is deleted", lost_document),
    Mutation("LNK002", "an anchor is renamed", renamed_anchor),
    Mutation("LNK003", "a picture is deleted", lost_picture),
    Mutation("LNK003", "a stylesheet fetches a file that is not there", lost_file_of_a_stylesheet),
    Mutation("LNK004", "a link to a sister site is misspelt", wrong_sister_link),
    Mutation("LNK005", "a page is deleted", lost_page),
    Mutation("LNK006", "a telephone number is typed in full width", wrong_telephone_number),
    Mutation("LNK007", "a scheme stands there twice", wrong_scheme),
    Mutation("LNK008", "a redirect leads to another", two_redirects),
    Mutation("LNK009", "a page is left that nothing links to", page_that_nothing_links_to),
    Mutation("LNK010", "a page is four clicks away", page_far_away),
    Mutation("LNK011", "a link is emptied", empty_link),
    Mutation("LNK014", "a page is renamed and leaves no alias", page_renamed_without_alias),
)
