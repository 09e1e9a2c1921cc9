"""Writes what a forge needs to check, show and publish a portfolio: workflows, and what they install."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, get_args

import jinja2

from microsites.errors import Problem, UserError
from microsites.i18n.message import _
from microsites.i18n.system import reason
from microsites.scaffold.ci_package import Package
from microsites.scaffold.ci_targets import Target

Forge = Literal["github", "gitlab"]
FORGES: Final[tuple[Forge, ...]] = get_args(Forge)

_TEMPLATES: Final = Path(__file__).parent / "ci"

_FILES: Final[Mapping[Forge, Mapping[str, str]]] = {
    "github": {
        ".github/workflows/microsites-check.yml": "github/check.yml",
        ".github/workflows/microsites-publish.yml": "github/publish.yml",
    },
    "gitlab": {".gitlab/microsites.yml": "gitlab/microsites.yml"},
}
"""File of the repository: template."""

GITLAB_CI: Final = ".gitlab-ci.yml"
"""Belongs to the project: written where there is none, else it is for a person to include ours."""

REQUIREMENTS: Final = "requirements"
"""Folder of the repository for what ``pip`` reads."""

_ACTIONS: Final = {
    "actions/checkout": ("3d3c42e5aac5ba805825da76410c181273ba90b1", "v7.0.1"),
    "actions/setup-python": ("5fda3b95a4ea91299a34e894583c3862153e4b97", "v7.0.0"),
    "actions/cache": ("27d5ce7f107fe9357f9df03efb73ab90386fccae", "v5.0.5"),
    "actions/upload-artifact": ("bbbca2ddaa5d8feaa63e36b76fdaad77386f024f", "v7.0.0"),
    "actions/download-artifact": ("3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c", "v8.0.1"),
    "actions/upload-pages-artifact": ("fc324d3547104276b827a68afc52ff2a11cc49c9", "v5.0.0"),
    "actions/deploy-pages": ("cd2ce8fcbc39b97be8ca5fce6e763baed58fa128", "v5.0.0"),
}
"""Commit and the version that it is: a tag can be moved, a commit cannot.  Read from the tags of each repository."""

_PLAIN: Final = re.compile(r"[0-9A-Za-z][\w./-]*|\.", re.ASCII)
"""Names that mean the same in YAML, in a shell and in an expression of the forge."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What a person decided."""

    forge: Forge
    target: Target
    portfolio: str
    """Folder of the portfolio in the repository; ``.`` if it is the repository."""
    branch: str
    """What is on this branch is public."""
    package: Package


@dataclass(frozen=True, slots=True)
class Written:
    """What was done."""

    files: tuple[str, ...]
    """That are new."""
    same: tuple[str, ...]
    """That were there already."""
    include: bool
    """Whether a ``.gitlab-ci.yml`` was there and must include ours."""


def repository_of(portfolio: Path) -> Path:
    """The folder above ``portfolio`` where the repository begins; the portfolio itself if there is none yet."""
    folder = portfolio.resolve()
    return next((place for place in (folder, *folder.parents) if (place / ".git").exists()), folder)


def write_ci(repository: Path, setup: Setup, lock: Path) -> Written:
    """Write the files of ``setup`` into ``repository``; ``lock`` pins what microsites needs.

    Raises UserError, with every file that would have to be overwritten, before anything is written.
    """
    wanted = _wanted(setup, lock)
    include = False
    if setup.forge == "gitlab":
        own = (_TEMPLATES / "gitlab/gitlab-ci.yml").read_bytes()
        include = (repository / GITLAB_CI).is_file() and _content(repository / GITLAB_CI) != own
        if include:
            include = b".gitlab/microsites.yml" not in _content(repository / GITLAB_CI)
        else:
            wanted = {GITLAB_CI: own, **wanted}
    there = {name: _content(repository / name) for name in wanted if (repository / name).exists()}
    if different := [name for name, content in there.items() if content != wanted[name]]:
        message = _("is there already, and is not what would be written")
        hint = _("move it away to get the new one; nothing was written")
        raise UserError(Problem(name, 0, 0, "BLD023", message, hint) for name in different)
    new = {name: content for name, content in wanted.items() if name not in there}
    for name, content in new.items():
        try:
            (repository / name).parent.mkdir(parents=True, exist_ok=True)
            (repository / name).write_bytes(content)
        except OSError as error:
            message = _("cannot be written: {reason}", reason=reason(error))
            raise UserError.at(repository / name, message, _("check the folder"), "BLD025") from None
    return Written(tuple(new), tuple(there), include)


def _wanted(setup: Setup, lock: Path) -> dict[str, bytes]:
    for option, value in (("--portfolio", setup.portfolio), ("--branch", setup.branch)):
        if not _PLAIN.fullmatch(value) or ".." in value:
            message = _("'{value}' cannot be written into a workflow", value=value)
            hint = _("use letters, digits and . / _ - only")
            raise UserError.at(option, message, hint, "BLD026")
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        # What forges and shells write in braces stays as it is.
        block_start_string="[%",
        block_end_string="%]",
        variable_start_string="[=",
        variable_end_string="=]",
        comment_start_string="[#",
        comment_end_string="#]",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # noqa: S701 - YAML, made from what _PLAIN allows and from our own tables
    )
    files = {
        name: environment.get_template(template)
        .render(setup=setup, target=setup.target, requirements=REQUIREMENTS, action=_action)
        .encode()
        for name, template in _FILES[setup.forge].items()
    }
    files[f"{REQUIREMENTS}/lock.txt"] = lock.read_bytes()
    files[f"{REQUIREMENTS}/microsites.txt"] = f"{setup.package.requirement}\n".encode()
    if setup.package.wheel is not None:
        name, content = setup.package.wheel
        files[f"{REQUIREMENTS}/{name}"] = content
    return files


def _action(name: str) -> str:
    """``actions/cache/restore`` → the same at its commit, with the version in a comment."""
    commit, version = _ACTIONS["/".join(name.split("/")[:2])]
    return f"{name}@{commit} # {version}"


def _content(file: Path) -> bytes:
    try:
        # Git on Windows may have changed line ends.
        return file.read_bytes().replace(b"\r\n", b"\n") if file.suffix != ".whl" else file.read_bytes()
    except OSError as error:
        message = _("cannot be read: {reason}", reason=reason(error))
        raise UserError.at(file, message, _("check the folder"), "BLD025") from None
