"""Tables of fields, from the models themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from microsites.content.blocks import Fact
from microsites.content.describe import describe_fields, is_list
from microsites.content.fields import Action, Link, Model, Picture, models_in
from microsites.content.status import Period
from microsites.i18n.catalogue import Catalogue
from microsites.i18n.message import Message

SHARED: dict[type[Model], str] = {
    Link: "リンク",
    Action: "ボタン",
    Picture: "画像",
    Period: "期間",
    Fact: "見出しと値",
}
"""Models that many fields hold; described once, on the page of shared parts."""

_JAPANESE = Catalogue("ja")

COLUMNS = [{"label": "項目"}, {"label": "必須"}, {"label": "書くもの"}, {"label": "説明"}]


def _kind(kind: str) -> str:
    if isinstance(kind, Message):
        return _JAPANESE.say(kind)
    choices = kind.split(" | ")
    return f"{choices[0]}（決まり）" if len(choices) == 1 else f"{'・'.join(choices)} のどれか"


def rows(model: type[Model], prefix: str = "", without: frozenset[str] = frozenset()) -> Iterator[list[str]]:
    """One row a field: name with its parents, whether it must be there, what is written, what it means."""
    for described in describe_fields(model, 0):
        if described.name in without:
            continue
        field = model.model_fields[described.name]
        inner = models_in(field.annotation)
        listed = is_list(described.kind)
        written = _kind(described.kind)
        if inner and inner[0] in SHARED:
            written = f"{SHARED[inner[0]]}の一覧" if listed else SHARED[inner[0]]
        text = described.said("ja")
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
