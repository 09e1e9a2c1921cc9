"""A picture's text alternative says nothing.

What it does
    Looks for text alternatives that are a file's name (``IMG_0123.jpg``), that only say that there is a picture (画像,
    写真, ``image``), that stand on four different pictures of a page, or that repeat the text of the link around them.
Why it matters
    It is read aloud and tells nothing, or everything twice.  People who cannot see the picture would rather have
    heard nothing (WCAG 2.2 and JIS X 8341-3:2016, 1.1.1).
How to fix
    Say what the picture says to someone who cannot see it; write ``alt=""`` if it only decorates, or if the text
    beside it already says it.
An example
    ``<img src="IMG_0123.jpg" alt="IMG_0123.jpg">``, ``<a href="farm/"><img src="farm.jpg" alt="青木農園">青木農園</a>``
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from microsites.check.accessible import is_hidden
from microsites.check.findings import Observation, Severity, Spot
from microsites.check.pages import PageUnderCheck
from microsites.check.parser import Node
from microsites.i18n.message import _

CODE = "A11Y005"
NAME = "useless-alt"
SEVERITY: Severity = "warning"
MESSAGE = 'the text alternative "{alt}" {what}'
HINT = 'say in alt what the picture shows; alt="" if it only decorates'

MANY = 4
"""Different pictures with one text.  Two or three are one picture for several widths of the screen."""

LONGEST = 60
"""A text above this says something, if only a file's long name."""

_FILE_NAME = re.compile(r"[^\s、。]+\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?|heic|ico)", re.IGNORECASE)
_CAMERA = re.compile(r"(?:img|dsc[nf]?|dscf|pxl|p10|screenshot|スクリーンショット)[ _-]?[\d _-]{3,}", re.IGNORECASE)
_WORD = re.compile(
    r"(?:画像|写真|イメージ|イメージ画像|イメージ写真|写真画像|サムネイル|アイキャッチ画像|スペーサー"
    r"|image|images|img|photo|picture|pict|pic|thumbnail|spacer|untitled|no ?image|alt)[ _-]?\d*",
    re.IGNORECASE,
)
_NAME = _("is a file's name")
_REPEATS = _('write alt="": the link already says it')


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield pictures whose ``alt`` helps nobody."""
    sources: dict[str, set[str]] = {}
    texts: dict[Node, str] = {}
    for number, picture in enumerate(page.root.find_all("img")):
        alt = " ".join((picture.attr("alt") or "").split())
        if not alt:
            continue
        src = picture.attr("src") or ""
        others = sources.setdefault(alt, set())
        new = src not in others
        others.add(src)
        what, hint = _fault(picture, alt, src, texts)
        if not what and new and len(others) == MANY:
            what = _("stands on {count} different pictures", count=MANY)
        if what and not is_hidden(picture):
            data = {"alt": alt[:60], "what": what}
            yield Observation(alt, page.path, data, Spot("img", number=number), hint=hint)


def _fault(picture: Node, alt: str, src: str, texts: dict[Node, str]) -> tuple[str, str]:
    if len(alt) <= LONGEST and (what := _by_itself(alt)):
        return what, ""
    if "_" in alt and alt == src.rpartition("/")[2].partition(".")[0]:
        return _NAME, ""
    link = picture.closest("a")
    if link is None:
        return "", ""
    if link not in texts:
        texts[link] = " ".join(link.text.split())
    if texts[link] == alt:
        return _("repeats the link's text"), _REPEATS
    return "", ""


@lru_cache(maxsize=4096)
def _by_itself(alt: str) -> str:
    plain = unicodedata.normalize("NFKC", alt)
    if _FILE_NAME.fullmatch(plain) or _CAMERA.fullmatch(plain):
        return _NAME
    return _("only says that there is a picture") if _WORD.fullmatch(plain) else ""
