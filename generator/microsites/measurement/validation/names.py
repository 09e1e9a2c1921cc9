"""Names as providers accept them."""

from __future__ import annotations

import re

from microsites.measurement.providers import NameLimits


def name_fault(name: str, limits: NameLimits | None, title: str) -> tuple[str, str] | None:
    """Why ``title`` does not accept ``name``, and what to do; None if it does, or if nothing is documented."""
    if limits is None:
        return None
    if len(name) > limits.max_length:
        return f"'{name}' is {len(name)} characters long; {title} accepts {limits.max_length}", "shorten it"
    if name in limits.reserved:
        return f"'{name}' is reserved: {title} collects it by itself", "give it a name of its own"
    for prefix in limits.reserved_prefixes:
        if name.startswith(prefix):
            return f"'{name}' starts with '{prefix}', which {title} keeps for itself", "choose another beginning"
    if not re.fullmatch(limits.pattern, name):
        return f"'{name}' is not a name that {title} accepts", f"it must match {limits.pattern}"
    return None
