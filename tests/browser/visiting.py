"""Built sites behind an address, and a visitor who notes what pages ask for and complain about."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from microsites.manifest import Manifest
from static_host import Server


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


SHIFTS = """
window.shifted = [];
new PerformanceObserver(list => list.getEntries().forEach(entry => shifted.push(entry.value)))
  .observe({type: "layout-shift", buffered: true});
"""
"""For a script before those of the page: notes what moves."""

_MOVE = """() => new Promise(done => {
  const frames = (number, then) => number ? requestAnimationFrame(() => frames(number - 1, then)) : then();
  // A frame with what was there before, one with what is moved.
  frames(2, () => { document.body.style.paddingTop = "200px"; frames(2, done); });
})"""


def shifts(page: Any) -> list[float]:
    """What moved on a page with :data:`SHIFTS`.  The browser tells of it late, but in order: what we move comes last."""
    page.evaluate(_MOVE)
    page.wait_for_function("shifted.length > 0")
    *found, _ = page.evaluate("shifted")
    return found


@dataclass(frozen=True, slots=True)
class Served:
    """A built portfolio behind an address."""

    dist: Path
    address: str

    def manifest(self, site: str) -> Manifest:
        """What the site is expected to carry."""
        return Manifest.model_validate_json((self.dist / ".manifest" / f"{site}.json").read_bytes())

    def url(self, site: str, path: str = "") -> str:
        """Where a file of a site is served."""
        return f"{self.address}/{site}/{path.removesuffix('index.html')}"


def serve(dist: Path) -> Iterator[Served]:
    """Serve ``dist`` on this machine until the generator is closed."""
    server = Server(("127.0.0.1", 0), partial(_Quiet, directory=str(dist)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Served(dist, f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    server.server_close()
    thread.join()


@dataclass(slots=True)
class Visit:
    """A page in the browser with everything that it asked for and complained about."""

    page: Any
    hosts: set[str] = field(default_factory=set)
    """Hosts beyond this machine that were asked for something."""
    complaints: list[str] = field(default_factory=list)

    def events(self) -> list[tuple[str, dict[str, Any]]]:
        """What was handed to gtag as an event."""
        found = self.page.evaluate("dataLayer.filter(a => a[0] === 'event').map(a => [a[1], a[2], a.length])")
        assert all(length == 3 for *_, length in found)
        return [(name, params) for name, params, _ in found]


def _note_failure(visit: Visit, request: Any) -> None:
    # A picture that was still on its way when the next page was opened is no failure.
    if request.failure != "net::ERR_ABORTED":
        visit.complaints.append(f"failed: {request.url} ({request.failure})")


class Visitor:
    """Opens pages; third parties are answered with nothing and written down."""

    def __init__(self, browser: Any) -> None:
        self._browser = browser
        self._contexts: list[Any] = []

    def __call__(self, url: str, width: int = 1280, **options: Any) -> Visit:
        context = self._browser.new_context(viewport={"width": width, "height": 800}, **options)
        self._contexts.append(context)
        page = context.new_page()
        visit = Visit(page)
        origin = urlsplit(url).netloc

        def answer(route: Any) -> None:
            target = urlsplit(route.request.url)
            if target.netloc == origin or target.scheme == "data":
                route.continue_()
                return
            visit.hosts.add(target.netloc)
            route.fulfill(status=200, content_type="text/javascript", body="")

        context.route("**/*", answer)
        page.on("pageerror", lambda error: visit.complaints.append(f"error: {error}"))
        page.on(
            "console", lambda line: visit.complaints.append(line.text) if line.type in ("error", "warning") else None
        )
        page.on("requestfailed", lambda request: _note_failure(visit, request))
        page.on(
            "response",
            lambda response: (
                visit.complaints.append(f"{response.status}: {response.url}") if response.status >= 400 else None
            ),
        )
        page.goto(url)
        return visit

    def close(self) -> None:
        """Close every page."""
        for context in self._contexts:
            context.close()
