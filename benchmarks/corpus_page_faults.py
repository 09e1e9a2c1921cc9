"""Planted faults in pages themselves and in their measurement: what no link checker is for."""

from __future__ import annotations

from corpus_model import MEASUREMENT_ID, OTHER_ID, TAG, Plant

_ALT = 'alt="町役場の庁舎" width="8" height="8"'


def _bodies(*pairs: tuple[str, str]) -> tuple[Plant, ...]:
    return tuple(Plant(kind, "page", body=markup, names=()) for kind, markup in pairs)


def _changed(kind: str, **changes: str) -> Plant:
    return Plant(kind, "page", changes=changes, names=())


HEADS = (
    _changed("language-missing", language=""),
    _changed("language-of-a-country", language=' lang="jp"'),
    _changed("title-missing", title=""),
    _changed("title-empty", title="<title></title>"),
    Plant(
        "title-duplicate",
        "page",
        changes={"title": "<title>同じ題の頁｜花守町の点検例</title>"},
        pages={"other.html": "同じ題の頁"},
        names=(),
        places=("other.html",),
    ),
    _changed("title-too-long", title=f"<title>{'花守町の朝市と温泉と古民家ぐらしの案内、' * 8}</title>"),
    _changed("description-missing", description=""),
    Plant(
        "description-duplicate",
        "page",
        changes={
            "description": '<meta name="description" content="同じ説明の頁の例です。花守町が点検の練習に使うページです。">'
        },
        pages={"other.html": "同じ説明の頁"},
        names=(),
        places=("other.html",),
    ),
    _changed("description-of-one-word", description='<meta name="description" content="花守町">'),
    _changed(
        "description-endless",
        description=f'<meta name="description" content="{"花守町の朝市と温泉と古民家ぐらしの案内です。" * 12}">',
    ),
    _changed("zoom-forbidden", viewport='<meta name="viewport" content="width=device-width, user-scalable=no">'),
    _changed("viewport-missing", viewport=""),
    _changed("canonical-on-another-host", canonical='<link rel="canonical" href="https://www.kita.example/">'),
    Plant("noindex", "page", head='<meta name="robots" content="noindex">', names=(), indexed=False),
    Plant(
        "structured-data-broken",
        "page",
        head='<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Place",}</script>',
        names=(),
    ),
    Plant("shift-jis-undeclared", "page", changes={"charset": ""}, names=(), encoding="cp932"),
    _changed("encoding-declared-wrong", charset='<meta charset="shift_jis">'),
)

BODIES = (
    _changed("heading-missing", heading=""),
    *_bodies(
        ("heading-doubled", "<h1>もう一つの題</h1>\n<p>本文です。</p>"),
        ("heading-skipped", "<h2>交通</h2>\n<h4>バス</h4>\n<p>駅から12分です。</p>"),
        ("heading-empty", "<h2></h2>\n<p>本文です。</p>"),
        ("alt-missing", '<p><img src="{up}files/photo.png" width="8" height="8"></p>'),
        ("alt-is-file-name", '<p><img src="{up}files/photo.png" alt="photo.png" width="8" height="8"></p>'),
        ("alt-of-linked-picture-empty", '<p><a href="{up}annai/"><img src="{up}files/photo.png" alt="" width="8" height="8"></a></p>'),
        ("label-missing", '<form action="{up}annai/"><p><input name="namae" placeholder="お名前"> <button>送る</button></p></form>'),
        ("label-for-missing-field", '<p><label for="{nai}">お名前</label> <input name="namae" aria-label="お名前"></p>'),
        ("described-by-nothing", '<p><label>お名前 <input name="namae" aria-describedby="{nai}"></label></p>'),
        ("id-doubled", '<p id="futatsu">一つ目</p>\n<p id="futatsu">二つ目</p>'),
        ("link-empty", '<p><a href="{up}annai/"></a></p>'),
        ("button-empty", '<p><button type="button"></button></p>'),
        ("link-says-here", '<p>日程は<a href="{up}annai/">こちら</a></p>'),
        ("table-without-headers", "<table><tr><td>日程</td><td>料金</td></tr><tr><td>土曜</td><td>500円</td></tr></table>"),
        ("frame-without-title", '<iframe src="{up}annai/" width="300" height="200"></iframe>'),
        ("mixed-content", f'<p><img src="{{url-in-clear}}files/photo.png" {_ALT}></p>'),
        ("new-window-without-rel", '<p><a href="https://www.example.com/" target="_blank">県の案内（新しい窓）</a></p>'),
        ("form-in-clear", ('<form action="http://www.example.com/send" method="post"><p><label>お名前 <input name="n"></label>'
         "<button>送る</button></p></form>")),
        ("handler-in-attribute", '<p><button type="button" onclick="alert(1)">押す</button></p>'),
        ("tabindex-positive", '<p><a href="{up}annai/" tabindex="3">会場の案内</a></p>'),
        ("sound-by-itself", '<audio src="{up}files/song.mp3" autoplay></audio>'),
        ("role-unknown", '<p role="buton">会場の案内</p>'),
        ("half-width-katakana", "<p>ｾﾝﾀｰで受け付けます。</p>"),
        ("platform-characters", "<p>①受付は㈱花守へ。℡でどうぞ。</p>"),
        ("word-pulled-apart", "<h2>日　　時</h2>\n<p>土曜の朝です。</p>"),
        ("nul-bytes", "<p>本文に\0があります。</p>"),
        ("replacement-character", "<p>花守町の\ufffd\ufffd朝市です。</p>"),
        ("private-use-character", "<p>花守町の\ue000さんです。</p>"),
    ),
    Plant(
        "size-missing",
        "page",
        body='<p><img src="large.png" alt="町役場の庁舎"></p>',
        files={"large.png": b"\x89PNG\r\n\x1a\n" + bytes(40_000)},
        names=(),
    ),
    Plant(
        "picture-too-heavy",
        "page",
        body=f'<p><img src="heavy.png" {_ALT}></p>',
        files={"heavy.png": b"\x89PNG\r\n\x1a\n" + bytes(2_000_000)},
        names=(),
        places=("heavy.png",),
    ),
)  # fmt: skip

_TAG = TAG.replace("{id}", MEASUREMENT_ID)
_CONSENT = "gtag('consent', 'default', {'analytics_storage': 'denied', 'ad_storage': 'denied'});"


def _tag(kind: str, tag: str) -> Plant:
    return Plant(kind, "tag", changes={"tag": tag}, names=())


TAGS = (
    _tag("tag-missing", ""),
    _tag("tag-commented-out", f"<!-- {_TAG} -->"),
    _tag("tag-without-loader", _TAG.partition("\n")[2]),
    _tag("tag-with-other-id", TAG.replace("{id}", OTHER_ID)),
    _tag("tag-loads-other-id", _TAG.replace(f"js?id={MEASUREMENT_ID}", f"js?id={OTHER_ID}")),
    Plant("tag-doubled", "tag", body=_TAG, names=()),
    Plant("tag-of-somebody-else", "tag", body=f"<script>gtag('config', '{OTHER_ID}');</script>", names=()),
    Plant("tag-of-universal-analytics", "tag", body="<script>gtag('config', 'UA-12345678-1');</script>", names=()),
    _tag("tag-configured-before-start", _TAG.replace(f"gtag('js', new Date());\ngtag('config', '{MEASUREMENT_ID}');",
                                                     f"gtag('config', '{MEASUREMENT_ID}');\ngtag('js', new Date());")),
    _tag("consent-after-configuration", _TAG.replace("</script>", _CONSENT + "\n</script>").replace(_CONSENT + "\n", "", 1)),
    _tag("consent-incomplete", _TAG.replace("gtag('js'", "gtag('consent', 'default', {'analytics_storage': 'denied'});\ngtag('js'")),
    _tag("debug-mode-left-on", _TAG.replace(f"'{MEASUREMENT_ID}');", f"'{MEASUREMENT_ID}', {{'debug_mode': true}});")),
    Plant("mail-address-in-event", "tag",
          body="<script>gtag('event', 'moushikomi', {'mail': 'sasaki.hanako@example.jp'});</script>", names=()),
)  # fmt: skip
