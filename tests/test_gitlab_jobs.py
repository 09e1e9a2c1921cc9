"""GitLab's jobs as ``microsites new ci gitlab`` writes them, their own scripts run here: check, comment, preview, publish."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from forge_api import TOKEN, ForgeApi, forge_api
from forge_yaml import read_forge_yaml
from microsites.cli import main
from stand_ins import COMMIT, NOON, called, lay_programs

pytestmark = pytest.mark.proof

PAGE = "sites/welcome/pages/index.yml"


def _script(document: Mapping[str, Any], job: str, part: str) -> list[str]:
    """The lines of a job, with those of what it extends and refers to."""
    definition = document[job]
    lines = definition.get(part)
    if lines is None:
        return _script(document, definition["extends"], part) if "extends" in definition else []
    found: list[str] = []
    for line in lines:
        found += _script(document, *line["reference"]) if isinstance(line, dict) else [line]
    return found


@dataclass
class Project:
    """A project on GitLab, with what one machine of CI finds."""

    folder: Path
    api: ForgeApi

    @property
    def work(self) -> Path:
        """Where the jobs run."""
        return self.folder / "work"

    def run(self, job: str, now: int = NOON, **variables: str) -> tuple[int, str]:
        """Exit code and output of a job; what follows it (``after_script``) runs too."""
        document = read_forge_yaml((self.work / ".gitlab/microsites.yml").read_text("utf-8"))
        environment = {
            "PATH": f"{self.folder / 'programs'}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.folder / "home"),
            "LANG": "C.UTF-8",
            "SOURCE_DATE_EPOCH": str(now),
            "CI_API_V4_URL": f"{self.api.address}/api/v4",
            "CI_PROJECT_URL": "https://gitlab.example.jp/hanamori/sites",
            "CI_JOB_URL": "https://gitlab.example.jp/hanamori/sites/-/jobs/1",
            "CI_PROJECT_DIR": str(self.work),
            "CI_COMMIT_SHA": "0" * 40,
            "CI_PROJECT_ID": "3",
            "CI_MERGE_REQUEST_PROJECT_ID": "3",
            "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "3",
            "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": "patch-1",
            "CI_MERGE_REQUEST_IID": "7",
            "CI_PIPELINE_SOURCE": "merge_request_event",
            "MICROSITES_TOKEN": TOKEN,
            "MICROSITES_PREVIEW_URL": "https://mr-{number}.hanamori-preview.pages.dev/",
            "MICROSITES_PREVIEW_DESTINATION": "hanamori-preview",
            **{name: str(value) for name, value in document[".microsites"]["variables"].items()},
            **variables,
        }
        code, output = 0, ""
        for parts in (("before_script", "script"), ("after_script",)):
            script = "\n".join(line for part in parts for line in _script(document, job, part))
            done = subprocess.run(
                ["bash", "-eo", "pipefail", "-c", script],
                cwd=self.work,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
            )
            output += done.stdout
            code = code or done.returncode
        return code, output

    def called(self) -> list[str]:
        """What the stand-ins of programs were asked."""
        return called(self.folder)

    def start_afresh(self) -> None:
        """What the last pipeline left is not there for the next."""
        for name in ("preview", "comment.md", "preview.env", "junit.xml"):
            path = self.work / name
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


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
    with forge_api() as api:
        yield Project(folder, api)


def test_typo_is_answered_on_the_merge_request(project: Project) -> None:
    page = project.work / PAGE
    text = page.read_text("utf-8")
    page.write_text(text.replace("type: hero", "type: heros"), "utf-8")
    try:
        code, output = project.run("microsites-check")
    finally:
        page.write_text(text, "utf-8")
    assert code == 2, output
    assert project.run("microsites-comment") == (0, "")
    [comment] = project.api.comments
    line = 1 + text[: text.index("type: hero")].count("\n")
    place = f"https://gitlab.example.jp/hanamori/sites/-/blob/patch-1/{PAGE}#L{line}"
    assert place in comment["body"]
    assert "heros" in comment["body"]


def test_repaired_edit_is_shown(project: Project) -> None:
    project.start_afresh()
    code, output = project.run("microsites-check")
    assert code == 0, output
    assert "<testsuites" in (project.work / "junit.xml").read_text("utf-8")
    assert project.run("microsites-comment") == (0, "")
    [comment] = project.api.comments
    assert "✅" in comment["body"]
    assert "https://mr-7.hanamori-preview.pages.dev/" in comment["body"]
    assert [asked.split()[0] for asked in project.api.asked if "notes" in asked] == ["GET", "POST", "GET", "PUT"]
    project.called()
    # Debian's packages are not installed for a test: the line is there, and a stand-in takes it.
    code, output = project.run("microsites-preview")
    assert code == 0, output
    assert project.called()[-1] == "wrangler pages deploy preview --project-name hanamori-preview --branch mr-7"
    address = (project.work / "preview.env").read_text("utf-8")
    assert address == "PREVIEW_ADDRESS=https://mr-7.hanamori-preview.pages.dev/\n"


def test_ci_that_cannot_check_says_whom_to_tell(project: Project) -> None:
    project.start_afresh()
    program = project.folder / "programs/microsites"
    script = program.read_text("utf-8")
    program.write_text("#!/bin/sh\nexit 3\n", "utf-8")
    try:
        code, _ = project.run("microsites-check")
    finally:
        program.write_text(script, "utf-8")
    assert code == 3
    assert "検査を最後まで行えませんでした" in (project.work / "comment.md").read_text("utf-8")


def test_publication_and_the_hours_after_it(project: Project) -> None:
    project.start_afresh()
    project.called()
    code, output = project.run("microsites-publish", CI_PIPELINE_SOURCE="push")
    assert code == 0, output
    assert [line for line in project.called() if "--project-name hanamori --branch main" in line]
    code, output = project.run("microsites-publish", NOON + 3600, CI_PIPELINE_SOURCE="schedule")
    assert (code, project.called()) == (0, []), output
    assert "次の変わり目: " in output
    code, output = project.run("microsites-publish", NOON + 400 * 24 * 3600, CI_PIPELINE_SOURCE="schedule")
    assert code == 0, output
    assert [line for line in project.called() if "--project-name hanamori --branch main" in line]
