"""What a host says with every answer, and how long browsers keep it.

A page is asked for again each time (most answers are then a short "not modified"): what it shows changes with the clock,
and it names the files of this very build.  Those carry a digest of their content in their names and never change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from microsites.publish.release import PlacedSite

IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATED = "public, max-age=0, must-revalidate"

HASHED = r"(?:media|theme|assets/javascripts|assets/stylesheets)/(?:[^/]+/)*[^/]*[.-][0-9a-f]{8,16}[.-][^/]*"
"""Paths of files that are named by their content: pictures, styles and scripts, never a document of an editor's."""

_HASHED = re.compile(HASHED)

_PERMISSIONS = "camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), usb=()"
"""Nothing of a promotion site asks for these; what is framed shall not either."""

_HSTS_DAYS = 365


def is_hashed(path: str) -> bool:
    """Whether a file of a site never changes under its name."""
    return _HASHED.fullmatch(path) is not None


def hashed_folders(files: Iterable[str]) -> tuple[str, ...]:
    """The highest folders in which every file is named by its content, with a slash at the end."""
    folders: dict[str, bool] = {}
    for file in files:
        parts = file.split("/")[:-1]
        for depth in range(1, len(parts) + 1):
            folder = "/".join(parts[:depth]) + "/"
            folders[folder] = folders.get(folder, True) and is_hashed(file)
    whole = [folder for folder, hashed in folders.items() if hashed]
    return tuple(sorted(f for f in whole if not any(f != other and f.startswith(other) for other in whole)))


def security_headers(site: PlacedSite) -> tuple[tuple[str, str], ...]:
    """Name and value of what every answer carries."""
    headers = [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Permissions-Policy", _PERMISSIONS),
    ]
    if site.manifest.policy:
        headers.insert(0, ("Content-Security-Policy", site.manifest.policy))
    if site.address.secure and (days := _hsts_days(site)):
        headers.append(("Strict-Transport-Security", f"max-age={days * 86_400}"))
    if site.manifest.listed is False:
        headers.append(("X-Robots-Tag", "noindex"))
    return tuple(headers)


def _hsts_days(site: PlacedSite) -> int:
    """The promise counts for the whole host: below another's start page nobody makes it unasked."""
    if (written := site.manifest.publish.hsts_days) is not None:
        return written
    return _HSTS_DAYS if site.address.prefix == "/" else 0
