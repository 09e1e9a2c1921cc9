"""What is published at once: sites that are ready, and where they go."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from microsites.content.publishing import Destination
from microsites.i18n.message import Message
from microsites.manifest import Manifest
from microsites.publish.address import Address
from microsites.record import Record


@dataclass(frozen=True, slots=True)
class ReadySite:
    """A built site that nothing speaks against."""

    name: str
    tree: Path
    files: tuple[str, ...]
    """Every file of the tree, with ``/``."""
    manifest: Manifest
    address: Address
    destination: Destination
    to: str
    """The destination's own words, without placeholders."""


@dataclass(frozen=True, slots=True)
class Deployment:
    """Sites that go to one place together."""

    name: str
    """Of its working folder: that of the first site."""
    to: str
    sites: tuple[ReadySite, ...]
    environment: str
    folder: Path
    """To work in: it is this deployment's own."""
    beside: tuple[ReadySite, ...] = ()
    """Sites that are published with it and lie on the same host."""
    before: Record | None = None
    """What an earlier publication put there, on hosts that take file by file."""


@dataclass(frozen=True, slots=True)
class Step:
    """A command that is given."""

    title: Message
    argv: tuple[str, ...]
    files: tuple[str, ...] = ()
    """What it sends or deletes."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that one deployment needs, in order; an end after any step leaves a site that works."""

    steps: tuple[Step, ...]
    notes: tuple[Message, ...] = ()
    """What the host cannot do, and what is left for a person."""
    written: tuple[Path, ...] = ()
    """Files for the person who looks after the server."""
