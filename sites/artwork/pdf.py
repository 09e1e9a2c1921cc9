"""A small PDF with real, searchable Japanese text: fonts of the reader (Heisei Kaku Gothic), nothing embedded.

The file names its language and title, so that screen readers and browser tabs can use them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

WIDTH, HEIGHT, MARGIN = 595, 842, 62


@dataclass(frozen=True)
class Line:
    """A line as it stands on the page."""

    text: str
    size: float
    indent: float = 0
    space_before: float = 0
    color: tuple[float, float, float] = (0.13, 0.15, 0.18)


def _units(character: str) -> float:
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5


def _wrapped(text: str, size: float, width: float) -> list[str]:
    """``text`` broken at the width; no line starts with a closing mark."""
    lines, current, used = [], "", 0.0
    for character in text:
        if used + _units(character) * size > width and character not in "、。）」，．":
            lines.append(current)
            current, used = "", 0.0
        current += character
        used += _units(character) * size
    return [*lines, current]


def _flow(blocks: Sequence[tuple[str, str]]) -> list[Line]:
    styles = {
        "title": (19.0, 0.0, 0.0, (0.04, 0.23, 0.44)),
        "note": (9.5, 0.0, 8.0, (0.38, 0.4, 0.44)),
        "heading": (13.0, 0.0, 20.0, (0.04, 0.23, 0.44)),
        "text": (10.5, 0.0, 7.0, (0.13, 0.15, 0.18)),
        "item": (10.5, 14.0, 5.0, (0.13, 0.15, 0.18)),
    }
    lines = []
    for kind, text in blocks:
        size, indent, space, color = styles[kind]
        marked = f"・{text}" if kind == "item" else text
        for number, part in enumerate(_wrapped(marked, size, WIDTH - 2 * MARGIN - indent)):
            lines.append(Line(part, size, indent, space if number == 0 else 0, color))
    return lines


def _pages(lines: Sequence[Line], footer: str) -> list[bytes]:
    pages: list[list[str]] = [[]]
    y = HEIGHT - MARGIN
    for line in lines:
        y -= line.space_before + line.size * 1.55
        if y < MARGIN + 24:
            pages.append([])
            y = HEIGHT - MARGIN - line.size * 1.55
        pages[-1].append(_show(line.text, line.size, MARGIN + line.indent, y, line.color))
    for number, page in enumerate(pages, 1):
        page.append(_show(f"{footer}　{number}／{len(pages)}", 8.5, MARGIN, MARGIN - 18, (0.45, 0.47, 0.5)))
    return ["\n".join(page).encode("ascii") for page in pages]


def _show(text: str, size: float, x: float, y: float, color: tuple[float, float, float]) -> str:
    red, green, blue = color
    return f"BT {red} {green} {blue} rg /F1 {size} Tf {x:.1f} {y:.1f} Td <{_hex(text)}> Tj ET"


def _hex(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()


def write_pdf(path: Path, title: str, blocks: Sequence[tuple[str, str]], footer: str) -> None:
    """Write ``blocks`` (kind and text) as a PDF: kinds are title, note, heading, text and item."""
    contents = _pages(_flow(blocks), footer)
    first = 6
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (ja-JP) /ViewerPreferences << /DisplayDocTitle true >> >>",
        f"<< /Type /Pages /Count {len(contents)} /Kids [{kids}] >>".encode("ascii"),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiKakuGo-W5 /Encoding /UniJIS-UCS2-HW-H /DescendantFonts [4 0 R] >>",
        (
            b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiKakuGo-W5 /CIDSystemInfo"
            b" << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /DW 1000 /W [231 632 500]"
            b" /FontDescriptor 5 0 R >>"
        ),
        (
            b"<< /Type /FontDescriptor /FontName /HeiseiKakuGo-W5 /Flags 4 /FontBBox [-92 -250 1010 922] /ItalicAngle 0"
            b" /Ascent 752 /Descent -221 /CapHeight 737 /StemV 114 >>"
        ),
    ]
    for number, content in enumerate(contents):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Resources << /Font << /F1 3 0 R >> >>"
            f" /Contents {first + 2 * number + 1} 0 R >>".encode("ascii")
        )
        objects.append(b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream")
    objects.append(f"<< /Title <FEFF{_hex(title)}> /Author <FEFF{_hex('花守市（架空の自治体）')}> >>".encode("ascii"))
    body = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, item in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n" % number + item + b"\nendobj\n"
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    body += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    body += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        len(objects),
        start,
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes(body))
