"""What a corpus of planted faults is made of: faults, look-alikes, and the page that carries one of them.

Everything is about one invented town.  A page is faultless but for what is planted in it, so that a report about it
can mean nothing else.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from sample_text import SENTENCES

Group = Literal["link", "fragment", "file", "format", "graph", "page", "tag"]
"""What a fault is about: another page, a part of a page, a file that a page fetches, an address in something that is
no HTML, how pages hang together, the page itself, its measurement."""

LINK_GROUPS: tuple[Group, ...] = ("link", "fragment", "file", "format")
"""What every link checker is for; the other groups are not their job."""

MEASUREMENT_ID = "G-TOWN123456"
OTHER_ID = "G-PASTED9876"

TAG = """<script async src="https://www.googletagmanager.com/gtag/js?id={id}"></script>
<script>
window.dataLayer = window.dataLayer || [];
function gtag(){dataLayer.push(arguments);}
gtag('js', new Date());
gtag('config', '{id}');
</script>"""
"""Google's own snippet (support.google.com/analytics/answer/9304153)."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong in the corpus, once."""

    kind: str
    group: Group
    page: str
    """The file that a person would open first."""
    line: int | None
    """Where the planted text begins in ``page``, from 1; None for what is not there."""
    names: tuple[str, ...]
    """A report must contain one of these, percent-decoded; empty where any report about the place means this fault."""
    places: tuple[str, ...]
    """The files that a report may stand at."""


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Something that looks wrong, and is right: no report may stand there."""

    kind: str
    page: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plant:
    """How a fault or a look-alike gets into its page.

    In all texts ``{up}`` is the way to the site's root, ``{url}`` the site's address (``{//url}`` without its scheme,
    ``{URL}`` in capitals, ``{url-in-clear}`` by http), ``{here}`` the page's, ``{nai}`` a name that nothing in the site has (無い).
    """

    kind: str
    group: Group = "link"
    body: str = ""
    head: str = ""
    changes: Mapping[str, str] = field(default_factory=dict)
    """Parts of :class:`Sheet` that are otherwise than usual."""
    files: Mapping[str, str | bytes] = field(default_factory=dict)
    """What lies beside the page, by relative path."""
    pages: Mapping[str, str] = field(default_factory=dict)
    """Faultless pages beside it: path and title."""
    forwards: Mapping[str, str] = field(default_factory=dict)
    """Stubs beside it that send the visitor on: path and address."""
    outside: tuple[str, ...] = ()
    """Symbolic links beside it to a file that lies outside the site."""
    names: tuple[str, ...] = ("{nai}",)
    places: tuple[str, ...] = ()
    """Other files that a report may stand at, relative to the page's folder."""
    listed: bool = True
    """Whether the start page leads to it."""
    indexed: bool = True
    """Whether it stands in the sitemap."""
    encoding: str = "utf-8"

    def filled(self, text: str, folder: str, url: str) -> str:
        """``text`` with its placeholders filled in."""
        up = "../" * folder.count("/")
        values = {
            "up": up,
            "url": url,
            "//url": url[url.index("//") :],
            "URL": url.upper(),
            "url-in-clear": url.replace("https:", "http:"),
            "here": url + folder,
            "nai": f"nai-{self.kind}",
        }
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", value)
        return text


@dataclass(frozen=True, slots=True)
class Sheet:
    """The parts of a page, each as markup."""

    title: str
    description: str
    canonical: str
    heading: str
    body: str
    home: str
    charset: str = '<meta charset="utf-8">'
    language: str = ' lang="ja"'
    viewport: str = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    tag: str = TAG.replace("{id}", MEASUREMENT_ID)
    head: str = ""
    before: str = ""
    after: str = ""

    def markup(self) -> str:
        """The whole page."""
        head = (self.charset, self.viewport, self.title, self.description, self.canonical, self.tag, self.head)
        lines = [
            "<!doctype html>",
            f"<html{self.language}>",
            "<head>",
            *filter(None, head),
            "</head>",
            "<body>",
            f'<header><p><a href="{self.home}">花守町の入口</a></p></header>',
            "<main>",
            *filter(None, (self.heading, self.before, self.body, self.after)),
            "</main>",
            "</body>",
            "</html>",
        ]
        return "\n".join(lines) + "\n"


def sheet(folder: str, url: str, words: str, body: str, seed: str) -> Sheet:
    """A faultless page at ``folder`` (``faults/missing-page/``), with paragraphs that ``seed`` chooses."""
    chance = random.Random(seed)
    return Sheet(
        title=f"<title>{words}｜花守町の点検例</title>",
        description=f'<meta name="description" content="{words}の例です。花守町が点検の練習に使うページです。">',
        canonical=f'<link rel="canonical" href="{url}{folder}">',
        heading=f"<h1>{words}</h1>",
        body=body,
        home="../" * folder.count("/") or "./",
        before=_paragraphs(chance),
        after=_paragraphs(chance),
    )


def _paragraphs(chance: random.Random) -> str:
    chosen = chance.sample(SENTENCES, chance.randint(1, 4))
    return "\n".join(f"<p>{_sentence(text, chance)}</p>" for text in chosen)


def _sentence(text: str, chance: random.Random) -> str:
    return text.format(
        place="日向台",
        topic="朝市めぐり",
        people="ご家族",
        count=chance.randint(800, 9800),
        minutes=chance.randint(5, 40),
        places=chance.randint(8, 60),
    )
