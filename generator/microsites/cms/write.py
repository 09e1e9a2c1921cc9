"""Writes ``admin/``: the page, the configuration and the program."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from pathlib import Path
from subprocess import TimeoutExpired

import yaml

from microsites.cms.config import Backend, configuration
from microsites.cms.package import unpacked
from microsites.collections import ENTRY_KINDS
from microsites.content.loader import load_portfolio
from microsites.errors import UserError
from microsites.git import git
from microsites.i18n.message import _
from microsites.i18n.system import reason
from microsites.measurement.tags import load_tags
from microsites.sections import SECTION_TYPES
from microsites.whole_file import replace_bytes

_PAGE = """<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<link rel="icon" href="data:,">
<link href="config.yml" type="text/yaml" rel="cms-config-url">
</head>
<body>
<script src="sveltia-cms.js"></script>
</body>
</html>
"""

_SERVICES = {"github": "https://github.com https://api.github.com", "gitlab": "https://gitlab.com"}
"""Where the forges keep their files; a forge of one's own is asked where it lies."""

_REMOTE = re.compile(r"(?:https?://|ssh://)?(?:[^@/]+@)?(?P<host>[^/:]+)(?::\d+)?[/:](?P<repo>[^?#]+?)(?:\.git)?/?$")


@dataclass(frozen=True, slots=True)
class Written:
    """What was written."""

    folder: Path
    collections: int
    backend: str
    repo: str


def policy(backend: Backend) -> str:
    """What the page may load and ask: itself, and the forge that keeps the files; nobody else.

    Whatever the program would fetch beyond that, a browser refuses.
    """
    forge = backend.get("api_root", "") or _SERVICES.get(backend["name"], "")
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "font-src 'self'",
            "img-src 'self' blob: data:",
            "media-src 'self' blob:",
            "worker-src 'self' blob:",
            "frame-src 'self' blob:",
            f"connect-src 'self' blob: data: {forge}".rstrip(),
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def backend_of(folder: Path, name: str | None, repo: str | None, branch: str | None) -> Backend:
    """The forge that keeps the files: as given, else the remote of the repository.  Raises UserError."""
    host, path = _remote(folder) if not (name and repo) else ("", "")
    chosen = name or next((known for known in _SERVICES if known in host), "")
    if not chosen or not (repo or path):
        hint = _("give both: --backend github --repo OWNER/NAME")
        raise UserError.at(folder, _("nobody knows on which forge its repository lies"), hint, "BLD044")
    return {"name": chosen, "repo": repo or path, **({"branch": branch} if branch else {})}


def _git(folder: Path, *arguments: str) -> str:
    """What git answers; ``""`` where it does not know, or is not there."""
    try:
        done = git(folder, *arguments)
    except (OSError, TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "surrogateescape").strip() if done.returncode == 0 else ""


def _remote(folder: Path) -> tuple[str, str]:
    match = _REMOTE.match(_git(folder, "remote", "get-url", "origin"))
    return (match["host"], match["repo"]) if match else ("", "")


def base_of(folder: Path) -> str:
    """The portfolio's folder in its repository; ``""`` where it is the top, or where there is no repository."""
    return _git(folder, "rev-parse", "--show-prefix").rstrip("/")


def write_cms(portfolio: Path, output: Path, package: bytes, backend: Backend) -> Written:
    """Write ``admin/`` into ``output``.  Raises UserError for content that cannot be read."""
    loaded = load_portfolio(portfolio, SECTION_TYPES, ENTRY_KINDS)
    problems = list(loaded.problems)
    tags = load_tags(loaded.portfolio, problems)
    if problems:
        raise UserError(problems)
    config = configuration(loaded.portfolio, tags, base_of(portfolio), backend)
    page = _PAGE.format(policy=escape(policy(backend)), title=escape(loaded.portfolio.settings.name))
    files = {
        **unpacked(package),
        "config.yml": yaml.dump(config, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10_000).encode(),
        "index.html": page.encode(),
    }
    try:
        for name, content in files.items():
            path = output / name
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_bytes(path, content)
    except OSError as error:
        message = _("cannot be written: {reason}", reason=reason(error))
        raise UserError.at(error.filename or output, message, _("check the folder"), "BLD041") from None
    return Written(output, len(config["collections"]), backend["name"], backend["repo"])


class _Plain(yaml.SafeDumper):
    """Without anchors: the program allows only a few."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's own name
        return True
