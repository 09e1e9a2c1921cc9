from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, Strict

from microsites.content.blocks import Section
from microsites.content.fields import Link, Slug, Text


class CollectionList(Section):
    """The entries of a collection, as cards or as rows."""

    summary: ClassVar[str] = "Entries of a collection as cards or rows, newest or hand-ordered first."

    type: Literal["collection_list"]
    collection: Slug
    """The collection's name in ``site.yml``."""
    layout: Literal["cards", "rows"] = "cards"
    """``cards``: with pictures.  ``rows``: dates and titles one below the other."""
    limit: Annotated[int, Strict(), Field(ge=1, le=100)] | None = None
    """At most so many; all if it is not given."""
    tag: Text | None = None
    """Only entries that carry this tag."""
    show: Literal["all", "current", "past"] = "all"
    """``current`` leaves out what is over, such as past events and closed grants; ``past`` shows only that."""
    group_by: Literal["fiscal_year"] | None = None
    """``fiscal_year`` puts the entries under a heading for each year (April to March), the latest first."""
    more: Link | None = None
    """Where the rest is."""
    empty: Text = "現在、お知らせできる項目はありません。"
    """Shown when there is none."""
