"""Tables of fields, from the models themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from microsites.content.blocks import Fact
from microsites.content.describe import describe_fields
from microsites.content.fields import Action, Link, Model, Picture, models_in
from microsites.content.japanese import field_words
from microsites.content.status import Period

SHARED: dict[type[Model], str] = {
    Link: "リンク",
    Action: "ボタン",
    Picture: "画像",
    Period: "期間",
    Fact: "見出しと値",
}
"""Models that many fields hold; described once, on the page of shared parts."""

_KINDS = {
    "text": "文字",
    "whole number": "整数",
    "number": "数",
    "true | false": "true か false",
    "date": "日付",
    "moment": "日時",
    "mapping": "まとまり",
    "Markdown": "文章（Markdown）",
    "value": "値",
}

COLUMNS = [{"label": "項目"}, {"label": "必須"}, {"label": "書くもの"}, {"label": "説明"}]


def _kind(english: str) -> str:
    if english.startswith("list of "):
        return f"{_kind(english.removeprefix('list of '))}の一覧"
    if english in _KINDS:
        return _KINDS[english]
    choices = english.split(" | ")
    return f"{choices[0]}（決まり）" if len(choices) == 1 else f"{'・'.join(choices)} のどれか"


def rows(model: type[Model], prefix: str = "", without: frozenset[str] = frozenset()) -> Iterator[list[str]]:
    """One row a field: name with its parents, whether it must be there, what is written, what it means."""
    for described in describe_fields(model, 0):
        if described.name in without:
            continue
        field = model.model_fields[described.name]
        inner = models_in(field.annotation)
        listed = described.kind.startswith("list of ")
        written = _kind(described.kind)
        if inner and inner[0] in SHARED:
            written = f"{SHARED[inner[0]]}の一覧" if listed else SHARED[inner[0]]
        text = field_words(model, described.name, described.text) or described.text
        need = "必須" if described.required else "任意"
        yield [prefix + described.name, need, written, text.replace("`", "")]
        if inner and inner[0] not in SHARED:
            yield from rows(inner[0], f"{prefix}{described.name}{'[]' if listed else ''}.")


def fields_table(section_id: str, heading: str, caption: str, table_rows: list[list[str]]) -> dict[str, Any]:
    """A ``data_table`` section of such rows."""
    return {
        "type": "data_table",
        "id": section_id,
        "heading": heading,
        "caption": caption,
        "columns": COLUMNS,
        "rows": table_rows,
    }
