"""Connections that know where they may go and when they must end.

urllib3's time-outs run from one piece of an answer to the next: who sends a byte every second is never late.  A watch
closes the socket when a request's whole time is over.  And a name is resolved here, so that the address that was
judged is the address that is connected to, whatever the name server says a moment later.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NameResolutionError, NewConnectionError

from microsites.check.external.guard import is_public
from microsites.check.external.wire import Request

Resolver = Callable[[str, int], tuple[str, ...]]
"""Name and port → IP addresses.  Raises ``socket.gaierror``."""


class PrivateAddressError(HTTPError):
    """The host lies in a network that this request must not reach."""


@dataclass(slots=True)
class Watch:
    """A request's time, and the socket that it runs on."""

    request: Request
    private: bool = False
    """It was answered from a private network."""
    expired: bool = False
    sock: socket.socket | None = None
    """Kept here, as a connection lets go of it once its last answer has begun."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def expire(self) -> None:
        """Wake the thread that waits for the answer, with the end of it."""
        with self.lock:
            self.expired = True
            if self.sock is not None:
                with suppress(OSError):
                    # Not the method of a TLS socket: that one takes the encryption from under a running read.
                    socket.socket.shutdown(self.sock, socket.SHUT_RDWR)

    def runs_on(self, sock: socket.socket) -> None:
        """Note the socket; a request whose time is over gets none."""
        with self.lock:
            self.sock = sock
        if self.expired:
            self.expire()


class Connections:
    """Makes connections for the request that the current thread is at."""

    def __init__(self, resolve: Resolver, public: Callable[[str], bool]) -> None:
        """``public`` says of an IP address whether everybody may go there."""
        self._resolve = resolve
        self._public = public
        self._here = threading.local()

    @contextmanager
    def watch(self, request: Request, seconds: float) -> Iterator[Watch]:
        """Give ``request`` so many seconds."""
        watch = Watch(request)
        self._here.watch = watch
        timer = threading.Timer(seconds, watch.expire)
        timer.daemon = True
        timer.start()
        try:
            yield watch
        finally:
            timer.cancel()
            del self._here.watch

    def pool_classes(self, *, guarded: bool = True) -> dict[str, Any]:
        """Classes for urllib3 whose connections are opened here.

        Without ``guarded`` they go to a proxy, which lies inside a network and looks up names by itself.
        """
        connections = self

        class _Watched(HTTPConnection):
            private = False

            def _new_conn(self) -> socket.socket:
                return connections.open(self, guarded=guarded)

            def request(self, *arguments: Any, **options: Any) -> None:
                connections.use(self)
                super().request(*arguments, **options)

        class _WatchedSecure(_Watched, HTTPSConnection):
            pass

        class _PlainPool(HTTPConnectionPool):
            ConnectionCls = _Watched

        class _SecurePool(HTTPSConnectionPool):
            ConnectionCls = _WatchedSecure

        return {"http": _PlainPool, "https": _SecurePool}

    def open(self, connection: Any, *, guarded: bool) -> socket.socket:
        """Open a socket to the first address of the host that answers, if none of them is forbidden."""
        watch: Watch = self._here.watch
        host = connection.host.strip("[]")
        try:
            addresses = self._resolve(host, connection.port)
        except (socket.gaierror, UnicodeError) as error:
            gone = error if isinstance(error, socket.gaierror) else socket.gaierror(socket.EAI_NONAME, str(error))
            raise NameResolutionError(host, connection, gone) from gone
        inside = [address for address in addresses if guarded and not self._public(address)]
        if inside and not watch.request.private:
            # One forbidden address is enough: who mixes them wants us to try.
            raise PrivateAddressError(f"{host} is {inside[0]}")
        connection.private = watch.private = bool(inside)
        sock = _first(connection, addresses, watch)
        watch.runs_on(sock)
        return sock

    def use(self, connection: Any) -> None:
        """Let the current request run on ``connection``, which another one may have opened."""
        watch: Watch = self._here.watch
        # A connection that is not open yet is judged when it is opened.
        if connection.sock is not None:
            if connection.private and not watch.request.private:
                raise PrivateAddressError(f"{connection.host} lies in a private network")
            watch.private = connection.private
            watch.runs_on(connection.sock)


def _first(connection: HTTPConnection, addresses: tuple[str, ...], watch: Watch) -> socket.socket:
    failure: OSError = OSError("the name has no address")
    timeout = connection.timeout if isinstance(connection.timeout, int | float) else None
    for address in addresses:
        if watch.expired:
            break
        try:
            sock = socket.create_connection((address, connection.port), timeout)
        except OSError as error:
            failure = error
            continue
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return sock
    if isinstance(failure, TimeoutError):
        raise ConnectTimeoutError(connection, str(failure)) from failure
    raise NewConnectionError(connection, str(failure)) from failure


def system_resolver(host: str, port: int) -> tuple[str, ...]:
    """Ask the system.  Each address once, in the order in which it should be tried (RFC 6724)."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


def system_connections() -> Connections:
    """Connections over this machine's network."""
    return Connections(system_resolver, is_public)
