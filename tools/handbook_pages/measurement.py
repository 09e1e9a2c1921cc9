"""The dictionary of events, the goals of all sites, and the providers, from the plan and the model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from microsites.content.fields import Action
from microsites.content.goals import Baseline, Goal, GoalTarget
from microsites.content.model import Page, Portfolio, Site
from microsites.content.plan import Event
from microsites.measurement.expectations import event_of, track_id
from microsites.measurement.identifiers import known_ids
from microsites.measurement.providers import NameLimits, Provider, Providers
from microsites.measurement.tags import Tags
from tools.handbook_pages.writing import code, code_block, plain, prose_page, table

_KINDS = {"proxy": "代理（proxy）", "completed": "完了（completed）"}
_ENVIRONMENTS = {"preview": "確認用（preview）", "production": "公開（production）"}
_PARTS = {
    "script_src": "scriptのsrc",
    "script_text": "scriptの中身",
    "iframe_src": "iframeのsrc",
    "img_src": "imgのsrc",
}
_ROLES = {"loader": "読み込み", "config": "送信先の設定"}


@dataclass(frozen=True, slots=True)
class Button:
    """A call to action that is written somewhere, whether or not it is offered at this moment."""

    site: Site
    page: Page
    action: Action
    track_id: str
    event: str


def buttons(portfolio: Portfolio) -> tuple[Button, ...]:
    """Every call to action of the measured sites; the clock is left out, so that the dictionary stays the same."""
    return tuple(
        Button(site, page, part.value, track_id(page.id, part.section, part.value.id), event_of(part.value, site))
        for site in portfolio.sites
        if site.settings.measured
        for page in site.pages
        for part in page.parts
        if isinstance(part.value, Action)
    )


def _parameters(event: Event) -> str:
    rows = [
        (
            code(parameter.name),
            plain(parameter.definition.ja),
            "必須" if parameter.required else "任意",
            code(parameter.example) if parameter.example else "―",
        )
        for parameter in event.parameters
    ]
    return table(("パラメーター", "意味", "必須", "例"), rows) if rows else "添えるパラメーターはありません。"


def _fired(event: Event, found: tuple[Button, ...]) -> Iterator[str]:
    mine = [button for button in found if button.event == event.name]
    if not mine:
        yield "いま、このイベントを送るボタンはありません。"
    for site in dict.fromkeys(button.site.id for button in mine):
        here = [button for button in mine if button.site.id == site]
        yield f"**{plain(here[0].site.settings.title)}**（{code(site)}、{len(here)}か所）"
        rows = [
            (plain(button.page.title), plain(button.action.label), code(button.track_id), _goal(button))
            for button in here
        ]
        yield table(("ページ", "ボタン", "data-track-id", "ゴール"), rows)


def _goal(button: Button) -> str:
    return code(button.action.goal) if button.action.goal else "―"


def events_page(portfolio: Portfolio, tags: Tags) -> str:
    """The dictionary of events: definition, owner, parameters, and where each is sent."""
    found = buttons(portfolio)
    events = tags.plan.settings.events
    overview = table(
        ("イベント", "何が起きたときか", "担当", "ボタンの数"),
        [
            (
                f"[{code(event.name)}](#{event.name})",
                plain(event.definition.ja),
                plain(event.owner),
                f"{sum(button.event == event.name for button in found)}か所",
            )
            for event in events
        ],
    )
    blocks = [
        "同じ行動には、どのサイトでも同じ名前を使います。新しい名前が必要なときは、先に計測計画に加えてください。",
        overview,
    ]
    for event in events:
        blocks += [
            f"## {event.name}",
            f"{plain(event.definition.ja)}",
            f"担当：{plain(event.owner)}",
            _parameters(event),
            *_fired(event, found),
        ]
    return prose_page(
        "イベント辞書",
        f"計測計画（第{tags.plan.settings.version}版）にある{len(events)}種類のイベントの意味、担当、パラメーターと、送っているボタンの一覧です。",
        blocks,
    )


_PERIODS = {
    "month": "月",
    "quarter": "四半期",
    "fiscal_year": "年度",
    "season": "シーズン",
    "call": "募集",
    "event": "回",
}


def _number(value: float, goal: Goal) -> str:
    return plain(f"{value:,g}{goal.unit}／{_PERIODS[goal.period]}")


def _measure(measure: Baseline | GoalTarget | None, goal: Goal) -> str:
    if measure is None:
        return "まだありません"
    day = f"{measure.date.year}年{measure.date.month}月{measure.date.day}日"
    note = "、".join(part for part in (measure.source, day) if part)
    return _number(measure.value, goal) + plain(f"（{note}）")


def _goal_table(goal: Goal, count: int) -> str:
    rows = [
        ("識別子", code(goal.id)),
        ("数えるもの", plain(goal.definition)),
        ("数えないもの", plain(goal.excludes)),
        ("種類", _KINDS[goal.kind]),
        *((("何の代理か", plain(goal.proxy_for)),) if goal.proxy_for else ()),
        *((("本当の数を知るところ", plain(goal.true_count_source)),) if goal.true_count_source else ()),
        ("イベント", f"[{code(goal.event)}](page:reference/events#{goal.event})"),
        ("ボタンの数", f"{count}か所"),
        ("基準値", _measure(goal.baseline, goal)),
        ("目標値", _measure(goal.target, goal)),
        ("担当", plain(goal.owner)),
    ]
    return table(("項目", "内容"), rows)


def goals_page(portfolio: Portfolio) -> str:
    """The goals of all measured sites with definition, kind, baseline, target and owner."""
    found = buttons(portfolio)
    sites = [site for site in portfolio.sites if site.settings.measured]
    blocks = [
        (
            "**代理（proxy）** のゴールが数えるのは、外部の画面へ進むボタンが押された回数です。申込みや寄附が成立した数ではありません。"
            "成立した数は「本当の数を知るところ」の報告で確かめます。"
        ),
        table(
            ("サイト", "ゴール", "種類", "基準値", "目標値"),
            [
                (
                    plain(site.settings.title),
                    plain(goal.name),
                    _KINDS[goal.kind],
                    _number(goal.baseline.value, goal) if goal.baseline else "―",
                    _number(goal.target.value, goal),
                )
                for site in sites
                for goal in site.settings.goals
            ],
        ),
    ]
    for site in sites:
        settings = site.settings
        blocks += [
            f"## {plain(settings.title)}",
            f"- 目的：{plain(settings.purpose)}\n- 対象：{plain(settings.audience)}\n- 担当：{plain(settings.owner)}",
        ]
        for goal in settings.goals:
            count = sum(button.site.id == site.id and button.action.goal == goal.id for button in found)
            blocks += [f"### {plain(goal.name)}", _goal_table(goal, count)]
    total = sum(len(site.settings.goals) for site in sites)
    return prose_page(
        "ゴール一覧",
        f"{len(sites)}つのサイトにある{total}件のゴールについて、数えるもの、種類、基準値、目標値、担当をまとめています。",
        blocks,
    )


def _limits(name: str, limits: NameLimits) -> tuple[str, str, str]:
    kept = f"{'、'.join(map(code, limits.reserved_prefixes))} で始まる名前" if limits.reserved_prefixes else "―"
    return name, f"{limits.max_length}文字まで", kept


def _provider(provider: Provider, portfolio: Portfolio, providers: Providers) -> Iterator[str]:
    yield f"## {plain(provider.title)}"
    yield f"識別子は {code(provider.name)}、測定IDの形は {code(provider.id_example)} です。[公式の説明]({provider.documentation})"
    if provider.note:
        yield plain(provider.note)
    yield "### 測定IDとサイト"
    ids = [known for known in known_ids(portfolio, providers) if known.provider == provider.name]
    titles = {site.id: site.settings.title for site in portfolio.sites}
    grouped = dict.fromkeys((known.environment, known.id) for known in ids)
    rows = [
        (
            _ENVIRONMENTS.get(environment, environment),
            code(identifier),
            "、".join(
                plain(titles[known.site]) for known in ids if (known.environment, known.id) == (environment, identifier)
            ),
        )
        for environment, identifier in grouped
    ]
    yield table(("環境", "測定ID", "サイト"), rows) if rows else "いま、測定IDを持つサイトはありません。"
    yield "### ページから通信する相手"
    yield "\n".join(f"- {code(host)}" for host in provider.hosts.all)
    yield "### 名前の決まり"
    named = (("イベント名", provider.event_names), ("パラメーター名", provider.parameter_names))
    limits = [_limits(name, given) for name, given in named if given is not None]
    yield table(("名前", "長さ", "使えない名前"), limits) if limits else "公開された決まりはありません。"
    if provider.parameter_value_max_length is not None:
        yield f"パラメーターの値は{provider.parameter_value_max_length}文字までです。"
    if provider.event_names is not None and provider.event_names.reserved:
        names = "、".join(map(code, provider.event_names.reserved))
        yield f"次の名前は {plain(provider.title)} が自分で使うため、イベント名にできません。{names}"
    yield "### 検査での見分け方"
    yield "検査は、公開するHTMLの中に次の形を探します。書き出しに使ったタグの文字列とは比べません。"
    for signature in provider.signatures:
        yield f"{_PARTS[signature.part]}（{_ROLES[signature.role]}）"
        yield code_block(signature.pattern, "text")


def providers_page(portfolio: Portfolio, tags: Tags) -> str:
    """The providers that the portfolio can use: IDs, hosts, limits of names, how the checker knows them."""
    blocks = ["測定IDは公開するHTMLに書かれる値で、秘密ではありません。"]
    for provider in tags.providers.values():
        blocks += _provider(provider, portfolio, tags.providers)
    return prose_page(
        "計測サービス",
        "使える計測サービスの測定ID、通信する相手、名前の決まり、検査での見分け方をまとめています。",
        blocks,
    )
