"""Makes requests side by side: a thread each, and a clock that hangs nowhere."""

from __future__ import annotations

import queue
import threading
import time
from typing import Protocol

from microsites.check.external.wire import Answer, Request, Transport


class Workers(Protocol):
    """Runs requests; the engine's only way to the world and to its time."""

    def now(self) -> float:
        """Seconds since any start."""

    def start(self, request: Request) -> None:
        """Begin ``request`` and return at once."""

    def wait(self, seconds: float | None) -> tuple[tuple[Request, Answer], ...]:
        """Return what has finished; wait for it at most ``seconds``, without end if None."""


class Threads:
    """Workers that ask for real."""

    def __init__(self, transport: Transport, patience: float) -> None:
        """``patience``: seconds after which a request counts as timed out though its thread still hangs."""
        self._transport = transport
        self._patience = patience
        self._done: queue.SimpleQueue[tuple[Request, Answer]] = queue.SimpleQueue()
        self._overdue_at: dict[Request, float] = {}

    def now(self) -> float:
        """Seconds of a clock that is never set."""
        return time.monotonic()

    def start(self, request: Request) -> None:
        """Begin ``request`` in a thread that does not keep the program alive: name servers can hang for minutes."""
        self._overdue_at[request] = self.now() + self._patience
        threading.Thread(target=self._send, args=(request,), daemon=True).start()

    def wait(self, seconds: float | None) -> tuple[tuple[Request, Answer], ...]:
        """Return what has finished, or is overdue."""
        limits = [at - self.now() for at in self._overdue_at.values()]
        if seconds is not None:
            limits.append(seconds)
        timeout = max(0.0, min(limits, default=0.0))
        finished = []
        try:
            finished.append(self._done.get(timeout=timeout))
            while True:
                finished.append(self._done.get_nowait())
        except queue.Empty:
            pass
        # An answer that comes after its request was given up is nobody's any more.
        finished = [each for each in finished if self._overdue_at.pop(each[0], None) is not None]
        now = self.now()
        for request in [request for request, at in self._overdue_at.items() if at <= now]:
            del self._overdue_at[request]
            finished.append((request, Answer(fault="timeout", detail="the request hangs")))
        return tuple(finished)

    def _send(self, request: Request) -> None:
        try:
            answer = self._transport.send(request)
        except Exception as error:  # noqa: BLE001 - a thread that dies would leave its request running for ever
            answer = Answer(fault="garbage", detail=f"{type(error).__name__}: {error}")
        self._done.put((request, answer))
