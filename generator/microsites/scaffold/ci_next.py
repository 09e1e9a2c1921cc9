"""What is left to do by hand once workflows are written: what no file in a repository can hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from microsites.content.source import read_yaml_file
from microsites.content.yaml_reader import YamlError
from microsites.i18n.lists import listed
from microsites.i18n.message import Message, _
from microsites.scaffold.ci import Setup

_PREVIEW = ("MICROSITES_PREVIEW_URL", "MICROSITES_PREVIEW_DESTINATION")


def next_steps(setup: Setup, portfolio: Path, *, include: bool) -> Iterator[Message]:
    """The steps, in order.  ``include``: GitLab has a file of its own that must name ours."""
    target = setup.target
    if include:
        yield _("add to .gitlab-ci.yml: include: [{local: .gitlab/microsites.yml}]")
    if homeless := _without_destination(portfolio, target.name.replace("-", "_")):
        yield _(
            "write where these sites go, into portfolio.yml or their site.yml (publish: {{{target}: {{to: …}}}}): {sites}",
            target=target.name,
            sites=listed(homeless),
        )
    values = (*target.secrets, *target.variables)
    if target.name == "github-pages":
        yield _("on GitHub, choose “GitHub Actions” under Settings › Pages › Source")
    elif setup.forge == "github" and values:
        yield _(
            "on GitHub, make the environments production and preview under Settings › Environments, and put into each: "
            "{values}",
            values=listed(values),
        )
    if setup.forge == "gitlab" and values:
        yield _(
            "on GitLab, set under Settings › CI/CD › Variables, each with its environment scope (production, preview/*): "
            "{values}",
            values=listed(values),
        )
    if setup.forge == "gitlab":
        yield _(
            "for comments on changes, make a project access token in GitLab (api, Reporter) and set it as MICROSITES_TOKEN, "
            "with the scope microsites-comment"
        )
        yield _("on GitLab, add 7 * * * * under Build › Pipeline schedules: sites change with the clock")
    if target.preview:
        yield _(
            "for previews, set the variables {names}, for example {address}",
            names=listed(_PREVIEW),
            address=target.preview_address,
        )
    yield _("commit the files, push them, and protect the branch {branch}", branch=setup.branch)


def _without_destination(portfolio: Path, target: str) -> tuple[str, ...]:
    """The sites of which nobody says where they go; what cannot be read, the build tells of."""
    if target == "github_pages" or _goes(portfolio / "portfolio.yml", target):
        return ()
    return tuple(file.parent.name for file in sorted(portfolio.glob("*/site.yml")) if not _goes(file, target))


def _goes(file: Path, target: str) -> bool:
    try:
        data: Any = read_yaml_file(file, file.name).data
    except (YamlError, OSError):
        return True
    publish = data.get("publish") if isinstance(data, dict) else None
    return isinstance(publish, dict) and target in publish
