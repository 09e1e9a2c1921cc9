"""Puts the preview's script into a page on its way out; the file stays as it was built."""

from __future__ import annotations

import re
from html import escape

CLIENT = "/-/client/main.js"

_HEAD_END = re.compile(rb"</head\s*>", re.IGNORECASE)


def with_client(html: bytes, site: str, path: str, digest: str) -> bytes:
    """``html`` with the script at the end of its head.

    It comes from the page's own origin, which the policy of every page allows (``script-src 'self'``); it writes no
    style into the page either.  So nothing about the policy has to change.
    """
    values = {"site": site, "path": path, "digest": digest}
    attributes = "".join(f' data-{name}="{escape(value)}"' for name, value in values.items())
    tag = f'<script type="module" src="{CLIENT}" id="microsites-preview"{attributes}></script>'.encode()
    end = _HEAD_END.search(html)
    at = end.start() if end is not None else len(html)
    return html[:at] + tag + html[at:]
