"""``publish:`` of ``portfolio.yml`` and ``site.yml``: where a site goes, and what its host is.

No secret stands here: each tool finds its credentials where it always does (an SSH key, a configuration of its own, the
environment of a CI job).
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from microsites.content.fields import DirectoryPath, Model, Slug, Text, Url, Whole
from microsites.content.refusal import refused
from microsites.i18n.message import _

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_KNOWN = ("site", "environment")


def _destination(value: str) -> str:
    if value.startswith("-"):
        raise refused(_("starts with '-', which a program takes for an option"))
    if unknown := [name for name in _PLACEHOLDER.findall(value) if name not in _KNOWN]:
        raise refused(_("holds '{name}' in braces, which stands for nothing; site and environment do", name=unknown[0]))
    return value


DestinationText = Annotated[Text, AfterValidator(_destination)]
"""``{site}`` and ``{environment}`` stand for the names of both."""

Server = Literal["nginx", "apache", "other"]


class ServerDestination(Model):
    """Files on a web server."""

    to: DestinationText
    """The folder of the site: ``deploy@www.example.jp:/srv/www/{site}/`` for rsync, ``remote:www/{site}`` for rclone."""
    server: Server = "nginx"
    """Which web server reads them: for it, headers and redirects are written."""
    root: DirectoryPath | None = None
    """The same folder as the web server names it, where that cannot be seen from ``to``."""
    certificates: DirectoryPath | None = None
    """The folder of ``fullchain.pem`` and ``privkey.pem`` on the server; certbot's if it is not given."""


class BucketDestination(Model):
    """Objects in a bucket of S3, or of a service that speaks its language."""

    to: Annotated[DestinationText, StringConstraints(pattern=r"^s3://[a-z0-9{][a-z0-9.{}_-]{1,90}(?:/[\w.{}~/-]*)?$")]
    """``s3://hanamori-{site}/``."""
    endpoint: Url | None = None
    """The address of another service than Amazon's."""


class ProjectDestination(Model):
    """A project of Cloudflare Pages."""

    to: Annotated[DestinationText, StringConstraints(pattern=r"^[a-z0-9{][a-z0-9{}_-]*$")]
    """The project's name.  Sites that name the same project are published together."""
    branch: Slug = "main"
    """The branch that the project serves under its own address."""


class NetlifyDestination(Model):
    """A site of Netlify."""

    to: Annotated[DestinationText, StringConstraints(pattern=r"^[A-Za-z0-9{][A-Za-z0-9{}_-]*$")]
    """The site's ID or name there.  Sites that name the same one are published together."""


class ArtifactDestination(Model):
    """A folder for GitHub's own workflow to upload."""

    to: DestinationText
    """The folder, from where the command is given: ``_site``.  Sites that name the same one are published together."""


Destination = ServerDestination | BucketDestination | ProjectDestination | NetlifyDestination | ArtifactDestination


class Publish(Model):
    """Where a site goes, by target; what a site says replaces what the portfolio says for that target."""

    hsts_days: Annotated[Whole, Field(ge=0, le=3650)] | None = None
    """For how many days browsers ask for the host with https only, once they saw it; ``0`` says nothing.

    Not written, it is a year where the site has the host for itself, and nothing below another's address
    (``https://www.example.jp/promo/``): the promise counts for the whole host.  Too long a promise cannot be taken back if the host loses its certificate.
    """
    rsync: ServerDestination | None = None
    """A web server of one's own, reached by rsync."""
    rclone: ServerDestination | None = None
    """A web server or a storage that rclone knows."""
    s3: BucketDestination | None = None
    """A bucket of Amazon S3, or of a service that speaks like it."""
    cloudflare: ProjectDestination | None = None
    """A project of Cloudflare Pages."""
    netlify: NetlifyDestination | None = None
    """A site of Netlify."""
    github_pages: ArtifactDestination | None = None
    """GitHub Pages, by the artifact of a workflow."""


def publishing_of(portfolio: Publish, site: Publish) -> Publish:
    """What counts for a site: its own lines, else the portfolio's."""
    return portfolio.model_copy(update={name: getattr(site, name) for name in site.model_fields_set})


def filled(destination: str, site: str, environment: str) -> str:
    """``destination`` with the names that its placeholders stand for."""
    return destination.replace("{site}", site).replace("{environment}", environment)
