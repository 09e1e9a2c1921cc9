from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, Strict

from microsites.content.blocks import Section
from microsites.content.fields import Link, LongText, Slug, Text


class GrantTable(Section):
    """Grants side by side: amount, for whom, and whether one can apply now.

    A scheme and the one that follows it (``replaced_by``) stand together, each with its dates.
    """

    summary: ClassVar[str] = "Grants as a table with amounts, conditions and status; old and new schemes together."
    collection_kinds: ClassVar[tuple[str, ...]] = ("grant",)

    type: Literal["grant_table"]
    collection: Slug
    """The collection's name in ``site.yml``; its kind is ``grant``."""
    caption: Text
    """What the table shows: ``住まいの補助金（2026年度）``."""
    tag: Text | None = None
    """Only grants that carry this tag."""
    limit: Annotated[int, Strict(), Field(ge=1, le=100)] | None = None
    """At most so many; all if it is not given."""
    note: LongText | None = None
    """What holds for all of them: ``国や県の制度と併用できます。``"""
    more: Link | None = None
    """Where the rest is."""
    empty: Text = "現在、ご案内できる制度はありません。"
    """Shown when there is none."""
