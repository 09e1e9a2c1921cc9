"""What came of files, as lines of JSON: so it goes from process to process, and so it is remembered."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from pydantic import TypeAdapter

from microsites.check.facts import Judged

_JUDGED = TypeAdapter(tuple[Judged, ...])
_AT_ONCE = 500
"""Lines that are read together: one by one takes longer, all of them need the room twice."""


def written(judged: Judged) -> bytes:
    """What came of a file, as one line."""
    return _JUDGED.dump_json((judged,))[1:-1] + b"\n"


def read(lines: Iterable[bytes]) -> tuple[Judged, ...]:
    """What came of some files, from their lines.  Raises pydantic.ValidationError for what is no such line."""
    waiting, found = iter(lines), list[Judged]()
    while some := list(islice(waiting, _AT_ONCE)):
        found += _JUDGED.validate_json(b"[" + b",".join(some) + b"]")
    return tuple(found)
