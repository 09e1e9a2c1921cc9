"""One request and what came of it, as plain values: all that the rest of this package knows of HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, Protocol, get_args
from urllib.parse import urlsplit

Method = Literal["HEAD", "GET"]

HostFault = Literal[
    "no such name",
    "name not resolved",
    "refused",
    "unreachable",
    "no connection",
    "certificate",
    "incomplete certificate",
    "no secure connection",
    "private",
]
"""Faults of a host and not of a page: another page of it, or another method, would fare no better."""

Fault = HostFault | Literal["timeout", "closed", "garbage"]
"""Why there is no answer."""

UNCONNECTED: frozenset[Fault] = frozenset(get_args(HostFault))


@dataclass(frozen=True, slots=True)
class Request:
    """One request; equal requests are made once."""

    method: Method
    url: str
    limit: int
    """Bytes of the body, unpacked, that are wanted at the most."""
    private: bool = False
    """It may lead into a private network: a page refers to it, and who runs the check has allowed it."""
    anchors: bool = False
    """The page's anchors are wanted."""

    @property
    def host(self) -> str:
        """Host and port: what spacing and connections are counted by."""
        return urlsplit(self.url).netloc


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a request: a status, or a fault."""

    status: int = 0
    """0 if there is none."""
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """By lower-case name; several of one name are joined by commas."""
    body: bytes = b""
    """Unpacked, and cut at the request's limit."""
    whole: bool = True
    """Nothing was cut off the body, and all of it could be unpacked."""
    fault: Fault | None = None
    detail: str = ""
    """What the library said about the fault."""
    private: bool = False
    """It came from a private network."""
    anchors: frozenset[str] | None = None
    """Of the page, where they were wanted and can be known."""

    @property
    def unconnected(self) -> bool:
        """Whether the host could not be reached at all."""
        return self.fault in UNCONNECTED


class Transport(Protocol):
    """Makes one request: follows no redirect, repeats nothing, raises nothing that a server can cause."""

    def send(self, request: Request) -> Answer:
        """Return the answer, within the total time-out of a request if at all possible."""
