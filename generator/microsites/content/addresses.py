"""What may be an old address of a page that moved."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, StringConstraints

from microsites.content.refusal import refused
from microsites.i18n.message import _

_SEGMENT = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*")
_FILE = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,10}$")
_TAKEN = ("404.html", "assets", "media", "index.html")
"""What a site has at its root beside pages: an old address may not take its place."""


def _address(value: str) -> str:
    """``access/``: below the site, a folder with its slash, a file (``access.html``) without."""
    text = value.strip().removeprefix("/")
    if text.endswith("/index.html"):
        text = text.removesuffix("index.html")
    segments = text.removesuffix("/").split("/")
    if "://" in value or value.startswith("//"):
        raise refused(_("is a whole address; write only what follows the site's own: access/old"))
    if wrong := [segment for segment in segments if not _SEGMENT.fullmatch(segment)]:
        raise refused(
            _(
                "'{part}' cannot be part of an old address; letters a-z and A-Z, digits, '.', '-', '_' and '~' can",
                part=wrong[0],
            )
        )
    if segments[0].lower() in _TAKEN:
        raise refused(_("'{part}' belongs to the site itself", part=segments[0]))
    folders = segments[:-1] if segments[-1].lower().endswith((".html", ".htm")) else segments
    if any(_FILE.search(folder) for folder in folders):
        raise refused(_("is a file that is no page; only pages (access/, access.html) can lead to their new address"))
    return "/".join(segments) + ("/" if folders is segments else "")


def _text(value: Any) -> Any:
    return getattr(value, "text", value)


Alias = Annotated[
    str,
    BeforeValidator(_text),
    StringConstraints(min_length=1, max_length=300),
    AfterValidator(_address),
]
"""An earlier address of the page, below the site: ``access-2025/``, ``news/opening.html``."""

MAX_ALIASES = 50
