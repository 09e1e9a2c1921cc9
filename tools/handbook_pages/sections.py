"""One page a section type, with its live gallery example; the pages of shared parts and of collections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from microsites.collections import ENTRY_KINDS
from microsites.content.blocks import Entry
from microsites.content.japanese import kind_words, part_words, section_words
from microsites.resources import theme_directory
from microsites.sections import SECTION_TYPES
from tools.handbook_pages.fields import SHARED, fields_table, rows
from tools.handbook_pages.writing import indented_code, yaml_page

ASSETS = "gallery"
"""Where the pictures of the examples lie below the handbook's ``assets/``."""
_EVENT = "select_content"
"""Stands for whatever goal an example's button serves: the handbook has no goals and no provider, so it counts none."""

_KEY = r"(?m)(?P<before>^\s*(?:- )?|[{,]\s*)"
_ADAPTED = (
    (_KEY + r"asset: (?P<value>[\w./-]+)", rf"\g<before>asset: {ASSETS}/\g<value>"),
    (r"\(asset:(?P<value>[\w./-]+)\)", rf"(asset:{ASSETS}/\g<value>)"),
    (_KEY + r"page: [\w./#-]+", r"\g<before>page: index"),
    (r"\(page:[\w./#-]+\)", "(page:index)"),
    (_KEY + r"goal: [\w-]+", rf"\g<before>event: {_EVENT}"),
)


def example(gallery: str) -> str:
    """A gallery example whose references lead somewhere on the handbook."""
    for pattern, replacement in _ADAPTED:
        gallery = re.sub(pattern, replacement, gallery)
    return gallery


def _gallery(name: str) -> str:
    return example((theme_directory() / "gallery" / f"{name}.yml").read_text("utf-8"))


def section_page(name: str) -> str:
    """The page of one section type: when to use it, the example as visitors see it, its fields, its YAML."""
    words = section_words(name)
    model = SECTION_TYPES[name]
    source = _gallery(name)
    hints = "\n".join(f"- {hint}" for hint in words["hints"])
    overview = {
        "type": "rich_text",
        "id": "overview",
        "heading": "使いどころ",
        "body": f"{hints}\n\nこのすぐ下が、訪れた人に見える形の見本です。\n",
    }
    table = fields_table(
        "fields",
        "書ける項目",
        f"{name} の項目",
        list(rows(model)),
    )
    table["note"] = (
        "「ボタン」「リンク」「画像」「期間」などの中に書く項目は、共通の部品のページにまとめています。"
        "[] は、その下に「- 」で始まる項目をいくつか並べることを表します。"
    )
    written = {
        "type": "rich_text",
        "id": "yaml",
        "heading": "見本のYAML",
        "body": "ページのファイルの sections: の下に、字下げして書きます。"
        "くわしくは[書き方](page:writing)と[共通の部品](page:reference/parts)へ。\n\n"
        f"{indented_code(_in_page(source))}\n",
    }
    title = f"{words['name']}（{name}）"
    return yaml_page(title, words["use"], [overview, source, table, written])


def _in_page(source: str) -> str:
    first, *others = source.rstrip("\n").split("\n")
    return "\n".join(["sections:", f"  - {first}", *(f"    {line}" if line else "" for line in others)])


def index_page() -> str:
    """The list of all section types."""
    words = {name: section_words(name) for name in SECTION_TYPES}
    cards = [
        {
            "title": words[name]["name"],
            "meta": name,
            "text": words[name]["use"],
            "link": {"label": "見本と項目", "page": f"reference/sections/{name}"},
        }
        for name in SECTION_TYPES
    ]
    grid = {"type": "card_grid", "id": "types", "columns": 3, "cards": cards}
    return yaml_page(
        "セクション一覧",
        f"ページを組み立てる{len(cards)}種類のセクションです。それぞれのページに、実際の見え方、書ける項目、YAMLの見本があります。",
        [grid],
    )


def parts_page() -> str:
    """What many sections hold: links, buttons, pictures, periods."""
    tables = []
    for model, name in SHARED.items():
        part = fields_table(model.__name__.lower(), name, f"「{name}」の項目", list(rows(model)))
        part["lead"] = part_words(model.__name__)
        tables.append(part)
    return yaml_page(
        "共通の部品",
        "リンク、ボタン、画像、期間など、どのセクションでも同じ書き方をする部品です。",
        tables,
    )


def collections_page() -> str:
    """What every entry has, and what each kind adds."""
    words = {name: kind_words(name) for name in ENTRY_KINDS}
    common = fields_table("common", "どの種類にも書ける項目", "共通の項目", list(rows(Entry)))
    shared_fields = frozenset(Entry.model_fields)
    kinds: list[dict[str, Any]] = []
    for name, model in ENTRY_KINDS.items():
        own = list(rows(model, without=shared_fields))
        part = fields_table(name, f"{words[name]['name']}（{name}）", f"{name} に加わる項目", own)
        part["lead"] = words[name]["use"]
        kinds.append(part)
    return yaml_page(
        "コレクション",
        "お知らせ、イベント、農園のように同じ形の項目を並べるときは、1件を1ファイルに書きます。"
        "1件ごとのページと一覧の両方ができます。",
        [common, *kinds],
    )


def assets(target: Path) -> Iterator[tuple[Path, bytes]]:
    """The pictures of the gallery, to lie below ``target``."""
    folder = theme_directory() / "gallery" / "assets"
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield target / ASSETS / path.relative_to(folder), path.read_bytes()
