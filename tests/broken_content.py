"""Content as accidents leave it, and what must be true of every problem that is found in it."""

from __future__ import annotations

import gc
import re
from pathlib import Path

from hypothesis import strategies as st

from microsites.build.portfolio import read_portfolio
from microsites.errors import Problem, UserError
from microsites.i18n.catalogue import Catalogue
from microsites.i18n.message import Message
from microsites.telling import Telling

KINDS = (".yml", ".md", ".csv", ".json")
"""What editors write."""

_FULL_WIDTH = str.maketrans({**{code: code + 0xFEE0 for code in range(0x21, 0x7F)}, 0x20: 0x3000})
_PIECES = (
    *(bytes([code]) for code in (0, 7, 9, 10, 13, 27, 32, 0x80, 0xC3, 0xFF)),
    *b"[]{}:,-?&*!|>'\"%@`#".split(b"\0"),
    *(
        piece.encode()
        for piece in ("：", "　", "“", "−", "\u2028", "\x85", "\ufeff", "\U0001f353", "\u202e", "\n---\n")
    ),
    *(b"- ", b": ", b"\r\n", b"\n\n", b"\t", b"<<: ", b"!!str ", b"&x ", b"*x ", b"<b>", b"](page:nope)", b"{0}{x}%s"),
    *(b"null", b"~", b"no", b"0x1F", b"1e999", b"-0", b"2026-13-40", b"9" * 5000, b"\x1b[2J", b"=1+1", b'"'),
)


def files_of(root: Path) -> list[str]:
    """Every file of a portfolio that an editor writes; the checker's own is not content."""
    return sorted(
        path.relative_to(root).as_posix()
        for path in root.rglob("*")
        if path.suffix in KINDS and path.name not in ("checks.yml", "accessibility-machine.json")
    )


def _swapped(data: st.DataObject, raw: bytes) -> bytes:
    lines = raw.split(b"\n")
    one, other = (data.draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def _indented(data: st.DataObject, raw: bytes) -> bytes:
    lines = raw.split(b"\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    space = data.draw(st.sampled_from([b" ", b"   ", b"\t", "\u3000".encode(), b""]))
    lines[at] = space + lines[at].lstrip() if data.draw(st.booleans()) else space + lines[at]
    return b"\n".join(lines)


def _deleted(data: st.DataObject, raw: bytes) -> bytes:
    start = data.draw(st.integers(0, len(raw)))
    return raw[:start] + raw[data.draw(st.integers(start, min(len(raw), start + 30))) :]


def _inserted(data: st.DataObject, raw: bytes) -> bytes:
    at = data.draw(st.integers(0, len(raw)))
    return raw[:at] + data.draw(st.sampled_from(_PIECES)) + raw[at:]


def _replaced(data: st.DataObject, raw: bytes) -> bytes:
    return _inserted(data, _deleted(data, raw))


def _made_full_width(data: st.DataObject, raw: bytes) -> bytes:
    text = raw.decode("utf-8", "replace")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 8)))
    return (text[:start] + text[start:end].translate(_FULL_WIDTH) + text[end:]).encode()


def _truncated(data: st.DataObject, raw: bytes) -> bytes:
    return raw[: data.draw(st.integers(0, len(raw)))]


def _saved_otherwise(data: st.DataObject, raw: bytes) -> bytes:
    encoding = data.draw(st.sampled_from(["cp932", "euc_jp", "utf-16", "utf-8-sig"]))
    return raw.decode("utf-8", "replace").encode(encoding, "replace")


_ACCIDENTS = (
    *(_swapped, _indented, _deleted, _inserted, _replaced, _replaced, _made_full_width, _made_full_width, _truncated),
    _saved_otherwise,
)


def broken(data: st.DataObject, raw: bytes) -> bytes:
    """``raw`` after one to four accidents."""
    for accident in data.draw(st.lists(st.sampled_from(_ACCIDENTS), min_size=1, max_size=4)):
        raw = accident(data, raw)
    return raw


def problems_of(root: Path) -> tuple[Problem, ...]:
    """What is wrong with the portfolio; anything but a UserError fails the test."""
    try:
        read_portfolio(root)
    except UserError as error:
        return error.problems
    finally:
        # A command reads one portfolio and ends; here the frozen ones would pile up.
        gc.unfreeze()
    return ()


def assert_helpful(problem: Problem, root: Path) -> None:
    """A problem has a place that exists, says something in both languages, and harms no terminal."""
    file = root / problem.file
    assert problem.file
    assert file.exists(), problem
    if file.is_file() and file.suffix in KINDS and problem.code not in ("CFG012", "CFG013"):
        lines = _lines(file)
        assert 1 <= problem.line <= lines + 1, problem
        assert problem.column >= 1, problem
    for text in (problem.message, problem.hint):
        assert isinstance(text, Message) or text == "", problem
    assert problem.message
    for language in ("ja", "en"):
        told = list(Telling(Catalogue(language), root).lines([problem]))
        assert told[0].endswith(f"[{problem.code}]"), told
        assert not any(set(line) & set("\x00\x07\x1b\x9b\u202e") for line in told)


def _lines(file: Path) -> int:
    """As editors count them."""
    return len(re.split(b"\r\n|[\r\n]", file.read_bytes()))
