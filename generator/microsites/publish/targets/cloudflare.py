"""Cloudflare Pages, with wrangler: a deployment is there at once and whole.

Limits (Cloudflare's documentation, "Limits"): 20,000 files, 25 MiB each.
"""

from __future__ import annotations

from pathlib import Path

from microsites.content.publishing import ProjectDestination
from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.publish.by_file import Memory
from microsites.publish.release import Deployment, Plan, Step
from microsites.publish.rule_files import CLOUDFLARE, headers_file, redirects_file
from microsites.publish.together import assembled, origin_of

NAME = "cloudflare"
TOOL = "wrangler"
TOGETHER = True
MEMORY: Memory | None = None

_TOO_MUCH = "BLD080"
_MAX_FILES = 20_000
_MAX_BYTES = 25 * 1024 * 1024


def plan(deployment: Deployment) -> Plan:
    """Prepare the deployment and say what is done.  Raises UserError."""
    origin_of(deployment)
    destination = deployment.sites[0].destination
    assert isinstance(destination, ProjectDestination)
    headers = headers_file(deployment.sites, CLOUDFLARE)
    redirects = redirects_file(deployment.sites, CLOUDFLARE, "301", own_not_found=True)
    tree = deployment.folder / "tree"
    extra = {"_headers": headers.text, **({"_redirects": redirects.text} if redirects.text else {})}
    files = assembled(deployment, tree, "/", extra)
    _refuse_too_much(tree, files)
    branch = destination.branch if deployment.environment == "production" else deployment.environment
    argv = (TOOL, "pages", "deploy", str(tree), "--project-name", deployment.to, "--branch", branch)
    step = Step(_("hand the whole tree over"), (*argv, "--commit-dirty=true"), files)
    notes = (
        *headers.notes,
        *redirects.notes,
        _(
            "the address {project}.pages.dev serves the same pages; a rule of Cloudflare's can lead it on",
            project=deployment.to,
        ),
    )
    return Plan((step,), notes)


def _refuse_too_much(tree: Path, files: tuple[str, ...]) -> None:
    if len(files) > _MAX_FILES:
        message = _(
            "{count} files are more than the {limit} that Cloudflare Pages takes", count=len(files), limit=_MAX_FILES
        )
        raise UserError.at(tree, message, _("publish the sites to projects of their own"), _TOO_MUCH)
    for file in files:
        if (tree / file).stat().st_size > _MAX_BYTES:
            message = _("is larger than the 25 MiB that Cloudflare Pages takes")
            raise UserError.at(tree / file, message, _("link to it where it can lie"), _TOO_MUCH)
