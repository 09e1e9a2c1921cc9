"""One file a format; each turns a report into text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Protocol, cast

from microsites.check.report import Report
from microsites.i18n.catalogue import Catalogue

_NAMES = ("text", "json", "sarif", "junit", "github", "csv", "html", "comment")


class Reporter(Protocol):
    """A format."""

    def render(self, report: Report, reader: Catalogue) -> str:
        """Return the whole report, ending with a line break."""


class _Reporters(Mapping[str, Reporter]):
    """Each is loaded when it is asked for: a check writes one."""

    def __getitem__(self, name: str) -> Reporter:
        if name not in _NAMES:
            raise KeyError(name)
        return cast("Reporter", import_module(f"{__name__}.{name}"))

    def __iter__(self) -> Iterator[str]:
        return iter(_NAMES)

    def __len__(self) -> int:
        return len(_NAMES)


REPORTERS: Mapping[str, Reporter] = _Reporters()
"""``--format`` → its reporter."""
