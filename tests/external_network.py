"""A network of the imagination for tests of outside addresses: scripted servers, and a clock that only tests move."""

from __future__ import annotations

import heapq
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from microsites.check.external.engine import Asked, ask
from microsites.check.external.run import External
from microsites.check.external.settings import Settings
from microsites.check.external.verdicts import Verdict, Wanted
from microsites.check.external.wire import Answer, Request

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
NO_ROBOTS = Answer(404)

Script = Callable[[Request], Answer]


def answer(status: int = 200, body: bytes | str = b"", **headers: str) -> Answer:
    """An answer; header names with ``_`` for ``-``."""
    data = body.encode() if isinstance(body, str) else body
    return Answer(status, {name.replace("_", "-"): value for name, value in headers.items()}, data)


@dataclass
class World:
    """Workers in virtual time.  A script is an answer, a list of answers (the last one stays), or a function."""

    pages: dict[str, Answer | list[Answer] | Script]
    """By ``METHOD URL``, or by URL for both methods."""
    otherwise: Answer | None = None
    """What every other page answers; without it, nobody else is expected to be asked."""
    seconds: float = 0.1
    """That every request takes."""
    time: float = 1000
    log: list[tuple[float, str]] = field(default_factory=list)
    """When which request started."""
    most_at_once: Counter[str] = field(default_factory=Counter)
    _running: list[tuple[float, int, Request, Answer]] = field(default_factory=list)
    _made: Counter[str] = field(default_factory=Counter)

    def now(self) -> float:
        return self.time

    def start(self, request: Request) -> None:
        self.log.append((self.time, f"{request.method} {request.url}"))
        heapq.heappush(self._running, (self.time + self.seconds, len(self.log), request, self._answer(request)))
        hosts = Counter(each[2].host for each in self._running)
        hosts["*"] = len(self._running)
        self.most_at_once |= hosts

    def wait(self, seconds: float | None) -> tuple[tuple[Request, Answer], ...]:
        if self._running and (seconds is None or self._running[0][0] <= self.time + seconds):
            self.time, _, request, made = heapq.heappop(self._running)
            return ((request, made),)
        assert seconds is not None, "waits for nothing, for ever"
        self.time += seconds
        return ()

    def requests(self, *, robots: bool = False) -> list[str]:
        """What was asked, in order."""
        return [what for _, what in self.log if robots or not what.endswith("/robots.txt")]

    def starts(self, ending: str) -> list[float]:
        """When requests whose line ends so started, from 0."""
        return [round(at - 1000, 3) for at, what in self.log if what.endswith(ending)]

    def _answer(self, request: Request) -> Answer:
        key = f"{request.method} {request.url}"
        script = self.pages.get(key, self.pages.get(request.url))
        if script is None:
            if request.url.endswith("/robots.txt"):
                return NO_ROBOTS
            assert self.otherwise is not None, f"nobody expected {key}"
            return self.otherwise
        if isinstance(script, list):
            self._made[key] += 1
            return script[min(self._made[key], len(script)) - 1]
        return script if isinstance(script, Answer) else script(request)


def run(world: World, *urls: str | Wanted, chance: float = 0.0, **settings: object) -> Asked:
    """Ask all ``urls`` in ``world``."""
    wanted = [url if isinstance(url, Wanted) else Wanted(url) for url in urls]
    return ask(wanted, Settings(**settings), world, AT, lambda: chance, lambda _known, _total: None)


def read_world(file: Path) -> World:
    """The network of a rule's tree: address → status, headers, body or fault."""
    pages = json.loads(file.read_text("utf-8"))
    return World({url: Answer(**{**page, "body": page.get("body", "").encode()}) for url, page in pages.items()})


def external(world: World) -> External:
    """A run in ``world``, with fragments, that remembers nothing."""
    return External(now=AT, settings=Settings(fragments=True), workers=lambda _settings: world, chance=lambda: 0.0)


def verdict(world: World, url: str | Wanted, **settings: object) -> Verdict:
    """The one verdict on ``url``."""
    (one,) = run(world, url, **settings).verdicts.values()
    return one
