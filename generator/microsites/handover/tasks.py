"""The most common things, each shown on a file that this portfolio really has."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from microsites.content.fields import Model, Picture
from microsites.content.model import Page, Portfolio, Site
from microsites.content.publishing import Publish, publishing_of
from microsites.content.ruby import without_readings
from microsites.content.status import Period, status_at
from microsites.content.yaml_reader import Path
from microsites.handover.deadlines import line_of


@dataclass(frozen=True, slots=True)
class Step:
    """A sentence to follow, what is typed, and the addresses that the sentence ends with."""

    text: str
    code: str = ""
    language: str = "yaml"
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """Something that is done often."""

    title: str
    steps: tuple[Step, ...]


def _pages(portfolio: Portfolio) -> Iterator[tuple[Site, Page]]:
    """What people write, the public sites first."""
    for site in sorted(portfolio.sites, key=lambda each: not each.settings.measured):
        for page in sorted(site.pages, key=lambda each: each.id != "index"):
            if page.generated is None and not page.easy:
                yield site, page


def _quoted(text: str) -> str:
    """A YAML text that is read as exactly these characters, whatever they are."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def _change_text(portfolio: Portfolio) -> Task:
    def steps() -> Iterator[Step]:
        for site, page in _pages(portfolio):
            for number, section in enumerate(page.sections):
                if section.heading is not None:
                    at = line_of(page.source, (*page.sections_path, number, "heading"))
                    name = without_readings(page.title)
                    yield Step(
                        f"直したいページのファイルを開きます。例：{site.settings.title}の「{name}」は {page.source.file} です。"
                    )
                    yield Step(
                        f"文を書き換えます。例：見出しは {at} にあります。", f"heading: {_quoted(section.heading)}"
                    )
                    yield Step("id: の行は変えません（計測の集計が切れます）。保存し、「確認して公開する」へ進みます。")
                    return

    return Task("文章を直す", tuple(steps()))


def _add_news(portfolio: Portfolio, today: date) -> Task:
    def steps() -> Iterator[Step]:
        for site in portfolio.sites:
            for name, collection in site.settings.collections.items():
                if collection.kind == "news" and site.settings.measured:
                    folder = f"{site.id}/collections/{name}"
                    entries = site.entries(name)
                    copied = f"いちばん新しい {entries[-1].source.file} をコピーすると早くできます。" if entries else ""
                    yield Step(
                        f"{folder}/ に、日付で始まる名前のファイルを作ります。例：{today:%Y-%m-%d}-osirase.yml。"
                        f"名前には小文字の英字・数字・ハイフンだけを使います。{copied}"
                    )
                    lines = (
                        "title: タイトル",
                        "description: 一覧と検索結果に出る1〜2文",
                        f"date: {today}",
                        "body: |",
                        "  本文",
                    )
                    yield Step("次のように書いて保存します。", "\n".join(lines))
                    yield Step(f"お知らせの一覧（/{collection.path}/）とトップページには、日付の順に自動で並びます。")
                    return

    return Task("お知らせを加える", tuple(steps()))


def _periods(portfolio: Portfolio) -> Iterator[tuple[Page, Path, Period]]:
    for _site, page in _pages(portfolio):
        for part in page.parts:
            if isinstance(part.value, Period) and part.value.override is None:
                yield page, part.path, part.value


def _close_early(portfolio: Portfolio, now: datetime) -> Task:
    def steps() -> Iterator[Step]:
        found = sorted(
            _periods(portfolio),
            key=lambda each: (
                each[0].entry is not None,
                not status_at(each[2], now).open,
                each[2].closes is None,
                each[2].closes or now,
            ),
        )
        for page, path, _period in found[:1]:
            name = without_readings(page.title)
            yield Step(
                f"募集期間の書いてある所を開きます。例：「{name}」は {line_of(page.source, path)} です。"
                "opens:・closes: と同じ深さに、2行を加えます。",
                "override: closed_early\nnote: 予算額に達したため、受付を終了しました。",
            )
            yield Step(
                "応募ボタンが消え、状態の表示が変わります。一時休止は suspended、中止は cancelled と書きます。"
                "締切を延ばすときは closes: の日時を直します。"
            )
        events = [
            (day, site.id, page)
            for site, page in _pages(portfolio)
            if page.entry is not None
            and page.collection is not None
            and site.collection(page.collection).kind == "event"
            and site.settings.measured
            and (day := page.entry.listing().date) is not None
        ]
        for _day, site_id, page in sorted(events, key=lambda each: each[0])[-1:]:
            yield Step(
                f"日程を加えるときは、{site_id}/collections/{page.collection}/ のファイルをコピーして"
                f" starts: と ends: を直します（例：{page.source.file}）。同じ催しの別の回は sessions: に加えます。",
                "sessions:\n  - {starts: 2027-02-06 10:00, ends: 2027-02-06 12:00}\n"
                "  - {starts: 2027-02-13 10:00, ends: 2027-02-13 12:00}",
            )

    return Task("募集を早く締める・日程を加える", tuple(steps()))


def _change_picture(portfolio: Portfolio) -> Task:
    def steps() -> Iterator[Step]:
        for site, page in _pages(portfolio):
            for part in page.parts:
                if isinstance(part.value, Picture):
                    at = line_of(page.source, (*part.path, "asset"))
                    yield Step(
                        f"新しい写真を {site.id}/assets/ の下に、新しい名前で置きます。横幅は1,600ピクセル以上を用意します。"
                        "名前には小文字の英字・数字・ハイフンを使います。"
                    )
                    yield Step(
                        f"ページのファイルで、写真の名前と説明（alt）を直します。例：{at}",
                        f"picture:\n  asset: {_quoted(part.value.asset)}\n  alt: {_quoted(part.value.alt)}",
                    )
                    yield Step("どこからも使われなくなった写真は公開されません。ファイルは消してもかまいません。")
                    return

    return Task("写真を替える", tuple(steps()))


def _targets(portfolio: Portfolio) -> dict[str, list[str]]:
    """Target of ``microsites publish`` → the sites that say where they go with it."""
    found: dict[str, list[str]] = {}
    for site in portfolio.sites:
        settings = publishing_of(portfolio.settings.publish, site.settings.publish)
        for name in Publish.model_fields:
            if isinstance(getattr(settings, name), Model):
                found.setdefault(name.replace("_", "-"), []).append(site.id)
    return found


def _publish(portfolio: Portfolio) -> Task:
    folder = shlex.quote(portfolio.root.as_posix())
    by_target = _targets(portfolio)
    every = [site.id for site in portfolio.sites]

    def steps() -> Iterator[Step]:
        yield Step(
            "確認用に組み立てて検査します。誤りがあれば、ファイルと行が示され、何も書き出されません。",
            f"microsites build --portfolio {folder} --env preview --check",
            "text",
        )
        urls = [site.url("preview") for site in portfolio.sites if site.settings.measured]
        if known := tuple(url for url in urls if url is not None):
            yield Step("確認用のページを担当課で見ます。", links=known)
        yield Step(
            "よければ公開用に組み立てて検査します。誤り（error）が0件のものだけを公開します。",
            f"microsites build --portfolio {folder} --env production --check",
            "text",
        )
        for target, sites in by_target.items():
            named = "" if sites == every else "".join(f" --site {site}" for site in sites)
            yield Step(
                "公開先へ送ります。送る前に、もう一度検査されます。権限は、この資料のアカウントの表にあります。",
                f"microsites publish {target}{named}",
                "text",
            )
        if left := [site for site in every if not any(site in sites for sites in by_target.values())]:
            folders = "、".join(f"dist/{site}/" for site in left)
            yield Step(f"{folders} を、公開サーバーへ送ります。送り先と権限は、この資料のアカウントの表にあります。")

    return Task("確認して公開する", tuple(steps()))


def tasks(portfolio: Portfolio, now: datetime) -> tuple[Task, ...]:
    """At most five; a portfolio without calls or news has fewer."""
    known = (
        _change_text(portfolio),
        _add_news(portfolio, now.date()),
        _close_early(portfolio, now),
        _change_picture(portfolio),
        _publish(portfolio),
    )
    return tuple(task for task in known if task.steps)
