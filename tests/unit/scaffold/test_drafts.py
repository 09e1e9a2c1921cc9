"""Files are written together or not at all, and never over others."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from fresh import contents
from microsites.errors import UserError
from microsites.scaffold import drafts
from microsites.scaffold.drafts import Draft, DraftFile, put


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "site" / "pages").mkdir(parents=True)
    (tmp_path / "site" / "site.yml").write_bytes(b"before")
    return tmp_path


def draft(root: Path) -> Draft:
    return Draft(
        root,
        (
            DraftFile("site/site.yml", b"after", b"before"),
            DraftFile("site/pages/a.yml", b"a"),
            DraftFile("new/deep/b.yml", b"b"),
            DraftFile("new/c.yml", b"c"),
        ),
    )


def test_all_files_are_written_and_nothing_else(root: Path) -> None:
    put(draft(root))
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert files == {"site/site.yml": b"after", "site/pages/a.yml": b"a", "new/deep/b.yml": b"b", "new/c.yml": b"c"}


@pytest.mark.parametrize("fails_at", range(8))
@pytest.mark.parametrize("kind", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
def test_failure_in_between_leaves_everything_as_it_was(
    root: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int, kind: BaseException
) -> None:
    before = contents(root)
    steps = iter(range(100))

    def failing(real: Any) -> Any:
        def step(*arguments: Any, **options: Any) -> Any:
            if next(steps) == fails_at:
                raise kind
            return real(*arguments, **options)

        return step

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", failing(Path.write_bytes))
        patched.setattr(os, "replace", failing(os.replace))
        patched.setattr(os, "rename", failing(os.rename))
        patched.setattr(drafts, "_move_in", failing(drafts._move_in))
        with pytest.raises((UserError, KeyboardInterrupt)) as caught:
            put(draft(root))
    assert contents(root) == before
    if isinstance(caught.value, UserError):
        [problem] = caught.value.problems
        assert (problem.code, problem.message) == ("BLD061", "cannot be written: No space left on device")


@pytest.mark.parametrize("there", ["site/pages/a.yml", "new/c.yml"])
def test_what_lies_there_is_not_overwritten(root: Path, there: str) -> None:
    (root / there).parent.mkdir(exist_ok=True)
    (root / there).write_bytes(b"mine")
    before = contents(root)
    with pytest.raises(UserError) as caught:
        put(draft(root))
    assert caught.value.problems[0].code == "BLD060"
    assert contents(root) == before


def test_what_comes_at_the_last_moment_is_not_overwritten(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = drafts._move_in

    def late(stage: Path, where: Path, unit: str) -> Any:
        (where / "site/pages/a.yml").write_bytes(b"theirs")
        return real(stage, where, unit)

    monkeypatch.setattr(drafts, "_move_in", late)
    with pytest.raises(UserError):
        put(draft(root))
    assert (root / "site/pages/a.yml").read_bytes() == b"theirs"
    assert (root / "site/site.yml").read_bytes() == b"before"
    assert not (root / "new").exists()


def test_file_that_changed_meanwhile_is_not_replaced(root: Path) -> None:
    (root / "site/site.yml").write_bytes(b"edited")
    with pytest.raises(UserError) as caught:
        put(draft(root))
    assert caught.value.problems[0].message == "has been changed meanwhile"
    assert not (root / "new").exists()


@pytest.mark.parametrize("path", ["../out.yml", "site/../../out.yml", "link/out.yml"])
def test_nothing_is_written_outside(root: Path, tmp_path_factory: pytest.TempPathFactory, path: str) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (root / "link").symlink_to(elsewhere)
    with pytest.raises(UserError) as caught:
        put(Draft(root, (DraftFile(path, b"x"),)))
    assert caught.value.problems[0].code == "BLD060"
    assert list(elsewhere.iterdir()) == []


def test_read_only_folder_is_a_user_error(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(drafts.tempfile, "mkdtemp", refused)
    before = contents(root)
    with pytest.raises(UserError) as caught:
        put(draft(root))
    [problem] = caught.value.problems
    assert (problem.file, problem.code, problem.message) == (
        str(root),
        "BLD061",
        "cannot be written: Permission denied",
    )
    assert contents(root) == before


def test_without_hard_links_files_are_moved(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    put(draft(root))
    assert (root / "site/pages/a.yml").read_bytes() == b"a"


def test_folders_that_come_are_open_to_whom_new_folders_are(root: Path) -> None:
    umask = os.umask(0o022)
    try:
        put(draft(root))
    finally:
        os.umask(umask)
    assert [(root / name).stat().st_mode & 0o777 for name in ("new", "new/deep")] == [0o755, 0o755]
