"""What happened, as a comment on the change: its options, and what CI says about where the change lies."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import click

from microsites.cli.language import reader
from microsites.cli.portfolio import portfolio_folder
from microsites.cli.report import write_report
from microsites.errors import UserError
from microsites.i18n.message import _

if TYPE_CHECKING:
    from microsites.check.report import Report
    from microsites.comment import Change, Comment

_WEB = re.compile(r"https?://[^\s<>\"`\\]+")

PREVIEW_URL = click.option(
    "--preview-url", metavar="ADDRESS", help="Where the change can be looked at, for the comment on it."
)


def change(preview_url: str | None, environ: Mapping[str, str] = os.environ) -> Change:
    """The change that CI runs for.  Raises UserError for a preview that no browser opens.

    Sources: GitHub, "Default environment variables"; GitLab, "Predefined CI/CD variables reference".
    """
    from microsites.comment import Change

    if preview_url and not _WEB.fullmatch(preview_url):
        message = _("'{url}' is no address of a site", url=preview_url)
        raise UserError.at("--preview-url", message, _("write https://www.example.jp/"), "BLD411")
    names = ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_SHA", "CI_PROJECT_URL", "CI_COMMIT_SHA")
    server, repository, sha, project, commit = (environ.get(name, "") for name in names)
    # A branch may hold what ends the path of an address.
    sha, commit = quote(sha, safe="/"), quote(commit, safe="/")
    files = ""
    if server and repository and sha:
        files = f"{server}/{repository}/blob/{sha}/"
    elif project and commit:
        files = f"{project}/-/blob/{commit}/"
    return Change(files if _WEB.fullmatch(files) else "", preview_url or "")


@dataclass(frozen=True, slots=True)
class CommentFile:
    """Where the comment of a build goes."""

    file: Path | None
    """None if nobody asked for one."""
    change: Change

    def tell_report(self, report: Report) -> None:
        """Write what a check found.  Raises UserError."""
        if self.file is not None:
            from microsites.check.reporters.comment import Commenter

            self._write(Commenter(self.change).render(report, reader(click.get_current_context())))

    def tell_problems(self, error: UserError, root: Path) -> None:
        """Write what stopped the command, without the preview: there is nothing new to look at.  Raises UserError."""
        from microsites.problem_comment import comment_on

        self._tell(comment_on(error.problems, root), replace(self.change, preview=""))

    def tell_built(self) -> None:
        """Write that the sites were built and not checked.  Raises UserError."""
        from microsites.comment import Comment

        self._tell(Comment(_("✅ The sites were built")), self.change)

    def _tell(self, comment: Comment, change: Change) -> None:
        if self.file is not None:
            from microsites.comment import markdown

            self._write(markdown(comment, change, reader(click.get_current_context())))

    def _write(self, text: str) -> None:
        write_report(text, self.file)


def commented(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command ``--report`` and ``--preview-url``; it gets ``comment``, and what stops it is written."""

    @click.option(
        "--report",
        "report_file",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Write what happened as a comment for the pull or merge request.",
    )
    @PREVIEW_URL
    @wraps(command)
    def with_comment(report_file: Path | None, preview_url: str | None, **others: Any) -> None:
        comment = CommentFile(report_file, change(preview_url))
        try:
            command(comment=comment, **others)
        except UserError as error:
            comment.tell_problems(error, portfolio_folder(others.get("portfolio")))
            raise

    return with_comment
