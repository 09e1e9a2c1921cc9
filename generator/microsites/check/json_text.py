"""JSON that somebody else wrote."""

from __future__ import annotations

import json
from typing import Any


def read_json(text: str) -> Any:
    r"""The value of a JSON text.  Raises ValueError, RecursionError.

    JSON may spell half a character (``"\ud800"``), which nothing can write again: it becomes U+FFFD.
    """
    value = json.loads(text)
    if "\\ud" in text or "\\uD" in text:
        whole = json.dumps(value, ensure_ascii=False).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        value = json.loads(whole)
    return value
