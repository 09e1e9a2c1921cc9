"""Bytes of a page or stylesheet as text, as a browser would take them."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""charset\s*=?\s*["']?\s*([A-Za-z0-9_:-]+)""")
_SNIFFED = 2048
"""Browsers look at 1,024 bytes; old templates put a long comment first."""

_BROWSER_NAMES = {
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "ms_kanji": "cp932",
    "x-euc-jp": "euc_jp",
    "iso-8859-1": "cp1252",
}
"""What browsers mean by a label where Python means something narrower (WHATWG Encoding, 4.2)."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text."""

    text: str
    encoding: str
    damaged: bool
    """Some bytes are not characters in this encoding; they are U+FFFD in ``text``."""


def decode(data: bytes) -> Decoded:
    """Decode by byte-order mark, by declaration, else as UTF-8."""
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode(data[len(mark) :], name)
    declared = _DECLARED.search(data[:_SNIFFED])
    return _decode(data, _python_name(declared[1].decode("ascii")) if declared else "utf-8")


def _python_name(label: str) -> str:
    name = _BROWSER_NAMES.get(label.lower(), label)
    try:
        info = codecs.lookup(name)
        # Not every codec of Python makes text (rot13, zlib), and a declaration inside the bytes
        # that names UTF-16 is wrong by its own existence: browsers read UTF-8 then.
        b"".decode(info.name)
    except (LookupError, ValueError):
        return "utf-8"
    return "utf-8" if info.name.startswith(("utf-16", "utf-32")) else info.name


def _decode(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding, damaged=False)
    except UnicodeDecodeError:
        return Decoded(data.decode(encoding, "replace"), encoding, damaged=True)
