"""Netlify, with its command line: a deployment is there at once and whole."""

from __future__ import annotations

from pathlib import Path

from microsites.content.publishing import Destination
from microsites.i18n.message import _
from microsites.publish.release import Deployment, Plan, Step
from microsites.publish.rule_files import NETLIFY, headers_file, redirects_file
from microsites.publish.together import assembled, origin_of

NAME = "netlify"
TOOL = "netlify"
TOGETHER = True


def fetch(to: str, destination: Destination, into: Path) -> None:
    """A deployment replaces the last one whole: nothing needs to be known of it."""


def is_missing(code: int, said: str) -> bool:  # noqa: ARG001 - the same for all
    """Never asked."""
    return True


def plan(deployment: Deployment) -> Plan:
    """Prepare the deployment and say what is done.  Raises UserError."""
    origin_of(deployment)
    headers = headers_file(deployment.sites, NETLIFY)
    # A page that lies at the old address would be served before the rule, without '!'.
    redirects = redirects_file(deployment.sites, NETLIFY, "301!", own_not_found=False)
    tree = deployment.folder / "tree"
    extra = {"_headers": headers.text, **({"_redirects": redirects.text} if redirects.text else {})}
    files = assembled(deployment, tree, "/", extra)
    published = ("--prod",) if deployment.environment == "production" else ("--alias", deployment.environment)
    argv = (TOOL, "deploy", "--dir", str(tree), "--site", deployment.to, "--no-build", *published)
    notes = (
        *headers.notes,
        *redirects.notes,
        _("the site's address at netlify.app serves the same pages; set its primary domain there"),
    )
    return Plan((Step(_("hand the whole tree over"), argv, files),), notes)
