"""What a meeting has to talk about, read from the numbers and from what is missing between them (Japanese)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from microsites.measurement.reports.chart import number
from microsites.measurement.reports.plan import PlannedGoal, SitePlan
from microsites.measurement.reports.progress import MonthProgress, Progress


def month_name(month: date) -> str:
    """``2026年10月``."""
    return f"{month.year}年{month.month}月"


def day_name(day: date) -> str:
    """``2026年10月1日``."""
    return f"{day.year}年{day.month}月{day.day}日"


def percent(share: float) -> str:
    """``63%``; less than one per cent is not nothing."""
    return "1%未満" if 0 < share < 0.01 else f"{share:.0%}"


def _opposite(progress: Progress) -> Iterator[str]:
    """Clicks and true counts that moved apart: the strongest sign that the click is not what it stands for."""
    both = [
        month for month in progress.months if month.actual.value is not None and month.actual.true_count is not None
    ]
    if len(both) < 2:
        return
    before, after = both[-2].actual, both[-1].actual
    assert before.value is not None
    assert after.value is not None
    assert before.true_count is not None
    assert after.true_count is not None
    clicks, counts = after.value - before.value, after.true_count - before.true_count
    if clicks * counts < 0:
        up, down = ("クリック", "真の件数") if clicks > 0 else ("真の件数", "クリック")
        yield (
            f"{month_name(before.month)}から{month_name(after.month)}にかけて、{up}は増え、{down}は減りました。"
            "クリックの先で何が起きたのかを確かめます。"
        )


def _of_last_month(goal: PlannedGoal, last: MonthProgress) -> Iterator[str]:
    name = month_name(last.actual.month)
    if not last.actual.cause:
        yield f"{name}の要因が書かれていません。"
    if not last.actual.next_action:
        yield f"{name}を受けた次の一手が決まっていません。"
    if goal.kind == "proxy" and last.actual.true_count is None:
        yield f"{name}の真の件数が届いていません（{goal.true_count_source}）。"


def goal_agenda(goal: PlannedGoal, progress: Progress, today: date | None) -> tuple[str, ...]:
    """What is to be talked about for ``goal``; a review that is due is only known with a date."""

    def points() -> Iterator[str]:
        if today is not None and goal.next_review <= today:
            yield f"定義と目標の見直し日（{day_name(goal.next_review)}）になりました。"
        if goal.event.status == "retired":
            yield f"イベント {goal.event.name} は廃止されています。別のイベントで数えるか、ゴールを閉じるかを決めます。"
        elif goal.event.status == "proposed":
            yield f"イベント {goal.event.name} は提案の段階で、まだ送っていません。"
        if not goal.elements:
            yield "いま、このゴールに進むボタンがどのページにもありません。"
        if goal.baseline is None:
            yield "基準値がありません。どの月の実績を基準にするかを決めます。"
        if progress.last is None:
            yield "受信実績がまだありません。"
            return
        yield from _of_last_month(goal, progress.last)
        yield from _opposite(progress)
        sources = dict.fromkeys(actual.source for actual in goal.actuals if actual.value is not None)
        if len(sources) > 1:
            yield f"実績の出典が途中で変わっています（{'、'.join(sources)}）。続けて比べられるかを確かめます。"
        since = goal.event.since
        if since is not None and any(actual.month < since.replace(day=1) for actual in goal.actuals):
            yield (
                f"イベント {goal.event.name} の定義は{day_name(since)}からのもの（第{goal.event.version}版）です。"
                "それより前の月とは比べられません。"
            )

    return tuple(points())


def unmeasured(goal: PlannedGoal, progress: Progress) -> tuple[str, ...]:
    """What the numbers of ``goal`` do not hold."""

    def points() -> Iterator[str]:
        yield f"数えないもの：{goal.excludes}"
        if goal.kind == "proxy":
            yield f"「{goal.proxy_for}」が実際にあった数。このサイトが見ているのはクリックまでです。"
        reasons: dict[str, list[str]] = {}
        for actual in goal.actuals:
            if actual.value is None:
                reasons.setdefault(actual.cause, []).append(month_name(actual.month))
        for cause, without in reasons.items():
            yield f"{'、'.join(without)}の実績。{cause}"
        if progress.missing:
            months = "、".join(map(month_name, progress.missing))
            yield f"{months}の実績。行がなく、理由も書かれていません。"
        for parameter in goal.event.parameters:
            if parameter.personal:
                yield f"パラメーター {parameter.name}（{parameter.definition}）。個人に関わる情報のため送りません。"

    return tuple(points())


_UNSEEN = {
    "after_consent": "同意しなかった人の行動（「{title}」は、同意のあとにだけ送ります）。",
    "unless_refused": "計測を断った人の行動（「{title}」は、断られると送りません）。",
    "cookieless": "同意しなかった人が同じ人かどうか（「{title}」は、同意まではCookieを使わずに送ります）。",
}
"""What a provider cannot know, by how its tag is written."""


def unmeasured_on_site(plan: SitePlan) -> tuple[str, ...]:
    """What nobody measures on the whole site."""

    def points() -> Iterator[str]:
        if not plan.providers:
            yield "計測サービスがないため、このサイトからは何も送りません。"
            return
        for title in dict.fromkeys(each.title for each in plan.providers if each.opaque):
            yield f"「{title}」が中で読み込むタグと、そこから送るもの。ページからは分かりません。"
        treated = dict.fromkeys((each.treatment, each.title) for each in plan.providers)
        for treatment, title in treated:
            if treatment in _UNSEEN:
                yield _UNSEEN[treatment].format(title=title)
        nobody = [count.event for count in plan.automatic if not count.counted_by]
        if nobody:
            yield f"自動で数えられるもののうち、設定していないもの：{'、'.join(nobody)}"
        yield "広告を遮る機能や通信の失敗で届かなかったもの。"

    return tuple(points())


def numbers_with_unit(value: float, goal: PlannedGoal) -> str:
    """``650件``."""
    return f"{number(value)}{goal.unit}"
