"""Sveltia CMS as its maker publishes it: fetched by npm or given, held against the pinned integrity, made self-contained."""

from __future__ import annotations

import base64
import hashlib
import io
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from microsites.content.source import read_yaml_file
from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.i18n.system import reason

_TIMEOUT = 300  # seconds: a slow registry, not a hanging one


@dataclass(frozen=True, slots=True)
class Pinned:
    """Which package, and what of it is used."""

    name: str
    version: str
    integrity: str
    files: Mapping[str, str]
    """File in the package → file below ``admin/``."""
    replace: Mapping[str, str]
    """Address in the script → file beside it."""


@cache
def pinned() -> Pinned:
    """The package of ``sveltia.yml``."""
    data = read_yaml_file(Path(__file__).with_name("sveltia.yml"), "sveltia.yml").data
    return Pinned(data["name"], data["version"], data["integrity"], data["files"], data["replace"])


def packed_by_npm() -> bytes:
    """The package, fetched by ``npm pack`` from the registry that npm is set up for.  Raises UserError."""
    npm = shutil.which("npm")
    wanted = f"{pinned().name}@{pinned().version}"
    given = _("fetch it elsewhere with 'npm pack {package}', and give the file as --package", package=wanted)
    if npm is None:
        raise UserError.at("npm", _("is not on this machine"), given, "BLD042")
    with tempfile.TemporaryDirectory(prefix="microsites-") as folder:
        command = [npm, "pack", wanted, "--ignore-scripts", "--pack-destination", folder]
        try:
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=_TIMEOUT, check=False)  # noqa: S603
        except (OSError, subprocess.TimeoutExpired):
            raise UserError.at(wanted, _("npm does not answer"), given, "BLD042") from None
        packed = sorted(Path(folder).glob("*.tgz"))
        if done.returncode or len(packed) != 1:
            raise UserError.at(wanted, _("npm cannot fetch it"), given, "BLD042")
        return packed[0].read_bytes()


def packed_file(path: Path) -> bytes:
    """The package that a person fetched.  Raises UserError."""
    try:
        return path.read_bytes()
    except OSError as error:
        why = reason(error)
        raise UserError.at(path, _("cannot be read: {reason}", reason=why), "", "BLD042") from None


def unpacked(package: bytes) -> dict[str, bytes]:
    """What of the package lies below ``admin/``, its script without addresses of other hosts for fonts.

    Raises UserError for anything but the pinned package.
    """
    digest = "sha512-" + base64.b64encode(hashlib.sha512(package).digest()).decode()
    if digest != pinned().integrity:
        hint = _("fetch it with 'npm pack {package}'", package=f"{pinned().name}@{pinned().version}")
        raise UserError.at("--package", _("is another file than the one that was examined (SHA-512)"), hint, "BLD043")
    found: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(package), mode="r:gz") as archive:
        for source, target in pinned().files.items():
            member = archive.extractfile(f"package/{source}")
            assert member is not None, source
            found[target] = member.read()
    script = found["sveltia-cms.js"].decode("utf-8")
    for address, file in pinned().replace.items():
        assert address in script, address
        script = script.replace(address, file)
    return {**found, "sveltia-cms.js": script.encode("utf-8")}
