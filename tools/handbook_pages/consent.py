"""The modes of consent and which hits are expected on each path, from the same table as the tests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from microsites.content.measuring import Category, ConsentMode
from microsites.content.model import Portfolio
from microsites.manifest import Treatment
from microsites.measurement.consent import EXPECTED_HITS, Hits, Step, treatment
from microsites.measurement.tags import Tags
from tools.handbook_pages.events import providers_in_use
from tools.handbook_pages.writing import code, plain, prose_page, table

_CATEGORIES: Mapping[Category, str] = {"analytics": "アクセス解析", "advertising": "広告"}
_MODES: Mapping[ConsentMode, tuple[str, str, str]] = {
    "disclose": ("公表のみ", "計測する。何を送るかをページで公表する", "なし（フッターから公表のページへ）"),
    "opt_out": ("公表と停止", "計測する。閲覧者は、いつでも止められる", "公表のページに「計測を止める」の切替え"),
    "basic": ("事前の同意（読み込まない）", "同意があるまで、タグを読み込まない", "同意と拒否が同じ大きさの確認画面"),
    "advanced": (
        "事前の同意（Cookieなしで送る）",
        "同意があるまで、Googleのタグだけが、Cookieを使わずに送る。ほかのタグは読み込まない",
        "同意と拒否が同じ大きさの確認画面",
    ),
}
_TREATMENTS: Mapping[Treatment, tuple[str, str]] = {
    "at_once": ("すぐに動く", "ふつうのタグとして書かれ、開いたときから送る"),
    "unless_refused": ("断られるまで動く", "ふつうのタグとして書かれ、断った人のところでは動かない"),
    "after_consent": ("同意を待つ", 'type="text/plain"で書かれ、同意のあとに動き始める'),
    "cookieless": ("Cookieなしで動く", "すぐに動くが、同意まではCookieを使わない"),
}
_STEPS: Mapping[Step, str] = {
    "no_choice": "まだ選んでいない",
    "refuse": "拒否した",
    "accept": "同意した（同じページ）",
    "accept_next_page": "同意した（次のページ）",
    "withdraw": "取り消した",
}
_HITS: Mapping[Hits, str] = {"none": "送らない", "cookieless": "Cookieなしで送る", "full": "送る"}


def _hits() -> str:
    rows = [
        (_TREATMENTS[name][0], *(_HITS[hits[step]] if step in hits else "―" for step in _STEPS))
        for name, hits in EXPECTED_HITS.items()
    ]
    return table(("タグの書き方", *_STEPS.values()), rows)


def consent_page(portfolio: Portfolio, tags: Tags) -> str:
    """The four modes, how each provider is written under them, and the hits that are expected."""
    consent = portfolio.settings.measuring.consent
    used = {provider.name for provider in providers_in_use(portfolio, tags)}
    blocks = [
        (
            "計測を始める前に、閲覧者へどう知らせ、どう選んでもらうかを、アクセス解析と広告のそれぞれで決めます。"
            "どれを選ぶかは、市の個人情報の扱いの方針に沿って、広報広聴課が各課と決めます。"
        ),
        "## いまの設定",
        table(
            ("分類", "方法", "動き"),
            [
                (
                    words,
                    f"{_MODES[consent.mode(category)][0]}（{consent.mode(category)}）",
                    _MODES[consent.mode(category)][1],
                )
                for category, words in _CATEGORIES.items()
            ],
        ),
        "設定は `portfolio.yml` の `measuring: consent` にあります。変えるときは、公表のページの文も読み直します。",
        "## 4つの方法",
        table(
            ("書き方", "呼び名", "動き", "画面に出るもの"),
            [(code(mode), *map(plain, words)) for mode, words in _MODES.items()],
        ),
        "## タグの書き方",
        table(("書き方", "HTMLでの形と動き"), [(name, plain(how)) for name, how in _TREATMENTS.values()]),
        "計測サービスごとの書き方は、方法から自動で決まります。**太字**は、いま使っている計測サービスです。",
        table(
            ("計測サービス", "分類", *_MODES),
            [
                (
                    f"**{plain(provider.title)}**" if provider.name in used else plain(provider.title),
                    _CATEGORIES[provider.category],
                    *(_TREATMENTS[treatment(provider, mode)][0] for mode in get_args(ConsentMode)),
                )
                for provider in tags.providers.values()
            ],
        ),
        "## 送られるはずのもの",
        "閲覧者の選び方ごとに、ページの閲覧とイベントが送られるかどうかです。実際のブラウザーの通信とも、この表で照らし合わせます。",
        _hits(),
        (
            "- 選んだ結果は、サイトごとに閲覧者のブラウザーに覚えます。姉妹サイトには引き継ぎません。\n"
            "- 「送る」は、送信が行われるという意味です。計測サービスの報告に現れること（受信実績）は、別に確かめます。\n"
            "- 広告を遮る機能を使う人の分は、どの方法でも送られないことがあります。"
        ),
    ]
    return prose_page(
        "同意と計測",
        "計測を知らせる4つの方法と、閲覧者の選び方ごとに何が送られるかの一覧です。",
        blocks,
    )
