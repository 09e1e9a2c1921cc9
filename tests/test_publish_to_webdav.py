"""Published with rclone to a WebDAV server that keeps no times: what changed arrives, whatever its length."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from microsites.manifest import digest_of
from microsites.record import RECORD
from portfolios import EditablePortfolio, snapshot

RCLONE = shutil.which("rclone")

pytestmark = pytest.mark.skipif(RCLONE is None, reason="rclone is not installed")


@contextmanager
def webdav(folder: Path) -> Iterator[str]:
    """Serve ``folder`` on loopback; yield the address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert RCLONE is not None
    process = subprocess.Popen(
        [RCLONE, "serve", "webdav", f"--addr=127.0.0.1:{port}", str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 10
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert process.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def test_changed_page_of_the_same_length_arrives(
    built_moved: EditablePortfolio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    www = tmp_path / "www"
    www.mkdir()
    dist = shutil.copytree(built_moved.dist, tmp_path / "dist")
    arguments = ("publish", "rclone", "--dist", str(dist), "--site", "berry", "--to", "dav:berry")
    with webdav(www) as url:
        config = tmp_path / "rclone.conf"
        config.write_text(f"[dav]\ntype = webdav\nurl = {url}\nvendor = other\n", "utf-8")
        monkeypatch.setenv("RCLONE_CONFIG", str(config))
        settings = json.loads((dist / ".manifest" / "berry.json").read_text("utf-8"))
        settings["publish"]["rclone"] = {"to": "dav:berry", "server": "other"}
        (dist / ".manifest" / "berry.json").write_text(json.dumps(settings), "utf-8")
        first = built_moved.command(*arguments, "--at", "2026-11-22T13:00")
        assert first.exit_code == 0, first.output
        # What it shows is another, and it is as long as it was.
        page = dist / "berry" / "index.html"
        text = page.read_bytes().replace(b"</title>", b" </title>", 1).replace(b"\n\n", b"\n", 1)
        page.write_bytes(text)
        assert len(text) == (www / "berry" / "index.html").stat().st_size
        assert text != (www / "berry" / "index.html").read_bytes()
        settings["digest"] = digest_of(dist / "berry")
        (dist / ".manifest" / "berry.json").write_text(json.dumps(settings), "utf-8")
        again = built_moved.command(*arguments, "--at", "2026-11-22T13:00")
        assert again.exit_code == 0, again.output
    assert (www / "berry" / "index.html").read_bytes() == text
    (www / "berry" / RECORD).unlink()
    assert snapshot(www / "berry") == snapshot(dist / "berry")
