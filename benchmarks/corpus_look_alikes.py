"""What looks like a fault and is none: a report about one of these is a false alarm.

Sources: WHATWG HTML (which elements fetch, 4.8.4.2 for ``srcset``, 7.4.6.4 for fragments), WHATWG URL (4.1, what a
browser strips), RFC 8615 (``.well-known``), CSS Values 4 (4.5, ``url()``), WCAG 2.2.
"""

from __future__ import annotations

from corpus_model import MEASUREMENT_ID, OTHER_ID, TAG, Plant

_SIZE = 'width="8" height="8"'


def _quiet(kind: str, body: str = "", head: str = "") -> Plant:
    return Plant(kind, body=body, head=head, names=())


ADDRESSES = (
    _quiet("in-comment", '<!-- <p><a href="{nai}.html">消した案内</a> <img src="{nai}.png"></p> -->'),
    _quiet("in-conditional-comment", '<!--[if lt IE 9]><script src="{nai}.js"></script><![endif]-->'),
    _quiet("in-template", '<template><p><a href="{nai}.html">型</a> <img src="{nai}.png" alt=""></p></template>'),
    _quiet("in-script-string", """<script>const part = '<a href="{nai}.html"><img src="{nai}.png"></a>';</script>"""),
    _quiet("in-text-area", '<p><label>貼る文 <textarea><a href="{nai}.html">案内</a></textarea></label></p>'),
    _quiet("in-code-sample", '<pre><code>&lt;a href="{nai}.html"&gt;案内&lt;/a&gt;</code></pre>'),
    _quiet("in-data-attribute", '<p data-href="{nai}.html" data-src="{nai}.png">後で読む段落</p>'),
    _quiet("in-noscript-existing", '<noscript><a href="{up}annai/">案内</a></noscript>'),
    _quiet("in-json", '<script type="application/json">{"url": "/{nai}/", "icon": "{nai}.png"}</script>'),
    _quiet("in-style-comment", head="<style>/* url({nai}.png) */ main { color: #222 }</style>"),
    _quiet("in-style-string", head='<style>main::before { content: "url({nai}.png)" }</style>'),
    _quiet("in-style-namespace", head='<style>@namespace svg "http://www.w3.org/2000/svg"; main { color: #222 }</style>'),
    _quiet("style-part-of-drawing", '<p style="fill: url(#kage)">塗り</p>'
           '<svg width="8" height="8" aria-hidden="true"><defs><filter id="kage"></filter></defs></svg>'),
    _quiet("style-data", head="<style>main { background: url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E\") }</style>"),
    _quiet("top-of-page", '<p><a href="#top">上へ</a></p>'),
    _quiet("hash-alone", '<p><a href="#">上へ</a></p>'),
    _quiet("fragment-with-text", '<p><a href="{up}annai/#:~:text=%E6%96%99%E9%87%91">料金の箇所</a></p>'),
    _quiet("fragment-and-text", '<p><a href="{up}annai/#access:~:text=%E9%A7%85">交通の箇所</a></p>'),
    _quiet("fragment-japanese", '<p><a href="{up}annai/#開館時間">開館時間</a></p>'),
    _quiet("fragment-japanese-encoded", '<p><a href="{up}annai/#%E9%96%8B%E9%A4%A8%E6%99%82%E9%96%93">開館時間</a></p>'),
    _quiet("fragment-of-name", '<p><a href="{up}annai/#mukashi">昔の目印</a></p>'),
    _quiet("fragment-in-drawing", '<p><a href="#pin">印</a></p><svg width="8" height="8" aria-hidden="true"><g id="pin"></g></svg>'),
    _quiet("fragment-of-document", '<p><a href="{up}files/guide.pdf#page=2">手引きの2頁（PDF）</a></p>'),
    _quiet("fragment-of-drawing-file", '<svg width="8" height="8" aria-hidden="true"><use href="{up}files/map.svg#pin"></use></svg>'),
    _quiet("data-picture", f'<p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="" {_SIZE}></p>'),
    _quiet("data-candidates", f'<p><img src="{{up}}files/photo.png" srcset="data:image/gif;base64,R0lGODlhAQABAAAAACw= 1x, {{up}}files/photo.png 2x" alt="庁舎" {_SIZE}></p>'),
    _quiet("candidates-by-width", f'<p><img src="{{up}}files/photo.png" srcset="{{up}}files/photo.png 8w,\n  {{up}}files/photo-2.png 16w" sizes="8px" alt="庁舎" {_SIZE}></p>'),
    _quiet("candidate-with-comma", f'<p><img src="{{up}}files/photo.png" srcset="{{up}}files/a,b.png 2x" alt="庁舎" {_SIZE}></p>'),
    _quiet("path-japanese", '<p><a href="{up}施設/図書館/">図書館</a></p>'),
    _quiet("path-japanese-encoded", '<p><a href="{up}%E6%96%BD%E8%A8%AD/%E5%9B%B3%E6%9B%B8%E9%A4%A8/">図書館</a></p>'),
    _quiet("path-encoded-lower-case", '<p><a href="{up}%e6%96%bd%e8%a8%ad/%e5%9b%b3%e6%9b%b8%e9%a4%a8/">図書館</a></p>'),
    _quiet("path-composed", '<p><a href="{up}files/ガイド.pdf">手引き（PDF）</a></p>'),
    _quiet("path-with-space-encoded", '<p><a href="{up}files/model%20course.pdf">モデルコース（PDF）</a></p>'),
    _quiet("path-absolute", '<p><a href="/annai/">会場の案内</a></p>'),
    _quiet("path-of-own-address", '<p><a href="{url}annai/">会場の案内</a></p>'),
    _quiet("path-without-slash", '<p><a href="{up}annai">会場の案内</a></p>'),
    _quiet("path-with-dots", '<p><a href="./../../annai/./index.html">会場の案内</a></p>'),
    _quiet("path-with-query", '<p><a href="{up}annai/?year=2026&amp;lang=ja">会場の案内</a></p>'),
    _quiet("path-with-bare-ampersand", '<p><a href="{up}annai/?a=1&copy=2">会場の案内</a></p>'),
    _quiet("path-with-entity", '<p><a href="{up}files/a&amp;b.pdf">収支（PDF）</a></p>'),
    _quiet("path-with-line-break", '<p><a href="{up}\nannai/ ">会場の案内</a></p>'),
    _quiet("asset-with-version", f'<p><img src="{{up}}files/photo.png?v=3" alt="庁舎" {_SIZE}></p>'),
    _quiet("well-known", '<p><a href="/.well-known/security.txt">連絡の窓口</a></p>'),
    _quiet("document", '<p><a href="{up}files/guide.pdf">手引き（PDF）</a></p>'),
    _quiet("own-upper-case-host", '<p><a href="{URL}annai/">会場の案内</a></p>'),
    _quiet("outside", '<p><a href="https://www.example.com/kita/">県の案内</a></p>'),
    _quiet("outside-protocol-relative", '<p><a href="//www.example.com/kita/">県の案内</a></p>'),
    _quiet("outside-in-clear", '<p><a href="http://www.example.com/kita/">県の案内</a></p>'),
    _quiet("preconnection", head='<link rel="preconnect" href="https://www.googletagmanager.com">'),
    _quiet("mail", '<p><a href="mailto:kanko@town.example?subject=%E7%9B%B8%E8%AB%87">観光課へ</a></p>'),
    _quiet("telephone", '<p><a href="tel:+81-123-45-6789">0123-45-6789</a></p>'),
    _quiet("short-message", '<p><a href="sms:+8112345678">短い文を送る</a></p>'),
    _quiet("map-scheme", '<p><a href="geo:36.1,138.2">地図で開く</a></p>'),
    _quiet("script-address", '<p><a href="javascript:void(0)" role="button">閉じる</a></p>'),
    _quiet("blank-frame", '<iframe src="about:blank" title="空の枠" width="30" height="20"></iframe>'),
    _quiet("anchor-without-address", "<p><a>予定の頁（準備中）</a></p>"),
    _quiet("upper-case-markup", '<P><A HREF="{up}annai/" TITLE=案内>会場の案内</A></P>'),
    _quiet("unquoted-attribute", "<p><a href={up}annai/>会場の案内</a></p>"),
    _quiet("form-without-action", '<form><p><label>語句 <input name="q"></label><button>探す</button></p></form>'),
    _quiet("microdata-type", '<p itemscope itemtype="https://schema.org/Place"><span itemprop="name">役場</span></p>'),
    Plant("right-base", head='<base href="{up}annai/">', body='<p><a href="../files/guide.pdf">手引き（PDF）</a></p>',
          names=(), changes={"home": "../"}),
    Plant("forwarding", body='<p><a href="old.html">移転した頁</a></p>', forwards={"old.html": "{up}annai/"}, names=()),
    Plant("forwarding-nobody-links-to", forwards={"old.html": "{up}annai/"}, names=()),
    Plant("shift-jis-declared", changes={"charset": '<meta charset="Shift_JIS">'}, encoding="cp932", names=()),
)  # fmt: skip

PAGES = (
    Plant("language-with-region", changes={"language": ' lang="ja-JP"'}, names=()),
    _quiet("headings-in-sections", "<section><h2>交通</h2><h3>バス</h3></section>\n<section><h2>料金</h2></section>"),
    _quiet("decorative-picture", f'<p><img src="{{up}}files/photo.png" alt="" {_SIZE}></p>'),
    _quiet("link-named-by-label", '<p><a href="{up}annai/" aria-label="会場の案内"><svg width="8" height="8" aria-hidden="true"></svg></a></p>'),
    _quiet("link-named-by-picture", f'<p><a href="{{up}}annai/"><img src="{{up}}files/photo.png" alt="会場の案内" {_SIZE}></a></p>'),
    _quiet("title-in-drawing", '<svg width="8" height="8" role="img"><title>町の地図</title></svg>'),
    _quiet("id-in-template", '<p id="onaji">段落</p><template><p id="onaji">型</p></template>'),
    _quiet("heading-in-template", "<template><h1>型の題</h1></template>"),
    _quiet("field-wrapped-by-label", '<p><label>お名前 <input name="namae"></label></p>'),
    _quiet("field-labelled-by", '<p id="na">お名前</p><p><input name="namae" aria-labelledby="na"></p>'),
    _quiet("field-hidden", '<form action="{up}annai/"><p><input type="hidden" name="k" value="1"><button>進む</button></p></form>'),
    _quiet("table-for-layout", '<table role="presentation"><tr><td>左</td><td>右</td></tr></table>'),
    _quiet("new-window-with-rel", '<p><a href="https://www.example.com/" target="_blank" rel="noopener">県の案内（新しい窓）</a></p>'),
    _quiet("new-window-within-the-site", '<p><a href="{url}annai/" target="_blank">会場の案内（新しい窓）</a></p>'),
    _quiet("sign-of-icon-font", '<p><i class="fa">&#xf015;</i> <span class="icon">\ue001</span> 入口</p>'),
    _quiet("handler-in-text", '<p>属性 onclick="alert(1)" の説明です。</p>'),
    _quiet("policy-that-fits", '<p style="color: #222">段落</p>',
           """<meta http-equiv="Content-Security-Policy" content="style-src 'self' 'unsafe-inline'; object-src 'none'">"""),
    _quiet("picture-sized-by-style", '<p><img src="{up}files/photo.png" alt="庁舎" style="width: 8px; height: 8px"></p>'),
    Plant("heavy-picture-beside-a-light-one", names=(), files={"heavy.png": b"\x89PNG\r\n\x1a\n" + bytes(600_000)},
          body=f'<p><img src="{{up}}files/photo.png" srcset="{{up}}files/photo.png 1x, heavy.png 2x" alt="庁舎" {_SIZE}></p>'),
    _quiet("here-with-a-noun", '<p><a href="{up}annai/">こちらの町の案内</a></p>'),
    _quiet("identifier-in-text", f"<p>計測の番号は {OTHER_ID} と UA-12345678-1 でした。</p>"),
    _quiet("tag-in-code-sample", f"<pre><code>gtag('config', '{MEASUREMENT_ID}');</code></pre>"),
    _quiet("tag-in-script-comment", f"<script>// gtag('config', '{OTHER_ID}'); ga('create', 'UA-12345678-1');\n</script>"),
    # A site that somebody else built may ask its visitors first; nothing in the HTML says that it does not.
    Plant(
        "tag-waiting-for-consent",
        names=(),
        changes={"tag": TAG.replace("{id}", MEASUREMENT_ID).replace("<script", '<script type="text/plain"')},
    ),
    _quiet("full-width-katakana", "<p>センターで受け付けます。</p>"),
    Plant(
        "title-in-two-languages",
        names=(),
        changes={"title": "<title>花守町の朝市めぐり Morning markets of Hanamori Town, and how to come by bus</title>"},
    ),
    Plant(
        "description-in-english",
        names=(),
        changes={
            "description": '<meta name="description" content="Two morning markets and a hot spring, twelve minutes from the'
            ' station: when they open, what they sell, how to come by bus or by car, and where to rest with children.">'
        },
    ),
    Plant("canonical-by-http", names=(), changes={"canonical": '<link rel="canonical" href="{url-in-clear}look-alikes/canonical-by-http/">'}),
    Plant("noindex-of-search", names=(), head='<meta name="robots" content="noindex">', indexed=False,
          changes={"title": "<title>町内の頁を検索する｜花守町の点検例</title>"}),
    _quiet("heading-of-picture", f'<h2><img src="{{up}}files/photo.png" alt="町役場の庁舎" {_SIZE}></h2>'),
    _quiet("heading-filled-later", "<dialog><h2></h2><p>後で読む文</p></dialog>"),
    _quiet("role-with-fallback", '<p role="x-card note">会場の案内</p>'),
    _quiet("role-of-publication", '<section role="doc-appendix"><h2>付録</h2></section>'),
    _quiet("film-without-sound", '<video src="{up}files/movie.mp4" autoplay muted loop playsinline></video>'),
    _quiet("letters-in-a-row", "<h2>東 西 南 北</h2>\n<h2>月　火　水　木　金</h2>"),
    _quiet("name-of-two-letters", "<h2>林　進</h2>"),
    _quiet("words-with-spaces", "<h2>日時　会場　料金</h2>\n<h2>海 と 山</h2>"),
)  # fmt: skip
