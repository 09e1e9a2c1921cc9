from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field, model_validator

from microsites.content.blocks import Section
from microsites.content.fields import LongText, Model, OptionalText, Text
from microsites.content.refusal import refused
from microsites.i18n.message import _


class Column(Model):
    """One column."""

    label: Text
    """Its head."""
    align: Literal["start", "center", "end"] = "start"
    """``end`` for figures."""


class DataTable(Section):
    """A table with a caption, column heads and a source; the first column names the row."""

    summary: ClassVar[str] = (
        "A table with caption, column heads, source; a wide one becomes a block per row on a phone."
    )

    type: Literal["data_table"]
    caption: Text
    """What the table shows."""
    columns: tuple[Column, ...] = Field(min_length=2, max_length=12)
    """From left to right; the first one names the row."""
    rows: tuple[tuple[OptionalText, ...], ...] = Field(min_length=1, max_length=200)
    """One list a row, as many cells as there are columns."""
    note: LongText | None = None
    """How to read it, and what it leaves out."""

    @model_validator(mode="after")
    def _rectangular(self) -> DataTable:
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise refused(
                    _(
                        "row {row} has {cells} cells, but there are {columns} columns",
                        row=number,
                        cells=len(row),
                        columns=len(self.columns),
                    )
                )
        return self
