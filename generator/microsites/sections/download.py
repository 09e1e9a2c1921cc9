from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, Strict, model_validator

from microsites.content import shapes
from microsites.content.blocks import Section
from microsites.content.fields import Link, LongText
from microsites.content.moments import Date
from microsites.content.refusal import refused
from microsites.i18n.message import _


class Download(Link):
    """A file: its kind, size and, of a PDF, its pages are read from the file itself."""

    constraints: ClassVar[tuple[shapes.Shape, ...]] = ({"required": ["asset"]},)

    description: LongText | None = None
    """What is in it, for whom: ``申請に必要な書類の一覧つき``."""
    date: Date | None = None
    """When it was last changed."""
    pages: Annotated[int, Strict(), Field(ge=1, le=5000)] | None = None
    """Read from the file where it can be; what is given here is held against it."""

    @model_validator(mode="after")
    def _is_a_file(self) -> Download:
        if self.asset is None:
            raise refused(_("is no file of this site: write 'asset: documents/guide.pdf'"))
        return self


class Downloads(Section):
    """Files to keep or to print, with what one wants to know before opening them."""

    summary: ClassVar[str] = "Files with format, size and pages."

    type: Literal["download"]
    files: tuple[Download, ...] = Field(min_length=1, max_length=40)
    """In the order in which they are shown."""
    note: LongText | None = None
    """Below the files: which program opens them, where paper copies lie."""
