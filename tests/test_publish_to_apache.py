"""A real Apache reads the ``.htaccess`` that ``microsites publish`` lays beside the pages, as on shared hosting."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolios import EditablePortfolio

APACHE = shutil.which("apache2") or shutil.which("apache2", path="/usr/sbin")
MODULES = Path("/usr/lib/apache2/modules")

pytestmark = [
    pytest.mark.proof,
    pytest.mark.skipif(APACHE is None, reason="Apache is not installed (Debian: apache2-bin)"),
]

CONFIGURATION = """
ServerRoot "{folder}"
ServerName berry.example.jp
Listen 127.0.0.1:{port}
PidFile "{folder}/pid"
ErrorLog "{folder}/error.log"
{user}
TypesConfig /etc/mime.types
DocumentRoot "{root}"
<Directory "{root}">
AllowOverride FileInfo Indexes Options
Require all granted
</Directory>
"""


@pytest.fixture(scope="module")
def apache(built_moved: EditablePortfolio, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    folder = tmp_path_factory.mktemp("apache")
    dist = shutil.copytree(built_moved.dist, folder / "dist")
    file = dist / ".manifest" / "berry.json"
    settings = {"rsync": {"to": "host:/www/{site}", "server": "apache"}}
    file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), "publish": settings}), "utf-8")
    arguments = ("--site", "berry", "--dist", str(dist), "--at", "2026-11-22T13:00", "--dry-run")
    assert built_moved.command("publish", "rsync", *arguments).exit_code == 0
    root = dist / ".publish/rsync/berry/tree"
    for path in (folder, *folder.parents):
        if path.owner() == folder.owner() and path != Path("/tmp"):
            path.chmod(path.stat().st_mode | 0o055)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    modules = ("mpm_prefork", "authz_core", "mime", "dir", "autoindex", "alias", "rewrite", "headers")
    loaded = "".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so\n" for name in modules)
    user = "User www-data\nGroup www-data" if os.geteuid() == 0 else ""
    configuration = folder / "apache.conf"
    configuration.write_text(loaded + CONFIGURATION.format(folder=folder, port=port, root=root, user=user), "utf-8")
    assert APACHE is not None
    # At its end Apache tells its whole group to end: that must not be the tests'.
    process = subprocess.Popen([APACHE, "-f", str(configuration), "-D", "FOREGROUND"], start_new_session=True)
    try:
        deadline = time.monotonic() + 10
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert process.poll() is None
                assert time.monotonic() < deadline
        yield port, dist / "berry"
    finally:
        process.terminate()
        process.wait(10)


def get(port: int, path: str, scheme: str = "https") -> tuple[int, dict[str, str], str]:
    """Ask as the proxy that ends TLS before the server does."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={"Host": "berry.example.jp", "X-Forwarded-Proto": scheme})
    answer = connection.getresponse()
    text = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, text


def test_pages_have_their_headers(apache: tuple[int, Path]) -> None:
    port, tree = apache
    status, headers, text = get(port, "/bus/")
    assert (status, text) == (200, (tree / "bus/index.html").read_text("utf-8"))
    assert headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert headers["content-security-policy"].endswith("; frame-ancestors 'self'")
    assert headers["strict-transport-security"] == "max-age=31536000"
    assert headers["x-content-type-options"] == "nosniff"


def test_hashed_files_are_kept(apache: tuple[int, Path]) -> None:
    port, tree = apache
    hashed = [path.relative_to(tree).as_posix() for folder in ("media", "theme") for path in (tree / folder).iterdir()]
    kept = {get(port, f"/{path}")[1]["cache-control"] for path in hashed}
    assert kept == {"public, max-age=31536000, immutable"}
    assert get(port, "/assets/guide.pdf")[1]["cache-control"] == "public, max-age=0, must-revalidate"


@pytest.mark.parametrize(
    ("asked", "target"),
    [("/access/", "/bus/"), ("/access", "/bus/"), ("/Old/way.html", "/bus/"), ("/access/?a=1", "/bus/?a=1")],
)
def test_old_addresses_are_moved_for_good(apache: tuple[int, Path], asked: str, target: str) -> None:
    status, headers, _ = get(apache[0], asked)
    assert (status, headers["location"]) == (301, f"https://berry.example.jp{target}")


def test_http_leads_to_https(apache: tuple[int, Path]) -> None:
    status, headers, _ = get(apache[0], "/bus/?a=1", scheme="http")
    assert (status, headers["location"]) == (301, "https://berry.example.jp/bus/?a=1")


@pytest.mark.parametrize("path", ["/nowhere/", "/.htaccess", "/.microsites.json", "/media/"])
def test_what_is_not_there_answers_so(apache: tuple[int, Path], path: str) -> None:
    status, _, text = get(apache[0], path)
    assert status == (403 if path == "/media/" else 404)
    assert "Index of" not in text
