"""The whole path of an editor who has nothing but a browser, on a forge that is played here.

A real repository, the files that ``microsites new ci`` writes, and their own steps: an edit, the comment that answers it,
the repaired edit and its preview, the merge that publishes, and the hours at which nothing or something changes.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from forge_api import TOKEN, ForgeApi, forge_api
from microsites.cli.main import main
from stand_ins import COMMIT, NOON, called, lay_programs
from workflow_runner import Forge, Run, environment_of

pytestmark = pytest.mark.proof

GOLDEN = Path(__file__).parent / "comments"
PAGE = "welcome/pages/index.yml"
WHO = {
    **{f"GIT_{role}_NAME": "編集者" for role in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{role}_EMAIL": "editor@example.jp" for role in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{role}_DATE": "2026-11-22T12:00:00+09:00" for role in ("AUTHOR", "COMMITTER")},
}
VARIABLES = {
    "MICROSITES_PREVIEW_URL": "https://pr-{number}.hanamori-preview.pages.dev/",
    "MICROSITES_PREVIEW_DESTINATION": "hanamori-preview",
    "CLOUDFLARE_ACCOUNT_ID": "account",
}


@dataclass
class Town:
    """A town's repository on the forge, and what its programs were asked to do."""

    folder: Path
    api: ForgeApi
    forge: Forge
    runs: int = 0

    def git(self, *arguments: str, text: str | None = None, index: Path | None = None) -> str:
        """Git in the forge's bare repository."""
        environment = {**os.environ, **WHO, **({"GIT_INDEX_FILE": str(index)} if index else {})}
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.forge.origin,
            env=environment,
            input=text,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def text(self, branch: str, file: str) -> str:
        """What a file says on a branch."""
        return self.git("show", f"{branch}:{file}") + "\n"

    def edit(self, branch: str, file: str, text: str) -> str:
        """Commit as a forge's web editor does: no work tree, one file, one commit on a branch."""
        index = self.folder / "index"
        index.unlink(missing_ok=True)
        exists = subprocess.run(
            ["git", "rev-parse", "--verify", "--quiet", branch], cwd=self.forge.origin, check=False, capture_output=True
        )
        parent = self.git("rev-parse", branch if exists.returncode == 0 else "main")
        self.git("read-tree", parent, index=index)
        blob = self.git("hash-object", "-w", "--stdin", text=text)
        self.git("update-index", "--add", "--cacheinfo", f"100644,{blob},{file}", index=index)
        tree = self.git("write-tree", index=index)
        commit = self.git("commit-tree", tree, "-p", parent, "-m", f"{file} を更新")
        self.git("update-ref", f"refs/heads/{branch}", commit)
        return commit

    def merge(self, branch: str) -> str:
        """Merge a branch into main, as the button does; the commit."""
        tree = self.git("merge-tree", "--write-tree", "main", branch).splitlines()[0]
        heads = [self.git("rev-parse", name) for name in ("main", branch)]
        return self.git("commit-tree", tree, "-p", heads[0], "-p", heads[1], "-m", "Merge pull request #7")

    def run(
        self, workflow: str, event: str, sha: str, *, now: int = NOON, fork: bool = False, branch: str = "main"
    ) -> Run:
        """Run a workflow of the commit ``sha``, which is that of a pull request or of ``branch``."""
        self.runs += 1
        folder = self.folder / f"run-{self.runs}"
        pull = {
            "number": "7",
            "head": {"repo": {"full_name": "somebody/sites" if fork else "hanamori/sites"}},
            "user": {"login": "editor"},
        }
        ref = "refs/pull/7/merge" if event == "pull_request" else f"refs/heads/{branch}"
        github = {
            "sha": sha,
            "ref": ref,
            "token": TOKEN,
            "event_name": event,
            "repository": "hanamori/sites",
            "head_ref": "editor-patch-1" if event == "pull_request" else "",
            "server_url": "https://github.com",
            "run_id": str(self.runs),
            "run_attempt": "1",
            "event": {"repository": {"private": False}, **({"pull_request": pull} if event == "pull_request" else {})},
        }
        secrets = {} if fork else {"CLOUDFLARE_API_TOKEN": "secret"}
        environment = {
            **environment_of(self.folder / "programs", self.api.address),
            "GITHUB_SHA": sha,
            "GITHUB_REF": ref,
            "SOURCE_DATE_EPOCH": str(now),
        }
        run = Run(self.forge, folder, {"github": github, "vars": VARIABLES, "secrets": secrets}, environment)
        file = self.folder / f"workflow-{self.runs}.yml"
        file.write_text(self.git("show", f"{sha}:.github/workflows/microsites-{workflow}.yml"), "utf-8")
        run.go(file)
        return run

    @contextmanager
    def program(self, name: str, script: str) -> Iterator[None]:
        """Another program under that name, while the block runs."""
        file = self.folder / "programs" / name
        before = file.read_text("utf-8")
        file.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        try:
            yield
        finally:
            file.write_text(before, "utf-8")

    def called(self) -> list[str]:
        """What the stand-ins of programs were asked, and forget it."""
        return called(self.folder)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with _founded(tmp_path_factory.mktemp("town")) as town:
        yield town


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town whose default branch ``main`` holds what is not public yet; what is public is on ``release``."""
    with _founded(tmp_path_factory.mktemp("released"), "--branch", "release") as town:
        town.git("branch", "release", "main")
        text = town.text("main", f"sites/{PAGE}")
        town.edit("main", f"sites/{PAGE}", text.replace("heading: ", "heading: まだ公開しない", 1))
        yield town


@contextmanager
def _founded(folder: Path, *options: str) -> Iterator[Town]:
    work, origin = folder / "work", folder / "origin.git"
    lay_programs(folder)
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", work], check=True)
    for command in (
        ["new", "portfolio", str(work / "sites"), "--at", "2026-11-22"],
        ["new", "ci", "--portfolio", str(work / "sites"), "--target", "cloudflare", "--requirement", COMMIT, *options],
    ):
        result = CliRunner().invoke(main, command)
        assert result.exit_code == 0, result.output
    settings = work / "sites/portfolio.yml"
    settings.write_text(settings.read_text("utf-8") + "publish:\n  cloudflare: {to: hanamori}\n", "utf-8")
    # Names that a repository may well have.
    for name in ("preview", "report"):
        (work / name).mkdir()
        (work / name / "own.txt").write_text("own\n", "utf-8")
    (work / "comment.md").write_text("own\n", "utf-8")
    environment = {**os.environ, **WHO}
    for arguments in (["add", "."], ["commit", "--quiet", "-m", "はじめのサイト"]):
        subprocess.run(["git", *arguments], cwd=work, env=environment, check=True)
    subprocess.run(["git", "clone", "--quiet", "--bare", work, origin], check=True)
    subprocess.run(["git", "config", "uploadpack.allowAnySHA1InWant", "true"], cwd=origin, check=True)
    shutil.rmtree(work)
    with forge_api() as api:
        yield Town(folder, api, Forge(origin, {}, folder / "caches"))


def _like_the_golden_one(name: str, comment: str) -> None:
    golden = GOLDEN / name
    if os.environ.get("COMMENTS") == "keep":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(comment, "utf-8")
    assert comment == golden.read_text("utf-8")


def _is_japanese(comment: str) -> None:
    """No word of another language outside of code, addresses and markup."""
    words = re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)|<[^>]*>", "", comment, flags=re.DOTALL)
    assert re.findall(r"[A-Za-z]{2,}", words) == []


def first_publication(town: Town) -> None:
    sha = town.git("rev-parse", "main")
    run = town.run("publish", "push", sha)
    assert run.results == {"due": "skipped", "publish": "success"}, run.printed
    assert "publish: 公開の記録を残す: stand-in for actions/cache/save" in run.log
    install, _, npm, *deployed = town.called()
    assert install == "python -m pip install --require-hashes --requirement requirements/lock.txt"
    assert npm.startswith("npm install --global")
    [deploy] = [line for line in deployed if line.startswith("wrangler pages deploy")]
    assert "--project-name hanamori --branch main" in deploy


def typo_is_answered_where_it_was_made(town: Town) -> None:
    text = town.text("main", f"sites/{PAGE}")
    assert text.count("type: hero") == 1
    town.edit("editor-patch-1", f"sites/{PAGE}", text.replace("type: hero", "type: heros"))
    sha = town.merge("editor-patch-1")
    run = town.run("check", "pull_request", sha)
    assert run.results == {"check": "failure", "preview": "skipped", "comment": "success", "sarif": "skipped"}, (
        run.printed
    )
    [comment] = town.api.comments
    _like_the_golden_one("typo.md", comment["body"])
    _is_japanese(comment["body"])
    assert "pages.dev" not in comment["body"], "nothing was built that could be looked at"
    line = 1 + text[: text.index("type: hero")].count("\n")
    [command] = run.commands
    assert command.startswith(f"::error file=sites/{PAGE},line={line},")
    assert run.summaries["check"] == comment["body"]
    assert not [called for called in town.called() if called.startswith("wrangler")]


def repaired_edit_is_shown(town: Town) -> None:
    text = town.text("main", f"sites/{PAGE}")
    town.edit("editor-patch-1", f"sites/{PAGE}", text.replace("heading: ", "heading: あたらしい", 1))
    sha = town.merge("editor-patch-1")
    run = town.run("check", "pull_request", sha)
    assert run.results == {"check": "success", "preview": "success", "comment": "success", "sarif": "success"}, (
        run.printed
    )
    [comment] = town.api.comments  # the same one, written anew
    assert [asked.split()[0] for asked in town.api.asked if "comments" in asked] == ["GET", "POST", "GET", "PATCH"]
    _like_the_golden_one("repaired.md", comment["body"])
    _is_japanese(comment["body"])
    assert town.called()[-1] == "wrangler pages deploy preview --project-name hanamori-preview --branch pr-7"
    preview = run.folder / "preview/work/preview"
    assert not (preview / "own.txt").exists()
    assert 'href="welcome/"' in (preview / "index.html").read_text("utf-8")
    page = (preview / "welcome/index.html").read_text("utf-8")
    assert "あたらしい" in page.replace("<wbr>", "").replace("\u200b", "")
    assert 'content="noindex' in page
    [scan] = town.api.scans
    assert (scan["commit_sha"], scan["ref"]) == (sha, "refs/pull/7/merge")


def change_from_a_fork_gets_no_secret_and_no_right_to_write(town: Town) -> None:
    asked = len(town.api.asked)
    run = town.run("check", "pull_request", town.merge("editor-patch-1"), fork=True)
    assert run.results == {"check": "success", "preview": "skipped", "comment": "skipped", "sarif": "skipped"}
    assert run.summaries["check"].startswith("<!-- microsites -->")
    assert len(town.api.asked) == asked


def merge_publishes(town: Town) -> None:
    sha = town.merge("editor-patch-1")
    town.git("update-ref", "refs/heads/main", sha)
    town.called()
    run = town.run("publish", "push", sha)
    assert run.results == {"due": "skipped", "publish": "success"}, run.printed
    assert [line for line in town.called() if "--project-name hanamori --branch main" in line]


def hour_without_a_change_ends_at_once(town: Town) -> None:
    run = town.run("publish", "schedule", town.git("rev-parse", "main"), now=NOON + 3600)
    assert run.results == {"due": "success", "publish": "skipped"}, run.printed
    assert len(run.log) == 3  # two steps, and the job that was left out
    assert town.called() == []


def hour_after_a_change_of_state_publishes(town: Town) -> None:
    later = NOON + 400 * 24 * 3600  # a year has begun, which stands in every footer
    run = town.run("publish", "schedule", town.git("rev-parse", "main"), now=later)
    assert run.results == {"due": "success", "publish": "success"}, run.printed
    assert [line for line in town.called() if "--project-name hanamori --branch main" in line]
    run = town.run("publish", "schedule", town.git("rev-parse", "main"), now=later + 3600)
    assert run.results == {"due": "success", "publish": "skipped"}, "what was published then is remembered"


def without_a_record_the_schedule_publishes(town: Town) -> None:
    town.forge.caches.clear()
    run = town.run("publish", "schedule", town.git("rev-parse", "main"))
    assert run.results == {"due": "success", "publish": "success"}, run.printed


def hour_at_which_ci_is_broken_says_so(town: Town) -> None:
    """No microsites at all: the comment says whom to tell, and the check fails."""
    with town.program("microsites", "exit 3"):
        run = town.run("check", "pull_request", town.merge("editor-patch-1"))
    assert run.results == {"check": "failure", "preview": "skipped", "comment": "success", "sarif": "skipped"}
    [comment] = town.api.comments
    assert "検査を最後まで行えませんでした" in comment["body"]
    assert "公開担当に知らせてください" in comment["body"]
    assert f"https://github.com/hanamori/sites/actions/runs/{town.runs}" in comment["body"]


def preview_that_could_not_be_published_is_told(town: Town) -> None:
    with town.program("wrangler", "exit 1"):
        run = town.run("check", "pull_request", town.merge("editor-patch-1"))
    assert (run.results["preview"], run.results["comment"]) == ("failure", "success")
    [comment] = town.api.comments
    assert comment["body"].endswith("> ⚠️ 確認用のサイトを公開できませんでした。公開担当に知らせてください。\n")


def what_content_prints_is_no_command(town: Town) -> None:
    """Whatever the program says of a file: the runner obeys the marks on lines, and nothing else."""
    said = "echo '::add-mask::a'; echo 'pages/a.yml:1:2: wrong [CFG001]' >&2; printf '::warning::b' >&2; exit 2"
    with town.program("microsites", said):
        run = town.run("check", "pull_request", town.merge("editor-patch-1"))
    assert "::add-mask::a" in run.printed
    assert "::warning::b" in run.printed
    assert run.commands == ["::error file=sites/pages/a.yml,line=1,col=2,title=CFG001::wrong"]


def comment_is_found_among_hundreds(town: Town) -> None:
    others = [{"id": number, "user": {"type": "User"}, "body": "👍"} for number in range(1000, 1250)]
    ours = list(town.api.comments)
    assert len(ours) == 1
    town.api.comments[:0] = others
    try:
        run = town.run("check", "pull_request", town.merge("editor-patch-1"))
        assert run.results["comment"] == "success", run.printed
        assert town.api.comments == [*others, *ours]
        # Where it is not among them, the search ends.
        town.api.comments.remove(ours[0])
        asked = len(town.api.asked)
        town.run("check", "pull_request", town.merge("editor-patch-1"))
        pages = [line for line in town.api.asked[asked:] if line.startswith("GET") and "comments" in line]
        assert len(pages) == 4
    finally:
        town.api.comments[:] = ours


def _published(run: Run) -> str:
    """The first page as it was built for the public."""
    page = (run.folder / "publish/work/dist/welcome/index.html").read_text("utf-8")
    return page.replace("<wbr>", "").replace("\u200b", "")


def hour_publishes_the_public_branch(released: Town) -> None:
    """GitHub runs schedules on the default branch only, with that branch's workflow, commit and caches."""
    sha = released.git("rev-parse", "release")
    run = released.run("publish", "push", sha, branch="release")
    assert run.results == {"due": "skipped", "publish": "success"}, run.printed
    assert "まだ公開しない" not in _published(run)
    run = released.run("publish", "schedule", released.git("rev-parse", "main"), now=NOON + 3600)
    # The record of the public branch cannot be read there.
    assert run.results == {"due": "success", "publish": "success"}, run.printed
    assert "まだ公開しない" not in _published(run)


def by_hand_only_the_public_branch_is_published(released: Town) -> None:
    run = released.run("publish", "workflow_dispatch", released.git("rev-parse", "main"))
    assert run.results == {"due": "skipped", "publish": "skipped"}, run.printed
    run = released.run("publish", "workflow_dispatch", released.git("rev-parse", "release"), branch="release")
    assert run.results == {"due": "skipped", "publish": "success"}, run.printed
    assert "まだ公開しない" not in _published(run)


def test_a_change_from_its_typo_to_its_publication(town: Town) -> None:
    """Each step goes on where the one before ended: one test, so that no two workers share them out."""
    first_publication(town)
    typo_is_answered_where_it_was_made(town)
    repaired_edit_is_shown(town)
    change_from_a_fork_gets_no_secret_and_no_right_to_write(town)
    merge_publishes(town)
    hour_without_a_change_ends_at_once(town)
    hour_after_a_change_of_state_publishes(town)
    without_a_record_the_schedule_publishes(town)
    hour_at_which_ci_is_broken_says_so(town)
    preview_that_could_not_be_published_is_told(town)
    what_content_prints_is_no_command(town)
    comment_is_found_among_hundreds(town)


def test_publication_from_another_branch_than_the_default(released: Town) -> None:
    """Each step goes on where the one before ended: one test, so that no two workers share them out."""
    hour_publishes_the_public_branch(released)
    by_hand_only_the_public_branch_is_published(released)
