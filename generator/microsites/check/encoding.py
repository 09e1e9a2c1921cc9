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
    "us-ascii": "cp1252",
    "ascii": "cp1252",
}
"""What browsers mean by a label where Python means something narrower (WHATWG Encoding, 4.2)."""


_OF_PAGES = re.compile(r"^(?:cp932|shift_jis|euc_jp|iso2022_jp|cp125\d|iso8859-\d+|gb\w+|big5|euc_kr|koi8-[ru])$")

_WIDE = frozenset({"utf-16-le", "utf-16-be"})


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text."""

    text: str
    encoding: str
    damaged: bool
    """Some bytes are not characters in this encoding; they are U+FFFD in ``text``."""
    data: bytes
    """The text in an encoding that has ASCII's letters where ASCII has them: whether it holds a piece of ASCII is asked of
    bytes, which takes a tenth of the time.  What is not there is not in the text; what is there may be."""


def decode(data: bytes) -> Decoded:
    """Decode by byte-order mark, by declaration, else as UTF-8."""
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode(data[len(mark) :], name)
    declared = _DECLARED.search(data[:_SNIFFED])
    return _decode(data, _python_name(declared[1].decode("ascii")) if declared else "utf-8")


def _python_name(label: str) -> str:
    try:
        name = codecs.lookup(_BROWSER_NAMES.get(label.lower(), label)).name
    except (LookupError, ValueError):
        return "utf-8"
    # Python knows codecs that are no encodings of pages (rot13, idna), and bytes that spell "utf-16"
    # in ASCII cannot be UTF-16: browsers read UTF-8 then.
    return name if _OF_PAGES.match(name) else "utf-8"


def _decode(data: bytes, encoding: str) -> Decoded:
    try:
        text, damaged = data.decode(encoding), False
    except UnicodeDecodeError:
        text, damaged = data.decode(encoding, "replace"), True
    return Decoded(text, encoding, damaged, text.encode("utf-8", "replace") if encoding in _WIDE else data)
