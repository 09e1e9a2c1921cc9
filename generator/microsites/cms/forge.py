"""The forge that keeps a portfolio's files, and what the form may ask of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from subprocess import TimeoutExpired
from types import MappingProxyType
from typing import Literal
from urllib.parse import urlsplit

from microsites.errors import UserError
from microsites.git import git
from microsites.i18n.message import _

Backend = Mapping[str, str]
"""As Sveltia CMS is told it: ``name``, ``repo``, ``branch``; ``base_url`` and ``api_root`` of a GitLab of one's own."""

Forge = Literal["github", "gitlab"]

_HOSTS: Mapping[str, Forge] = MappingProxyType({"github.com": "github", "gitlab.com": "gitlab"})
"""Whoever else is called like a forge is another one, with a program of its own or none."""

_ASKED: Mapping[str, str] = MappingProxyType(
    {"github": "https://github.com https://api.github.com", "gitlab": "https://gitlab.com"}
)

_REMOTE = re.compile(r"(?:https?://|ssh://)?(?:[^@/]+@)?(?P<host>[^/:]+)(?::\d+)?[/:](?P<repo>[^?#]+?)(?:\.git)?/?$")
_REPOSITORY = re.compile(r"[\w.-]+(?:/[\w.-]+)+", re.ASCII)
"""``owner/name``; a GitLab has groups in groups, too."""
_API = re.compile(r"https://(?P<host>[A-Za-z0-9.-]+(?::\d+)?)(?P<path>(?:/[\w.-]+)*)/api/v4/?", re.ASCII)
"""GitLab's, also where it lies below a path (docs.gitlab.com, "relative URL")."""


def backend_of(
    folder: Path, name: Forge | None = None, repo: str | None = None, branch: str | None = None, api: str | None = None
) -> Backend:
    """The forge that keeps the files: as given, else the remote of the repository in ``folder``.

    ``api`` is where a GitLab of one's own is asked.  Raises UserError where the forge or the repository is not known.
    """
    if repo is not None and (not _REPOSITORY.fullmatch(repo) or (name == "github" and repo.count("/") > 1)):
        raise _no_repository(repo)
    host, path = _remote(folder) if not (name and repo) else ("", "")
    more = {"branch": branch} if branch else {}
    if api is not None:
        base = _base_of(api, name)
        address = urlsplit(base)
        below = f"{address.path.strip('/')}/"
        own = repo or (path.removeprefix(below) if host == address.hostname else "")
        if not own:
            raise _unknown(folder, _("give its repository too: --repo GROUP/NAME"))
        return {"name": "gitlab", "repo": own, **more, "base_url": base, "api_root": f"{base}/api/v4"}
    known = _HOSTS.get(host)
    chosen = name or known
    own = repo or (path if known == chosen else "")
    if chosen is None or not own:
        given = _("give both: --backend github --repo OWNER/NAME")
        of_own = _("a GitLab of your own: --api https://{host}/api/v4; otherwise --backend and --repo", host=host)
        raise _unknown(folder, of_own if host and known is None else given)
    return {"name": chosen, "repo": own, **more}


def _no_repository(repo: str) -> UserError:
    remote = _REMOTE.fullmatch(repo) if "://" in repo or "@" in repo else None
    hint = (
        _("write {right}", right=remote["repo"])
        if remote
        else _("write it as OWNER/NAME, as in the address of its page")
    )
    return UserError.at("--repo", _("'{repo}' is not the name of a repository", repo=repo), hint, "BLD044")


def _base_of(api: str, name: Forge | None) -> str:
    match = _API.fullmatch(api)
    if match is None or name == "github":
        hint = _("write it as https://gitlab.example.jp/api/v4")
        raise UserError.at("--api", _("is not where a GitLab of one's own is asked"), hint, "BLD044")
    return f"https://{match['host'].lower()}{match['path']}"


def _unknown(folder: Path, hint: str) -> UserError:
    return UserError.at(folder, _("nobody knows on which forge its repository lies"), hint, "BLD044")


def asked(backend: Backend) -> str:
    """The addresses that the form asks, as a policy names them."""
    if "api_root" not in backend:
        return _ASKED[backend["name"]]
    address = urlsplit(backend["api_root"])
    return f"{address.scheme}://{address.netloc}"


def _git(folder: Path, *arguments: str) -> str:
    """What git answers; ``""`` where it does not know, or is not there."""
    try:
        done = git(folder, *arguments)
    except (OSError, TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "surrogateescape").strip() if done.returncode == 0 else ""


def _remote(folder: Path) -> tuple[str, str]:
    match = _REMOTE.match(_git(folder, "remote", "get-url", "origin"))
    return (match["host"].lower(), match["repo"].lstrip("/")) if match else ("", "")


def base_of(folder: Path) -> str:
    """The portfolio's folder in its repository; ``""`` where it is the top, or where there is no repository."""
    return _git(folder, "rev-parse", "--show-prefix").rstrip("/")
