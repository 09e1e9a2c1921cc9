"""A page that arrives in pieces, as over a slow line: the next one comes when the browser has drawn the one before."""

from __future__ import annotations

import re
import threading
from contextlib import AbstractContextManager
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

from static_host import serving

SAYS_WHAT_IS_DRAWN = """(async () => {
  while (document.readyState === 'loading') {
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    await drawn();
  }
})()"""
_WHOLE = re.compile(rb">\n(?!\s*<t[hd])")
PATIENCE = 10
"""Seconds after which a piece is sent all the same: nothing may be drawn before a stylesheet has come."""


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    root: Path
    size: int
    drawn: threading.Event

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments, directory=str(self.root))

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """A page in pieces, every other file whole."""
        if self.path.endswith("/"):
            self._in_pieces((self.root / self.path.lstrip("/") / "index.html").read_bytes())
        else:
            super().do_GET()

    def _in_pieces(self, page: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        start = 0
        while start < len(page):
            # Never inside a line of text or a row: of what is cut, the words are set anew when the rest comes.
            whole = _WHOLE.search(page, start + self.size)
            end = whole.end() if whole else len(page)
            self.wfile.write(page[start:end])
            # The first word may still be of what was there before this piece.
            for _ in range(2 if b"</head>" in page[:end] else 0):
                self.drawn.clear()
                self.drawn.wait(PATIENCE)
            start = end


def host_in_pieces(folder: Path, size: int, drawn: threading.Event) -> AbstractContextManager[str]:
    """Serve ``folder``, its pages in pieces of ``size`` bytes or more, and give the address, ending in ``/``.

    ``drawn`` is set by :data:`SAYS_WHAT_IS_DRAWN`, which calls a function ``drawn`` of the page.
    """
    return serving(type("Handler", (_Handler,), {"root": folder.resolve(), "size": size, "drawn": drawn}))
