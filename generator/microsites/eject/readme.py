"""The README of the ejected project (Japanese): what it is, how to go on, and what is lost."""

from __future__ import annotations

from datetime import datetime

from microsites.content.model import Site
from microsites.eject.shape import Theme
from microsites.forge_markdown import code
from microsites.manifest import Manifest
from microsites.measurement.reports.agenda import day_name
from microsites.measurement.reports.markdown import code_block, plain, table

_ENVIRONMENTS = {"local": "手元での確認用", "preview": "確認用", "production": "公開用"}

_LOST = (
    (
        "時計",
        "募集や催しの状態は、書き出した時点のものです。表示の切り替えは、その時点で決まっていた分だけ、ブラウザーの中で続きます。",
    ),
    ("検査", "リンク切れ、計測タグの抜けや重複、アクセシビリティを確かめるものはありません。"),
    (
        "計測計画",
        "ゴールとイベントの対応を確かめるものはありません。data-track、data-track-id、data-track-goal の値を変えると、前の数と比べられなくなります。",
    ),
    ("確認用のサイト", "この原稿は一つの環境のものです。計測IDを環境で切り替えるしくみはありません。"),
    (
        "自動で作られるもの",
        "更新情報（feed.xml）、カレンダー（.ics）、共有用の画像、写真の大きさ違い、JSON-LDは、書き出した時点のままです。",
    ),
    ("一覧", "お知らせや催しの一覧に、新しいページは自動では載りません。一覧のページも手で直します。"),
    ("外部送信の公表", "計測サービスを変えたときは、公表のページの文も手で直します。"),
)


def _steps(theme: Theme) -> str:
    package = "mkdocs と mkdocs-material" if theme == "material" else "mkdocs"
    commands = (
        "python3 -m venv .venv",
        ".venv/bin/python -m pip install -r requirements.txt",
        ".venv/bin/mkdocs serve",
        ".venv/bin/mkdocs build",
    )
    return (
        f"必要なのは Python と {package} だけです。`mkdocs serve` で見て、`mkdocs build` で `site/` に書き出します。\n\n"
        + code_block("\n".join(commands), "text")
    )


def _where() -> str:
    rows = (
        (code("docs/"), "ページ。先頭の `---` の間がタイトル・説明・共有の情報、その下が本文（HTML）です"),
        (code("docs/media/") + "、" + code("docs/assets/"), "写真と資料"),
        (code("theme/parts/tags.html"), "計測タグと、全ページが読み込むもの。計測IDはここにあります"),
        (code("theme/parts/before.html"), "全ページの上の部分（メニュー）"),
        (code("theme/parts/after.html"), "全ページの下の部分（フッター）"),
        (code("theme/parts/head.html"), "ページごとのタイトル・説明の出し方"),
        (code("theme/theme/"), "見た目（CSS）と動き（JavaScript）"),
        (code("mkdocs.yml"), "サイトの名前、アドレス、通信の許可（Content-Security-Policy）の既定値"),
    )
    return table(("場所", "内容"), rows)


def readme(site: Site, manifest: Manifest, theme: Theme, clock: datetime, *, searched: bool) -> str:
    """The README of the project of ``site``, written as of ``clock``."""
    lost = list(_LOST)
    if searched:
        lost.append(
            (
                "サイト内検索",
                "索引（docs/pagefind/）は書き出した時点のものです。ページを変えたら `npx pagefind --site site` で作り直します。",
            )
        )
    if theme == "material":
        lost.append(("ページ内の目次", "本文がHTMLになったため、画面の横の目次には見出しが出ません。"))
    blocks = (
        f"# {plain(site.settings.title)}",
        (
            f"{day_name(clock.date())}現在の「{plain(site.settings.title)}」（{_ENVIRONMENTS[manifest.environment]}）を、"
            f"MkDocs だけで組み立てられる形に書き出したものです（microsites {manifest.generator} の `microsites eject`）。"
            "ここから先は、microsites がなくても続けられます。"
        ),
        "## 組み立てる",
        _steps(theme),
        "## どこに何があるか",
        _where(),
        "## 失われるもの",
        table(("もの", "どうなるか"), [(name, text) for name, text in lost]),
        "## 計測タグを直すとき",
        (
            "`theme/parts/tags.html` の計測IDやスクリプトを一文字でも変えると、通信の許可（Content-Security-Policy）の"
            "ハッシュと合わなくなり、ブラウザーがそのスクリプトを止めます。`mkdocs.yml` の `extra: policy:` と、"
            "各ページの `policy:` の `'sha256-…'` を新しいハッシュに直すか、行ごと消してください。"
            "新しいハッシュは、ブラウザーの開発者ツールのコンソールに出ます。"
        ),
    )
    return "\n\n".join(blocks) + "\n"
