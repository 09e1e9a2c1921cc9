"""What is remembered while files are read, with a bound: no site, whatever it holds, takes all memory."""

from __future__ import annotations

from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Memory(dict[Key, Value]):
    """Forgets everything when it is full: what repeats is soon known again."""

    def __init__(self, most: int) -> None:
        """``most``: entries that it holds."""
        super().__init__()
        self._most = most

    def __setitem__(self, key: Key, value: Value) -> None:
        if len(self) >= self._most:
            self.clear()
        super().__setitem__(key, value)
