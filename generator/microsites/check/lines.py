"""What came of files, as lines of JSON: so it goes from process to process, and so it is remembered."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import TypeAdapter

from microsites.check.facts import Judged

_JUDGED = TypeAdapter(tuple[Judged, ...])


def written(judged: Judged) -> bytes:
    """What came of a file, as one line."""
    return _JUDGED.dump_json((judged,))[1:-1]


def read(lines: Iterable[bytes]) -> tuple[Judged, ...]:
    """What came of some files, from their lines.  Raises pydantic.ValidationError for what is no such line."""
    return _JUDGED.validate_json(b"[" + b",".join(lines) + b"]")
