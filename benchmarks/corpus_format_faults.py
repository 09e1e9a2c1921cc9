"""Planted faults in what is no HTML page, and in how pages hang together."""

from __future__ import annotations

import json

from corpus_model import Plant

_FEED = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>{here}</id>
<title>花守町のお知らせ</title>
<updated>2026-11-01T09:00:00+09:00</updated>
<author><name>花守町</name></author>
<link rel="self" href="{here}feed.xml"/>
<entry>
<id>{here}1</id>
<title>朝市の日程</title>
<updated>2026-11-01T09:00:00+09:00</updated>
<link href="{url}{nai}/"/>
</entry>
</feed>
"""

_RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel>
<title>花守町のお知らせ</title>
<link>{url}</link>
<description>花守町の新しいお知らせ</description>
<item><title>朝市の日程</title><link>{url}{nai}/</link></item>
</channel></rss>
"""

_CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Hanamori//Town//JA\r\nBEGIN:VEVENT\r\nUID:asaichi@town.example\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:20261206T000000Z\r\nSUMMARY:朝市\r\nURL:{url}{nai}/\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"

_MANIFEST = json.dumps(
    {"name": "花守町", "start_url": "./", "icons": [{"src": "{nai}.png", "sizes": "192x192", "type": "image/png"}]},
    ensure_ascii=False,
    indent=1,
)

_SHORTCUTS = json.dumps(
    {
        "name": "花守町",
        "start_url": "./",
        "icons": [{"src": "{up}files/photo.png", "sizes": "8x8", "type": "image/png"}],
        "shortcuts": [{"name": "会場", "url": "{nai}/"}],
    },
    ensure_ascii=False,
    indent=1,
)

_DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8" role="img"><title>町の地図</title>'
    '<image href="{nai}.png" width="8" height="8"/></svg>\n'
)


def _data(values: dict[str, object]) -> str:
    text = json.dumps({"@context": "https://schema.org", **values}, ensure_ascii=False)
    return f'<script type="application/ld+json">{text}</script>'


FORMATS = (
    Plant(
        "feed-entry",
        "format",
        head='<link rel="alternate" type="application/atom+xml" href="feed.xml" title="お知らせ">',
        files={"feed.xml": _FEED},
        places=("feed.xml",),
    ),
    Plant(
        "rss-item",
        "format",
        head='<link rel="alternate" type="application/rss+xml" href="rss.xml" title="お知らせ">',
        files={"rss.xml": _RSS},
        places=("rss.xml",),
    ),
    Plant(
        "calendar-address",
        "format",
        body='<p><a href="calendar.ics">暦に入れる</a></p>',
        files={"calendar.ics": _CALENDAR},
        places=("calendar.ics",),
    ),
    Plant(
        "icon-in-manifest",
        "format",
        head='<link rel="manifest" href="site.webmanifest">',
        files={"site.webmanifest": _MANIFEST},
        places=("site.webmanifest",),
    ),
    Plant(
        "shortcut-in-manifest",
        "format",
        head='<link rel="manifest" href="site.webmanifest">',
        files={"site.webmanifest": _SHORTCUTS},
        places=("site.webmanifest",),
    ),
    Plant(
        "picture-in-drawing-file",
        "format",
        body='<p><img src="map.svg" alt="町の地図" width="8" height="8"></p>',
        files={"map.svg": _DRAWING},
        places=("map.svg",),
    ),
    Plant(
        "structured-data-address",
        "format",
        head=_data({"@type": "Place", "name": "朝市の広場", "url": "{url}{nai}/"}),
    ),
    Plant(
        "structured-data-picture",
        "format",
        head=_data({"@type": "Place", "name": "花守町役場", "image": "{url}{nai}.png"}),
    ),
)

SITEMAP_ENTRY = Plant("sitemap-entry", "format", places=("/sitemap.xml",))
SITEMAP_OF_ROBOTS = Plant("sitemap-of-robots", "format", places=("/robots.txt",))
REDIRECTION_TARGET = Plant("redirection-target", "format", places=("/_redirects",))
"""These three have no page of their own: their files are the whole site's."""

WITHOUT_PAGE = (SITEMAP_ENTRY, SITEMAP_OF_ROBOTS, REDIRECTION_TARGET)

GRAPH = (
    Plant("orphan", "graph", names=(), listed=False),
    Plant("four-clicks-away", "graph", names=(), listed=False),
)
DEEP = 3
"""Pages between the start page and the one that is four clicks away."""
