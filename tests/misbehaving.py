"""Servers on this machine's loopback that misbehave in every way that the web knows, and names that lead to them."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import unquote

import trustme

INSIDE = "127.0.0.2"
"""Stands for a private network; 127.0.0.1 stands for the world."""

Behaviour = Callable[[socket.socket, str, str, int], None]
"""Gets the connection, the method, the path, and how often this was asked before."""


def reply(
    connection: socket.socket, status: str, body: bytes = b"", *headers: str, method: str = "GET", length: bool = True
) -> None:
    """Answer as HTTP asks for."""
    lines = [f"HTTP/1.1 {status}", *headers, *([f"Content-Length: {len(body)}"] if length else []), "", ""]
    connection.sendall("\r\n".join(lines).encode("utf-8") + (b"" if method == "HEAD" else body))


def page(status: str = "200 OK", body: str = "<p id=a>", *headers: str) -> Behaviour:
    """A server that is well."""

    def behave(connection: socket.socket, method: str, _path: str, _count: int) -> None:
        reply(connection, status, body.encode(), "Content-Type: text/html; charset=utf-8", *headers, method=method)

    return behave


def onward(status: str, location: str, *headers: str) -> Behaviour:
    """A redirect."""
    return page(status, "", f"Location: {location}", *headers)


def head(to_head: Behaviour, to_get: Behaviour) -> Behaviour:
    """A server that does not treat HEAD as it treats GET."""

    def behave(connection: socket.socket, method: str, path: str, count: int) -> None:
        (to_head if method == "HEAD" else to_get)(connection, method, path, count)

    return behave


def at_first(first: Behaviour, then: Behaviour) -> Behaviour:
    """A server that comes to its senses."""

    def behave(connection: socket.socket, method: str, path: str, count: int) -> None:
        (then if count else first)(connection, method, path, count)

    return behave


def hang_up(*_: object) -> None:
    """Close without a word."""


def stay_silent(connection: socket.socket, *_: object) -> None:
    """Never say anything."""
    with suppress(OSError):
        connection.settimeout(20)
        connection.recv(1)


def raw(data: bytes) -> Behaviour:
    """Send just this."""

    def behave(connection: socket.socket, *_: object) -> None:
        connection.sendall(data)

    return behave


def drip(before: bytes, piece: bytes) -> Behaviour:
    """Send a piece now and then, for ever: no time-out between two pieces ever ends it."""

    def behave(connection: socket.socket, *_: object) -> None:
        connection.sendall(before)
        end = time.monotonic() + 20
        while time.monotonic() < end:
            connection.sendall(piece)
            time.sleep(0.05)

    return behave


def pour(before: bytes, piece: bytes) -> Behaviour:
    """Send without end, as fast as it is taken."""

    def behave(connection: socket.socket, *_: object) -> None:
        connection.sendall(before)
        end = time.monotonic() + 20
        while time.monotonic() < end:
            connection.sendall(piece)

    return behave


def endless(connection: socket.socket, method: str, path: str, _count: int) -> None:
    """Every address leads to the next one."""
    number = int(path.rpartition("/")[2] or 0)
    reply(connection, "302 Found", b"", f"Location: /endless/{number + 1}", method=method)


def reset(connection: socket.socket, *_: object) -> None:
    """Break the connection off."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")


HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
BOMB = gzip.compress(b"<p id=a>" + b" " * 100_000_000 + b"<p id=end>", 9)

PATHS: dict[str, Behaviour] = {
    "/robots.txt": page("200 OK", "User-agent: *\nDisallow: /closed/\n"),
    "/ok": page(),
    "/日本語": page(),
    "/closed/page": page(),
    "/gone": page("404 Not Found"),
    "/gone-for-good": page("410 Gone"),
    "/teapot": page("418 I'm a teapot"),
    "/password": page("401 Unauthorized", "", 'WWW-Authenticate: Basic realm="x"'),
    "/forbidden": page("403 Forbidden"),
    "/linkedin": page("999 Request denied"),
    "/cloudflare": page("503 Service Unavailable", "<title>Just a moment...</title>", "Server: cloudflare"),
    "/challenge": page("403 Forbidden", "", "cf-mitigated: challenge", "Server: cloudflare"),
    "/fails": page("500 Internal Server Error"),
    "/fails-once": at_first(page("500 Oops"), page()),
    "/maintenance": page("503 Service Unavailable", "", "Retry-After: 86400"),
    "/busy": at_first(page("429 Too Many Requests", "", "Retry-After: 1"), page()),
    "/moved": onward("301 Moved Permanently", "/ok"),
    "/moved-home": onward("308 Permanent Redirect", "/"),
    "/": page(),
    "/found": onward("302 Found", "/ok"),
    "/raw-utf8": onward("302 Found", "/日本語"),
    "/circle": onward("302 Found", "/circle2"),
    "/circle2": onward("302 Found", "/circle"),
    "/self": onward("301 Moved Permanently", "/self"),
    "/cookies": onward("302 Found", "/cookies", "Set-Cookie: seen=1"),
    "/endless/0": endless,
    "/to-file": onward("302 Found", "file:///etc/passwd"),
    "/to-script": onward("302 Found", "javascript:alert(1)"),
    "/to-inside": onward("302 Found", "http://inside.jp/"),
    "/to-loopback": onward("302 Found", "http://127.0.0.2/"),
    "/to-gone": onward("301 Moved Permanently", "/gone"),
    "/nowhere": page("302 Found"),
    "/head-405": head(page("405 Method Not Allowed"), page()),
    "/head-501": head(page("501 Not Implemented"), page()),
    "/head-404": head(page("404 Not Found"), page()),
    "/head-closes": head(hang_up, page()),
    "/head-hangs": head(stay_silent, page()),
    "/head-with-body": head(raw(HTML + b"Content-Length: 5\r\n\r\nhello"), page()),
    "/closes": hang_up,
    "/resets": reset,
    "/silent": stay_silent,
    "/garbage": raw(b"\x16\x03\x01 what is this\r\n\r\n"),
    "/not-a-number": raw(b"HTTP/1.1 abc OK\r\n\r\n"),
    "/endless-header": pour(b"HTTP/1.1 200 OK\r\nX-A: ", b"a" * 65536),
    "/endless-headers": pour(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n" * 1000),
    "/dripping-headers": drip(b"HTTP/1.1 200 OK\r\nX-A: ", b"a"),
    "/dripping-body": head(page("405 No"), drip(HTML + b"\r\n", b"x")),
    "/cut-off": head(page("405 No"), raw(HTML + b"Content-Length: 1000\r\n\r\n<p id=a>")),
    "/bad-chunks": head(page("405 No"), raw(HTML + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nboo")),
    "/huge": head(page("405 No"), pour(HTML + b"\r\n", b"x" * 65536)),
    "/bomb": head(
        page("405 No"),
        raw(HTML + f"Content-Encoding: gzip\r\nContent-Length: {len(BOMB)}\r\n\r\n".encode() + BOMB),
    ),
    "/bad-gzip": head(page("405 No"), page("200 OK", "no gzip", "Content-Encoding: gzip")),
    "/parts": page("200 OK", '<h2 id="bus">…</h2><a name="old">'),
    "/packed-parts": raw(
        HTML + b"Content-Encoding: gzip\r\nConnection: close\r\n\r\n" + gzip.compress('<h2 id="時刻表">'.encode())
    ),
    "/app": page("200 OK", "<div class=root></div><script src=app.js></script>"),
    "/guide.pdf": raw(b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: 4\r\n\r\n%PDF"),
}
"""What each path of the world's one host does."""


@dataclass
class Server:
    """One listening socket; every connection has a thread, and carries one request."""

    paths: dict[str, Behaviour]
    address: str = "127.0.0.1"
    tls: ssl.SSLContext | None = None
    asked: Counter[str] = field(default_factory=Counter)
    """How often each ``METHOD /path`` was asked."""
    starts: list[tuple[float, str]] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    """The heads of all requests."""
    most_at_once: int = 0
    _open: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.socket = socket.create_server((self.address, 0), backlog=64)
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            connection.settimeout(20)
            if self.tls is not None:
                connection = self.tls.wrap_socket(connection, server_side=True)
            data = b""
            while b"\r\n\r\n" not in data:
                received = connection.recv(65536)
                if not received:
                    return
                data += received
                if data.startswith(b"\x16"):
                    # Somebody expects TLS here.
                    connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                    return
            self._answer(connection, data.decode("latin-1"))

    def _answer(self, connection: socket.socket, request: str) -> None:
        method, target, _ = request.split("\r\n", 1)[0].split(" ", 2)
        path = unquote(target)
        with self._lock:
            count = self.asked[f"{method} {path}"]
            self.asked[f"{method} {path}"] += 1
            self.starts.append((time.monotonic(), f"{method} {path}"))
            self.headers.append(request)
            self._open += 1
            self.most_at_once = max(self.most_at_once, self._open)
        try:
            behaviour = endless if path.startswith("/endless/") else self.paths.get(path, page("404 Not Found"))
            behaviour(connection, method, path, count)
            with suppress(OSError):
                connection.shutdown(socket.SHUT_WR)
        finally:
            with self._lock:
                self._open -= 1


@dataclass
class Misbehaving:
    """The world: names, and the servers that they lead to."""

    web: Server
    busy: Server
    inside: Server
    plain: Server
    selfsigned: Server
    expired: Server
    wrong_name: Server
    silent: socket.socket
    refused: int
    authority: trustme.CA

    def resolve(self, host: str, _port: int) -> tuple[str, ...]:
        """Where a name leads."""
        if host == "nosuch.jp":
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        if host == "dnsfails.jp":
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        if host == "inside.jp":
            return (INSIDE,)
        if host == "mixed.jp":
            return ("127.0.0.1", INSIDE)
        if host == "twoways.jp":
            return ("127.0.0.3", "127.0.0.1")
        return (host if host.startswith("127.") else "127.0.0.1",)

    def url(self, path: str) -> str:
        """An address of the main host."""
        return f"http://web.jp:{self.web.port}{path}"


def is_outside(address: str) -> bool:
    """What counts as public here."""
    return address != INSIDE


def _context(authority: trustme.CA, name: str, *, expired: bool = False) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    past = datetime(2020, 1, 1, tzinfo=UTC) if expired else None
    authority.issue_cert(name, not_after=past).configure_cert(context)
    return context


@contextmanager
def misbehaving() -> Iterator[Misbehaving]:
    """Start all servers; they end with the block, or with the program."""
    authority, stranger = trustme.CA(), trustme.CA()
    silent = socket.create_server(("127.0.0.1", 0), backlog=64)
    closed = socket.create_server(("127.0.0.1", 0))
    refused = closed.getsockname()[1]
    closed.close()
    none = {"/robots.txt": page("404 Not Found"), "/ok": page(), "/": page()}
    world = Misbehaving(
        web=Server(PATHS),
        busy=Server({**none, "/forever": page("429 Too Many Requests", "", "Retry-After: 3600")}),
        inside=Server(none, INSIDE),
        plain=Server(none),
        selfsigned=Server(none, tls=_context(stranger, "tls.jp")),
        expired=Server(none, tls=_context(authority, "tls.jp", expired=True)),
        wrong_name=Server(none, tls=_context(authority, "other.jp")),
        silent=silent,
        refused=refused,
        authority=authority,
    )
    try:
        yield world
    finally:
        for server in (
            world.web,
            world.busy,
            world.inside,
            world.plain,
            world.selfsigned,
            world.expired,
            world.wrong_name,
        ):
            server.socket.close()
        silent.close()
