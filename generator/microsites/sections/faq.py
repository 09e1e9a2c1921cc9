from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from microsites.content.blocks import Section
from microsites.content.fields import Markdown, Model, Text
from microsites.content.moments import Date


class Question(Model):
    """A question and its answer."""

    question: Text
    """In the visitor's words."""
    answer: Markdown
    """What is so, first; why and how after it."""


class Faq(Section):
    """Questions and answers that open and close, without JavaScript too."""

    summary: ClassVar[str] = "Questions and answers that fold."

    type: Literal["faq"]
    questions: tuple[Question, ...] = Field(min_length=1, max_length=60)
    """In the order in which they are shown."""
    as_of: Date | None = None
    """When the answers were last true."""
