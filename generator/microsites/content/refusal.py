"""What a validator says when it refuses a value."""

from __future__ import annotations

from typing import cast

from pydantic_core import PydanticCustomError

from microsites.i18n.message import Message

REFUSED = "refused"
"""Pydantic's type of every error of ours."""


def refused(message: Message) -> PydanticCustomError:
    """What a validator raises: pydantic keeps only text, so the message travels as the error's context."""
    return PydanticCustomError(REFUSED, "{message}", {"message": message})


def refusal(error: PydanticCustomError) -> Message:
    """The message that :func:`refused` was given."""
    return cast(Message, (error.context or {})["message"])
