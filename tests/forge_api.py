"""What a forge answers, on loopback: the comments of a change, and the findings that code scanning is sent."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

TOKEN = "token-of-the-job"


class ForgeApi(ThreadingHTTPServer):
    """Keeps comments as GitHub (issues) and GitLab (notes) do; refuses everything else."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.comments: list[dict[str, Any]] = []
        self.asked: list[str] = []
        """Method and path of every request."""
        self.scans: list[dict[str, Any]] = []

    @property
    def address(self) -> str:
        """Where it is asked."""
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: ForgeApi

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name of the standard library
        """Say nothing."""

    def _answer(self, status: int, data: object) -> None:
        body = json.dumps(data, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _sent(self) -> dict[str, Any]:
        sent: dict[str, Any] = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        return sent

    def _handle(self) -> None:
        path, _, query = self.path.partition("?")
        self.server.asked.append(f"{self.command} {path}")
        if TOKEN not in (self.headers.get("Authorization", "").removeprefix("Bearer "), self.headers["PRIVATE-TOKEN"]):
            self._answer(401, {"message": "Bad credentials"})
        elif path.endswith("/user"):
            self._answer(200, {"id": 1})
        elif path.endswith("/code-scanning/sarifs") and self.command == "POST":
            self.server.scans.append(self._sent())
            self._answer(202, {})
        elif path.endswith(("/comments", "/notes")) and self.command == "GET":
            options = {name: int(values[0]) for name, values in parse_qs(query).items() if values[0].isdigit()}
            size = min(100, options.get("per_page", 30))
            first = (options.get("page", 1) - 1) * size
            self._answer(200, self.server.comments[first : first + size])
        elif path.endswith(("/comments", "/notes")) and self.command == "POST":
            comment = {"id": 100 + len(self.server.comments), "user": {"type": "Bot"}, "author": {"id": 1}}
            self.server.comments.append({**comment, "body": self._sent()["body"]})
            self._answer(201, self.server.comments[-1])
        elif self.command in ("PATCH", "PUT"):
            [known] = [one for one in self.server.comments if path.endswith(f"/{one['id']}")]
            known["body"] = self._sent()["body"]
            self._answer(200, known)
        else:
            self._answer(404, {"message": "Not Found"})

    do_GET = do_POST = do_PATCH = do_PUT = _handle  # noqa: N815 - names of the standard library


@contextmanager
def forge_api() -> Iterator[ForgeApi]:
    """An API that answers while the block runs."""
    server = ForgeApi()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
