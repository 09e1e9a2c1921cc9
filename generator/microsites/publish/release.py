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
class PlacedSite:
    """A built site and where it goes, as its manifest says."""

    name: str
    manifest: Manifest
    address: Address
    destination: Destination
    to: str
    """The destination's own words, without placeholders."""


@dataclass(frozen=True, slots=True)
class ReadySite(PlacedSite):
    """A built site that nothing speaks against."""

    tree: Path
    files: tuple[str, ...]
    """Every file of the tree, with ``/``."""


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
    beside: tuple[PlacedSite, ...] = ()
    """The other sites of the same host that were built for the same environment, published with it or not."""
    before: Record | None = None
    """What an earlier publication put there, on hosts that take file by file."""
    unseen: Message | None = None
    """Why nobody looked at the destination: ``before`` is then what is remembered here.  Only when rehearsed."""


@dataclass(frozen=True, slots=True)
class Step:
    """A command that is given."""

    title: Message
    argv: tuple[str, ...]
    files: tuple[str, ...] = ()
    """What it sends or deletes."""
    lists_failures: bool = False
    """Whether it prints, as a list in JSON, what it could not do, and ends with 0 all the same."""


@dataclass(frozen=True, slots=True)
class Placement:
    """A tree that is put into a folder of this machine."""

    title: Message
    tree: Path
    folder: Path
    files: tuple[str, ...]
    """All of the tree."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that one deployment needs, in order; an end after any step leaves a site that works."""

    steps: tuple[Step | Placement, ...]
    notes: tuple[Message, ...] = ()
    """What the host cannot do, and what is left for a person."""
    written: tuple[Path, ...] = ()
    """Files for the person who looks after the server."""
