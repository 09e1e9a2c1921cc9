"""The goals of all sites: what is counted, what is not, baseline and target."""

from __future__ import annotations

from microsites.content.goals import Baseline, Goal, GoalTarget
from microsites.content.model import Portfolio
from microsites.measurement.reports.agenda import day_name
from microsites.measurement.reports.chart import number
from microsites.measurement.reports.meeting import KINDS, PERIODS
from tools.handbook_pages.events import buttons
from tools.handbook_pages.writing import code, plain, prose_page, table


def _number(value: float, goal: Goal) -> str:
    return plain(f"{number(value)}{goal.unit}／{PERIODS[goal.period]}")


def _measure(measure: Baseline | GoalTarget | None, goal: Goal) -> str:
    if measure is None:
        return "まだありません"
    note = "、".join(part for part in (measure.source, day_name(measure.date)) if part)
    return _number(measure.value, goal) + plain(f"（{note}）")


def _goal_table(goal: Goal, count: int) -> str:
    rows = [
        ("識別子", code(goal.id)),
        ("数えるもの", plain(goal.definition)),
        ("数えないもの", plain(goal.excludes)),
        ("種類", KINDS[goal.kind]),
        *((("何の代理か", plain(goal.proxy_for)),) if goal.proxy_for else ()),
        *((("真の件数の出どころ", plain(goal.true_count_source)),) if goal.true_count_source else ()),
        ("イベント", f"[{code(goal.event)}](page:reference/events#{goal.event})"),
        ("ボタンの数", f"{count}か所"),
        ("基準値", _measure(goal.baseline, goal)),
        ("目標値", _measure(goal.target, goal)),
        ("担当", plain(goal.owner)),
        ("次の見直し", day_name(goal.next_review)),
    ]
    return table(("項目", "内容"), rows)


def goals_page(portfolio: Portfolio) -> str:
    """The goals of all measured sites with definition, kind, baseline, target and owner."""
    found = buttons(portfolio)
    sites = [site for site in portfolio.sites if site.settings.measured]
    blocks = [
        (
            "**代理（proxy）** のゴールが数えるのは、外部の画面へ進むボタンが押された回数です。申込みや寄附が成立した数ではありません。"
            "成立した数は「真の件数の出どころ」の報告で確かめます。"
        ),
        table(
            ("サイト", "ゴール", "種類", "基準値", "目標値"),
            [
                (
                    plain(site.settings.title),
                    plain(goal.name),
                    KINDS[goal.kind],
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
            f"[実績、要因、次の一手](page:reference/meetings/{site.id})",
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
