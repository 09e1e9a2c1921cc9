"""The options for addresses outside, as a person types them."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from microsites.check.external import needed
from microsites.cli.main import main
from misbehaving import Server, page, stay_silent

PAGE = '<!doctype html><html lang="ja"><head><title>題</title><meta name="viewport" content="width=device-width"><meta name="description" content="いちご狩りの料金と予約の説明"></head>'


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    here = Server({"/ok": page(), "/gone": page("404 Not Found")})
    yield here
    here.socket.close()


def check(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", str(folder), *arguments])


def asked(folder: Path, *arguments: str) -> Result:
    cache = str(folder.parent / "cache.json")
    return check(folder, "--external", "--external-private", "--external-cache", cache, *arguments)


def site(folder: Path, *addresses: str) -> Path:
    folder.mkdir(exist_ok=True)
    links = "".join(f'<a href="{address}">x</a>' for address in addresses)
    (folder / "index.html").write_text(f"{PAGE}<body>{links}</body></html>", "utf-8")
    return folder


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--external-fragments"], "--external-fragments: means nothing without --external"),
        (["--external-private"], "--external-private: means nothing without --external"),
        (["--external-cache", "c.json"], "--external-cache: means nothing without --external"),
        (["--state", "s.json"], "--state: means nothing without --external"),
        (["--fail-after", "3", "--state", "s.json"], "--fail-after: means nothing without --external"),
        (["--max-age", "3"], "--max-age: means nothing without --external"),
        (["--external", "--fail-after", "3"], "--fail-after: needs to know since when an address fails"),
        (["--select", "EXT001"], "'EXT001' judges addresses outside, which are not asked"),
        (["--select", "LNK,EXT"], "'EXT' judges addresses outside, which are not asked"),
    ],
)
def test_options_that_would_do_nothing_are_refused(tmp_path: Path, arguments: list[str], words: str) -> None:
    result = check(site(tmp_path / "site"), *arguments)
    assert result.exit_code == 2
    assert words in result.output


def test_a_missing_package_is_named_with_its_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(needed, "PACKAGES", ("urllib3", "not_installed_anywhere"))
    result = check(site(tmp_path / "site"), "--external", "--external-cache", str(tmp_path / "c.json"))
    assert result.exit_code == 2
    assert "--external: needs what is not installed: not_installed_anywhere [BLD407]" in result.output
    assert "→ install the extra: pip install 'microsites[external]'" in result.output


def test_exit_codes(tmp_path: Path, server: Server) -> None:
    """Broken outside: 0 without --fail-after, 0 while young, 4 when old; broken inside: 1, whatever is outside."""
    url = f"http://127.0.0.1:{server.port}"
    folder, state = site(tmp_path / "site", f"{url}/ok", f"{url}/gone"), tmp_path / "state.json"
    first = asked(folder)
    assert (first.exit_code, state.exists()) == (0, False)
    assert f'error    EXT001   refers to "{url}/gone", which answers that there is no such page (404)' in first.output
    assert "2 addresses asked with 4 requests: 1 ok, 0 moved, 0 unverified, 1 broken (the longest since" in first.output
    young = asked(folder, "--state", str(state), "--fail-after", "7")
    assert (young.exit_code, "warning  EXT001" in young.output) == (0, True)
    assert "2 addresses asked with 0 requests" in young.output
    state.write_text(json.dumps({"version": 1, "failing": [{"url": f"{url}/gone", "since": "2020-01-01"}]}))
    old = asked(folder, "--state", str(state), "--fail-after", "7")
    assert (old.exit_code, "error    EXT001" in old.output) == (4, True)
    assert "(since 2020-01-01)" in old.output
    both = asked(site(folder, f"{url}/gone", "lost.html"), "--state", str(state), "--fail-after", "7")
    assert both.exit_code == 1


def test_a_damaged_state_file_is_named_with_its_cure(tmp_path: Path, server: Server) -> None:
    state = tmp_path / "state.json"
    state.write_text("{")
    result = asked(site(tmp_path / "site", f"http://127.0.0.1:{server.port}/ok"), "--state", str(state))
    assert result.exit_code == 2
    assert f"{state}: is not JSON [BLD406]" in result.output
    assert "→ delete the file, and the days are counted from now on" in result.output
    assert server.asked == {}


def test_private_hosts_are_left_alone_unless_that_is_wanted(tmp_path: Path, server: Server) -> None:
    folder = site(tmp_path / "site", f"http://127.0.0.1:{server.port}/ok")
    result = check(folder, "--external", "--external-cache", str(tmp_path / "c.json"))
    assert result.exit_code == 0
    assert "0 addresses asked with 0 requests: 0 ok, 0 moved, 0 unverified, 0 broken, 1 not asked" in result.output
    assert server.asked == {}


def test_a_cache_that_cannot_be_written_is_told_and_no_more(tmp_path: Path, server: Server) -> None:
    (tmp_path / "file").write_text("")
    folder = site(tmp_path / "site", f"http://127.0.0.1:{server.port}/ok")
    cache = tmp_path / "file" / "cache.json"
    result = check(folder, "--external", "--external-private", "--external-cache", str(cache))
    assert result.exit_code == 0
    assert f"{cache} cannot be" in result.output


def test_ctrl_c_keeps_what_was_learned(tmp_path: Path, server: Server) -> None:
    """A real signal to a real process, while a server keeps it waiting."""
    server.paths["/silent"] = stay_silent
    url = f"http://127.0.0.1:{server.port}"
    cache = tmp_path / "cache.json"
    folder = site(tmp_path / "site", f"{url}/ok", f"{url}/silent")
    # Started in the background of a shell, this test would hand on that the signal is to be ignored.
    program = (
        "import runpy, signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
        " runpy.run_module('microsites', run_name='__main__')"
    )
    options = ["check", str(folder), "--external", "--external-private", "--external-cache", str(cache)]
    process = subprocess.Popen([sys.executable, "-c", program, *options], stderr=subprocess.PIPE, text=True)
    end = time.monotonic() + 60
    while not server.asked["HEAD /silent"] and time.monotonic() < end:
        time.sleep(0.05)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (130, "interrupted\n")
    (entry,) = json.loads(cache.read_text())["addresses"]
    assert (entry["url"], entry["state"]) == (f"{url}/ok", "ok")
