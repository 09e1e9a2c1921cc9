"""The address of a site in its parts, fit to stand in a server's configuration."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from microsites.errors import UserError
from microsites.i18n.message import _

_BAD_ADDRESS = "BLD076"
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")
_PREFIX = re.compile(r"/(?:[A-Za-z0-9_~.-]+/)*")
"""Nothing that any configuration file would take for its own signs."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a site lies."""

    secure: bool
    host: str
    """In letters that the network knows: ``xn--…`` for a Japanese name."""
    port: int | None
    prefix: str
    """``/`` or ``/strawberry/``."""

    @property
    def origin(self) -> str:
        """``https://www.example.jp``, without a slash at the end."""
        return f"{'https' if self.secure else 'http'}://{self.host}{f':{self.port}' if self.port else ''}"

    @property
    def url(self) -> str:
        """The whole address, with a slash at the end."""
        return self.origin + self.prefix


def address_of(url: str, site: str) -> Address:
    """The parts of ``url``, the address of ``site``.  Raises UserError for what no server could be told."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii").lower()
        port = parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    if not _HOST.fullmatch(host) or not _PREFIX.fullmatch(parts.path) or ".." in parts.path or parts.username:
        message = _("the address {url} cannot be written into a server's configuration", url=url)
        hint = _("use letters a-z, digits, '-', '_', '.' and '~' in its path, and end it with '/'")
        raise UserError.at(site, message, hint, _BAD_ADDRESS)
    return Address(parts.scheme == "https", host, port, parts.path)
