"""The packages of the extra ``external``: looked for before anything is asked, and missed with words that help."""

from __future__ import annotations

from importlib.util import find_spec

from microsites.errors import UserError
from microsites.i18n.message import _

EXTRA = "external"
PACKAGES = ("urllib3", "protego", "idna")
"""What asks, what reads robots.txt, what writes Japanese hosts in ASCII."""
_MISSING = "BLD407"


def require_packages() -> None:
    """Raise UserError if a package is not installed."""
    missing = [package for package in PACKAGES if find_spec(package) is None]
    if missing:
        what = _("needs what is not installed: {packages}", packages=", ".join(missing))
        raise UserError.at(
            "--external", what, _("install the extra: pip install 'microsites[{extra}]'", extra=EXTRA), _MISSING
        )
