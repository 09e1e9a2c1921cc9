"""The dictionary of events, in both languages, with where each is sent and what providers call it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from microsites.content.fields import Action
from microsites.content.model import Page, Portfolio, Site
from microsites.content.plan import ANYWHERE, Event, Parameter
from microsites.measurement.expectations import event_of, track_id
from microsites.measurement.identifiers import known_ids
from microsites.measurement.providers import Provider
from microsites.measurement.reports.agenda import day_name
from microsites.measurement.reports.plan import provider_name
from microsites.measurement.tags import Tags
from tools.handbook_pages.writing import code, plain, prose_page, table

_STATUS = {"proposed": "提案（まだ送らない）", "live": "使用中", "retired": "廃止（過去の数を読むために残す）"}
_TYPES = {"text": "文字", "number": "数"}
_DESTINATIONS = {
    "page": "同じサイトのページ",
    "site": "姉妹サイト",
    "asset": "資料のファイル",
    "url": "外部のサイト",
    "tel": "電話",
    "mailto": "メール",
}


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


def providers_in_use(portfolio: Portfolio, tags: Tags) -> tuple[Provider, ...]:
    """The providers that some site has an ID of."""
    return tuple(
        tags.providers[name] for name in dict.fromkeys(known.provider for known in known_ids(portfolio, tags.providers))
    )


def _allowed(parameter: Parameter) -> str:
    parts = [_TYPES[parameter.type]]
    if parameter.values:
        parts.append("、".join(map(plain, parameter.values)))
    if parameter.pattern:
        parts.append(f"正規表現 {plain(parameter.pattern)}")
    return "：".join(parts)


def _parameters(event: Event) -> str:
    rows = [
        (
            code(parameter.name),
            plain(parameter.definition.ja),
            "必須" if parameter.required else "任意",
            _allowed(parameter),
            plain(parameter.example) if parameter.example else "―",
            "送らない（個人に関わる情報）" if parameter.personal else "送る",
        )
        for parameter in event.parameters
    ]
    head = ("パラメーター", "意味", "必須", "書ける値", "例", "送信")
    return table(head, rows) if rows else "添えるパラメーターはありません。"


def _facts(event: Event, used: tuple[Provider, ...]) -> str:
    rows = [
        *((("英語の定義", plain(event.definition.en)),) if event.definition.en else ()),
        ("状態", _STATUS[event.status]),
        ("版", f"第{event.version}版" + (f"（{day_name(event.since)}から）" if event.since else "")),
        *((("前の名前", "、".join(map(code, event.replaces))),) if event.replaces else ()),
        ("担当", plain(event.owner)),
        (
            "送れるボタンの行き先",
            "どこでも" if event.fired_by == ANYWHERE else "、".join(_DESTINATIONS[to] for to in event.fired_by),
        ),
        *((plain(provider.title), _name(event, provider)) for provider in used),
    ]
    return table(("項目", "内容"), rows)


def _name(event: Event, provider: Provider) -> str:
    name = provider_name(event, provider)
    return f"{plain(name)} として送る" if name is not None else "送らない"


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
    """The dictionary of events: definition, owner, version, parameters, and where each is sent."""
    found = buttons(portfolio)
    used = providers_in_use(portfolio, tags)
    events = tags.plan.settings.events
    overview = table(
        ("イベント", "何が起きたときか", "状態", "ボタン"),
        [
            (
                f"[{code(event.name)}](#{event.name})",
                plain(event.definition.ja),
                f"{_STATUS[event.status].partition('（')[0]}（第{event.version}版）",
                f"{sum(button.event == event.name for button in found)}か所",
            )
            for event in events
        ],
    )
    blocks = [
        "同じ行動には、どのサイトでも同じ名前を使います。新しい名前が必要なときは、先に計測計画に加えてください。",
        "定義を変えるときは版を上げます。版の違う数は比べません。",
        overview,
    ]
    for event in events:
        blocks += [
            f"## {event.name}",
            f"{plain(event.definition.ja)}",
            _facts(event, used),
            _parameters(event),
            *_fired(event, found),
        ]
    return prose_page(
        "イベント辞書",
        f"計測計画（第{tags.plan.settings.version}版）にある{len(events)}種類のイベントの意味、状態、担当、パラメーター、計測サービスでの名前、送っているボタンの一覧です。",
        blocks,
    )
