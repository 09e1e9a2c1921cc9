"""Take the sample portfolio as it was built, break it once, and expect exactly that code and the line that owns it."""

from __future__ import annotations

import json
import posixpath
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from microsites.check.rules import CATALOGUE
from microsites.check.runner import check_directory
from microsites.measurement.tags import providers_with
from mutation_table import FALSE_ALARM, MUTATION
from portfolios import copy_minimal

PROVIDERS = providers_with(None)
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
TAG_SCRIPT = re.compile(r"<script>[^<]*gtag\([^<]*</script>")
LOADER = re.compile(
    r"<script async [^>]*googletag[^>]*></script>|\(function\(d,s\)\{s=d\.create[^<]*?\}\)\(document\);"
)


@dataclass
class Dist:
    """A copy of built sites that a mutation may break."""

    root: Path
    manifests: dict[str, dict[str, Any]] = field(init=False)

    def __post_init__(self) -> None:
        files = sorted((self.root / ".manifest").glob("*.json"))
        self.manifests = {file.stem: json.loads(file.read_text("utf-8")) for file in files}

    def pages(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every page of every site."""
        for site, manifest in self.manifests.items():
            for page in manifest["pages"]:
                yield site, page

    def elements(self, **wanted: bool) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
        """Every expected element, with or without a goal, with or without parameters."""
        for site, page in self.pages():
            for element in page["elements"]:
                if all(bool(element[name]) is value for name, value in wanted.items()):
                    yield site, page, element

    def sent(self, **wanted: bool) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
        """The same on sites that have a provider: a handbook has none."""
        return (each for each in self.elements(**wanted) if self.manifests[each[0]]["providers"])

    def goal_with_several_elements(self) -> tuple[str, dict[str, Any], dict[str, Any]]:
        """An element whose goal has others on the start page: breaking it leaves the goal reachable."""
        for site, page, element in self.elements(goal=True):
            start = next(p for p in self.manifests[site]["pages"] if p["path"] == "index.html")
            if page is not start and any(e["goal"] == element["goal"] for e in start["elements"]):
                return site, page, element
        raise AssertionError("no goal has elements on two pages")

    def text(self, site: str, path: str) -> str:
        """A file's text."""
        return (self.root / site / path).read_text("utf-8")

    def write(self, site: str, path: str, text: str, *, under_policy: bool = False) -> None:
        """Replace a file, which must change by that.

        The page loses its policy, which would rightly block a script that changes: one fault, one code.
        """
        assert self.text(site, path) != text, "the mutation changed nothing"
        (self.root / site / path).write_text(text if under_policy else POLICY.sub("", text), "utf-8")

    def replace(self, site: str, path: str, old: str, new: str) -> None:
        """Replace the first ``old`` in a file."""
        self.write(site, path, self.text(site, path).replace(old, new, 1))

    def save_manifest(self, site: str) -> None:
        """Write what was changed in a manifest: the content, or the portfolio's settings, said so."""
        file = self.root / ".manifest" / f"{site}.json"
        before = file.read_text("utf-8")
        file.write_text(json.dumps(self.manifests[site], ensure_ascii=False), "utf-8")
        assert json.loads(before) != self.manifests[site], "the mutation changed nothing"

    def edit_params(self, site: str, page: dict[str, Any], element: dict[str, Any], **params: str | None) -> None:
        """Change an element's parameters in content and page alike; None takes one out."""
        changed = {name: value for name, value in {**element["params"], **params}.items() if value is not None}
        element["params"] = changed
        self.save_manifest(site)
        attribute = f'data-track-params="{escape(json.dumps(changed))}"' if changed else ""
        self.edit_element(
            site,
            page["path"],
            element["track_id"],
            lambda tag: re.sub(r' data-track-params="[^"]*"', "", tag).replace("<a ", f"<a {attribute} "),
        )

    def parameters(self, **wanted: bool) -> Iterator[tuple[str, dict[str, Any], dict[str, Any], dict[str, Any]]]:
        """Site, page, element and the plan's parameter for every parameter that an element sends to a provider."""
        for site, page, element in self.sent(params=True):
            event = next(each for each in self.manifests[site]["events"] if each["name"] == element["event"])
            for parameter in event["parameters"]:
                if parameter["name"] in element["params"] and all(
                    bool(parameter[name]) is value for name, value in wanted.items()
                ):
                    yield site, page, element, parameter

    def edit_element(self, site: str, path: str, track_id: str, change: Callable[[str], str]) -> None:
        """Change the start tag of a tracked element."""
        tag = re.search(rf'<a [^>]*data-track-id="{re.escape(track_id)}"[^>]*>', self.text(site, path))
        assert tag, track_id
        self.replace(site, path, tag[0], change(tag[0]))

    def page(self, site: str, path: str) -> dict[str, Any]:
        """The manifest's page."""
        return next(page for page in self.manifests[site]["pages"] if page["path"] == path)


Owner = tuple[str, int]
"""File and line that the finding must lead to."""


def place(thing: dict[str, Any]) -> Owner:
    """The line that owns a thing of the manifest."""
    return thing["place"]["file"], thing["place"]["line"]


def section_around(dist: Dist, site: str, path: str, position: int) -> Owner:
    """The section in which a position of a page lies, by the last section that begins before it."""
    text, page = dist.text(site, path), dist.page(site, path)
    starts = [(text.find(f'id="{section["id"]}"'), section) for section in page["sections"]]
    inside = [(start, section) for start, section in starts if 0 <= start <= position]
    return place(max(inside, key=lambda item: item[0])[1]) if inside else place(page)


def wrong_link(dist: Dist) -> Owner:
    return _edit_link(dist, lambda href: not href.startswith(("http", "#", "mailto:", "tel:")), "nowhere-at-all/")


def wrong_sister_link(dist: Dist) -> Owner:
    sisters = tuple(manifest["url"] for manifest in dist.manifests.values())
    return _edit_link(dist, lambda href: href.startswith(sisters), f"{sisters[1]}nowhere-at-all/", site="strawberry")


def _edit_link(dist: Dist, wanted: Callable[[str], bool], target: str, site: str = "strawberry") -> Owner:
    """Change a link within a section, to a target that the manifest does not know; ``{}`` stands for the old one."""
    for page in dist.manifests[site]["pages"]:
        text = dist.text(site, page["path"])
        first = text.find('<section class="ms-section')
        for match in re.finditer(r'href="([^"]+)"', text):
            end = text.rfind("</section>", 0, text.find("</main>"))
            if page["sections"] and 0 < first < match.start() < end and wanted(match[1]) and "#" not in match[1]:
                owner = section_around(dist, site, page["path"], match.start())
                href = target.replace("{}", match[1])
                dist.write(site, page["path"], f'{text[: match.start()]}href="{href}"{text[match.end() :]}')
                return owner
    raise AssertionError("no such link")


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


def lost_page(dist: Dist) -> Owner:
    texts = {site: "".join(f.read_text("utf-8") for f in (dist.root / site).rglob("*.html")) for site in dist.manifests}
    for site, page in dist.pages():
        address = dist.manifests[site]["url"] + page["path"].removesuffix("index.html")
        linked_by_sisters = any(address in text for name, text in texts.items() if name != site)
        if not page["elements"] and not linked_by_sisters and page["id"].count("/") == 1:
            (dist.root / site / page["path"]).unlink()
            return place(page)
    raise AssertionError("no page without elements")


def without_tag(dist: Dist) -> Owner:
    dist.write("strawberry", "farms/index.html", TAG_SCRIPT.sub("", dist.text("strawberry", "farms/index.html")))
    return place(dist.manifests["strawberry"])


def tag_commented_out(dist: Dist) -> Owner:
    text = dist.text("strawberry", "farms/index.html")
    dist.write("strawberry", "farms/index.html", TAG_SCRIPT.sub(lambda match: f"<!-- {match[0]} -->", text))
    return place(dist.manifests["strawberry"])


def without_loader(dist: Dist) -> Owner:
    text = dist.text("strawberry", "farms/index.html")
    dist.write("strawberry", "farms/index.html", LOADER.sub("", text))
    return place(dist.manifests["strawberry"])


def tag_pasted_twice(dist: Dist) -> Owner:
    tag = TAG_SCRIPT.search(dist.text("migration", "index.html"))
    assert tag
    dist.replace("migration", "index.html", "</body>", f"{tag[0]}</body>")
    return place(dist.manifests["migration"])


def id_of_somebody_else(dist: Dist) -> Owner:
    return _change_id(dist, "G-SOMEBODY00")


def id_of_the_preview(dist: Dist) -> Owner:
    known = dist.manifests["poc-call"]["known_ids"]
    return _change_id(dist, next(entry["id"] for entry in known if entry["environment"] == "preview"))


def _change_id(dist: Dist, identifier: str) -> Owner:
    (own,) = dist.manifests["poc-call"]["providers"][0]["ids"]
    text = dist.text("poc-call", "index.html")
    dist.write("poc-call", "index.html", text.replace(own, identifier))
    return place(dist.manifests["poc-call"])


def tag_in_a_local_tree(dist: Dist) -> Owner:
    site, manifest = next(iter(dist.manifests.items()))
    tag = '<script async src="https://www.googletagmanager.com/gtag/js?id=G-PASTED0000"></script>'
    dist.replace(site, "index.html", "</head>", f"{tag}</head>")
    return place(manifest)


def without_event(dist: Dist) -> Owner:
    site, page, element = next(dist.elements(goal=False))
    dist.edit_element(site, page["path"], element["track_id"], lambda tag: re.sub(r' data-track="[^"]*"', "", tag))
    return place(element)


def misspelt_event(dist: Dist) -> Owner:
    site, page, element = next(dist.elements(goal=False))
    event = element["event"]
    dist.edit_element(site, page["path"], element["track_id"], lambda tag: tag.replace(f'"{event}"', f'"{event}s"'))
    return place(element)


def other_event(dist: Dist) -> Owner:
    site, page, element = next(dist.elements(goal=False))
    event = element["event"]
    names = [each["name"] for each in dist.manifests[site]["events"]]
    other = next(name for name in names if name != event)
    dist.edit_element(site, page["path"], element["track_id"], lambda tag: tag.replace(f'"{event}"', f'"{other}"'))
    return place(element)


def cut_off_goal(dist: Dist) -> Owner:
    for site, manifest in dist.manifests.items():
        for goal in manifest["goals"]:
            carriers = {p["path"] for p in manifest["pages"] if any(e["goal"] == goal["id"] for e in p["elements"])}
            alone = all(e["goal"] in (None, goal["id"]) for p in manifest["pages"] if p["path"] in carriers
                        for e in p["elements"])  # fmt: skip
            if "index.html" not in carriers and alone:
                _cut_links_to(dist, site, carriers)
                return place(goal)
    raise AssertionError("every goal stands on a start page")


def _cut_links_to(dist: Dist, site: str, carriers: set[str]) -> None:
    for file in (dist.root / site).rglob("*.html"):
        path = file.relative_to(dist.root / site).as_posix()
        if path in carriers:
            continue

        def cut(match: re.Match[str], folder: str = posixpath.dirname(path)) -> str:
            address = match[2].partition("#")[0].removeprefix(dist.manifests[site]["url"]) if match[2] else ""
            if not address or ":" in address:
                return match[0]
            target = posixpath.normpath(posixpath.join("/", folder, address)).lstrip("/")
            return f'{match[1]}href="#top"' if posixpath.join(target, "index.html") in carriers else match[0]

        file.write_text(re.sub(r'(<a [^>]*?)href="([^"]*)"', cut, file.read_text("utf-8")), "utf-8")


def lost_element(dist: Dist) -> Owner:
    site, page, element = next(dist.elements(goal=False))
    dist.edit_element(
        site, page["path"], element["track_id"], lambda tag: re.sub(r' data-track[\w-]*="[^"]*"', "", tag)
    )
    return place(element)


def element_twice(dist: Dist) -> Owner:
    site, page, element = next(dist.elements(goal=False))
    dist.edit_element(site, page["path"], element["track_id"], lambda tag: f"{tag}</a>{tag}")
    return place(element)


def without_goal(dist: Dist) -> Owner:
    site, page, element = dist.goal_with_several_elements()
    dist.edit_element(site, page["path"], element["track_id"], lambda tag: re.sub(r' data-track-goal="[^"]*"', "", tag))
    return place(element)


def other_parameters(dist: Dist) -> Owner:
    site, page, element = next(dist.elements(params=True))
    broken = f'data-track-params="{escape("{item_id:")}"'
    dist.edit_element(
        site, page["path"], element["track_id"], lambda tag: re.sub(r'data-track-params="[^"]*"', broken, tag)
    )
    return place(element)


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


def file_that_leaves_the_tree(dist: Dist) -> Owner:
    (dist.root / "strawberry/guide.pdf").symlink_to("/nowhere/guide.pdf")
    return "strawberry/guide.pdf", 0


def bytes_that_are_no_text(dist: Dist) -> Owner:
    file = dist.root / "strawberry/index.html"
    file.write_bytes(file.read_bytes().replace(b"</h1>", b"\x83\x43</h1>", 1))
    return place(dist.page("strawberry", "index.html"))


def suppression_of_nothing(dist: Dist) -> Owner:
    where = {"file": "checks.yml", "line": 3, "column": 5}
    for site, manifest in dist.manifests.items():
        manifest["checks"]["suppress"] = [{"code": "LNK001", "reason": "移行中", "place": where}]
        (dist.root / f".manifest/{site}.json").write_text(json.dumps(manifest), "utf-8")
    return "checks.yml", 3


# What the tags of a page do.


def in_tag(pattern: str, replacement: str, path: str = "index.html") -> Callable[[Dist], Owner]:
    """A mutation of the tags of a page of the last site, which the site's file owns."""

    def change(dist: Dist) -> Owner:
        site = list(dist.manifests)[-1]
        dist.write(site, path, re.sub(pattern, replacement, dist.text(site, path), count=1))
        return place(dist.manifests[site])

    return change


def pasted(pattern: str, replacement: str) -> Callable[[Dist], Owner]:
    """A mutation of the start page of the last site, which the page or the section around it owns."""

    def change(dist: Dist) -> Owner:
        site = list(dist.manifests)[-1]
        text = dist.text(site, "index.html")
        match = re.search(pattern, text)
        assert match
        in_main = text.find("<main") < match.start() < text.find("</main")
        owner = section_around(dist, site, "index.html", match.start() if in_main else -1)
        dist.write(site, "index.html", re.sub(pattern, replacement, text, count=1))
        return owner

    return change


def tag_in_page_and_container(dist: Dist) -> Owner:
    for site, manifest in dist.manifests.items():
        ids = {entry["provider"]: entry["ids"] for entry in manifest["providers"]}
        if "gtm" in ids:
            held = [["ga4", ids["ga4"][0]]]
            manifest["containers"] = [{"id": ids["gtm"][0], "file": "gtm/container.json", "ids": held}]
            dist.save_manifest(site)
            return place(manifest)
    raise AssertionError("no site has a tag manager")


def tag_only_in_the_container(dist: Dist) -> Owner:
    site = next(iter(dist.manifests))
    text = dist.text(site, "index.html")
    gtag = re.search(r'<script async [^>]*gtag/js[^>]*></script>\s*<script>[^<]*gtag\("config"[^<]*</script>', text)
    assert gtag
    dist.replace(site, "index.html", gtag[0], "")
    return place(dist.manifests[site])


def reserved_name_at_a_provider(dist: Dist) -> Owner:
    site, _, element = next(dist.sent(goal=False))
    event = next(each for each in dist.manifests[site]["events"] if each["name"] == element["event"])
    event["names"] = {**event["names"], "ga4": "session_start"}
    dist.save_manifest(site)
    return place(element)


def long_value(dist: Dist) -> Owner:
    site, page, element, parameter = next(dist.parameters(values=False, pattern=True))
    dist.edit_params(site, page, element, **{parameter["name"]: "a" * 101})
    return place(element)


def parameter_left_out(dist: Dist) -> Owner:
    site, page, element, parameter = next(dist.parameters(required=True))
    dist.edit_params(site, page, element, **{parameter["name"]: None})
    return place(element)


def value_outside_the_plan(dist: Dist) -> Owner:
    site, page, element, parameter = next(dist.parameters(pattern=True))
    dist.edit_params(site, page, element, **{parameter["name"]: "AOKI"})
    return place(element)


def telephone_number_in_a_parameter(dist: Dist) -> Owner:
    site, page, element = next(dist.elements(params=True))
    dist.edit_params(site, page, element, desk="０３００００００００")
    return place(element)


def another_name_for_an_action(dist: Dist) -> Owner:
    """The same portal under a new name: on one page of one site, in content and page alike."""
    site, page, element = dist.goal_with_several_elements()
    event, element["event"] = element["event"], "portal_visit"
    dist.manifests[site]["events"].append({**dist.manifests[site]["events"][0], "name": "portal_visit", "names": {},
                                           "parameters": []})  # fmt: skip
    dist.save_manifest(site)
    dist.edit_element(
        site, page["path"], element["track_id"], lambda tag: tag.replace(f'"{event}"', '"portal_visit"', 1)
    )
    return place(element)


def counted_by_the_provider_too(dist: Dist) -> Owner:
    site, manifest = next(item for item in dist.manifests.items() if item[1]["providers"])
    manifest["providers"][0]["counts"] = ["download_click"]
    dist.save_manifest(site)
    handler = "onclick=\"gtag('event', 'file_download', {file_name: 'guide'})\""
    dist.replace(site, "index.html", "<h1", f"<h1 {handler}")
    return section_around(dist, site, "index.html", dist.text(site, "index.html").index("<h1"))


def campaign_on_a_link(dist: Dist) -> Owner:
    inside = lambda href: not href.startswith(("http", "#", "mailto:", "tel:")) and href.endswith("/")  # noqa: E731
    return _edit_link(dist, inside, "{}?utm_source=top&amp;utm_medium=banner")


def campaign_on_a_link_to_a_sister(dist: Dist) -> Owner:
    sisters = tuple(manifest["url"] for name, manifest in dist.manifests.items() if name != "strawberry")
    return _edit_link(dist, lambda href: href.startswith(sisters), "{}?utm_source=strawberry")


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


# What visitors are told, and what the policy of a page lets through.


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


@dataclass(frozen=True)
class Mutation:
    """One way to break good sites."""

    code: str
    description: str
    change: Callable[[Dist], Owner]
    environment: str = "production"
    """Which good sites are broken, see ``TREES``."""


MUTATIONS = (
    Mutation("LNK001", "a link is misspelt", wrong_link),
    Mutation("LNK001", "a document that links lead to is deleted", lost_document),
    Mutation("LNK002", "an anchor is renamed", renamed_anchor),
    Mutation("LNK003", "a picture is deleted", lost_picture),
    Mutation("LNK003", "a stylesheet fetches a file that is not there", lost_file_of_a_stylesheet),
    Mutation("LNK004", "a link to a sister site is misspelt", wrong_sister_link),
    Mutation("LNK005", "a page is deleted", lost_page),
    Mutation("TAG001", "the tag is deleted from a page", without_tag),
    Mutation("TAG001", "the tag is commented out", tag_commented_out),
    Mutation("TAG001", "the tag's script is not fetched", without_loader),
    Mutation("TAG002", "the tag is pasted in again", tag_pasted_twice),
    Mutation("TAG003", "the ID is somebody else's", id_of_somebody_else),
    Mutation("TAG004", "the ID is the preview's", id_of_the_preview),
    Mutation("TAG005", "a tag is pasted into a local tree", tag_in_a_local_tree, "local"),
    Mutation("TAG006", "the loader is somebody else's", in_tag(r"(gtag/js\?id=)G-\w+", r"\1G-SOMEBODY00")),
    Mutation("TAG007", "a container sends to the page's ID too", tag_in_page_and_container, "managed"),
    Mutation(
        "TAG008",
        "the part for visitors without scripts is deleted",
        in_tag(r"<noscript><iframe[^>]*></iframe></noscript>", ""),
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
    Mutation("EVT001", "an action loses its event", without_event),
    Mutation("EVT002", "an event is misspelt", misspelt_event),
    Mutation("EVT003", "no link leads to a goal's pages any more", cut_off_goal),
    Mutation("EVT004", "an action loses its attributes", lost_element),
    Mutation("EVT005", "an action fires another event of the plan", other_event),
    Mutation("EVT006", "an action is on the page twice", element_twice),
    Mutation("EVT007", "an action loses its goal", without_goal),
    Mutation("EVT008", "an action's parameters are damaged", other_parameters),
    Mutation("EVT009", "an event gets a reserved name", reserved_name_at_a_provider),
    Mutation(
        "EVT009",
        "a handler sends a name with a hyphen",
        pasted("<h1", "<h1 onclick=\"gtag('event', 'click-tel')\""),
    ),
    Mutation("EVT010", "a value is longer than the provider takes", long_value),
    Mutation("EVT011", "a required parameter is left out", parameter_left_out),
    Mutation("EVT012", "a portal gets a second name", another_name_for_an_action),
    Mutation("EVT013", "the provider counts downloads too", counted_by_the_provider_too),
    Mutation("EVT014", "a telephone number is sent, in full-width characters", telephone_number_in_a_parameter),
    Mutation("EVT015", "a value is none of the plan's", value_outside_the_plan),
    Mutation(
        "CNS001", "the consent default is deleted", in_tag(r'gtag\("consent","default",\{[^}]*\}\);', ""), "asking"
    ),
    Mutation(
        "CNS002",
        "the consent default comes last",
        in_tag(r'(gtag\("consent","default",\{[^}]*\}\);)(.*?gtag\("config","[^"]*"\);)', r"\2\1"),
    ),
    Mutation(
        "CNS003", "the consent default is that of 2021", in_tag(r"ad_user_data:[^,]*,ad_personalization:[^,]*,", "")
    ),
    Mutation(
        "CNS004",
        "a tag loses its gate",
        in_tag(r'<script type="text/plain" data-consent="advertising"', "<script"),
        "asking",
    ),
    Mutation(
        "XDM001",
        "a sister is taken out of the linker",
        in_tag(r'domains:\["migration[^"]*", ?', "domains:[", path="about/index.html"),
    ),
    Mutation("XDM002", "the linker names a stranger", in_tag(r"domains:\[", r'domains:["www.example.org",')),
    Mutation("XDM002", "a site was not built again when a sister was added", sister_built_before),
    Mutation("UTM001", "a link within the site carries a campaign", campaign_on_a_link),
    Mutation("UTM002", "a link to a sister carries a campaign", campaign_on_a_link_to_a_sister),
    Mutation("LAW001", "the disclosure page loses a provider", provider_not_disclosed),
    Mutation("LAW002", "the disclosure page names a provider that is gone", disclosed_without_reason),
    Mutation("LAW003", "a page loses its link to the disclosure page", disclosure_cut_off),
    Mutation("SEC001", "a proxy changes an inline script", under_policy("<script>", "<script> ")),
    Mutation("SEC001", "the policy forgets the tag's host", under_policy(r"(script-src [^;]*?) https:[^;]*", r"\1")),
    Mutation("SEC001", "the policy forgets where hits go", under_policy(r"connect-src [^;]*", "connect-src 'self'")),
    Mutation("SEO001", "the title is empty", in_page(r"<title>[^<]*</title>", "<title></title>")),
    Mutation("SEO002", "the description is deleted", in_page(r'<meta name="description"[^>]*>', "")),
    Mutation("A11Y001", "the language is deleted", in_page(r"<html[^>]*>", "<html>")),
    Mutation("A11Y002", "a text alternative is deleted", without_alt),
    Mutation("CHK001", "a suppression outlives its fault", suppression_of_nothing),
    Mutation("CHK002", "a file is a link out of the tree", file_that_leaves_the_tree),
    Mutation("CHK003", "a page holds bytes in another encoding", bytes_that_are_no_text),
)


@pytest.fixture(scope="session")
def built_local(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portfolio built for nobody but its editors."""
    portfolio = copy_minimal(tmp_path_factory.mktemp("local"))
    assert not portfolio.build(environment="local").problems
    return portfolio.dist


PROVIDERS_AT_ONCE = """
measuring:
  consent: {analytics: disclose, advertising: disclose}
"""
PROVIDERS_ASKING = """
measuring:
  consent: {analytics: advanced, advertising: basic}
"""


def _build(folder: Path, ids: str, measuring: str) -> Path:
    portfolio = copy_minimal(folder)
    portfolio.replace("portfolio.yml", "ids: {ga4: G-TEST000000}", f"ids: {{ga4: G-TEST000000, {ids}}}")
    portfolio.write("portfolio.yml", portfolio.text("portfolio.yml") + measuring)
    assert not portfolio.build().problems
    return portfolio.dist


@pytest.fixture(scope="session")
def built_managed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portfolio with a tag manager of which nobody knows what it holds; all tags run at once."""
    ids = 'gtm: GTM-TEST001, meta: "123456789012345"'
    return _build(tmp_path_factory.mktemp("managed"), ids, PROVIDERS_AT_ONCE)


@pytest.fixture(scope="session")
def built_asking(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portfolio that asks: Google's tag runs without cookies until then, the others wait."""
    return _build(tmp_path_factory.mktemp("asking"), 'meta: "123456789012345"', PROVIDERS_ASKING)


TREES = {
    "production": "built_portfolio",
    "local": "built_local",
    "managed": "built_managed",
    "asking": "built_asking",
}


@pytest.fixture
def dist(request: pytest.FixtureRequest, tmp_path: Path) -> Dist:
    """A copy to break."""
    mutation: Mutation = request.param
    source = request.getfixturevalue(TREES[mutation.environment])
    return Dist(shutil.copytree(source, tmp_path / "dist"))


@pytest.mark.parametrize(
    ("dist", "mutation"),
    [(mutation, mutation) for mutation in MUTATIONS],
    ids=[f"{mutation.code}: {mutation.description}" for mutation in MUTATIONS],
    indirect=["dist"],
)
def test_one_fault_gives_one_code_at_the_line_that_owns_it(
    dist: Dist, mutation: Mutation, record_property: Callable[[str, object], None]
) -> None:
    owner = mutation.change(dist)

    findings = check_directory(dist.root, providers=PROVIDERS).findings

    record_property(MUTATION, (mutation.code, {finding.code for finding in findings} == {mutation.code}))
    assert {finding.code for finding in findings} == {mutation.code}, [f"{f.code} {f.message}" for f in findings]
    assert owner in {(finding.location.file, finding.location.line) for finding in findings}


def test_good_sites_have_no_finding(
    request: pytest.FixtureRequest, record_property: Callable[[str, object], None]
) -> None:
    for name in TREES.values():
        report = check_directory(request.getfixturevalue(name), providers=PROVIDERS)
        for rule in CATALOGUE:
            record_property(FALSE_ALARM, (rule.CODE, sum(finding.code == rule.CODE for finding in report.findings)))
        assert [f"{f.code} {f.location} {f.message}" for f in report.findings] == []
        for site in report.sites:
            for share in (site.pages, site.elements, site.goals):
                assert share is None or share.done == share.expected
            assert site.unjudged == ()


def test_every_rule_is_shown_by_a_mutation() -> None:
    assert {mutation.code for mutation in MUTATIONS} == {rule.CODE for rule in CATALOGUE}
