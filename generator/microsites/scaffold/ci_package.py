"""How a machine of CI gets the same microsites: what ``pip`` is asked for, pinned by content."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.i18n.system import reason

_NAME: Final = "microsites"
_COMMIT: Final = re.compile(r"git\+(https|ssh)://[^\s'\"#]+@[0-9a-f]{40}(#subdirectory=[\w./-]+)?")
_EXACT: Final = re.compile(r"microsites==\d[\w.!+]*( --hash=sha256:[0-9a-f]{64})+")
_ADDRESS: Final = re.compile(r"https://[^\s'\"#]+\.whl --hash=sha256:[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Package:
    """One line for ``pip``, and the file that it names."""

    requirement: str
    wheel: tuple[str, bytes] | None = None
    """Name and content of a wheel that the repository keeps, beside the requirement."""


def package_of(text: str, folder: str) -> Package:
    """Read ``--requirement``; a wheel will lie in ``folder`` of the repository.  Raises UserError.

    Understood are a wheel on this machine, a commit (``git+https://…@40 digits``), a wheel's address with its hash, and
    ``microsites==1.0`` with its hash.  What may mean another program tomorrow is refused: so may a name and a version, to an
    index that has not heard of them yet.
    """
    if text.endswith(".whl") and not text.startswith(("https://", "http://")):
        return _kept(Path(text), folder)
    if _COMMIT.fullmatch(text):
        return Package(f"{_NAME} @ {text}")
    if _ADDRESS.fullmatch(text):
        address, fingerprint = text.split(" ", 1)
        return Package(f"{_NAME} @ {address} {fingerprint}")
    if _EXACT.fullmatch(text):
        return Package(text)
    raise UserError.at(
        "--requirement",
        _("'{text}' does not say which microsites exactly", text=text),
        _(
            "name a wheel (dist/microsites-1.0-py3-none-any.whl), git+https://…@COMMIT with 40 digits, "
            "or 'microsites==1.0 --hash=sha256:…' with what pip hash says of the wheel"
        ),
        "BLD024",
    )


def installed_package(folder: str, installed: Distribution | None = None) -> Package:
    """The microsites that runs here, from where it came (PEP 610).  Raises UserError if CI cannot go there."""
    installed = installed or distribution(_NAME)
    origin: dict[str, Any] = json.loads(installed.read_text("direct_url.json") or "{}")
    if not origin:
        # Pip does not keep the hash of what it took from an index.
        version = installed.version
        raise UserError.at(
            "--requirement",
            _("this microsites came from an index by its name, which says nothing of its content"),
            _(
                "run 'pip download --no-deps --only-binary :all: microsites=={version}', look at what you got, and name it: "
                "--requirement microsites-{version}-py3-none-any.whl",
                version=version,
            ),
            "BLD024",
        )
    address = str(origin["url"])
    if "vcs_info" in origin:
        return package_of(f"git+{address}@{origin['vcs_info']['commit_id']}", folder)
    parts = urlsplit(address)
    if parts.scheme == "file" and parts.path.endswith(".whl"):
        return _kept(Path(url2pathname(unquote(parts.path))), folder)
    if digest := origin.get("archive_info", {}).get("hashes", {}).get("sha256"):
        return package_of(f"{address} --hash=sha256:{digest}", folder)
    raise UserError.at(
        "--requirement",
        _("this microsites runs from a folder of this machine, where CI cannot get it"),
        _("make a wheel there (pip wheel --no-deps .) and name it: --requirement microsites-….whl"),
        "BLD024",
    )


def _kept(file: Path, folder: str) -> Package:
    try:
        content = file.read_bytes()
    except OSError as error:
        message = _("cannot be read: {reason}", reason=reason(error))
        raise UserError.at(file, message, _("name a wheel that lies here"), "BLD024") from None
    if not re.fullmatch(r"microsites-\d[\w.!+]*-py3-none-any\.whl", file.name):
        message = _("'{name}' is not a wheel of microsites", name=file.name)
        raise UserError.at(file, message, _("leave its name as it was made: microsites-1.0-py3-none-any.whl"), "BLD024")
    digest = hashlib.sha256(content).hexdigest()
    return Package(f"./{folder}/{file.name} --hash=sha256:{digest}", (file.name, content))
