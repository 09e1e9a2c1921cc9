"""Files: what is said of them is read from them, and what an editor says is held against them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfWriter

from everything import write_data
from microsites.errors import UserError
from microsites.media.documents import facts_of
from microsites.pages.section_views.download import size_words
from portfolios import HOME, NEWS, EditablePortfolio


def _pdf(pages: int, password: str = "") -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(100, 100)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def _locked(scheme: bytes) -> bytes:
    """A PDF that says it is encrypted with ``scheme``: AES needs a package that pypdf does not bring."""
    secret = b"<" + b"00" * 48 + b">"
    key = b"<" + b"00" * 32 + b">"
    crypt = b"/CF<</StdCF<</CFM/AESV3/AuthEvent/DocOpen/Length 32>>>>/StmF/StdCF/StrF/StdCF"
    keys = b"/O" + secret + b"/U" + secret + b"/OE" + key + b"/UE" + key + b"/Perms<" + b"00" * 16 + b">/P -4"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[]/Count 2>>",
        b"<<" + scheme + keys + crypt + b">>",
    )
    body = b"%PDF-2.0\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"<</Size 4/Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]>>"
    start = len(body)
    return body + b"xref\n0 4\n0000000000 65535 f \n%strailer\n%s\nstartxref\n%d\n%%%%EOF" % (table, trailer, start)


def _write(portfolio: EditablePortfolio, *files: dict[str, object]) -> None:
    section = {"type": "download", "id": "files", "heading": "資料", "files": list(files)}
    write_data(portfolio, HOME, {"title": "題", "description": "説明", "sections": [section]})
    portfolio.replace(NEWS, "(page:index#top)", "(page:index)")


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0B"),
        (1023, "1023B"),
        (1024, "1KB"),
        (65_536, "64KB"),
        (1_048_064, "1.0MB"),
        (1_258_291, "1.2MB"),
        (52_428_800, "50.0MB"),
    ],
)
def test_sizes_in_words(size: int, words: str) -> None:
    assert size_words(size) == words


@pytest.mark.parametrize(
    ("content", "pages"),
    [
        (_pdf(3), 3),
        (_pdf(1), 1),
        (b"%PDF-1.4", None),
        (b"", None),
        (b"%PDF-1.4\n" + b"\0" * 5000, None),
        (_locked(b"/Filter/Standard/V 5/R 6/Length 256"), None),
        (_locked(b"/Filter/Somebody.Else/V 9/R 9"), None),
    ],
    ids=["three", "one", "header only", "empty", "damaged", "AES", "unknown encryption"],
)
def test_pages_are_read_where_they_can_be(tmp_path: Path, content: bytes, pages: int | None) -> None:
    path = tmp_path / "a.PDF"
    path.write_bytes(content)
    assert (facts_of(path).size, facts_of(path).pages) == (len(content), pages)


def test_format_size_and_pages_are_printed(portfolio: EditablePortfolio) -> None:
    guide = _pdf(4)
    portfolio.write("berry/assets/guide.pdf", guide)
    portfolio.write("berry/assets/list.xlsx", b"x" * 2048)
    portfolio.write("berry/assets/locked.pdf", _pdf(2, "secret"))
    _write(
        portfolio,
        {"label": "案内", "asset": "guide.pdf", "pages": 4, "date": "2026-04-01"},
        {"label": "一覧", "asset": "list.xlsx"},
        {"label": "様式", "asset": "locked.pdf", "pages": 2},
    )
    assert not portfolio.build("berry").problems
    page = BeautifulSoup((portfolio.dist / "berry/index.html").read_text("utf-8"), "html.parser")
    items = page.select(".ms-downloads > li")
    assert [item.a["href"] for item in items] == ["assets/guide.pdf", "assets/list.xlsx", "assets/locked.pdf"]
    words = [item.select_one(".ms-download-facts").get_text() for item in items]
    assert words[0] == f"PDF、{size_words(len(guide))}、4ページ2026年4月1日（水）更新"
    assert words[1] == "Excel、2KB"
    assert words[2].endswith("、2ページ"), "of a file that nobody can read, the editor's word counts"


def test_wrong_pages_are_an_error_at_their_line(portfolio: EditablePortfolio) -> None:
    portfolio.write("berry/assets/guide.pdf", _pdf(4))
    _write(portfolio, {"label": "案内", "asset": "guide.pdf", "pages": 5})
    (problem,) = portfolio.build("berry").problems
    assert problem.message == "'guide.pdf' has 4 pages, not 5"
    place = f"{problem.file}:{problem.line}:{problem.column}"
    assert place == portfolio.place(HOME, "5\n")


def test_something_else_than_a_file_is_an_error(portfolio: EditablePortfolio) -> None:
    _write(portfolio, {"label": "案内", "url": "https://example.jp/guide.pdf"})
    with pytest.raises(UserError, match="is no file of this site"):
        portfolio.build("berry")
