"""The providers that a portfolio can use, with everything that their data says."""

from __future__ import annotations

from collections.abc import Iterator

from microsites.content.model import Portfolio
from microsites.measurement.identifiers import known_ids
from microsites.measurement.providers import NameLimits, Provider, Providers
from microsites.measurement.tags import Tags
from tools.handbook_pages.writing import code, code_block, plain, prose_page, table

_ENVIRONMENTS = {"preview": "確認用（preview）", "production": "公開（production）"}
_CATEGORIES = {"analytics": "アクセス解析（analytics）", "advertising": "広告（advertising）"}
_PARTS = {
    "script_src": "scriptのsrc",
    "script_text": "scriptの中身",
    "iframe_src": "iframeのsrc",
    "img_src": "imgのsrc",
    "noscript_src": "noscriptの中のsrc",
}
_ROLES = {"loader": "読み込み", "config": "送信先の設定", "noscript": "スクリプトを使わない計測"}
_HOSTS = {"script": "スクリプト", "connect": "送信", "image": "画像", "frame": "フレーム"}
_KINDS = {"flag": "オンかオフ", "text": "文字", "list": "一覧"}
_NONE = "―"


def _limits(name: str, limits: NameLimits) -> tuple[str, str, str]:
    kept = f"{'、'.join(map(code, limits.reserved_prefixes))} で始まる名前" if limits.reserved_prefixes else _NONE
    return name, f"{limits.max_length}文字まで", kept


def _facts(provider: Provider) -> str:
    sent = "計測計画のすべてのイベント" if provider.sends == "all" else "計測計画で名前を付けたイベントだけ"
    rows = [
        ("識別子", code(provider.name)),
        ("分類", _CATEGORIES[provider.category]),
        ("計測IDの形", code(provider.id_example)),
        ("送るイベント", sent),
        ("姉妹サイトをまたぐ訪問", "つなぐ" if provider.cross_domain else "つながない"),
        ("Googleの同意モード", "対応" if provider.google_consent else "なし"),
        ("中で読み込むもの", "ページからは分からない" if provider.opaque else "下の「通信する相手」のとおり"),
        ("ボットの除外", plain(provider.bot_filter) if provider.bot_filter else "公開された説明はありません"),
        ("公式の説明", f"[{plain(provider.title)}]({provider.documentation})"),
    ]
    return table(("項目", "内容"), rows)


def _sites(provider: Provider, portfolio: Portfolio, providers: Providers) -> str:
    ids = [known for known in known_ids(portfolio, providers) if known.provider == provider.name]
    titles = {site.id: site.settings.title for site in portfolio.sites}
    grouped = dict.fromkeys((known.environment, known.id) for known in ids)
    rows = [
        (
            _ENVIRONMENTS.get(environment, environment),
            "、".join(
                plain(titles[known.site]) for known in ids if (known.environment, known.id) == (environment, identifier)
            ),
        )
        for environment, identifier in grouped
    ]
    return table(("環境", "サイト"), rows) if rows else "いま、この計測サービスを使うサイトはありません。"


def _options(provider: Provider) -> Iterator[str]:
    if provider.options:
        yield "### 計測IDのほかに書くもの"
        rows = [
            (
                code(option.name),
                plain(option.definition),
                "必須" if option.required else "任意",
                code(option.example) if option.example else _NONE,
            )
            for option in provider.options
        ]
        yield table(("options", "意味", "必須", "例"), rows)


def _hosts(provider: Provider) -> Iterator[str]:
    yield "### 通信する相手"
    rows = [
        (words, "、".join(map(code, getattr(provider.hosts, kind))))
        for kind, words in _HOSTS.items()
        if getattr(provider.hosts, kind)
    ]
    yield table(("用途", "ホスト"), rows) if rows else "外部とは通信しません。"


def _disclosure(provider: Provider) -> Iterator[str]:
    told = provider.disclosure
    yield "### 公表する内容"
    rows = [
        ("送信先", plain(told.recipient)),
        ("サービス", plain(told.service)),
        ("送る情報", "、".join(map(plain, told.sent))),
        ("市の利用目的", plain(told.purpose)),
        ("送信先の利用目的", plain(told.recipient_purpose)),
        *((("送信先の説明", f"[{plain(told.recipient)}]({told.policy})"),) if told.policy else ()),
        *((("送信先での停止", f"[停止の手続き]({told.opt_out})"),) if told.opt_out else ()),
    ]
    yield table(("項目", "内容"), rows)
    if told.cookies:
        yield "### 保存するCookieなど"
        cookies = [(code(cookie.name), plain(cookie.lifetime), plain(cookie.purpose)) for cookie in told.cookies]
        yield table(("名前", "期間", "用途"), cookies)


def _settings(provider: Provider) -> Iterator[str]:
    if provider.settings:
        yield "### 管理画面の設定"
        yield "HTMLからは見えません。期待する値は `microsites checklist` が示します。"
        rows = [
            (
                code(setting.name),
                plain(setting.title),
                _KINDS[setting.kind],
                "、".join(map(code, setting.counts)) or _NONE,
                plain(setting.where),
                plain(setting.advice) if setting.advice else _NONE,
            )
            for setting in provider.settings
        ]
        yield table(("識別子", "名前", "値", "オンのとき自分で数えるもの", "場所", "補足"), rows)


def _names(provider: Provider) -> Iterator[str]:
    yield "### 名前の決まり"
    named = (("イベント名", provider.event_names), ("パラメーター名", provider.parameter_names))
    limits = [_limits(name, given) for name, given in named if given is not None]
    yield table(("名前", "長さ", "使えない名前"), limits) if limits else "公開された決まりはありません。"
    if provider.parameters_max is not None:
        yield f"パラメーターは1つのイベントに{provider.parameters_max}個までです。"
    if provider.parameter_value_max_length is not None:
        encoded = "（符号化した後の長さ。漢字1字は9文字）" if provider.length_as_encoded else ""
        yield f"パラメーターの値は{provider.parameter_value_max_length}文字までです{encoded}。"
    if provider.event_names is not None and provider.event_names.reserved:
        names = "、".join(map(code, provider.event_names.reserved))
        yield f"次の名前は {plain(provider.title)} が自分で使うため、イベント名にできません。{names}"


def _provider(provider: Provider, portfolio: Portfolio, providers: Providers) -> Iterator[str]:
    yield f"## {plain(provider.title)}"
    if provider.note:
        yield plain(provider.note)
    yield _facts(provider)
    yield "### 使っているサイト"
    yield _sites(provider, portfolio, providers)
    yield from _options(provider)
    yield from _hosts(provider)
    yield from _disclosure(provider)
    yield from _settings(provider)
    yield from _names(provider)
    if provider.package is not None:
        package = provider.package
        yield "### 自分のサーバーに置くスクリプト"
        yield (
            f"npmの {code(package.name)} {code(package.version)}（{plain(package.license)}）の "
            f"{code(package.file)} を、改ざんを見つける値（SRI）とともに置いてあります。"
        )
    yield "### 検査での見分け方"
    yield "検査は、公開するHTMLの中に次の形を探します。書き出しに使ったタグの文字列とは比べません。"
    for signature in provider.signatures:
        yield f"{_PARTS[signature.part]}（{_ROLES[signature.role]}）"
        yield code_block(signature.pattern, "text")


def providers_page(portfolio: Portfolio, tags: Tags) -> str:
    """The providers that the portfolio can use: purpose, hosts, cookies, settings, limits, how the checker knows them."""
    # Without the IDs themselves: no tree may hold one of another environment.
    blocks = [
        (
            "計測IDそのものは、ここには載せません。確認用のページに公開用の計測IDが（または、その逆が）紛れ込まないよう、"
            "ビルドがすべてのファイルを調べるためです。計測IDは、portfolio.yml と各サイトの site.yml の environments に書いてあります。"
        ),
        table(
            ("計測サービス", "識別子", "分類", "姉妹サイトをまたぐ訪問"),
            [
                (
                    plain(provider.title),
                    code(provider.name),
                    _CATEGORIES[provider.category],
                    "つなぐ" if provider.cross_domain else "つながない",
                )
                for provider in tags.providers.values()
            ],
        ),
    ]
    for provider in tags.providers.values():
        blocks += _provider(provider, portfolio, tags.providers)
    return prose_page(
        "計測サービス",
        "使える計測サービスの分類、通信する相手、公表する内容、管理画面の設定、名前の決まり、検査での見分け方をまとめています。",
        blocks,
    )
