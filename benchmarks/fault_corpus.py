"""A site of planted faults and of what only looks like one, each on a page of its own, with the truth about them.

    .venv/bin/python benchmarks/fault_corpus.py FOLDER      writes FOLDER/site, FOLDER/outside.txt and FOLDER/truth.json

The site carries no manifest of ours, so that every tool judges the same HTML.  The same seed gives the same bytes.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus_format_faults import (
    DEEP,
    FORMATS,
    GRAPH,
    REDIRECTION_TARGET,
    SITEMAP_ENTRY,
    SITEMAP_OF_ROBOTS,
    WITHOUT_PAGE,
)
from corpus_link_faults import FILES, FRAGMENTS, LINKS
from corpus_look_alikes import ADDRESSES, PAGES
from corpus_model import Fault, LookAlike, Plant, Sheet, sheet
from corpus_page_faults import BODIES, HEADS, TAGS

URL = "https://www.town.example/"
"""Where the site lies (RFC 6761: nobody can own this host); for tools that want a server, the server's address."""

FAULTS: tuple[Plant, ...] = (*LINKS, *FRAGMENTS, *FILES, *FORMATS, *WITHOUT_PAGE, *GRAPH, *HEADS, *BODIES, *TAGS)
LOOK_ALIKES: tuple[Plant, ...] = (*ADDRESSES, *PAGES)

_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000080000000808000000003164c6d10000000e49444154789c63f8ff1f0531500700f0d03fc1"
    "b4a3a3b60000000049454e44ae426082"
)
_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"
_COMMON: Mapping[str, bytes] = {
    **dict.fromkeys(("files/photo.png", "files/photo-2.png", "files/a,b.png"), _PNG),
    **dict.fromkeys(("files/guide.pdf", "files/ガイド.pdf", "files/model course.pdf", "files/a&b.pdf"), _PDF),
    "files/map.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><title>\xe5\x9c\xb0\xe5\x9b\xb3</title><g id="pin"/></svg>\n',
    "files/movie.mp4": b"\0\0\0\x18ftypisom",
    "files/song.mp3": b"ID3\x04\0\0\0\0\0\0",
    "files/captions.vtt": b"WEBVTT\n",
    ".well-known/security.txt": b"Contact: mailto:kanko@town.example\nExpires: 2027-12-31T00:00:00Z\n",
}
_ANNAI = """<section id="access"><h2>交通</h2><p>駅から12分です。</p></section>
<section id="開館時間"><h2>開館時間</h2><p>9時から17時まで。</p></section>
<section><h2>料金</h2><p><a name="mukashi"></a>大人500円。</p></section>"""
_FORWARD = """<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<title>{title}は移りました</title>
<meta http-equiv="refresh" content="0; url={target}">
</head>
<body><p><a href="{target}">新しい頁へ</a></p></body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Corpus:
    """The site and the truth about it."""

    files: Mapping[str, bytes]
    outside: tuple[str, ...]
    """Symbolic links to a file that lies beside the site."""
    faults: tuple[Fault, ...]
    look_alikes: tuple[LookAlike, ...]

    def write(self, folder: Path) -> Path:
        """Write the site to ``folder/site`` and give that path; ``folder`` gets the truth, too."""
        site = folder / "site"
        for path, data in self.files.items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_bytes(data)
        (folder / "outside.txt").write_text("内部の控え\n", "utf-8")
        for path in self.outside:
            (site / path).symlink_to(folder.resolve() / "outside.txt")
        truth = {
            "faults": [dataclasses.asdict(fault) for fault in self.faults],
            "look_alikes": [dataclasses.asdict(each) for each in self.look_alikes],
        }
        (folder / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", "utf-8")
        return site


def fault_corpus(url: str = URL, seed: int = 1) -> Corpus:
    """The corpus as it lies at ``url``; ``seed`` chooses the innocent text around each plant."""
    planted = [*(("faults", plant) for plant in FAULTS), *(("look-alikes", plant) for plant in LOOK_ALIKES)]
    beds = {plant.kind: _Bed(f"{room}/{plant.kind}/", url, seed, plant) for room, plant in planted}
    files = dict(_COMMON)
    listed, indexed = ["annai/", "施設/図書館/"], ["", "annai/", "施設/図書館/"]
    outside: list[str] = []
    for _, plant in planted:
        if plant in WITHOUT_PAGE:
            continue
        bed = beds[plant.kind]
        files.update(bed.files())
        outside += (bed.folder + path for path in plant.outside)
        # Whatever else lies there is found through its page; faultless pages beside it are indexed with it.
        indexed += (bed.folder + path for path in ("", *plant.pages) if plant.indexed)
        listed += (bed.folder + path for path in ("", *plant.pages) if plant.listed)
    way = [f"michi/{number}/" for number in range(1, DEEP + 1)]
    for page, following in zip(way, [*way[1:], "faults/four-clicks-away/"], strict=True):
        body = f'<p><a href="../../{following}">次の頁へ</a></p>'
        files[page + "index.html"] = _page(page, url, seed, f"道のり {page[6:-1]}", body)
    listed.append(way[0])
    indexed += way
    files["annai/index.html"] = _page("annai/", url, seed, "会場の案内", _ANNAI)
    files["施設/図書館/index.html"] = _page("施設/図書館/", url, seed, "町の図書館", "")
    links = "\n".join(f'<li><a href="{path}">{path}</a></li>' for path in listed)
    files["index.html"] = _page("", url, seed, "花守町の入口", f"<ul>\n{links}\n</ul>")
    missing = sheet("", url, "お探しの頁はありません", "", f"{seed}/404")
    robots = '<meta name="robots" content="noindex">'
    files["404.html"] = dataclasses.replace(missing, home="/", head=robots, canonical="").markup().encode()
    files["sitemap.xml"] = _sitemap(url, [*indexed, _absent(SITEMAP_ENTRY)])
    files["robots.txt"] = (
        f"User-agent: *\nAllow: /\nSitemap: {url}sitemap.xml\nSitemap: {url}{_absent(SITEMAP_OF_ROBOTS)}\n"
    ).encode()
    files["_redirects"] = f"/kaijo/ /annai/ 301\n/mukashi/ /{_absent(REDIRECTION_TARGET)} 301\n".encode()
    return Corpus(
        files=dict(sorted(files.items())),
        outside=tuple(outside),
        faults=tuple(beds[plant.kind].fault(files) for plant in FAULTS),
        look_alikes=tuple(beds[plant.kind].look_alike() for plant in LOOK_ALIKES),
    )


@dataclass(frozen=True, slots=True)
class _Bed:
    """The folder in which a plant stands."""

    folder: str
    url: str
    seed: int
    plant: Plant

    def fill(self, text: str) -> str:
        return self.plant.filled(text, self.folder, self.url)

    def sheet(self) -> Sheet:
        plant = self.plant
        page = sheet(self.folder, self.url, f"{plant.kind} の頁", self.fill(plant.body), f"{self.seed}/{plant.kind}")
        changes = {name: self.fill(value) for name, value in plant.changes.items()}
        return dataclasses.replace(page, **{"head": self.fill(plant.head), **changes})

    def files(self) -> Iterator[tuple[str, bytes]]:
        plant = self.plant
        yield self.folder + "index.html", self.sheet().markup().encode(plant.encoding)
        for path, content in plant.files.items():
            yield self.folder + path, content if isinstance(content, bytes) else self.fill(content).encode()
        for path, title in plant.pages.items():
            page = sheet(self.folder, self.url, title, "", f"{self.seed}/{plant.kind}/{path}")
            canonical = f'<link rel="canonical" href="{self.url}{self.folder}{path}">'
            yield self.folder + path, dataclasses.replace(page, canonical=canonical).markup().encode()
        for path, target in plant.forwards.items():
            text = _FORWARD.format(title=f"{plant.kind} {path}", target=self.fill(target))
            yield self.folder + path, text.encode()

    def places(self) -> tuple[str, ...]:
        own = (self.folder + "index.html",) if self.plant not in WITHOUT_PAGE else ()
        beside = (*self.plant.places, *self.plant.forwards, *self.plant.pages)
        others = (path[1:] if path.startswith("/") else self.folder + path for path in beside)
        return tuple(dict.fromkeys((*own, *others)))

    def line(self, data: bytes) -> int | None:
        changed = [self.fill(value) for value in self.plant.changes.values() if value]
        for markup in (self.fill(self.plant.body), self.fill(self.plant.head), *changed):
            start = data.find(markup.encode(self.plant.encoding)) if markup else -1
            if start >= 0:
                return data.count(b"\n", 0, start) + 1
        name = f"nai-{self.plant.kind}".encode()
        return data[: data.index(name)].count(b"\n") + 1 if name in data else None

    def fault(self, files: Mapping[str, bytes]) -> Fault:
        places = self.places()
        names = tuple(self.fill(name) for name in self.plant.names)
        return Fault(self.plant.kind, self.plant.group, places[0], self.line(files[places[0]]), names, places)

    def look_alike(self) -> LookAlike:
        beside = (self.folder + path for path in self.plant.files)
        places = self.places()
        return LookAlike(self.plant.kind, places[0], (*places, *beside))


def _absent(plant: Plant) -> str:
    return f"nai-{plant.kind}/"


def _page(folder: str, url: str, seed: int, words: str, body: str) -> bytes:
    return sheet(folder, url, words, body, f"{seed}/{folder}").markup().encode()


def _sitemap(url: str, paths: list[str]) -> bytes:
    entries = "\n".join(f"<url><loc>{url}{path}</loc></url>" for path in paths)
    head = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return f"{head}\n{entries}\n</urlset>\n".encode()


def main() -> None:
    """Write the corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="an empty or new folder")
    parser.add_argument("--url", default=URL, help=f"where the site will lie [{URL}]")
    parser.add_argument("--seed", type=int, default=1, help="chooses the innocent text [1]")
    given = parser.parse_args()
    if given.folder.exists() and any(given.folder.iterdir()):
        parser.error(f"{given.folder} is not empty")
    corpus = fault_corpus(given.url, given.seed)
    corpus.write(given.folder)
    print(f"{len(corpus.faults)} faults, {len(corpus.look_alikes)} look-alikes, {len(corpus.files)} files")


if __name__ == "__main__":
    main()
