"""A bar for whoever waits at a terminal: not in CI, not in a pipe, and not for what is done at once."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import click

from microsites.cli.language import reader
from microsites.i18n.message import Message
from microsites.progress import UNWATCHED, Progress

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar  # click shows it by a function alone

PATIENCE = 1.0
"""Seconds that nobody minds to wait for."""


@contextmanager
def shown_progress(label: Message) -> Iterator[Progress]:
    """Show how far the work has come, if somebody is there to see it."""
    if not sys.stderr.isatty() or os.environ.get("CI"):
        yield UNWATCHED
        return
    with ExitStack() as stack:
        yield _Bar(reader(click.get_current_context()).say(label), stack)


class _Bar:
    """Appears when the work takes longer than :data:`PATIENCE`."""

    def __init__(self, label: str, stack: ExitStack) -> None:
        self._label = label
        self._stack = stack
        self._started = time.monotonic()
        self._expected = self._done = 0
        self._bar: ProgressBar[int] | None = None

    def expect(self, steps: int, /) -> None:
        self._expected += steps
        if self._bar is not None:
            self._bar.length = self._expected

    def advance(self, steps: int, /) -> None:
        self._done += steps
        if self._bar is not None:
            self._bar.update(steps)
        elif time.monotonic() - self._started > PATIENCE:
            bar = click.progressbar(length=self._expected, label=self._label, file=sys.stderr, show_pos=True)
            self._bar = self._stack.enter_context(bar)
            self._bar.update(self._done)
