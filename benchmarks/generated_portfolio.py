"""A portfolio of many sites, made from a number: the same number gives the same bytes.

Each site has 20 pages of sections in the density of the sample sites, without pictures.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

import sample_text as text

PAGES_PER_SITE = 1 + len(text.PAGE_TITLES)
MAX_SITES = len(text.TOPICS) * len(text.AUDIENCES)

TOWN = "花守市"
GA4_ID = "G-BENCHMARK0"
YEAR = 2026
AT = f"{YEAR}-11-22"

PORTFOLIO: dict[str, Any] = {
    "name": f"{TOWN}の見本サイト群",
    "municipality": {
        "name": TOWN,
        "address": "〒000-0000 花守市中央一丁目1番1号",
        "note": "花守市は、速さをはかるためにつくった架空の自治体です。",
    },
    "language": "ja",
    "timezone": "Asia/Tokyo",
    "stream": "portfolio",
    "environments": {"production": {"ids": {"ga4": GA4_ID}}},
    "tags": "tags",
    # Hugo's templates draw none either.
    "social_cards": False,
}
PLAN: dict[str, Any] = {
    "version": 1,
    "events": [
        {
            "name": "contact_click",
            "definition": "相談の窓口へ進む操作。相談の成立は含まない。",
            "owner": "商工観光課 観光係",
            "parameters": [{"name": "channel", "definition": "方法"}],
        },
        {
            "name": "select_content",
            "definition": "主要なボタンから、サイト内の次のページへ進む操作。",
            "owner": "商工観光課 観光係",
            "parameters": [{"name": "item_id", "definition": "行き先"}],
        },
    ],
}

NAVIGATION = ("plan", "price", "steps", "access", "voice", "faq")
FOOTER = ("support", "contact", "about")
COLORS = (("#C2183A", "#2E7D4F", "#FFF3F1"), ("#1D5B8F", "#8A5A00", "#F1F7FC"), ("#2B6B3F", "#A03A12", "#F2F8F1"))
STYLES = ("round", "calm", "sharp")


@dataclass(frozen=True, slots=True)
class SampleSite:
    """A site as data: its ``site.yml`` and its pages by id."""

    id: str
    settings: Mapping[str, Any]
    pages: Mapping[str, Mapping[str, Any]]

    @property
    def url(self) -> str:
        """Where the site would lie."""
        return f"https://{self.id}.hanamori.example.jp/"


class _Writer:
    """Writes the texts of one site; draws from a generator of its own."""

    def __init__(self, number: int) -> None:
        topic, audience = text.TOPICS[number % len(text.TOPICS)], text.AUDIENCES[number // len(text.TOPICS)]
        self.id = f"{topic[0]}-{audience[0]}"
        self.title = f"{audience[2]}{topic[1]}"
        self.topic = topic[1]
        self.people = audience[1]
        self.random = random.Random(number)

    def fill(self, template: str) -> str:
        return template.format(
            topic=self.topic,
            people=self.people,
            place=self.random.choice(text.PLACES),
            count=f"{self.random.randrange(120, 9800):,}",
            minutes=self.random.randrange(4, 40),
            places=self.random.randrange(8, 60),
        )

    def sentences(self, count: int) -> str:
        return "".join(self.fill(sentence) for sentence in self.random.sample(text.SENTENCES, count))

    def hero(self) -> dict[str, Any]:
        return {
            "type": "hero",
            "id": "top",
            "eyebrow": f"{TOWN}の{self.topic}",
            "heading": f"{self.title}は、花守で。",
            "lead": self.sentences(2),
            "points": [self.fill(bullet) for bullet in self.random.sample(text.BULLETS, 3)],
            "actions": [
                {
                    "id": "plan",
                    "label": "モデルコースを見る",
                    "page": "plan",
                    "event": "select_content",
                    "params": {"item_id": "plan"},
                },
                {
                    "id": "inquiry",
                    "label": "窓口に相談する",
                    "page": "contact",
                    "goal": "inquiry",
                    "style": "secondary",
                },
            ],
        }

    def rich_text(self) -> dict[str, Any]:
        bullets = "\n".join(f"- {self.fill(bullet)}" for bullet in self.random.sample(text.BULLETS, 4))
        target = self.random.choice(("access", "price", "steps", "contact"))
        told = [self.fill(sentence) for sentence in self.random.sample(text.SENTENCES, 7)]
        first, second, third = "".join(told[:3]), "".join(told[3:5]), "".join(told[5:])
        further = f"くわしくは[{text.PAGE_TITLES[target]}](page:{target})をご覧ください。"
        body = f"{first}\n\n{second}{further}\n\n### 参加の前に\n\n{bullets}\n\n**お願い** {third}\n"
        return {"type": "rich_text", "id": "story", "heading": f"{self.topic}で過ごす時間", "body": body}

    def card_grid(self) -> dict[str, Any]:
        targets = ("plan/half-day", "plan/full-day", "plan/overnight", "contact", "plan/group", "plan/winter")
        cards = [
            {
                "title": title,
                "meta": meta,
                "text": self.fill(body),
                "link": {"label": f"「{title}」をくわしく", "page": target},
            }
            for (title, meta, body), target in zip(text.CARDS, targets, strict=True)
        ]
        chosen = self.random.sample(cards, 4)
        return {"type": "card_grid", "id": "choices", "heading": "選べる楽しみ方", "columns": 2, "cards": chosen}

    def stats(self) -> dict[str, Any]:
        items = [
            {"value": f"{self.random.randrange(5, 9900):,}", "unit": unit, "label": label, "note": note}
            for label, unit, note in text.FIGURES
        ]
        source = f"{TOWN}「令和7年度 観光と移住の調査」（2026年7月公表）"
        return {"type": "stats", "id": "figures", "heading": "数字で見る花守", "items": items, "source": source}

    def data_table(self) -> dict[str, Any]:
        return {
            "type": "data_table",
            "id": "prices",
            "heading": "コースと料金",
            "caption": f"{self.topic}の料金（税込み、1人あたり）",
            "columns": [
                {"label": "コース"},
                {"label": "大人", "align": "end"},
                {"label": "小学生", "align": "end"},
                {"label": "開催日"},
            ],
            "rows": [list(row) for row in text.TABLE_ROWS],
            "source": f"{TOWN}観光係調べ",
            "note": self.sentences(1),
        }

    def process_list(self) -> dict[str, Any]:
        steps = [{"title": title, "duration": duration, "text": body} for title, duration, body in text.STEPS]
        return {"type": "process_list", "id": "flow", "heading": "申込みから当日まで", "steps": steps}

    def faq(self, count: int = 4) -> dict[str, Any]:
        chosen = self.random.sample(text.QUESTIONS, count)
        questions = [{"question": question, "answer": answer} for question, answer in chosen]
        return {"type": "faq", "id": "questions", "heading": "よくいただく質問", "questions": questions}

    def cta(self) -> dict[str, Any]:
        action = {"id": "inquiry", "label": "日程を相談する", "page": "contact", "goal": "inquiry"}
        return {
            "type": "cta",
            "id": "next",
            "heading": "まずは、気軽にご相談ください。",
            "lead": self.sentences(1),
            "note": "相談は無料です。営業の電話をおかけすることはありません。",
            "actions": [action | {"params": {"channel": "form"}}],
        }

    def sections(self, page: str) -> list[dict[str, Any]]:
        if page == "index":
            return [self.hero(), self.stats(), self.card_grid(), self.rich_text(), self.faq(), self.cta()]
        if page in ("access", "price", "support"):
            return [self.rich_text(), self.data_table(), self.faq(), self.cta()]
        if page in ("steps", "contact", "about"):
            return [self.rich_text(), self.process_list(), self.faq(3), self.cta()]
        if page == "faq":
            return [self.faq(len(text.QUESTIONS)), self.rich_text(), self.cta()]
        return [self.rich_text(), self.card_grid(), self.stats(), self.faq(3), self.cta()]

    def page(self, page: str, title: str) -> dict[str, Any]:
        return {"title": title, "description": self.sentences(1), "sections": self.sections(page)}


def _link(page: str) -> dict[str, str]:
    return {"label": text.PAGE_TITLES[page], "page": page}


def _settings(writer: _Writer, number: int) -> dict[str, Any]:
    color, accent, tint = COLORS[number % len(COLORS)]
    return {
        "title": writer.title,
        "tagline": f"{TOWN}の{writer.topic}を、暮らすように楽しむ。",
        "purpose": f"{writer.people}に{writer.topic}を知ってもらい、相談につなげる。",
        "audience": writer.people,
        "owner": "商工観光課 観光係",
        "contact": "商工観光課 観光係 電話 000-000-0110（平日8時30分〜17時15分）",
        "brand": {"color": color, "accent": accent, "tint": tint, "style": STYLES[number % len(STYLES)]},
        "environments": {"production": {"url": f"https://{writer.id}.hanamori.example.jp/"}},
        "navigation": [_link(page) for page in NAVIGATION],
        "footer": [_link(page) for page in FOOTER],
        "goals": [
            {
                "id": "inquiry",
                "name": "相談窓口への送客",
                "definition": "相談の窓口へ進むボタンが押された回数。",
                "excludes": "相談の成立。",
                "kind": "proxy",
                "event": "contact_click",
                "proxy_for": "窓口への相談",
                "true_count_source": "商工観光課の相談受付簿（月次）",
                "unit": "件",
                "period": "month",
                "baseline": {"value": 40, "source": "旧サイトの集計", "date": "2026-04-10"},
                "target": {"value": 90, "date": "2027-03-31"},
                "owner": "商工観光課 観光係",
                "next_review": "2027-04-15",
            }
        ],
    }


def sample_site(number: int) -> SampleSite:
    """The site with this number, from 0."""
    writer = _Writer(number)
    settings = _settings(writer, number)
    titles = {"index": f"{writer.title}のご案内", **text.PAGE_TITLES}
    pages = {page: writer.page(page, title) for page, title in titles.items()}
    return SampleSite(writer.id, settings, pages)


class _EditorsDumper(yaml.SafeDumper):
    """Writes YAML as people do: block text for several lines."""


def _represent_text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_EditorsDumper.add_representer(str, _represent_text)


def to_yaml(data: Any) -> str:
    """``data`` as an editor would type it."""
    return yaml.dump(data, Dumper=_EditorsDumper, allow_unicode=True, sort_keys=False, width=10_000)


def write_portfolio(root: Path, sites: tuple[SampleSite, ...]) -> None:
    """Write the portfolio that ``microsites build --portfolio`` reads."""
    root.mkdir(parents=True)
    (root / "portfolio.yml").write_text(to_yaml({**PORTFOLIO, "sites": [site.id for site in sites]}), "utf-8")
    (root / "tags").mkdir()
    (root / "tags" / "plan.yml").write_text(to_yaml(PLAN), "utf-8")
    for site in sites:
        folder = root / site.id
        # parent pages lie in their folder, as in the sample sites
        parents = {page.rpartition("/")[0] for page in site.pages}
        for page, content in site.pages.items():
            path = folder / "pages" / (f"{page}/index.yml" if page in parents else f"{page}.yml")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(to_yaml(content), "utf-8")
        (folder / "site.yml").write_text(to_yaml(site.settings), "utf-8")
