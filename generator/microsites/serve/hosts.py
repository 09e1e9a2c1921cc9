"""Answers only those who address this machine by its own name: another website's name for it is an attack.

DNS rebinding: a page of somebody else points its own host name at 127.0.0.1 and reads what lies there.  The browser
still sends that name, so it is looked at.
"""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

OWN = frozenset({"localhost", "127.0.0.1", "[::1]"})


def is_own_host(value: str) -> bool:
    """Whether a ``Host`` header names this machine; the port may be another, where one is forwarded."""
    host, colon, port = value.rpartition(":") if not value.endswith("]") else (value, "", "")
    if not colon:
        host = value
    return host.lower() in OWN and (not colon or (port.isascii() and port.isdecimal()))


class OwnHostOnly:
    """Refuses every request that names another host, or none."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] == "http" and not is_own_host(Headers(scope=scope).get("host", "")):
            answer = PlainTextResponse("Not a name of this machine.\n", 421)
            await answer(scope, receive, send)
            return
        await self._app(scope, receive, send)
