"""Why a picture cannot be used, in the words of the person who can cure it."""

from __future__ import annotations


class PictureError(Exception):
    """A picture cannot be used; the message says why, the hint how to cure it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
