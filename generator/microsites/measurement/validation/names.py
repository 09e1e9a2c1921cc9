"""Names as providers accept them."""

from __future__ import annotations

import re

from microsites.i18n.message import _
from microsites.measurement.providers import NameLimits


def name_fault(name: str, limits: NameLimits | None, title: str) -> tuple[str, str] | None:
    """Why ``title`` does not accept ``name``, and what to do; None if it does, or if nothing is documented."""
    if limits is None:
        return None
    if len(name) > limits.max_length:
        return _(
            "'{name}' is {length} characters long; {title} accepts {max_length}",
            name=name,
            length=len(name),
            title=title,
            max_length=limits.max_length,
        ), _("shorten it")
    if name in limits.reserved:
        return _("'{name}' is reserved: {title} collects it by itself", name=name, title=title), _(
            "give it a name of its own"
        )
    for prefix in limits.reserved_prefixes:
        if name.startswith(prefix):
            return _(
                "'{name}' starts with '{prefix}', which {title} keeps for itself", name=name, prefix=prefix, title=title
            ), _("choose another beginning")
    if not re.fullmatch(limits.pattern, name):
        return _("'{name}' is not a name that {title} accepts", name=name, title=title), _(
            "it must match {pattern}", pattern=limits.pattern
        )
    return None
