"""The meeting sheet: the page over which a municipality and its agency argue (Japanese Markdown)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from microsites.forge_markdown import code
from microsites.measurement.reports.agenda import (
    day_name,
    goal_agenda,
    month_name,
    numbers_with_unit,
    percent,
    unmeasured,
    unmeasured_on_site,
)
from microsites.measurement.reports.chart import Bar, chart, number
from microsites.measurement.reports.markdown import code_block, plain, table
from microsites.measurement.reports.plan import PlannedElement, PlannedGoal, PlannedMeasure, SitePlan
from microsites.measurement.reports.progress import MonthProgress, Progress, progress

PERIODS = {
    "month": "月",
    "quarter": "四半期",
    "fiscal_year": "年度",
    "season": "シーズン",
    "call": "募集",
    "event": "回",
}
"""A goal's period as it stands behind a number: 650件／月."""

KINDS = {"proxy": "代理（proxy）", "completed": "完了（completed）"}

_MEASURED_BY = {
    "month": "月ごとの実績を、目標値と比べる",
    "quarter": "四半期の初めからの累計を、目標値と比べる",
    "fiscal_year": "年度の初め（4月）からの累計を、目標値と比べる",
    "season": "基準値を確認した月から目標の期日までの累計を、目標値と比べる",
    "call": "基準値を確認した月から目標の期日までの累計を、目標値と比べる",
    "event": "基準値を確認した月から目標の期日までの累計を、目標値と比べる",
}

WORDS = (
    "この資料の数字は、計測サービスや申込先の報告から書き写した**受信実績**です。"
    "タグがページに正しく入っていること（実装済み）と、押すと送信されること（送信確認済み）は別に確かめます。"
    "どちらも、実績の数を保証するものではありません。"
)
"""Instrumented, observed, received: never mixed."""

_NONE = "―"


def _items(points: Sequence[str]) -> str:
    return "\n".join(f"- {plain(point)}" for point in points)


def _measure(measure: PlannedMeasure | None, goal: PlannedGoal, ending: str) -> str:
    if measure is None:
        return "まだありません"
    source = f"出典：{measure.source}、" if measure.source else ""
    note = f"{source}{day_name(measure.date)}{ending}"
    return plain(f"{numbers_with_unit(measure.value, goal)}／{PERIODS[goal.period]}（{note}）")


def _scope(goal: PlannedGoal, month: MonthProgress) -> str:
    """What is held against the target, in words."""
    if goal.period == "month":
        return f"{month_name(month.actual.month)}の受信実績"
    name = {"quarter": "四半期の", "fiscal_year": "年度の"}.get(goal.period, "")
    last = month_name(month.actual.month)
    months = f"{last}のみ" if month.since == month.actual.month else f"{month_name(month.since)}から{last}まで"
    return f"{name}累計（{months}）の受信実績"


def _headline(goal: PlannedGoal, last: MonthProgress | None) -> Iterator[str]:
    if last is None or last.actual.value is None:
        yield "**受信実績は、まだありません。**"
        return
    shown = last.reached if last.reached is not None else last.actual.value
    least = "" if last.complete else "少なくとも"
    reached = f"目標{numbers_with_unit(goal.target.value, goal)}"
    share = f"で、{reached}の{percent(last.share)}です" if last.share is not None else "です"
    yield f"**{plain(f'{_scope(goal, last)}は、{least}{numbers_with_unit(shown, goal)}{share}。')}**"
    if goal.kind == "proxy":
        text = f"これはクリックの数です。「{goal.proxy_for}」が何件あったかは、{goal.true_count_source}で確かめます。"
        if last.actual.true_count is not None:
            share = f"で、クリックの{percent(last.true_share)}にあたります" if last.true_share is not None else "です"
            count = numbers_with_unit(last.actual.true_count, goal)
            text += f"{month_name(last.actual.month)}の真の件数は{count}{share}。"
        else:
            text += f"{month_name(last.actual.month)}の真の件数は、まだ届いていません。"
        yield plain(text)


def _definition(goal: PlannedGoal) -> str:
    since = f"、{day_name(goal.event.since)}から" if goal.event.since is not None else ""
    names = "、".join(
        f"{provider}：{name or '送りません'}" for provider, name in goal.event.names.items() if name != goal.event.name
    )
    proxy = "代理（proxy）。このサイトが見ているのはクリックまで"
    rows = [
        ("数えるもの", plain(goal.definition)),
        ("数えないもの", plain(goal.excludes)),
        ("種類", proxy if goal.kind == "proxy" else "完了（completed）。このサイトの中で起きたことを数える"),
        *((("何の代理か", plain(goal.proxy_for)),) if goal.proxy_for else ()),
        *((("真の件数の出どころ", plain(goal.true_count_source)),) if goal.true_count_source else ()),
        ("基準値", _measure(goal.baseline, goal, "に確認")),
        ("目標値", _measure(goal.target, goal, "まで")),
        ("イベント", f"{code(goal.event.name)}（第{goal.event.version}版{since}）、ボタン{len(goal.elements)}か所"),
        *((("計測サービスでの名前", plain(names)),) if names else ()),
        ("目標比の出し方", _MEASURED_BY[goal.period]),
        ("担当", plain(goal.owner)),
        ("次の見直し", day_name(goal.next_review)),
    ]
    return table(("項目", "内容"), rows)


def _chart(goal: PlannedGoal, months: Progress) -> str:
    def month_bar(month: MonthProgress) -> Bar:
        label = f"{month.actual.month:%Y-%m}"
        if month.actual.value is None:
            return Bar(label, None, "計測なし")
        return Bar(label, month.reached, "目標の期間の外")

    baseline = Bar("基準値 ", goal.baseline.value if goal.baseline is not None else None, "まだありません")
    target = Bar("目標値 ", goal.target.value)
    return code_block(chart([baseline, *map(month_bar, months.months), target]), "text")


def _share(month: MonthProgress) -> str:
    return percent(month.share) if month.share is not None else _NONE


def _change(month: MonthProgress) -> str:
    if month.change is None:
        return _NONE
    sign = "＋" if month.change > 0 else "－" if month.change < 0 else "±"
    return f"{sign}{number(abs(month.change))}"


def _numbers(goal: PlannedGoal, months: Progress) -> Iterator[str]:
    proxy, running = goal.kind == "proxy", goal.period != "month"

    def cells(month: MonthProgress) -> list[str]:
        actual = month.actual
        least = "" if month.complete else "以上"
        total = f"{number(month.reached)}{least}" if month.reached is not None else _NONE
        return [
            f"{actual.month:%Y-%m}",
            number(actual.value) if actual.value is not None else "計測なし",
            total if running else _change(month),
            _share(month),
            *((number(actual.true_count) if actual.true_count is not None else _NONE,) if proxy else ()),
            *((percent(month.true_share) if month.true_share is not None else _NONE,) if proxy else ()),
        ]

    head = [
        "年月",
        f"受信実績（{plain(goal.unit)}）",
        "累計" if running else "前月差",
        "目標比",
        *(("真の件数", "クリック比") if proxy else ()),
    ]
    yield table(head, [cells(month) for month in months.months])
    if sources := _sources(months):
        truth = f"、真の件数は{goal.true_count_source}" if proxy else ""
        clicks = "（クリックの数）" if proxy else ""
        yield plain(f"出典：受信実績{clicks}は{sources}{truth}")


def _sources(months: Progress) -> str:
    """Which report the numbers are from; with the months, where there are several."""
    found: dict[str, list[str]] = {}
    for month in months.months:
        if month.actual.value is not None:
            found.setdefault(month.actual.source, []).append(month_name(month.actual.month))
    if len(found) == 1:
        return next(iter(found))
    return "、".join(f"{source}（{'、'.join(names)}）" for source, names in found.items())


def _causes(months: Progress) -> str:
    def lines() -> Iterator[str]:
        for month in reversed(months.months):
            actual = month.actual
            yield f"- **{month_name(actual.month)}**"
            yield f"    - 要因：{plain(actual.cause) if actual.cause else '書かれていません'}"
            if actual.next_action:
                yield f"    - 次の一手：{plain(actual.next_action)}"

    return "\n".join(lines())


def _goal(position: int, goal: PlannedGoal) -> Iterator[str]:
    months = progress(goal)
    yield f"## {position}. {plain(goal.name)}"
    yield from _headline(goal, months.last)
    if months.months:
        yield _chart(goal, months)
        yield from _numbers(goal, months)
    if months.months:
        yield "### 要因と次の一手"
        yield _causes(months)
    yield "### 決めごと"
    yield _definition(goal)
    yield "### 計測していないもの"
    yield _items(unmeasured(goal, months))


def _overview(plan: SitePlan) -> str:
    def row(goal: PlannedGoal, last: MonthProgress | None) -> tuple[str, ...]:
        name = plain(f"{goal.name}（{'クリックまで' if goal.kind == 'proxy' else '完了まで'}）")
        target = f"{numbers_with_unit(goal.target.value, goal)}／{PERIODS[goal.period]}"
        if last is None or last.reached is None:
            return (name, _NONE, plain(target), _NONE)
        when = _scope(goal, last).removesuffix("の受信実績")
        received = f"{numbers_with_unit(last.reached, goal)}（{when}）"
        return (name, plain(received), plain(target), _share(last))

    head = ("ゴール（見ている範囲）", "受信実績", "目標", "目標比")
    return table(head, [row(goal, progress(goal).last) for goal in plan.goals])


def _promises(plan: SitePlan) -> tuple[str, ...]:
    """What was to be done next, as of the last month of each goal."""
    return tuple(
        f"{goal.name}（{month_name(goal.actuals[-1].month)}）：{goal.actuals[-1].next_action}"
        for goal in plan.goals
        if goal.actuals and goal.actuals[-1].next_action
    )


def _elements(elements: Sequence[PlannedElement], *, places: bool) -> str:
    if not elements:
        return "ボタンがありません。"
    head = ("ページ", "ボタン", "data-track-id", "原稿の行")
    rows = [
        (plain(each.page_title), plain(each.label), code(each.track_id), code(f"{each.file}:{each.line}"))
        for each in elements
    ]
    return table(head if places else head[:-1], rows if places else [row[:-1] for row in rows])


def _spine(plan: SitePlan, *, places: bool) -> Iterator[str]:
    for goal in plan.goals:
        yield f"### {plain(goal.name)} → {code(goal.event.name)}"
        yield _elements(goal.elements, places=places)
    for other in plan.other_events:
        yield f"### ゴールなし → {code(other.event.name)}"
        yield _elements(other.elements, places=places)


def sheet_blocks(plan: SitePlan, today: date | None, *, places: bool = True) -> Iterator[str]:
    """The sheet of one site without its title, block by block.

    Without ``today`` it names no day of its own, and without ``places`` no line of a file: such a sheet changes only
    with what it says.
    """
    yield table(
        ("項目", "内容"),
        [
            ("目的", plain(plan.purpose)),
            ("対象", plain(plan.audience)),
            ("担当", plain(plan.owner)),
            *((("作成の基準日", day_name(today)),) if today is not None else ()),
        ],
    )
    yield WORDS
    yield _overview(plan)
    if promises := _promises(plan):
        yield "## 前回決めた次の一手"
        yield _items(promises)
    if points := [f"{goal.name}：{point}" for goal in plan.goals for point in goal_agenda(goal, progress(goal), today)]:
        yield "## 話し合うこと"
        yield _items(points)
    for position, goal in enumerate(plan.goals, 1):
        yield from _goal(position, goal)
    yield "## サイト全体で計測していないもの"
    yield _items(unmeasured_on_site(plan))
    yield "## ゴールからボタンまで"
    yield "どのボタンが、どのイベントを送り、どのゴールに数えられるかの一覧です。"
    yield from _spine(plan, places=places)


def render(plans: Sequence[SitePlan], today: date) -> str:
    """The sheets of several sites."""
    blocks = [
        block
        for plan in plans
        for block in (f"# {plain(plan.title)}　目標と実績の確認資料", *sheet_blocks(plan, today))
    ]
    return "\n\n".join(blocks) + "\n"
