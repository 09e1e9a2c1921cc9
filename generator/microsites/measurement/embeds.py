"""What pages fetch from elsewhere when a visitor asks for it: no tag and no identifier, and nothing before the press."""

from __future__ import annotations

from dataclasses import dataclass

from microsites.content.model import Site
from microsites.sections.map import Map


@dataclass(frozen=True, slots=True)
class Embed:
    """Something on somebody else's server, and what visitors are told of it."""

    name: str
    source: str
    """Where it comes from, as a Content-Security-Policy writes it."""
    service: str
    recipient: str
    about: str
    """The recipient's own page about it."""
    sent: tuple[str, ...]
    purpose: str
    recipient_purpose: str


GSI_TILES = Embed(
    name="gsi",
    source="https://cyberjapandata.gsi.go.jp",
    service="地理院タイル",
    recipient="国土地理院",
    about="https://maps.gsi.go.jp/development/ichiran.html",
    sent=(
        "IPアドレス、ブラウザーと端末の種類、表示した日時",
        "表示した地図の範囲",
        "このサイトのアドレス",
    ),
    purpose="場所を、縮尺の整った地図で確かめていただくため",
    recipient_purpose="地図の画像を配信するため",
)
"""Maps of 国土地理院, as pictures of 256 pixels.  What a request for a picture carries: RFC 9110, and the Referrer
Policy that browsers use by default (the origin alone, to another host)."""


def embeds_of(site: Site) -> tuple[Embed, ...]:
    """What the pages of ``site`` offer to fetch."""
    sections = (section for page in site.pages for section in page.sections)
    tiled = any(isinstance(section, Map) and section.tiles == "gsi" for section in sections)
    return (GSI_TILES,) if tiled else ()
