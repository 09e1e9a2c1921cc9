"""A web server as an ordinary static host is set up: gzip for text, a year for files whose name carries a digest."""

from __future__ import annotations

import gzip
import mimetypes
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

MINIMUM = 256
"""Bytes below which a host does not compress."""

_COMPRESSED = re.compile(r"^(text/|application/(json|javascript|xml|xhtml|manifest|ld\+json|.+\+xml)|image/svg)")
_DIGEST = re.compile(r"\.[\da-f]{8,64}[.-][^/]*$")
_OTHER_TYPES = {".webmanifest": "application/manifest+json", ".ics": "text/calendar", ".avif": "image/avif"}


def content_type(path: Path) -> str:
    """The media type of a file, text with its character set."""
    kind = _OTHER_TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind.endswith(("/xml", "+xml", "json")) else kind


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    root: Path
    packed: dict[Path, bytes]
    character_set: bool

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _file(self) -> Path | None:
        path = (self.root / unquote(urlsplit(self.path).path).lstrip("/")).resolve()
        if not path.is_relative_to(self.root):
            return None
        path = path / "index.html" if path.is_dir() else path
        return path if path.is_file() else None

    def _packed(self, path: Path) -> bytes:
        if path not in self.packed:
            self.packed[path] = gzip.compress(path.read_bytes(), compresslevel=6, mtime=0)
        return self.packed[path]

    def _answer(self, *, body: bool) -> None:
        path = self._file()
        status = HTTPStatus.OK if path else HTTPStatus.NOT_FOUND
        path = path or self.root / "404.html"
        data = path.read_bytes() if path.is_file() else b""
        kind = content_type(path)
        self.send_response(status)
        self.send_header("Content-Type", kind if self.character_set else kind.partition(";")[0])
        if _COMPRESSED.match(kind):
            self.send_header("Vary", "Accept-Encoding")
            if len(data) >= MINIMUM and "gzip" in self.headers.get("Accept-Encoding", ""):
                data = self._packed(path)
                self.send_header("Content-Encoding", "gzip")
        lasting = status == HTTPStatus.OK and _DIGEST.search(path.name)
        self.send_header("Cache-Control", "public, max-age=31536000, immutable" if lasting else "no-cache")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if body:
            self.wfile.write(data)

    def do_GET(self) -> None:
        """A file, its folder's index, or the site's 404 page."""
        self._answer(body=True)

    def do_HEAD(self) -> None:
        """The same without its body."""
        self._answer(body=False)


class Server(ThreadingHTTPServer):
    """A server of which nobody hears when a browser goes on, or is closed, while it is being answered."""

    daemon_threads = True
    request_queue_size = 256
    """Programs that ask a hundred things at once are not turned away."""

    def handle_error(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """Let ``handler`` answer at the root of an address of this machine, and give the address, ending in ``/``."""
    server = Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def host(folder: Path, *, character_set: bool = True) -> Iterator[str]:
    """Serve ``folder`` at the root of an address of this machine, and give the address, ending in ``/``.

    Without ``character_set`` pages alone say how they are encoded: what a host sends would outdo that.
    """
    handler = type("Handler", (_Handler,), {"root": folder.resolve(), "packed": {}, "character_set": character_set})
    with serving(handler) as address:
        yield address
