"""The preview's addresses: ``/`` the overview, ``/<site>/…`` the sites, ``/-/…`` what the preview itself needs."""

from __future__ import annotations

import asyncio
import json
import mimetypes
from collections.abc import AsyncIterator
from dataclasses import asdict
from pathlib import Path
from urllib.parse import quote

import jinja2
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from microsites.i18n.catalogue import Catalogue
from microsites.serve.hosts import OwnHostOnly
from microsites.serve.injection import CLIENT, with_client
from microsites.serve.notices import notice
from microsites.serve.paths import INDEX, file_below
from microsites.serve.state import NOTHING, State
from microsites.serve.texts import client_texts

HEARTBEAT_SECONDS = 15.0

_FILES = Path(__file__).parent / "client"

_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    # Nobody else's page may show or read what is not published yet.
    "Cross-Origin-Resource-Policy": "same-origin",
    # The policy that a page brings in its own head cannot say this, and holds beside it.
    "Content-Security-Policy": "frame-ancestors 'self'",
}
_OWN_PAGES = {
    **_HEADERS,
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".svg": "image/svg+xml",
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
}
"""What a machine's own table may not know, or know otherwise (Windows reads it from the registry)."""


def content_type(file: Path) -> str:
    """The media type of a file of a site."""
    known = _TYPES.get(file.suffix.lower())
    return known or mimetypes.guess_type(file.name)[0] or "application/octet-stream"


class Pages:
    """Answers requests from what ``state`` knows."""

    def __init__(self, state: State, root: Path, language: Catalogue, editor: str | None) -> None:
        """``editor``: the scheme under which an editor opens a file (``vscode``); None where no page may open one."""
        self._state = state
        self._root = root
        self._say = language
        # As its documentation says: vscode://file/{full path}:line:column (Visual Studio Code, "Opening VS Code with URLs").
        self._editor = None if editor is None else f"{editor}://file/{quote(root.as_posix().lstrip('/'))}/"
        loader = jinja2.FileSystemLoader(_FILES)
        self._templates = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)

    def app(self) -> Starlette:
        """The application; it answers GET and HEAD alone."""
        routes = [
            Route("/", self.overview),
            Route("/-/events", self.events),
            Route("/-/page.json", self.page_data),
            Route("/-/client/{name}", self.client),
            Route("/{site}", self.site_without_slash),
            Route("/{site}/{path:path}", self.page),
        ]
        return Starlette(routes=routes, middleware=[Middleware(OwnHostOnly)])

    async def overview(self, _request: Request) -> Response:
        """All sites, their purpose, pages and goals."""
        return self._own("overview.html", 200, site="", path="")

    def _own(self, template: str, status: int, *, site: str, path: str) -> Response:
        page = self._templates.get_template(template)
        text = page.render(
            client=CLIENT,
            site=site,
            path=path,
            digest=self._state.overview_digest() if site == "" else NOTHING,
            sites=self._state.sites,
            built={each.id for each in self._state.sites if self._state.built(each.id)},
            texts=client_texts(self._say),
            language=self._say.language,
        )
        return Response(text, status, _OWN_PAGES, "text/html")

    async def client(self, request: Request) -> Response:
        """A file of the preview's own script and styles."""
        file = file_below(_FILES, request.path_params["name"])
        if file is None or file.suffix not in (".js", ".css"):
            return Response(status_code=404, headers=_HEADERS)
        return Response(file.read_bytes(), 200, _HEADERS, content_type(file))

    async def site_without_slash(self, request: Request) -> Response:
        """``/strawberry``: relative links need the slash."""
        return _with_slash(request, quote(request.path_params["site"]))

    async def page(self, request: Request) -> Response:
        """A file of a site, or its page for what does not exist."""
        site, path = request.path_params["site"], _file(request.path_params["path"])
        if not self._state.built(site):
            known = any(each.id == site for each in self._state.sites) or not self._state.sites
            return self._own("waiting.html" if known else "unknown.html", 503 if known else 404, site=site, path=path)
        file = self._state.find(site, path)
        if file is None and self._state.find(site, f"{path}/") is not None:
            return _with_slash(request, f"{quote(site)}/{quote(path)}")
        if file is not None and file.suffix != ".html":
            return FileResponse(file, headers=_HEADERS, media_type=content_type(file))
        status = 200
        if file is None:
            file, status = self._state.find(site, "404.html"), 404
        html = file.read_bytes() if file is not None else b""
        shown = with_client(html, site, path, self._state.digest(site, path))
        return Response(shown, status, _HEADERS, "text/html")

    async def page_data(self, request: Request) -> Response:
        """What the bar and the panel of a page show."""
        site, path = request.query_params.get("site", ""), request.query_params.get("path", "")
        measurement = self._state.measurement(site)
        facts = {each.id: each for each in self._state.sites}
        page = measurement.pages.get(path) if measurement is not None else None
        data = {
            "texts": client_texts(self._say),
            "language": self._say.language,
            "sites": [{"id": each.id, "title": each.title, "color": each.color} for each in self._state.sites],
            "measured": site in facts and facts[site].measured,
            "page": asdict(page) if page is not None else None,
            "measurement": None
            if measurement is None
            else {
                "environment": measurement.environment,
                "views": [asdict(each) for each in measurement.views],
                "goals": measurement.goals,
                "events": {name: asdict(each) for name, each in measurement.events.items()},
            },
            "editor": self._editor,
        }
        return JSONResponse(data, headers=_HEADERS)

    async def events(self, request: Request) -> Response:
        """Server-sent events for a page that is on screen: what is wrong, and whether it is still what it was."""
        site, path = request.query_params.get("site", ""), request.query_params.get("path", "")
        seen = request.query_params.get("digest", "")
        return StreamingResponse(self._stream(site, path, seen), 200, _HEADERS, "text/event-stream")

    async def _stream(self, site: str, path: str, seen: str) -> AsyncIterator[str]:
        with self._state.watching(site, path) as bell:
            last = ""
            while not self._state.closed:
                bell.clear()
                message = json.dumps(notice(self._state, self._say, self._root, site, path, seen), ensure_ascii=False)
                if message != last:
                    yield f"data: {message}\n\n"
                    last = message
                try:
                    await asyncio.wait_for(bell.wait(), HEARTBEAT_SECONDS)
                except TimeoutError:
                    yield ": still here\n\n"


def _with_slash(request: Request, address: str) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/{address}/{query}", headers=_HEADERS)


def _file(path: str) -> str:
    """The file in a tree that answers ``path``."""
    return f"{path}{INDEX}" if path == "" or path.endswith("/") else path
