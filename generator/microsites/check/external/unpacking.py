"""Packed bodies, unpacked up to a bound: a few kilobytes can hold gigabytes of nothing."""

from __future__ import annotations

import zlib

_ANY_HEADER = 47
"""``zlib`` or ``gzip``, whichever is there."""
_NO_HEADER = -15
"""What some servers mean by ``deflate`` (RFC 9110, 8.4.1.2)."""


def unpacked(data: bytes, encoding: str, limit: int) -> tuple[bytes, bool]:
    """Return at most ``limit`` bytes of what ``data`` holds, and whether that is all of it."""
    encoding = encoding.strip().lower()
    if encoding in ("", "identity") or not data:
        return data[:limit], len(data) <= limit
    if encoding not in ("gzip", "x-gzip", "deflate"):
        return b"", False
    for header in (_ANY_HEADER, _NO_HEADER):
        machine = zlib.decompressobj(header)
        try:
            body = machine.decompress(data, limit)
        except zlib.error:
            continue
        return body, machine.eof
    return b"", False
