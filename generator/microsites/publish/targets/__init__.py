"""One module a target; this registry lists them all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from microsites.publish.by_file import Memory
from microsites.publish.release import Deployment, Plan
from microsites.publish.targets import cloudflare, github_pages, netlify, rclone, rsync, s3


class Target(Protocol):
    """A kind of host, and the program that its makers recommend."""

    NAME: str
    """As the command line says it; in YAML with ``_`` for ``-``."""
    TOOL: str
    """The program; empty where none is started."""
    TOGETHER: bool
    """Whether sites that name one destination go there together, in the folders of their addresses."""

    MEMORY: Memory | None
    """None where a publication replaces the last one whole: nothing needs to be known of it."""

    def plan(self, deployment: Deployment, /) -> Plan:
        """Prepare the files in the deployment's folder, and say what is done with them.  Raises UserError."""


TARGETS: Mapping[str, Target] = {
    target.NAME: target for target in (rsync, rclone, s3, cloudflare, netlify, github_pages)
}
