"""The sites of a portfolio under their own host names; everything else is answered here, and written down."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from microsites.manifest import Manifest
from portfolios import PORTFOLIO, EditablePortfolio

GTAG = (Path(__file__).parent / "google_stub.js").read_text("utf-8")

COUNTER = {
    "provider.yml": """\
name: counter
title: 試験の計測
documentation: https://count.example.com/
category: analytics
id_pattern: ^C-[0-9]{4,}$
id_example: C-0001
hosts: {script: ["https://count.example.com"], image: ["https://count.example.com"]}
signatures:
  - {part: script_text, role: config, pattern: 'counter\\("page_view","(?P<id>C-[0-9]+)"'}
disclosure:
  recipient: 試験社
  service: 試験の計測
  sent: [閲覧したページのアドレス]
  purpose: 試験のため
  recipient_purpose: 試験のため
  cookies: [{name: "count_*", lifetime: 1年, purpose: 試験}]
""",
    "head.html": """\
<script{{ gate }} src="https://count.example.com/count.js"></script>
<script{{ gate }}>{% if treatment == "unless_refused" %}if(microsites.may({{ category | tojson }})){% endif -%}
counter("page_view",{{ ids[0] | tojson }})</script>
""",
    "adapter.js": "microsites.providers.counter = (event) => window.counter?.(event.name, event.ids[0]);\n",
}
"""A provider of a portfolio's own, which knows nothing of Google's Consent Mode."""

COUNT_JS = """\
// A stub of a counter, for tests.
function counter(name, id) {
  document.documentElement.dataset.counter = "stub";
  document.cookie = "count_" + id + "=stub; path=/";
  new Image().src = "https://count.example.com/hit?stub=1&name=" + name + "&id=" + id;
}
"""

SETTLED = "/settled.gif"

ANSWERS = {"https://www.googletagmanager.com/gtag/js": GTAG, "https://count.example.com/count.js": COUNT_JS}


@dataclass(frozen=True, slots=True)
class Request:
    """A request that left the sites."""

    host: str
    path: str
    query: Mapping[str, str]

    @property
    def name(self) -> str:
        """The event that it reports; empty for a script."""
        return self.query.get("en", self.query.get("name", ""))


def measure(portfolio: EditablePortfolio, consent: str, automatic: str = "[]", more: str = "") -> None:
    """Give the portfolio both providers, and a mode of consent."""
    for name, text in COUNTER.items():
        portfolio.write(f"tags/providers/counter/{name}", text)
    portfolio.replace(PORTFOLIO, "{ga4: G-PREVIEW000}", "{ga4: G-PREVIEW000, counter: C-0002}")
    portfolio.replace(PORTFOLIO, "{ga4: G-TEST000000}", "{ga4: G-TEST000000, counter: C-0001}")
    text = portfolio.text(PORTFOLIO)
    off = (
        "enhanced_scrolls: false, enhanced_outbound_clicks: false, enhanced_site_search: false, "
        "enhanced_file_downloads: false, enhanced_form_interactions: false"
    )
    portfolio.write(
        PORTFOLIO,
        f"{text}measuring:\n  consent: {consent}\n  automatic_events: {automatic}\n"
        f"  settings: {{ga4: {{{more or off}}}}}\n",
    )


@dataclass(slots=True)
class Town:
    """Browses the sites of a built portfolio, each visitor in a fresh profile."""

    browser: Any
    dist: Path
    sent: list[Request] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    held: set[str] = field(default_factory=set)
    """Hosts that never answer."""
    _contexts: list[Any] = field(default_factory=list)

    def _sites(self) -> dict[str, Path]:
        """Address → folder, the longest address first: sites may lie in each other's."""
        manifests = (
            Manifest.model_validate_json(file.read_bytes()) for file in (self.dist / ".manifest").glob("*.json")
        )
        found = {each.url: self.dist / each.site for each in manifests if each.url}
        return dict(sorted(found.items(), key=lambda item: -len(item[0])))

    def visitor(self, setup: Callable[[Any], None] = lambda _: None, **options: Any) -> Any:
        """A page of a new visitor; ``setup`` gets its context."""
        context = self.browser.new_context(**({"viewport": {"width": 1000, "height": 700}} | options))
        self._contexts.append(context)
        sites = self._sites()

        def answer(route: Any) -> None:
            target = urlsplit(route.request.url)
            if target.path == SETTLED:
                route.fulfill(body="", content_type="image/gif")
                return
            for address, folder in sites.items():
                if route.request.url.startswith(address):
                    path = folder / unquote(target.path).removeprefix(urlsplit(address).path)
                    path = path / "index.html" if path.is_dir() else path
                    kind = mimetypes.guess_type(path.name)[0] or "text/plain"
                    given = {"body": path.read_bytes(), "content_type": kind} if path.is_file() else {"status": 404}
                    route.fulfill(**given)
                    return
            self.sent.append(Request(target.netloc, target.path, dict(parse_qsl(target.query))))
            if target.netloc in self.held:
                return
            body = ANSWERS.get(route.request.url.split("?")[0], "")
            route.fulfill(body=body, content_type="text/javascript" if body else "image/gif")

        context.route("**/*", answer)
        setup(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("console", lambda line: self.complaints.append(line.text) if line.type == "error" else None)
        return page

    def hits(self, host: str) -> list[Request]:
        """What was reported to ``host`` or a host below it."""
        return [each for each in self.sent if each.host.endswith(host) and each.name]

    def close(self) -> None:
        """Close every visitor."""
        for context in self._contexts:
            context.close()


def town_of(browser: Any, dist: Path) -> Iterator[Town]:
    """A town for one test."""
    town = Town(browser, dist)
    yield town
    town.close()


def settle(page: Any) -> None:
    """Wait until everything that the page asked for so far has reached the town: requests come in order."""
    page.evaluate(
        "new Promise(done => { const last = new Image(); last.onload = last.onerror = done; "
        f"last.src = '{SETTLED}' }})"
    )
