"""A built site under its own host name, stubs for the providers' scripts, and a collector of everything that is sent."""

from __future__ import annotations

import mimetypes
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from microsites.measurement.hits import Hit, decode
from microsites.measurement.providers import Providers

STUBS = Path(__file__).parent / "stubs"

STUB_ADDRESSES = {
    "ga4": r"^https://www\.googletagmanager\.com/gtag/js\?",
    "gtm": r"^https://www\.googletagmanager\.com/gtm\.js\?",
    "matomo": r"/matomo\.js$",
    "plausible": r"/js/pa-[\w-]+\.js$",
    "clarity": r"^https://www\.clarity\.ms/tag/",
    "line": r"/line_tag/public/release/v1/lt\.js$",
    "yahoo": r"/images/listing/tool/cv/ytag\.js$",
    "meta": r"/fbevents\.js$",
}
"""Which script is answered by which stub.  Trackers that lie on the site itself are the real ones."""

STAY = """for (const type of ["click", "auxclick", "submit"])
  window.addEventListener(type, event => event.preventDefault())"""
"""No link is followed and no form sent; listeners of the page have heard of it before."""

_OPEN = {"access-control-allow-credentials": "true"}


@dataclass(frozen=True, slots=True)
class Sent:
    """A request that left the site."""

    url: str
    body: bytes | None


@dataclass(slots=True)
class CollectedVisit:
    """A page in the browser, and what it sent beyond its own site."""

    page: Any
    providers: Providers
    sent: list[Sent] = field(default_factory=list)
    """Requests to third parties, scripts left out."""
    scripts: list[str] = field(default_factory=list)
    """Third parties' scripts that were asked for."""
    complaints: list[str] = field(default_factory=list)

    def hits(self) -> list[Hit]:
        """Everything that was sent, decoded."""
        return [hit for each in self.sent for hit in decode(each.url, each.body, self.providers)]

    def wait_for_hits(self, count: int) -> list[Hit]:
        """The hits once there are at least ``count``.  What a tracker sends later is seen by the next call."""
        from playwright import sync_api as playwright

        while len(hits := self.hits()) < count:
            try:
                self.page.wait_for_event("request")
            except playwright.TimeoutError:
                pytest.fail(f"{len(hits)} of {count} hits: {self.sent}, {self.scripts}, {self.complaints}")
        return hits

    def wait_for_complaint(self, word: str) -> None:
        """Wait until the page complains of something that has this word."""
        if not any(word in complaint for complaint in self.complaints):
            self.page.wait_for_event("console", lambda line: line.type == "error" and word in line.text)


class CollectingVisitor:
    """Opens pages of ``tree`` as if they lay at ``origin``; nothing leaves this machine."""

    def __init__(self, browser: Any, tree: Path, origin: str, providers: Providers) -> None:
        self._browser = browser
        self._tree = tree
        self._origin = origin.rstrip("/")
        self._providers = providers
        self._contexts: list[Any] = []

    def __call__(self, path: str = "", before: str = "", *, stay: bool = True) -> CollectedVisit:
        """Open ``path``; the script ``before`` runs before those of the page; ``stay``: links are not followed."""
        context = self._browser.new_context()
        self._contexts.append(context)
        # Trackers that drop automatic browsers: Plausible names this switch for tests.
        context.add_init_script("window.__plausible = true;" + before)
        page = context.new_page()
        visit = CollectedVisit(page, self._providers)
        context.route("**/*", lambda route: self._answer(route, visit))
        page.on("request", lambda request: self._note(request, visit))
        page.on("pageerror", lambda error: visit.complaints.append(f"error: {error}"))
        page.on("console", lambda line: visit.complaints.append(line.text) if line.type == "error" else None)
        page.goto(f"{self._origin}/{path}")
        if stay:
            page.evaluate(STAY)
        return visit

    def _note(self, request: Any, visit: CollectedVisit) -> None:
        # Beside the site's own files: asking leave to send, and the page that a link leads to.
        if request.url.startswith(f"{self._origin}/") or request.method == "OPTIONS" or request.is_navigation_request():
            return
        if request.resource_type == "script":
            visit.scripts.append(request.url)
        else:
            visit.sent.append(Sent(request.url, request.post_data_buffer))

    def _answer(self, route: Any, visit: CollectedVisit) -> None:
        url = route.request.url
        if url.startswith(f"{self._origin}/"):
            self._serve(route, urlsplit(url).path)
            return
        stub = next((name for name, address in STUB_ADDRESSES.items() if re.search(address, url)), None)
        if stub is not None:
            route.fulfill(content_type="text/javascript", body=(STUBS / f"{stub}.js").read_text("utf-8"))
        else:
            route.fulfill(status=200, headers={**_OPEN, "access-control-allow-origin": self._origin}, body="")

    def _serve(self, route: Any, path: str) -> None:
        file = self._tree / unquote(path).lstrip("/")
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            route.fulfill(status=404, body="")
            return
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        route.fulfill(content_type=kind, body=file.read_bytes())

    def close(self) -> None:
        """Close every page."""
        for context in self._contexts:
            context.close()
