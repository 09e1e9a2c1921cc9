"""Putting a tree into a folder of this machine: what is ours is replaced, what is not is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from microsites import whole_file
from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.publish.placing import LIST, place, refuse_foreign
from microsites.publish.release import Placement


def placement(folder: Path, **files: str) -> Placement:
    tree = folder / "tree"
    for name, text in files.items():
        (tree / f"{name}.html").parent.mkdir(parents=True, exist_ok=True)
        (tree / f"{name}.html").write_text(text, "utf-8")
    return Placement(_("title"), tree, folder / "site", tuple(f"{name}.html" for name in files))


def lying(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_files_of_an_earlier_publication_go_and_others_come(tmp_path: Path) -> None:
    place(placement(tmp_path, index="old", gone="old"))
    place(placement(tmp_path, index="new", other="new"))
    assert lying(tmp_path / "site") == {"index.html", "other.html", LIST}
    assert (tmp_path / "site/index.html").read_text("utf-8") == "new"


def test_a_file_of_somebody_else_is_refused_and_stays(tmp_path: Path) -> None:
    place(placement(tmp_path, index="old"))
    (tmp_path / "site/theirs.txt").write_text("theirs", "utf-8")
    with pytest.raises(UserError, match=r"theirs\.txt"):
        place(placement(tmp_path, index="new"))
    assert (tmp_path / "site/index.html").read_text("utf-8") == "old"
    assert (tmp_path / "site/theirs.txt").read_text("utf-8") == "theirs"


def test_what_a_kill_left_beside_the_list_stands_in_nobodys_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name is that which the writing of the list really uses."""
    used: list[str] = []

    def killed(number: int) -> str:
        used.append("0" * number)
        return used[-1]

    monkeypatch.setattr(whole_file.secrets, "token_hex", killed)
    place(placement(tmp_path, index="old"))
    (tmp_path / "site" / f"{whole_file.UNFINISHED}{used[0]}").write_text("half", "utf-8")
    refuse_foreign(tmp_path / "site")
    monkeypatch.undo()
    place(placement(tmp_path, index="new"))
    assert (tmp_path / "site/index.html").read_text("utf-8") == "new"
