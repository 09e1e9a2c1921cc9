"""GitLab's pipelines as ``microsites new ci gitlab`` writes them, played here: check, preview, comment, publish."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from forge_api import TOKEN, ForgeApi, forge_api
from forge_yaml import read_forge_yaml
from gitlab_runner import Machine, Pipeline, Variable
from microsites.cli.main import main
from stand_ins import COMMIT, NOON, called, lay_programs

pytestmark = pytest.mark.proof

PAGE = "sites/welcome/pages/index.yml"
ADDRESS = "https://mr-7.hanamori-preview.pages.dev/"
URL = Variable("MICROSITES_PREVIEW_URL", "https://mr-{number}.hanamori-preview.pages.dev/")
TOKEN_OF_THE_COMMENT = Variable("MICROSITES_TOKEN", TOKEN, "microsites-comment")
VARIABLES = (
    TOKEN_OF_THE_COMMENT,
    URL,
    Variable("MICROSITES_PREVIEW_DESTINATION", "hanamori-preview", "preview/*"),
    Variable("CLOUDFLARE_API_TOKEN", "of the preview", "preview/*"),
    Variable("CLOUDFLARE_API_TOKEN", "of the public sites", "production"),
)
"""As the head of the file asks for them."""


@dataclass
class Project:
    """A project on GitLab, and the machine of its CI."""

    folder: Path
    api: ForgeApi
    pipelines: int = 0

    @property
    def work(self) -> Path:
        """The repository."""
        return self.folder / "work"

    def run(
        self, source: str = "merge_request_event", now: int = NOON, variables: tuple[Variable, ...] = VARIABLES
    ) -> Pipeline:
        """A whole pipeline of a merge request, or of the public branch."""
        self.pipelines += 1
        change = {
            "CI_MERGE_REQUEST_PROJECT_ID": "3",
            "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "3",
            "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": "patch-1",
            "CI_MERGE_REQUEST_IID": "7",
        }
        predefined = {
            "PATH": f"{self.folder / 'programs'}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.folder / "home"),
            "LANG": "C.UTF-8",
            "SOURCE_DATE_EPOCH": str(now),
            "CI_API_V4_URL": f"{self.api.address}/api/v4",
            "CI_PROJECT_URL": "https://gitlab.example.jp/hanamori/sites",
            "CI_JOB_URL": "https://gitlab.example.jp/hanamori/sites/-/jobs/1",
            "CI_COMMIT_SHA": "0" * 40,
            "CI_PROJECT_ID": "3",
            "CI_PIPELINE_ID": str(self.pipelines),
            "CI_PIPELINE_SOURCE": source,
            **(change if source == "merge_request_event" else {"CI_COMMIT_BRANCH": "main"}),
        }
        files = [
            read_forge_yaml((self.work / name).read_text("utf-8"))
            for name in (".gitlab/microsites.yml", ".gitlab-ci.yml")
        ]
        machine = Machine(self.work, self.folder)
        pipeline = Pipeline(machine, self.pipelines, files[0], tuple(files[1]["stages"]), predefined, variables)
        pipeline.go()
        return pipeline

    @contextmanager
    def edited(self, old: str, new: str) -> Iterator[str]:
        """The first page with something else in it, while the block runs; gives what it said."""
        page = self.work / PAGE
        text = page.read_text("utf-8")
        assert old in text
        page.write_text(text.replace(old, new, 1), "utf-8")
        try:
            yield text
        finally:
            page.write_text(text, "utf-8")

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
        """What the stand-ins of programs were asked."""
        return called(self.folder)

    def deployed(self, to: str) -> list[str]:
        """What wrangler was asked to put there."""
        return [line for line in self.called() if line.startswith("wrangler") and f"--project-name {to} " in line]

    def comment(self) -> str:
        """The one comment on the merge request."""
        [comment] = self.api.comments
        return str(comment["body"])


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    folder = tmp_path_factory.mktemp("project")
    lay_programs(folder)
    sites = str(folder / "work/sites")
    assert CliRunner().invoke(main, ["new", "portfolio", sites, "--at", "2026-11-22"]).exit_code == 0
    (folder / "work/.git").mkdir()
    command = ["new", "ci", "gitlab", "--portfolio", sites, "--target", "cloudflare", "--requirement", COMMIT]
    assert CliRunner().invoke(main, command).exit_code == 0
    with (folder / "work/sites/portfolio.yml").open("a", encoding="utf-8") as settings:
        settings.write("publish:\n  cloudflare: {to: hanamori}\n")
    # Names that a repository may well have.
    for name in ("preview", "report"):
        (folder / "work" / name).mkdir()
        (folder / "work" / name / "own.txt").write_text("own\n", "utf-8")
    (folder / "work/comment.md").write_text("own\n", "utf-8")
    with forge_api() as api:
        yield Project(folder, api)


def typo_is_answered_on_the_merge_request(project: Project) -> None:
    project.called()
    with project.edited("type: hero", "type: heros") as text:
        pipeline = project.run()
    jobs = {"microsites-check": "failed", "microsites-preview": "success", "microsites-comment": "success"}
    assert pipeline.results == jobs, pipeline.printed
    line = 1 + text[: text.index("type: hero")].count("\n")
    place = f"https://gitlab.example.jp/hanamori/sites/-/blob/patch-1/{PAGE}#L{line}"
    assert place in project.comment()
    assert "heros" in project.comment()
    assert "確認用のサイトを公開できませんでした" not in project.comment(), "there is nothing that could be"
    assert project.deployed("hanamori-preview") == []


def repaired_edit_is_shown(project: Project) -> None:
    project.called()
    pipeline = project.run()
    assert set(pipeline.results.values()) == {"success"}, pipeline.printed
    [report] = pipeline.artifacts("junit").rglob("junit.xml")
    assert "<testsuites" in report.read_text("utf-8")
    assert "✅" in project.comment()
    assert ADDRESS in project.comment()
    assert [asked.split()[0] for asked in project.api.asked if "notes" in asked] == ["GET", "POST", "GET", "PUT"]
    # Debian's packages are not installed for a test: the line is there, and a stand-in takes it.
    assert project.deployed("hanamori-preview") == [
        "wrangler pages deploy preview --project-name hanamori-preview --branch mr-7"
    ]
    [shown] = pipeline.artifacts("microsites-check").glob("*/preview")
    assert 'href="welcome/"' in (shown / "index.html").read_text("utf-8")
    assert not (shown / "own.txt").exists()
    address = pipeline.artifacts("microsites-preview").with_suffix(".env").read_text("utf-8")
    assert address == f"PREVIEW_ADDRESS={ADDRESS}\n"


def what_the_check_found_can_be_looked_at(project: Project) -> None:
    """The sites were built, something is to be put right, and the address in the comment leads somewhere."""
    project.called()
    with project.edited("heading: ", "heading: 縺翫＠繧峨○縺ｧ縺吶"):  # read in the wrong encoding
        pipeline = project.run()
    jobs = {"microsites-check": "failed", "microsites-preview": "success", "microsites-comment": "success"}
    assert pipeline.results == jobs, pipeline.printed
    assert ADDRESS in project.comment()
    assert "TXT003" in project.comment()
    assert len(project.deployed("hanamori-preview")) == 1


def preview_that_could_not_be_published_is_told(project: Project) -> None:
    with project.program("wrangler", "exit 1"):
        pipeline = project.run()
    jobs = {"microsites-check": "success", "microsites-preview": "failed", "microsites-comment": "success"}
    assert pipeline.results == jobs, pipeline.printed
    said = "> ⚠️ 確認用のサイトを公開できませんでした。公開担当に知らせてください。\n"
    assert project.comment().endswith(said)
    project.run()
    assert said not in project.comment()


def without_a_preview_or_a_token_the_rest_is_done(project: Project) -> None:
    asked = len(project.api.asked)
    pipeline = project.run(variables=(URL,))
    assert set(pipeline.results.values()) == {"success"}, pipeline.printed
    assert len(project.api.asked) == asked
    assert "MICROSITES_TOKEN がないので" in pipeline.printed
    pipeline = project.run(variables=(TOKEN_OF_THE_COMMENT,))
    assert pipeline.results == {"microsites-check": "success", "microsites-comment": "success"}, pipeline.printed
    assert "プレビュー" not in project.comment()
    assert "確認用のサイト" not in project.comment()


def what_runs_a_change_sees_no_secret(project: Project) -> None:
    pipeline = project.run()
    values = {one.value for one in VARIABLES if one.name in ("MICROSITES_TOKEN", "CLOUDFLARE_API_TOKEN")}
    seen = {job: values & set(variables.values()) for job, variables in pipeline.seen.items()}
    assert seen == {
        "microsites-check": set(),
        "microsites-preview": {"of the preview"},
        "microsites-comment": {TOKEN},
    }


def change_is_not_run_where_a_secret_would_be_seen(project: Project, name: str) -> None:
    """Somebody kept it for all environments."""
    project.called()
    pipeline = project.run(variables=(Variable(name, TOKEN), URL))
    assert pipeline.results["microsites-check"] == "failed"
    assert f"{name} が、変更の中身を動かす仕事から見えています" in pipeline.printed
    assert not [line for line in project.called() if "pip install" in line]
    [file] = pipeline.artifacts("microsites-check").rglob("comment.md")
    assert "検査を最後まで行えませんでした" in file.read_text("utf-8")


def comment_is_found_among_hundreds(project: Project) -> None:
    others = [{"id": number, "author": {"id": 2}, "body": "👍"} for number in range(1000, 1250)]
    ours = list(project.api.comments)
    project.api.comments[:0] = others
    try:
        project.run()
        assert project.api.comments == [*others, *ours]
        # Nobody's answer is without an end.
        project.api.comments.remove(ours[0])
        asked = len(project.api.asked)
        project.run()
        pages = [line for line in project.api.asked[asked:] if line.startswith("GET") and "notes" in line]
        assert len(pages) == 4
    finally:
        project.api.comments[:] = ours


def ci_that_cannot_check_says_whom_to_tell(project: Project) -> None:
    with project.program("microsites", "exit 3"):
        pipeline = project.run()
    assert pipeline.results["microsites-check"] == "failed"
    assert "検査を最後まで行えませんでした" in project.comment()
    assert "公開担当に知らせてください" in project.comment()


def publication_and_the_hours_after_it(project: Project) -> None:
    project.called()
    pipeline = project.run("push")
    assert pipeline.results == {"microsites-publish": "success"}, pipeline.printed
    assert pipeline.seen["microsites-publish"]["CLOUDFLARE_API_TOKEN"] == "of the public sites"
    assert len(project.deployed("hanamori")) == 1
    pipeline = project.run("schedule", NOON + 3600)
    assert (pipeline.results, project.called()) == ({"microsites-publish": "success"}, []), pipeline.printed
    assert "次の変わり目: " in pipeline.printed
    pipeline = project.run("schedule", NOON + 400 * 24 * 3600)
    assert pipeline.results == {"microsites-publish": "success"}, pipeline.printed
    assert len(project.deployed("hanamori")) == 1


def test_a_change_from_its_typo_to_its_publication(project: Project) -> None:
    """Each step goes on where the one before ended: one test, so that no two workers share them out."""
    typo_is_answered_on_the_merge_request(project)
    repaired_edit_is_shown(project)
    what_the_check_found_can_be_looked_at(project)
    preview_that_could_not_be_published_is_told(project)
    without_a_preview_or_a_token_the_rest_is_done(project)
    what_runs_a_change_sees_no_secret(project)
    for name in ("MICROSITES_TOKEN", "CLOUDFLARE_API_TOKEN"):
        change_is_not_run_where_a_secret_would_be_seen(project, name)
    comment_is_found_among_hundreds(project)
    ci_that_cannot_check_says_whom_to_tell(project)
    publication_and_the_hours_after_it(project)
