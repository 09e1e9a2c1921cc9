"""``microsites serve`` before it serves: what it refuses, and how it says so."""

from __future__ import annotations

import errno
import multiprocessing
import os
import shutil
import socket
from pathlib import Path

import pytest

from microsites.build.swap import CACHE
from microsites.cli import serve as cli_serve
from microsites.errors import UserError
from microsites.i18n.catalogue import Catalogue
from microsites.serve import server
from microsites.serve.messages import Unwatched
from microsites.serve.server import FOLDER, Serving, listen, serve, take_over
from portfolios import HOME, EditablePortfolio


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("beri",), "there is no site 'beri' [BLD054]\n    → did you mean 'berry'?"),
        (("--at", "tomorrow"), "'tomorrow' is not a moment [BLD002]"),
    ],
)
def test_what_was_asked_for_must_exist(portfolio: EditablePortfolio, arguments: tuple[str, ...], said: str) -> None:
    portfolio.replace(HOME, "type: hero", "type: heros")  # content may be wrong as it likes
    result = portfolio.command("serve", "--portfolio", str(portfolio.root), *arguments)
    assert result.exit_code == 2
    assert said in result.output


def test_folder_must_be_a_portfolio(portfolio: EditablePortfolio) -> None:
    result = portfolio.command("serve", "--portfolio", str(portfolio.root / "berry"))
    assert result.exit_code == 2
    assert "is not a portfolio: there is no portfolio.yml in it [BLD054]" in result.output


def test_missing_packages_are_named(portfolio: EditablePortfolio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "uvicorn" else object())
    result = portfolio.command("serve", "--portfolio", str(portfolio.root))
    assert result.exit_code == 2
    assert "pip install 'microsites[serve]'" in result.output
    assert "[BLD053]" in result.output


def test_only_loopback_is_bound_and_a_taken_port_is_refused() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UserError) as refused:
            listen(port)
        assert f"port {port} cannot be used" in str(refused.value)
        bound = listen(None)
        assert {each.getsockname()[0] for each in bound} <= {"127.0.0.1", "::1"}
        assert len({each.getsockname()[1] for each in bound}) == 1
        for each in bound:
            each.close()


def test_port_that_the_system_refuses_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(port: int) -> list[socket.socket]:
        if port:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return [socket.create_server(("127.0.0.1", 0))]

    monkeypatch.setattr(server, "_bound", refused)
    with pytest.raises(UserError) as error:
        listen(80)
    assert "port 80 cannot be used: Permission denied" in str(error.value)
    assert "write --port " in str(error.value)


def test_machine_without_any_port_is_told_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_port: int) -> list[socket.socket]:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    monkeypatch.setattr(server, "_bound", refused)
    with pytest.raises(UserError) as error:
        listen(None)
    assert "port 8000 cannot be used: Too many open files" in str(error.value)


def serving(portfolio: EditablePortfolio) -> Serving:
    return Serving(portfolio.root, ("berry",), None, None, Catalogue("en"), None)


def failing(_port: int) -> None:
    raise BrokenPipeError


def test_nothing_runs_on_when_the_start_fails(portfolio: EditablePortfolio) -> None:
    before = set(multiprocessing.active_children())
    with pytest.raises(BrokenPipeError):
        serve(serving(portfolio), failing, lambda _: None)
    left = set(multiprocessing.active_children()) - before
    for process in left:
        process.kill()
    assert left == set()


def test_end_of_a_preview_forgets_pictures_that_no_site_uses(portfolio: EditablePortfolio) -> None:
    cache = portfolio.root / FOLDER / CACHE
    for key in ("aa11", "bb22"):
        (cache / "pictures" / key[:2] / key).mkdir(parents=True)
    (cache / "used").mkdir()
    (cache / "used" / "berry.txt").write_text("aa11 3\n")
    (cache / "used" / "gone.txt").write_text("bb22 3\n")
    # Where the start is slow the preview has built the site before it ends, and uses pictures of its own: none here.
    portfolio.replace(HOME, "type: hero", "type: heros")
    with pytest.raises(BrokenPipeError):
        serve(serving(portfolio), failing, lambda _: None)
    assert [path.name for path in (cache / "pictures").glob("??/*")] == ["aa11"]


def test_pictures_are_taken_over_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built, cache, area = tmp_path / "built", tmp_path / "cache", tmp_path / "area"
    (built / "pictures").mkdir(parents=True)
    (built / "pictures" / "a.webp").write_bytes(b"a")
    (built / ".pictures.lock").touch()
    area.mkdir()
    copy = shutil.copytree

    def half(source: Path, target: Path, **_: object) -> None:
        target.mkdir()
        (target / "half").touch()
        raise OSError(errno.ENOSPC, "full")

    def meanwhile(source: Path, target: Path, **options: object) -> None:
        monkeypatch.setattr(shutil, "copytree", copy)
        copy(source, target)
        (cache / "pictures").mkdir(parents=True)

    monkeypatch.setattr(shutil, "copytree", half)
    take_over(built, cache, area)
    assert not cache.exists()
    monkeypatch.setattr(shutil, "copytree", copy)
    take_over(built, cache, area)
    assert [path.relative_to(cache).as_posix() for path in cache.rglob("*")] == ["pictures", "pictures/a.webp"]
    shutil.rmtree(cache)
    monkeypatch.setattr(shutil, "copytree", meanwhile)
    take_over(built, cache, area)
    assert [path.name for path in cache.rglob("*")] == ["pictures"]
    assert list(area.iterdir()) == []


def test_terminal_says_why_the_folder_is_not_watched() -> None:
    said: list[str] = []
    tell = cli_serve._teller(lambda message: said.append(Catalogue("ja").say(message)))
    tell(Unwatched(OSError(errno.ENOSPC, "full"), 60.0))
    assert said[0].split("  ")[1] == (
        "フォルダーの変更を検知できません（ディスクの空きがありません）。保存した内容は、最長で60秒後に表示されます"
    )
