"""A large site without a fault: nested folders, a text of its own on every page, a hundred links, a Google tag.

    .venv/bin/python benchmarks/large_site.py FOLDER [--pages 20000]

Sizes are those of a municipality's pages: 22.6 KB of HTML each.  The same number and seed give the same bytes.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

from corpus_model import MEASUREMENT_ID, TAG
from sample_text import PLACES, SENTENCES, TOPICS

PAGE_SIZE = 22_600
"""Bytes of HTML a page, to within a sentence."""
PICTURES = 200
SECTIONS = ("access", "price", "開館時間", "contact", "faq", "年間行事")
"""``id`` of each page's sections."""
PAGES_A_FOLDER = 20
MENU = 12
FREE_LINKS = 50
PART_LINKS = 24
"""Links to a part of another page; with the menu, the way up, the contents and the start page there are a hundred."""

_HEAD = """<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}｜花守町</title>
<meta name="description" content="{title}のご案内です。{words}">
<link rel="icon" href="{up}assets/icon.png">
<link rel="stylesheet" href="{up}assets/site.css">
{tag}
<script>
window.page = {{"number": {number}, "topic": "{topic}", "updated": "2026-{month:02}-{day:02}"}};
</script>
<script src="{up}assets/site.js" defer></script>
</head>
<body>
<a class="skip" href="#main">本文へ</a>
<header class="site-header"><nav aria-label="主な頁"><ul class="site-menu">
{menu}
</ul></nav></header>
<nav aria-label="現在の位置" class="crumbs">{crumbs}</nav>
<main id="main">
<h1>{title}</h1>
<nav aria-label="目次"><ul class="contents">
{contents}
</ul></nav>
"""
_FOOT = """</main>
<footer class="site-footer">
<p>花守町 観光課　電話 <a href="tel:+81-123-45-6789">0123-45-6789</a></p>
<p><a href="https://www.example.com/kita/" rel="noopener">県の案内</a></p>
</footer>
</body>
</html>
"""


def folder_of(number: int) -> str:
    """Where page ``number`` lies: three folders deep, twenty pages a folder."""
    theme = number // PAGES_A_FOLDER
    return f"area-{theme // 20:02}/theme-{theme % 20:02}/page-{number:05}/"


class LargeSite:
    """``count`` pages, written one by one: nothing of them is kept."""

    def __init__(self, count: int, seed: int = 1) -> None:
        self.count = count
        self.seed = seed
        self._tag = TAG.replace("{id}", MEASUREMENT_ID)

    def write(self, folder: Path) -> None:
        """Write the site."""
        for path, data in self.assets():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        for number in range(self.count):
            own = folder / folder_of(number)
            own.mkdir(parents=True, exist_ok=True)
            (own / "index.html").write_bytes(self.page(number))

    def assets(self) -> Iterator[tuple[str, bytes]]:
        """What the pages fetch, and the start page."""
        yield "index.html", self.start()
        yield "assets/site.css", b'main { max-width: 60rem; background: url("picture-000.png") }\n'
        yield "assets/site.js", b"document.documentElement.classList.add('js');\n"
        yield "assets/icon.png", b"\x89PNG\r\n\x1a\n"
        for number in range(PICTURES):
            yield f"assets/picture-{number:03}.png", b"\x89PNG\r\n\x1a\n" + bytes([number])

    def start(self) -> bytes:
        """The start page leads to the first page of every folder."""
        links = "\n".join(
            f'<li><a href="{folder_of(number)}">{folder_of(number)}</a></li>'
            for number in range(0, self.count, PAGES_A_FOLDER)
        )
        return (
            f'<!doctype html>\n<html lang="ja">\n<head>\n<meta charset="utf-8">\n<title>花守町</title>\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<meta name="description" content="花守町のご案内の入口です。">\n{self._tag}\n</head>\n<body>\n<h1>花守町</h1>\n'
            f"<ul>\n{links}\n</ul>\n</body>\n</html>\n"
        ).encode()

    def page(self, number: int) -> bytes:
        """The HTML of one page."""
        chance = random.Random(self.seed * 1_000_003 + number)
        slug, topic = TOPICS[chance.randrange(len(TOPICS))]
        place = PLACES[chance.randrange(len(PLACES))]
        up = "../../../"
        menu = (number * 7 % self.count, *(step * self.count // MENU for step in range(1, MENU)))
        head = _HEAD.format(
            title=f"{place}の{topic} {number}",
            words=_sentence(chance, place, topic),
            up=up,
            tag=self._tag,
            number=number,
            topic=slug,
            month=chance.randint(1, 12),
            day=chance.randint(1, 28),
            menu="\n".join(
                f'<li><a href="{up}{folder_of(each)}" class="menu-link">案内 {each}</a></li>' for each in menu
            ),
            crumbs=f'<a href="{up}">花守町</a> ＞ <a href="../{folder_of(number // PAGES_A_FOLDER * PAGES_A_FOLDER)[-11:]}">{place}</a>',
            contents="\n".join(f'<li><a href="#{section}">{section}</a></li>' for section in SECTIONS),
        )
        # The first page of a folder leads to all of them, so that no page is far from the start.
        siblings = (
            list(range(number + 1, min(number + PAGES_A_FOLDER, self.count))) if number % PAGES_A_FOLDER == 0 else []
        )
        parts = [head]
        for section in SECTIONS:
            parts.append(f'<section id="{section}" class="section">\n<h2>{section}：{topic}</h2>\n')
            parts += self._links(chance, up, siblings)
            parts.append("</section>\n")
        size = sum(len(part.encode()) for part in parts) + len(_FOOT.encode())
        while size < PAGE_SIZE:
            paragraph = f"<p>{_sentence(chance, place, topic)}{_sentence(chance, place, topic)}</p>\n"
            parts.append(paragraph)
            size += len(paragraph.encode())
        parts.append(_FOOT)
        return "".join(parts).encode()

    def _links(self, chance: random.Random, up: str, wanted: list[int]) -> Iterator[str]:
        """A section's share of the links, ``wanted`` first, and a picture."""
        picture = chance.randrange(PICTURES)
        yield (
            f'<p><img src="{up}assets/picture-{picture:03}.png" srcset="{up}assets/picture-{picture:03}.png 1x, '
            f'{up}assets/picture-{(picture + 1) % PICTURES:03}.png 2x" alt="{picture}番の畑" width="640" height="400"></p>\n'
        )
        yield '<ul class="links">\n'
        for _ in range(FREE_LINKS // len(SECTIONS)):
            other = wanted.pop() if wanted else chance.randrange(self.count)
            yield f'<li><a href="{up}{folder_of(other)}">{other}番の案内</a></li>\n'
        for _ in range(PART_LINKS // len(SECTIONS)):
            other = chance.randrange(self.count)
            section = SECTIONS[chance.randrange(len(SECTIONS))]
            yield f'<li><a href="{up}{folder_of(other)}#{section}">{other}番の{section}</a></li>\n'
        yield "</ul>\n"


def _sentence(chance: random.Random, place: str, topic: str) -> str:
    return SENTENCES[chance.randrange(len(SENTENCES))].format(
        place=place,
        topic=topic,
        people="ご家族",
        count=chance.randint(800, 9800),
        minutes=chance.randint(5, 40),
        places=chance.randint(8, 60),
    )


def main() -> None:
    """Write the site."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=20_000)
    given = parser.parse_args()
    LargeSite(given.pages).write(given.folder)


if __name__ == "__main__":
    main()
