"""The one module that talks to the world: a single request through urllib3, within bounds of time and size.

urllib3 was chosen because every installation has it already (Material for MkDocs needs requests), it is released every
few months with security fixes, its ``Retry`` is a value that a schedule of our own can use, and it lets us decide which
IP address a connection goes to.  httpx has had no release since 2024 and hides the socket; aiohttp and niquests bring
their own loops or a fork of urllib3.
"""

from __future__ import annotations

import errno
import http.client
import socket
import ssl
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit
from urllib.request import proxy_bypass

import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NameResolutionError,
    NewConnectionError,
    ProtocolError,
    ProxyError,
    SSLError,
)
from urllib3.exceptions import TimeoutError as LateError

from microsites.check.external.connections import Connections, PrivateAddressError, Watch
from microsites.check.external.settings import USER_AGENT, Settings
from microsites.check.external.unpacking import unpacked
from microsites.check.external.wire import Answer, Fault, Request

_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Language": "ja,en;q=0.7",
    "Accept-Encoding": "gzip, deflate",
    # Requests to one host are far apart: a server may close a kept connection just when it is used again, and that
    # would look like a broken page.
    "Connection": "close",
}

_NO_SUCH_NAME = {getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA") if hasattr(socket, name)}
_INCOMPLETE = frozenset({2, 20, 21})
"""OpenSSL's codes for an issuer that is not known here.  Browsers fetch a missing certificate between; OpenSSL does
not, so that is no proof that visitors see a warning."""

_CHUNK = 64 * 1024


class Client:
    """Transport over the network, or over the proxies of the environment."""

    def __init__(
        self,
        settings: Settings,
        proxies: Mapping[str, str],
        connections: Connections,
        trusted: ssl.SSLContext | None = None,
    ) -> None:
        """``proxies`` by scheme, as :func:`urllib.request.getproxies` gives them.

        ``trusted`` knows which certificates are good; without it, those that this machine trusts.
        """
        self._settings = settings
        self._proxies = proxies
        self._connections = connections
        self._timeout = urllib3.Timeout(connect=settings.connect_timeout, read=settings.read_timeout)
        options: dict[str, Any] = {
            "num_pools": 64,
            "maxsize": settings.per_host,
            "headers": _HEADERS,
            "ssl_context": trusted,
        }
        self._direct = urllib3.PoolManager(**options)
        self._direct.pool_classes_by_scheme = connections.pool_classes()
        self._through = {
            scheme: urllib3.ProxyManager(_with_scheme(proxy), **options)
            for scheme, proxy in proxies.items()
            if scheme in ("http", "https")
        }
        for manager in self._through.values():
            manager.pool_classes_by_scheme = connections.pool_classes(guarded=False)

    def send(self, request: Request) -> Answer:
        """Return what came of ``request``."""
        with self._connections.watch(request, self._settings.total_timeout) as watch:
            try:
                return self._send(request, watch)
            except (HTTPError, http.client.HTTPException, OSError, ValueError, UnicodeError) as error:
                if watch.expired:
                    return Answer(fault="timeout", detail=f"no end after {self._settings.total_timeout:g} seconds")
                fault, detail = _fault(error)
                return Answer(fault=fault, detail=detail)

    def _send(self, request: Request, watch: Watch) -> Answer:
        response = self._pools(request.url).request(
            request.method,
            request.url,
            retries=False,
            redirect=False,
            timeout=self._timeout,
            preload_content=False,
            decode_content=False,
        )
        raw, whole = self._body(response, request, watch)
        headers = {name.lower(): _text(value) for name, value in response.headers.items()}
        body, unpacked_whole = unpacked(raw, headers.get("content-encoding", ""), request.limit)
        return Answer(response.status, headers, body, whole and unpacked_whole, private=watch.private)

    def _body(self, response: urllib3.BaseHTTPResponse, request: Request, watch: Watch) -> tuple[bytes, bool]:
        """As much of the body as is wanted, and whether that is all.  What came counts, however it ended."""
        raw = bytearray()
        ended = not request.limit
        try:
            while not ended and len(raw) <= request.limit:
                chunk = response.read1(_CHUNK, decode_content=False)
                raw += chunk
                ended = not chunk
        except (HTTPError, http.client.HTTPException, OSError):
            if not raw:
                raise
            ended = False
        finally:
            response.close()
        if watch.expired and not raw:
            raise TimeoutError
        return bytes(raw[: request.limit]), ended and not watch.expired

    def _pools(self, url: str) -> urllib3.PoolManager:
        parts = urlsplit(url)
        proxied = self._through.get(parts.scheme)
        return self._direct if proxied is None or proxy_bypass(parts.netloc) else proxied


def _with_scheme(proxy: str) -> str:
    return proxy if "://" in proxy else f"http://{proxy}"


def _text(value: str) -> str:
    """A header's value; some servers write UTF-8 where Python reads Latin-1."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


def _fault(error: BaseException) -> tuple[Fault, str]:
    """What kind of failure an exception of the library is, and its words."""
    detail = str(error.__cause__ or error)
    match error:
        case ProxyError():
            return "no connection", f"the proxy fails: {detail}"
        case PrivateAddressError():
            return "private", detail
        case NameResolutionError():
            cause = error.__cause__
            known = isinstance(cause, socket.gaierror) and cause.errno in _NO_SUCH_NAME
            return ("no such name" if known else "name not resolved"), detail
        case NewConnectionError():
            refused = isinstance(error.__cause__, OSError) and error.__cause__.errno == errno.ECONNREFUSED
            return ("refused" if refused else "unreachable"), detail
        case ConnectTimeoutError():
            return "no connection", f"no connection: {detail}"
        case SSLError() | ssl.SSLError():
            return _secure_fault(error)
        case LateError() | TimeoutError():
            return "timeout", detail
        case ProtocolError() | ConnectionError() | http.client.RemoteDisconnected():
            causes = [*getattr(error, "args", ()), error.__cause__, error]
            closed = any(isinstance(each, ConnectionError | http.client.IncompleteRead) for each in causes)
            return ("closed" if closed else "garbage"), detail
        case _:
            return "garbage", f"{type(error).__name__}: {detail}"


def _secure_fault(error: BaseException) -> tuple[Fault, str]:
    causes = [*getattr(error, "args", ()), error.__cause__, error]
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            kind: Fault = "incomplete certificate" if cause.verify_code in _INCOMPLETE else "certificate"
            return kind, cause.verify_message
    plain = next((each for each in causes if isinstance(each, ssl.SSLError)), error)
    return "no secure connection", getattr(plain, "reason", None) or str(plain)
