"""The meeting sheets of all measured sites."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from microsites.content.model import Portfolio
from microsites.measurement.reports.agenda import goal_agenda, percent
from microsites.measurement.reports.meeting import WORDS, sheet_blocks
from microsites.measurement.reports.plan import SitePlan, site_plan
from microsites.measurement.reports.progress import progress
from microsites.measurement.tags import Tags
from tools.handbook_pages.writing import plain, prose_page, table


def _plans(portfolio: Portfolio, tags: Tags) -> tuple[SitePlan, ...]:
    """Without the clock, so that the pages stay the same from day to day."""
    return tuple(site_plan(portfolio, site, tags, None) for site in portfolio.sites if site.settings.measured)


def _rows(plan: SitePlan) -> Iterator[tuple[str, ...]]:
    for goal in plan.goals:
        months = progress(goal)
        share = months.last.share if months.last is not None else None
        yield (
            f"[{plain(plan.title)}](page:reference/meetings/{plan.site})",
            plain(goal.name),
            percent(share) if share is not None else "―",
            f"{len(goal_agenda(goal, months, None))}件",
        )


def meeting_pages(portfolio: Portfolio, tags: Tags) -> Mapping[str, str]:
    """File name → page: an overview, and a sheet for each site."""
    plans = _plans(portfolio, tags)
    overview = [
        "各サイトのゴールについて、決めごと、実績、要因、次の一手を1ページにまとめています。月に一度の打合せで開きます。",
        WORDS,
        table(("サイト", "ゴール", "目標比", "話し合うこと"), [row for plan in plans for row in _rows(plan)]),
        (
            "もとの数字は、各サイトのフォルダーにある `actuals.csv` です。書き方は[計測のしくみ](page:measuring)にあります。"
            "打合せの当日の資料は、`microsites plan --format md --output 資料.md` で作れます。"
        ),
    ]
    pages = {
        "index.md": prose_page(
            "実績の確認", "サイトごとの目標と実績、要因、次の一手をまとめた打合せの資料です。", overview
        )
    }
    for plan in plans:
        description = (
            f"{plan.title}のゴールについて、決めごと、受信実績、要因、次の一手、計測していないものをまとめています。"
        )
        pages[f"{plan.site}.md"] = prose_page(
            f"{plan.title}　目標と実績", description, sheet_blocks(plan, None, places=False)
        )
    return pages
