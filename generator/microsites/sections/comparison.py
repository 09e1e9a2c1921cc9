from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field, model_validator

from microsites.content.blocks import Section
from microsites.content.fields import Link, LongText, Model, Text
from microsites.content.moments import Date
from microsites.content.refusal import refused
from microsites.i18n.message import _


class Option(Model):
    """One of the things that are compared: a column."""

    label: Text
    """Its name."""
    note: Text | None = None
    """A short line below its name: ``1LDK・家具つき``."""
    highlight: Text | None = None
    """Makes the column stand out, with this word above it: ``はじめての方に``.  At most one option has it."""
    link: Link | None = None
    """Where this option is explained."""


class Criterion(Model):
    """What the options are compared by: a row."""

    label: Text
    """``毎月の家賃``."""
    values: tuple[Text, ...] = Field(min_length=2, max_length=3)
    """One for each option, in their order; ``―`` where there is none."""
    note: Text | None = None
    """What the figures mean: ``駐車場2台分を含む``."""


class Comparison(Section):
    """Two or three options side by side; also on a phone, without scrolling sideways."""

    summary: ClassVar[str] = "Two or three options side by side, row by row, one of them highlighted."

    type: Literal["comparison"]
    caption: Text
    """What is compared: ``住まいの探し方のちがい``."""
    options: tuple[Option, ...] = Field(min_length=2, max_length=3)
    """For more than three, use a table (``data_table``)."""
    rows: tuple[Criterion, ...] = Field(min_length=1, max_length=30)
    """What the options are compared by."""
    note: LongText | None = None
    """What to keep in mind: who was asked, what is not in the figures."""
    as_of: Date | None = None
    """When it was true; shown with the source."""

    @model_validator(mode="after")
    def _a_value_for_each_option(self) -> Comparison:
        for number, row in enumerate(self.rows, 1):
            if len(row.values) != len(self.options):
                raise refused(
                    _(
                        "row {row} ('{label}') has {values} values, but there are {options} options",
                        row=number,
                        label=row.label,
                        values=len(row.values),
                        options=len(self.options),
                    )
                )
        if sum(option.highlight is not None for option in self.options) > 1:
            raise refused(_("only one option can be highlighted"))
        return self
