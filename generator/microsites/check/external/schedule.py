"""Which request may start now: so many at once, so many to one host, and so far apart.

It knows no clock and never waits: every call says what time it is, in seconds from any start.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf

from microsites.check.external.settings import Settings
from microsites.check.external.wire import Request


@dataclass(slots=True)
class _Host:
    spacing: float
    queue: list[tuple[float, int, Request]] = field(default_factory=list)
    """By the time before which a request must not start, then in the order in which they came."""
    running: int = 0
    free_at: float = -inf
    """When its next request may start."""

    def next_at(self) -> float:
        return max(self.free_at, self.queue[0][0])


class Schedule:
    """Requests that wait, by host."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._hosts: dict[str, _Host] = {}
        self._running = 0
        self._count = 0

    def add(self, request: Request, not_before: float = -inf) -> None:
        """Let ``request`` wait for its turn."""
        self._count += 1
        heapq.heappush(self._host(request.host).queue, (not_before, self._count, request))

    def ready(self, now: float) -> Iterator[Request]:
        """Yield the requests that start now; each counts as running until :meth:`finished`."""
        # Host by host in turn, so that a host with many pages does not take all connections.
        found = True
        while found:
            found = False
            for host in self._hosts.values():
                if self._running >= self._settings.connections:
                    return
                if host.queue and host.running < self._settings.per_host and host.next_at() <= now:
                    found = True
                    _, _, request = heapq.heappop(host.queue)
                    host.running += 1
                    self._running += 1
                    host.free_at = now + host.spacing
                    yield request

    def finished(self, request: Request) -> None:
        """Give the connection of ``request`` back."""
        self._hosts[request.host].running -= 1
        self._running -= 1

    def pause(self, host: str, until: float) -> None:
        """Start nothing to ``host`` before ``until``: it asked for that."""
        entry = self._host(host)
        entry.free_at = max(entry.free_at, until)

    def slow_down(self, host: str, spacing: float) -> None:
        """Keep requests to ``host`` at least ``spacing`` seconds apart."""
        entry = self._host(host)
        entry.spacing = max(entry.spacing, min(spacing, self._settings.longest_spacing))

    def withdraw(self, host: str) -> tuple[Request, ...]:
        """Take out and return all that waits for ``host``."""
        entry = self._host(host)
        waiting = tuple(request for _, _, request in sorted(entry.queue))
        entry.queue.clear()
        return waiting

    def next_at(self) -> float | None:
        """When something may start next; None if that depends on what is running."""
        if self._running >= self._settings.connections:
            return None
        times = [
            host.next_at() for host in self._hosts.values() if host.queue and host.running < self._settings.per_host
        ]
        return min(times, default=None)

    @property
    def idle(self) -> bool:
        """Nothing runs and nothing waits."""
        return not self._running and not any(host.queue for host in self._hosts.values())

    def _host(self, name: str) -> _Host:
        return self._hosts.setdefault(name, _Host(self._settings.spacing))
