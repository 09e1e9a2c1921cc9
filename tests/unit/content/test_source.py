"""Text files as editors save them."""

from __future__ import annotations

from pathlib import Path

import pytest

from microsites.content import source
from microsites.content.source import read_text, read_yaml_file
from microsites.content.yaml_reader import Position, YamlError
from microsites.errors import Problem


def refusal(path: Path) -> Problem:
    with pytest.raises(YamlError) as caught:
        read_text(path, "site/page.yml")
    assert caught.value.problem.file == "site/page.yml"
    assert caught.value.problem.code == "CFG002"
    return caught.value.problem


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_byte_order_mark_and_line_ends_do_not_move_positions(tmp_path: Path, mark: bytes, ends: str) -> None:
    path = tmp_path / "page.yml"
    path.write_bytes(mark + f"title: 題{ends}body: |{ends}  一{ends}  二{ends}".encode())
    document = read_yaml_file(path, "page.yml")
    assert document.data == {"title": "題", "body": "一\n二\n"}
    assert document.positions.value(("title",)) == Position(1, 8)
    assert document.positions.line_within(("body",), 1) == Position(4, 1)


@pytest.mark.parametrize(("codec", "name"), [("cp932", "Shift_JIS"), ("euc_jp", "EUC-JP")])
def test_other_japanese_encoding_is_named(tmp_path: Path, codec: str, name: str) -> None:
    path = tmp_path / "page.yml"
    path.write_bytes(b"a: 1\nab" + "観光協会のいちご狩り。漢字の多い文章".encode(codec))
    problem = refusal(path)
    assert (problem.line, problem.message) == (2, "is not UTF-8")
    assert problem.column >= 3
    assert "save it as UTF-8" in problem.hint
    if name == "Shift_JIS":
        assert name in problem.hint


def test_column_of_a_bad_byte_counts_characters(tmp_path: Path) -> None:
    path = tmp_path / "page.yml"
    path.write_bytes("a: 1\n題名".encode() + b"\xff\xfe\xfd")
    assert (refusal(path).line, refusal(path).column) == (2, 3)


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_refused(tmp_path: Path, codec: str) -> None:
    path = tmp_path / "page.yml"
    path.write_bytes("title: いちご\n".encode(codec))
    assert refusal(path).line == 1


def test_nul_is_refused_in_its_line(tmp_path: Path) -> None:
    path = tmp_path / "page.yml"
    path.write_bytes(b"a: 1\nb: \0\n")
    problem = refusal(path)
    assert (problem.line, problem.message) == (2, "holds a NUL character")


def test_large_file_is_refused_without_reading_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.yml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("the file was read"))
    assert refusal(path).message == "is too large: 50,000,000 bytes, at most 1,000,000 are read"


def test_file_at_the_limit_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_BYTES", 4)
    path = tmp_path / "page.yml"
    path.write_bytes(b"a: 1")
    assert read_text(path, "page.yml") == "a: 1"
    path.write_bytes(b"a: 12")
    assert "is too large" in refusal(path).message


def test_missing_file_and_folder_are_problems(tmp_path: Path) -> None:
    assert "cannot be read" in refusal(tmp_path / "nothing.yml").message
    assert "cannot be read" in refusal(tmp_path).message
