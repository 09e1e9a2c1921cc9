"""Packed bodies cannot grow beyond what is wanted."""

from __future__ import annotations

import gzip
import zlib

import pytest

from microsites.check.external.unpacking import unpacked

TEXT = b"<p id=a>" * 100
RAW = zlib.compressobj(wbits=-15)
PACKED = {"gzip": gzip.compress(TEXT), "x-gzip": gzip.compress(TEXT), "deflate": zlib.compress(TEXT), "": TEXT}


@pytest.mark.parametrize("encoding", PACKED)
def test_what_fits_is_whole(encoding: str) -> None:
    assert unpacked(PACKED[encoding], encoding, 800) == (TEXT, True)


def test_deflate_without_its_header() -> None:
    assert unpacked(RAW.compress(TEXT) + RAW.flush(), "deflate", 10_000) == (TEXT, True)


@pytest.mark.parametrize("encoding", PACKED)
def test_what_does_not_fit_is_cut(encoding: str) -> None:
    assert unpacked(PACKED[encoding], encoding, 10) == (TEXT[:10], False)


def test_a_bomb() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    body, whole = unpacked(bomb, "gzip", 1000)
    assert (len(body), whole) == (1000, False)


@pytest.mark.parametrize(("data", "encoding"), [(b"no gzip", "gzip"), (b"x", "br"), (b"x", "gzip, gzip")])
def test_what_cannot_be_unpacked(data: bytes, encoding: str) -> None:
    assert unpacked(data, encoding, 100) == (b"", False)


def test_what_was_cut_on_the_way() -> None:
    body, whole = unpacked(gzip.compress(TEXT)[:-9], "gzip", 10_000)
    assert (TEXT.startswith(body), whole) == (True, False)
