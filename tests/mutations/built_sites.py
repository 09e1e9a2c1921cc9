"""Built sites that a mutation may break, and what a mutation is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from microsites.check.external.wire import Answer

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')

Owner = tuple[str, int]
"""File and line that the finding must lead to."""


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


@dataclass(frozen=True)
class Mutation:
    """One way to break good sites."""

    code: str
    description: str
    change: Callable[[Dist], Owner]
    environment: str = "production"
    """Which good sites are broken, see the fixtures of ``test_mutations.py``."""
    answers: Mapping[str, Answer] | None = None
    """What the world outside answers to a check that asks it; every other page is well."""
    along: frozenset[str] = frozenset()
    """What comes along and is right, too: a page that no link leads to any more is an orphan."""


def place(thing: dict[str, Any]) -> Owner:
    """The line that owns a thing of the manifest."""
    return thing["place"]["file"], thing["place"]["line"]


def place_of_id(manifest: dict[str, Any], provider: str = "ga4") -> Owner:
    """The line on which a site's first ID of ``provider`` is written."""
    (expected,) = (each for each in manifest["providers"] if each["provider"] == provider)
    written = expected["places"][expected["ids"][0]]
    return written["file"], written["line"]


def section_around(dist: Dist, site: str, path: str, position: int) -> Owner:
    """The section in which a position of a page lies, by the last section that begins before it."""
    text, page = dist.text(site, path), dist.page(site, path)
    starts = [(text.find(f'id="{section["id"]}"'), section) for section in page["sections"]]
    inside = [(start, section) for start, section in starts if 0 <= start <= position]
    return place(max(inside, key=lambda item: item[0])[1]) if inside else place(page)


def edit_link(dist: Dist, wanted: Callable[[str], bool], target: str, site: str = "strawberry") -> Owner:
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


def in_tag(pattern: str, replacement: str, path: str = "index.html") -> Callable[[Dist], Owner]:
    """A mutation of the tags of a page of the last site, which the site's file owns."""

    def change(dist: Dist) -> Owner:
        site = list(dist.manifests)[-1]
        dist.write(site, path, re.sub(pattern, replacement, dist.text(site, path), count=1))
        return place(dist.manifests[site])

    return change


def in_tag_of(provider: str, pattern: str, replacement: str) -> Callable[[Dist], Owner]:
    """The same where the line with the ID of ``provider`` owns it."""
    change = in_tag(pattern, replacement)

    def changed(dist: Dist) -> Owner:
        change(dist)
        return place_of_id(list(dist.manifests.values())[-1], provider)

    return changed


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
