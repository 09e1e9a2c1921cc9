"""Netlify, with its command line: a deployment is there at once and whole."""

from __future__ import annotations

from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.publish.by_file import Memory
from microsites.publish.nesting import above
from microsites.publish.release import Deployment, Plan, Step
from microsites.publish.rule_files import NETLIFY, headers_file, redirects_file
from microsites.publish.together import assembled, origin_of

NAME = "netlify"
TOOL = "netlify"
TOGETHER = True
MEMORY: Memory | None = None

_CONFLICT = "BLD079"


def is_missing(code: int, said: str) -> bool:  # noqa: ARG001 - the same for all
    """Never asked."""
    return True


def _refuse_nested(deployment: Deployment) -> None:
    """Netlify has no way to take back what ``/*`` says for ``/promo/*``."""
    for site in deployment.sites:
        if outer := above(site, deployment.sites):
            message = _(
                "site '{site}' lies below site '{outer}', whose headers would be sent with its pages too",
                site=site.name,
                outer=outer[0].name,
            )
            hint = _("give each a site of Netlify's of its own, or an address beside the other")
            raise UserError.at(deployment.to, message, hint, _CONFLICT)


def plan(deployment: Deployment) -> Plan:
    """Prepare the deployment and say what is done.  Raises UserError."""
    origin_of(deployment)
    _refuse_nested(deployment)
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
