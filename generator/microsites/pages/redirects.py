"""The page at an old address, for hosts that know no redirects of their own: it sends the visitor on at once.

It carries no measurement: the visit is counted where it arrives, once, with the campaign it came with.
"""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from microsites.content.model import Page
from microsites.pages.links import relative
from microsites.pages.policy import CHARSET

_SCRIPT: Final = (
    "var s=document.currentScript;window.stop();"
    "location.replace(new URL(s.dataset.to,location.href).href+location.search+location.hash)"
)
"""Keeps campaign and fragment, which a refresh drops.  ``stop()`` ends the reading of the page before its refresh, which
would overtake; the same text for every address, so that one hash allows it."""

_PAGE: Final = Markup(
    """<!doctype html>
<html lang="{language}">
<head>
{charset}
<title>{title}（移転先へ進みます）</title>
<meta name="robots" content="noindex">
{canonical}<script data-to="{target}">{script}</script>
<meta http-equiv="refresh" content="0; url={target}">
<meta name="viewport" content="width=device-width, initial-scale=1">
</head>
<body>
<main>
<h1>ページの場所が変わりました</h1>
<p>新しいページ：<a href="{target}">{title}</a></p>
</main>
</body>
</html>
"""
)


def redirect_page(page: Page, alias: str, url: str | None, language: str) -> str:
    """The page at ``alias`` that leads to ``page``; ``url`` is the site's address, if it has one."""
    canonical = Markup('<link rel="canonical" href="{}">\n').format(url + page.address) if url else ""
    return str(
        _PAGE.format(
            language=language,
            charset=Markup(CHARSET),  # noqa: S704 - a constant
            title=page.title,
            canonical=canonical,
            target=relative(page.address, alias),
            script=Markup(_SCRIPT),  # noqa: S704 - a constant
        )
    )
