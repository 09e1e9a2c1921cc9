"""A real nginx on loopback that reads the configuration which ``microsites publish`` wrote, and a client that asks it.

Only the ports are others: those of the web belong to the machine.
"""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
WITHOUT_NGINX = "nginx is not installed (Debian: nginx-light)"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said."""

    status: int
    headers: dict[str, str]
    text: str


@dataclass(frozen=True, slots=True)
class Server:
    """The ports of a running nginx."""

    plain: int
    secure: int

    def get(self, url: str) -> Answer:
        """Ask for ``url`` as a browser does that found its host on this machine."""
        scheme, _, rest = url.partition("://")
        host, slash, path = rest.partition("/")
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        connection: http.client.HTTPConnection = (
            http.client.HTTPSConnection("127.0.0.1", self.secure, timeout=10, context=context)
            if scheme == "https"
            else http.client.HTTPConnection("127.0.0.1", self.plain, timeout=10)
        )
        try:
            connection.request("GET", slash + path, headers={"Host": host})
            answer = connection.getresponse()
            return Answer(
                answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read().decode("utf-8", "replace")
            )
        finally:
            connection.close()


def certificate(folder: Path) -> Path:
    """A certificate that nobody else knows, named as certbot names its own."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=example.jp", "-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"],
        check=True,
        capture_output=True,
    )  # fmt: skip
    return folder


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(folder: Path, configurations: Sequence[Path]) -> Iterator[Server]:
    """Run nginx with these files until the block ends; ``nginx -t`` must find nothing to say against them."""
    assert NGINX is not None
    server = Server(_free_port(), _free_port())
    folder.mkdir(parents=True, exist_ok=True)
    parts = []
    for file in configurations:
        text = re.sub(r"    listen \[::\]:\d+.*;\n", "", file.read_text("utf-8"))
        text = text.replace("listen 80;", f"listen 127.0.0.1:{server.plain};")
        part = folder / file.name
        part.write_text(text.replace("listen 443 ssl;", f"listen 127.0.0.1:{server.secure} ssl;"), "utf-8")
        parts.append(f"    include {part};")
    temporary = "".join(
        f"    {name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    # As everywhere, it lies beside the main file.
    (folder / "mime.types").symlink_to("/etc/nginx/mime.types")
    main = folder / "nginx.conf"
    user = "user root;\n" if os.geteuid() == 0 else ""
    main.write_text(
        f"{user}daemon off;\npid {folder}/pid;\nworker_processes 1;\nevents {{}}\nhttp {{\n"
        f"    include mime.types;\n    default_type application/octet-stream;\n    access_log off;\n"
        f"{temporary}{chr(10).join(parts)}\n}}\n",
        "utf-8",
    )
    arguments = [NGINX, "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(main)]
    tested = subprocess.run([*arguments, "-t"], capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
    assert "warn" not in tested.stderr, tested.stderr
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 10
        while True:
            try:
                socket.create_connection(("127.0.0.1", server.secure), timeout=1).close()
                break
            except OSError:
                assert process.poll() is None, (folder / "error.log").read_text("utf-8")
                assert time.monotonic() < deadline
        yield server
    finally:
        process.terminate()
        process.wait(10)
