"""Planted faults in links, in parts of pages and in files that pages fetch.

Some of them a browser repairs or shrugs off (backslashes, a raw space, ``../`` above the root, an empty ``href``): they
are faults of the person who wrote them, and work until the site moves or another program reads it.
"""

from __future__ import annotations

from corpus_model import Plant

_PICTURE = '<img src="{up}files/photo.png" alt="町役場の庁舎" width="8" height="8">'
_ALT = 'alt="町役場の庁舎" width="8" height="8"'
_TRACK = '<track kind="captions" srclang="ja" label="字幕" src="{up}files/captions.vtt">'


def _links(*pairs: tuple[str, str]) -> tuple[Plant, ...]:
    return tuple(Plant(kind, body=f"<p>{markup}</p>") for kind, markup in pairs)


def _bodies(*pairs: tuple[str, str]) -> tuple[Plant, ...]:
    return tuple(Plant(kind, "file", body=markup) for kind, markup in pairs)


def _heads(*pairs: tuple[str, str]) -> tuple[Plant, ...]:
    return tuple(Plant(kind, "file", head=markup) for kind, markup in pairs)


LINKS = (
    *_links(
        ("missing-page", '<a href="{nai}.html">会場の案内</a>'),
        ("missing-page-absolute-path", '<a href="/{nai}/">会場の案内</a>'),
        ("missing-page-own-address", '<a href="{url}{nai}/">会場の案内</a>'),
        ("missing-page-protocol-relative", '<a href="{//url}{nai}/">会場の案内</a>'),
        ("missing-folder", '<a href="{nai}/">会場の案内</a>'),
        ("missing-page-with-query", '<a href="{nai}.html?year=2026">会場の案内</a>'),
        ("missing-download", '<a href="{up}files/{nai}.pdf" download>申込書（PDF）</a>'),
        ("uppercase-tag-missing-page", "<A HREF={nai}.html>会場の案内</A>"),
        ("area", (f'<img src="{{up}}files/photo.png" {_ALT} usemap="#plan">'
         '<map name="plan"><area shape="rect" coords="0,0,4,4" href="{nai}.html" alt="会場"></map>')),
        ("svg-link", ('<svg width="80" height="20" role="img" aria-label="地図">'
         '<a href="{nai}.html"><text y="15">会場</text></a></svg>')),
        ("form-action", ('<form action="{nai}.html"><p><label>語句 <input name="q"></label>'
         "<button>探す</button></p></form>")),
        ("form-action-of-button", ('<form action="{up}annai/"><p><label>語句 <input name="q"></label>'
         '<button formaction="{nai}.html">探す</button></p></form>')),
        ("quotation-source", '<q cite="{nai}.html">町の三割は森です</q>'),
        ("link-in-noscript", '<noscript><a href="{nai}.html">文字だけの案内</a></noscript>'),
    ),
    Plant("blockquote-source", body='<blockquote cite="{nai}.html"><p>町の三割は森です。</p></blockquote>'),
    Plant("folder-without-index", body='<p><a href="{up}files/">様式の一覧</a></p>', names=("files",)),
    Plant("wrong-case", body='<p><a href="{up}Annai/">会場の案内</a></p>', names=("Annai",)),
    Plant("wrong-case-of-file", body='<p><a href="{up}files/Guide.pdf">手引き（PDF）</a></p>', names=("Guide.pdf",)),
    Plant("japanese-path", body='<p><a href="{up}施設/図書館なし/">図書館</a></p>', names=("図書館なし",)),
    Plant(
        "japanese-path-encoded",
        body='<p><a href="{up}%E6%96%BD%E8%A8%AD/%E6%B8%A9%E6%B3%89%E3%81%AA%E3%81%97/">温泉</a></p>',
        names=("温泉なし",),
    ),
    Plant(
        "decomposed-link",
        body='<p><a href="{up}files/カ\u3099イト\u3099.pdf">手引き（PDF）</a></p>',
        names=("カ\u3099イト\u3099.pdf", "ガイド.pdf"),
    ),
    Plant("backslashes", body='<p><a href="..\\..\\files\\guide.pdf">手引き（PDF）</a></p>', names=("guide.pdf",)),
    Plant(
        "raw-space",
        body='<p><a href="{up}files/model course.pdf">モデルコース（PDF）</a></p>',
        names=("model course.pdf",),
    ),
    Plant("above-the-root", body='<p><a href="{up}../../files/guide.pdf">手引き（PDF）</a></p>', names=("guide.pdf",)),
    Plant("empty-href", body='<p><a href="">会場の案内</a></p>', names=()),
    Plant("mail-malformed", body='<p><a href="mailto:kanko@@town.example">観光課</a></p>', names=("kanko",)),
    Plant("telephone-malformed", body='<p><a href="tel:０１２３-４５-６７８９">観光課</a></p>', names=("０１２３", "tel")),
    Plant("scheme-misspelt", body='<p><a href="htps://www.example.com/">県の案内</a></p>', names=("htps",)),
    Plant("scheme-doubled", body='<p><a href="http://https://www.example.com/">県の案内</a></p>', names=("http",)),
    Plant("drive-letter", body='<p><a href="file:///C:/Users/kanko/guide.pdf">手引き</a></p>', names=("guide.pdf",)),
    Plant(
        "wrong-base",
        head='<base href="{up}annai/">',
        body='<p><a href="beside.html">となりの頁</a></p>',
        pages={"beside.html": "となりの頁"},
        names=("beside.html",),
        # With its base, the way to the start page is another one too.
        changes={"home": "../"},
    ),
    Plant(
        "forwarding-to-missing-page",
        head='<meta http-equiv="refresh" content="0; url={nai}.html">',
    ),
    Plant(
        "forwarding-twice",
        body='<p><a href="first.html">移転した頁</a></p>',
        forwards={"first.html": "second.html", "second.html": "{up}annai/"},
        names=("first.html", "second.html"),
        places=("first.html", "second.html"),
    ),
    Plant(
        "forwarding-in-a-circle",
        body='<p><a href="first.html">移転した頁</a></p>',
        forwards={"first.html": "second.html", "second.html": "first.html"},
        names=("first.html", "second.html"),
        places=("first.html", "second.html"),
    ),
    Plant("canonical-missing", changes={"canonical": '<link rel="canonical" href="{url}{nai}/">'}),
    Plant("translation-missing", head='<link rel="alternate" hreflang="en" href="{url}en/{nai}/">'),
    Plant("next-page-missing", head='<link rel="next" href="{nai}.html">'),
    Plant("frame", body='<iframe src="{nai}.html" title="混雑の様子" width="300" height="200"></iframe>'),
    Plant(
        "link-in-inline-frame",
        body='<iframe srcdoc="&lt;a href=&quot;{nai}.html&quot;&gt;案内&lt;/a&gt;" title="案内"'
        ' width="300" height="200"></iframe>',
    ),
)  # fmt: skip

FRAGMENTS = (
    Plant("fragment-on-this-page", "fragment", body='<p><a href="#{nai}">料金へ</a></p>'),
    Plant("fragment-on-another-page", "fragment", body='<p><a href="{up}annai/#{nai}">料金へ</a></p>'),
    Plant(
        "japanese-fragment",
        "fragment",
        body='<p><a href="{up}annai/#休館日なし">休館日へ</a></p>',
        names=("休館日なし",),
    ),
    Plant(
        "japanese-fragment-encoded",
        "fragment",
        body='<p><a href="{up}annai/#%E6%96%99%E9%87%91%E3%81%AA%E3%81%97">料金へ</a></p>',
        names=("料金なし",),
    ),
    Plant(
        "fragment-in-wrong-case",
        "fragment",
        body='<p><a href="{up}annai/#Access">交通へ</a></p>',
        names=("#Access",),
    ),
    Plant(
        "fragment-in-template-only",
        "fragment",
        body='<template><p id="{nai}">あとで出る段落</p></template><p><a href="#{nai}">段落へ</a></p>',
    ),
    Plant(
        "fragment-in-comment-only",
        "fragment",
        body='<!-- <p id="{nai}">消した段落</p> --><p><a href="#{nai}">段落へ</a></p>',
    ),
    Plant(
        "image-map-missing",
        "fragment",
        body=f'<p><img src="{{up}}files/photo.png" {_ALT} usemap="#{{nai}}"></p>',
    ),
    Plant(
        "drawing-part-missing",
        "fragment",
        body='<svg width="8" height="8" aria-hidden="true"><use href="#{nai}"></use></svg>',
    ),
)

_BODY_FILES = _bodies(
    ("picture", f'<p><img src="{{nai}}.png" {_ALT}></p>'),
    ("picture-candidate", f'<p><img src="{{up}}files/photo.png" srcset="{{nai}}.png 2x" {_ALT}></p>'),
    ("picture-source", f'<picture><source srcset="{{nai}}.avif" type="image/avif">{_PICTURE}</picture>'),
    ("picture-in-noscript", f'<noscript><img src="{{nai}}.png" {_ALT}></noscript>'),
    ("picture-button", '<form action="{up}annai/"><p><input type="image" src="{nai}.png" alt="探す"></p></form>'),
    ("poster", f'<video controls width="8" height="8" poster="{{nai}}.png" src="{{up}}files/movie.mp4">{_TRACK}</video>'),
    ("video", f'<video controls width="8" height="8" src="{{nai}}.mp4">{_TRACK}</video>'),
    ("video-source", f'<video controls width="8" height="8"><source src="{{nai}}.mp4" type="video/mp4">{_TRACK}</video>'),
    ("track", ('<video controls width="8" height="8" src="{up}files/movie.mp4">'
     '<track kind="captions" srclang="ja" label="字幕" src="{nai}.vtt"></video>')),
    ("audio", '<audio controls src="{nai}.mp3"></audio>'),
    ("object", '<object data="{nai}.svg" type="image/svg+xml" width="8" height="8">町の地図</object>'),
    ("embed", '<embed src="{nai}.svg" type="image/svg+xml" title="町の地図" width="8" height="8">'),
    ("drawing-of-another-file", '<svg width="8" height="8" aria-hidden="true"><use href="{nai}.svg#pin"></use></svg>'),
    ("picture-in-drawing", '<svg width="8" height="8" aria-hidden="true"><image href="{nai}.png"/></svg>'),
    ("style-attribute", '<p style="background: url({nai}.png)">背景のある段落</p>'),
    ("script-at-end", '<script src="{nai}.js" defer></script>'),
    ("script-import", '<script type="module">import "./{nai}.js";</script>'),
)  # fmt: skip

_HEAD_FILES = _heads(
    ("script", '<script src="{nai}.js" defer></script>'),
    ("stylesheet", '<link rel="stylesheet" href="{nai}.css">'),
    ("print-stylesheet", '<link rel="stylesheet" media="print" href="{nai}.css">'),
    ("style-element", "<style>main { background: url({nai}.png) }</style>"),
    ("font-in-style-element", '<style>@font-face { font-family: M; src: url("{nai}.woff2") }</style>'),
    ("import-in-style-element", '<style>@import "{nai}.css";</style>'),
    ("image-set", '<style>main { background: image-set("{nai}.png" 1x) }</style>'),
    ("icon", '<link rel="icon" href="{nai}.png">'),
    ("apple-icon", '<link rel="apple-touch-icon" href="{nai}.png">'),
    ("manifest", '<link rel="manifest" href="{nai}.webmanifest">'),
    ("preload", '<link rel="preload" as="font" crossorigin href="{nai}.woff2">'),
    ("preload-candidate", '<link rel="preload" as="image" href="{up}files/photo.png" imagesrcset="{nai}.png 2x">'),
    ("prefetch", '<link rel="prefetch" href="{nai}.html">'),
    ("module-preload", '<link rel="modulepreload" href="{nai}.js">'),
    ("social-picture", '<meta property="og:image" content="{url}{nai}.png">'),
    ("card-picture", '<meta name="twitter:image" content="{url}{nai}.png">'),
)

FILES = (
    *_BODY_FILES,
    *_HEAD_FILES,
    Plant(
        "stylesheet-address",
        "file",
        head='<link rel="stylesheet" href="page.css">',
        files={"page.css": "main {\n  background: url({nai}.png);\n}\n"},
        places=("page.css",),
    ),
    Plant(
        "stylesheet-import",
        "file",
        head='<link rel="stylesheet" href="page.css">',
        files={"page.css": '@import "{nai}.css";\nmain { color: #222 }\n'},
        places=("page.css",),
    ),
    Plant(
        "stylesheet-font",
        "file",
        head='<link rel="stylesheet" href="page.css">',
        files={"page.css": '@font-face {\n  font-family: "Machi";\n  src: url("{nai}.woff2") format("woff2");\n}\n'},
        places=("page.css",),
    ),
    Plant(
        "link-out-of-the-tree",
        "file",
        body='<p><a href="inside.txt">内部の控え</a></p>',
        outside=("inside.txt",),
        names=("inside.txt",),
        places=("inside.txt",),
    ),
)
