"""A file is replaced as a whole or not at all, and stays what it was: its rights, the link to it, the folder around it."""

from __future__ import annotations

import errno
import io
import os
import stat
import threading
from pathlib import Path

import pytest

from microsites.whole_file import replace_bytes


def mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


@pytest.mark.parametrize("rights", [0o600, 0o644, 0o640, 0o664, 0o755])
def test_who_may_read_it_stays(tmp_path: Path, rights: int) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(b"before")
    file.chmod(rights)
    replace_bytes(file, b"af", b"ter")
    assert (file.read_bytes(), mode(file)) == (b"after", rights)


@pytest.mark.parametrize("umask", [0o022, 0o077, 0o002])
def test_a_new_file_has_what_new_files_have(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        replace_bytes(tmp_path / "a.json", b"x")
    finally:
        os.umask(before)
    assert mode(tmp_path / "a.json") == 0o666 & ~umask


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real/a.json").write_bytes(b"before")
    for link, target in (("there.json", "real/a.json"), ("later.json", "real/b.json")):
        (tmp_path / link).symlink_to(target)
        replace_bytes(tmp_path / link, b"after")
        assert (tmp_path / link).is_symlink()
        assert (tmp_path / target).read_bytes() == b"after"
    assert sorted(path.name for path in (tmp_path / "real").iterdir()) == ["a.json", "b.json"]


@pytest.mark.parametrize("kind", [KeyboardInterrupt, MemoryError, OSError])
@pytest.mark.parametrize("where", ["writelines", "replace"])
def test_what_ends_it_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, kind: type[BaseException]
) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(b"before")

    def ends(*_arguments: object) -> None:
        raise kind(errno.ENOSPC, "full") if kind is OSError else kind

    class Ending(io.BytesIO):
        writelines = ends  # type: ignore[assignment]

    with monkeypatch.context() as patch:
        if where == "writelines":
            patch.setattr(os, "fdopen", lambda descriptor, _mode: (os.close(descriptor), Ending())[1])
        else:
            patch.setattr(Path, "replace", ends)
        with pytest.raises(kind) as caught:
            replace_bytes(file, b"after")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.json": b"before"}
    if isinstance(caught.value, OSError):
        assert caught.value.filename == str(file), "the file that a person knows"


def test_threads_do_not_meet(tmp_path: Path) -> None:
    """Each of them writes all of its own bytes, whoever comes last."""
    file, failed = tmp_path / "a.json", []
    contents = [bytes([65 + number]) * 200_000 for number in range(4)]

    def write(content: bytes) -> None:
        try:
            for _ in range(25):
                replace_bytes(file, content[:100_000], content[100_000:])
                if file.read_bytes() not in contents:
                    failed.append("half of one")
        except OSError as error:
            failed.append(str(error))

    threads = [threading.Thread(target=write, args=(content,)) for content in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    for place in (Path(os.devnull), tmp_path):
        with pytest.raises(OSError, match="is no file"):
            replace_bytes(place, b"x")
