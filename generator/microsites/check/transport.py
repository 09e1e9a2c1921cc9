"""Whether what a page fetches or sends goes over the net in clear."""

from __future__ import annotations

import re

from microsites.check.pages import FileUnderCheck, PageUnderCheck

_LOCAL = re.compile(r"https?://(?:localhost|[^/:]+\.localhost|127(?:\.\d+){3}|\[::1\])(?:[:/?#]|$)", re.IGNORECASE)
"""Hosts that browsers trust without encryption (W3C, Secure Contexts, 3.1)."""

_PREFIXES = ("http:", "HTTP:", "Http:", " http:")


def in_clear(address: str) -> bool:
    """Whether an address is one of ``http:``, and not on the reader's own machine."""
    return address.startswith(_PREFIXES) and not _LOCAL.match(address.strip())


def is_served_in_clear(file: FileUnderCheck) -> bool:
    """Whether the page itself is known to come over ``http:``, or has the browser fetch everything over ``https:``."""
    manifest = file.site.manifest
    if manifest is not None and manifest.url is not None:
        if in_clear(manifest.url):
            return True
    elif isinstance(file, PageUnderCheck) and any(in_clear(use.value) for use in file.document.related):
        return True
    return isinstance(file, PageUnderCheck) and any(
        "upgrade-insecure-requests" in policy.lower() for policy in file.document.policies
    )
