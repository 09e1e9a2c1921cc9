"""``microsites new ci``: what it writes is what forges and their linters accept, and never takes the place of anything."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from forge_yaml import read_forge_yaml
from microsites.cli.main import main
from microsites.cli.publish import TARGETS as NAMED
from microsites.errors import UserError
from microsites.scaffold.ci_package import installed_package, package_of
from microsites.scaffold.ci_targets import TARGETS
from portfolios import CHECKOUT, MINIMAL

COMMIT = "git+https://git.example.jp/microsites.git@0123456789abcdef0123456789abcdef01234567"
CHECK, PUBLISH = ".github/workflows/microsites-check.yml", ".github/workflows/microsites-publish.yml"
BESIDE = ("requirements/lock.txt", "requirements/microsites.txt")


def new_ci(repository: Path, *arguments: str) -> Result:
    portfolio = ("--portfolio", str(repository / "sites"))
    requirement = () if "--requirement" in arguments else ("--requirement", COMMIT)
    return CliRunner().invoke(main, ["new", "ci", *arguments, *portfolio, *requirement])


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_relative_to(folder / "sites") and not path.is_relative_to(folder / ".git")
    }


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose portfolio lies in ``sites``."""
    shutil.copytree(MINIMAL, tmp_path / "sites")
    (tmp_path / ".git").mkdir()
    return tmp_path


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files for every forge and target, each in a folder of its own."""
    root = tmp_path_factory.mktemp("ci")
    for forge in ("github", "gitlab"):
        for target in TARGETS:
            folder = root / forge / target
            shutil.copytree(MINIMAL, folder / "sites")
            (folder / ".git").mkdir()
            assert new_ci(folder, forge, "--target", target).exit_code == 0
            shutil.rmtree(folder / ".git")
    return root


def workflows(root: Path) -> Iterator[tuple[str, dict[Any, Any]]]:
    for path in sorted(root.glob("github/*/.github/workflows/*.yml")):
        yield path.relative_to(root).as_posix(), read_forge_yaml(path.read_text("utf-8"))


def steps(workflow: dict[Any, Any]) -> Iterator[dict[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


def test_files_of_a_forge(repository: Path) -> None:
    result = new_ci(repository)
    assert result.exit_code == 0, result.output
    assert set(files(repository)) == {CHECK, PUBLISH, *BESIDE}
    assert (repository / BESIDE[0]).read_bytes() == (CHECKOUT / "requirements/site.txt").read_bytes()
    assert (repository / BESIDE[1]).read_text("utf-8") == f"microsites @ {COMMIT}\n"
    assert read_forge_yaml((repository / CHECK).read_text("utf-8"))["env"]["PORTFOLIO"] == "sites"
    result = new_ci(repository, "gitlab")
    assert result.exit_code == 0, result.output
    assert set(files(repository)) == {CHECK, PUBLISH, *BESIDE, ".gitlab-ci.yml", ".gitlab/microsites.yml"}


def test_second_time_changes_nothing(repository: Path) -> None:
    new_ci(repository)
    (repository / CHECK).write_bytes((repository / CHECK).read_bytes().replace(b"\n", b"\r\n"))  # Git on Windows
    before = files(repository)
    result = new_ci(repository)
    assert (result.exit_code, files(repository)) == (0, before)
    assert "0 files written" in result.output


def test_what_differs_is_named_and_nothing_is_written(repository: Path) -> None:
    for name in (PUBLISH, BESIDE[1]):
        (repository / name).parent.mkdir(parents=True, exist_ok=True)
        (repository / name).write_text("mine\n", "utf-8")
    before = files(repository)
    result = new_ci(repository)
    assert (result.exit_code, files(repository)) == (2, before)
    assert f"{PUBLISH}: is there already, and is not what would be written [BLD023]" in result.output
    assert f"{BESIDE[1]}: is there already" in result.output
    assert CHECK not in result.output


def test_all_files_are_written_or_none(repository: Path) -> None:
    """The last of them cannot be: its folder's name is taken by a file."""
    (repository / "requirements").write_text("mine\n", "utf-8")
    before = files(repository)
    result = new_ci(repository)
    assert (result.exit_code, files(repository)) == (2, before), result.output
    assert "BLD061" in result.output
    assert {path.name for path in repository.iterdir()} == {"sites", ".git", "requirements"}


def test_ci_of_the_project_stays_and_is_told_to_include_ours(repository: Path) -> None:
    (repository / ".gitlab-ci.yml").write_text("other: {script: [make]}\n", "utf-8")
    result = new_ci(repository, "gitlab")
    assert result.exit_code == 0
    assert (repository / ".gitlab-ci.yml").read_text("utf-8") == "other: {script: [make]}\n"
    assert "include: [{local: .gitlab/microsites.yml}]" in result.output
    (repository / ".gitlab-ci.yml").write_text("include: [{local: .gitlab/microsites.yml}]\n", "utf-8")
    assert "Next" not in new_ci(repository, "gitlab").output


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("forge", ["github", "gitlab"])
def test_what_is_left_to_do_by_hand_is_told(repository: Path, forge: str, target: str) -> None:
    told = new_ci(repository, forge, "--target", target).output.partition("\nNext:\n")[2].splitlines()
    assert [line.split(".")[0].strip() for line in told] == [str(number) for number in range(1, len(told) + 1)]
    values = (*TARGETS[target].secrets, *TARGETS[target].variables)
    assert all(any(value in line for line in told) for value in values)
    assert ("berry, move" in told[0]) == (target != "github-pages")
    assert any("Settings › Pages" in line for line in told) == (target == "github-pages")
    assert any("MICROSITES_TOKEN" in line for line in told) == (forge == "gitlab")
    assert any("MICROSITES_PREVIEW_URL" in line for line in told) == (target != "github-pages")
    assert told[-1].endswith("protect the branch main")


def test_sites_with_a_destination_are_not_asked_for_one(repository: Path) -> None:
    site = repository / "sites" / "berry" / "site.yml"
    site.write_text(site.read_text("utf-8") + "publish: {rsync: {to: 'deploy@example.jp:/srv/berry/'}}\n", "utf-8")
    told = new_ci(repository, "--target", "rsync").output
    assert "(publish: {rsync: {to: …}}): move\n" in told
    assert "berry" not in told


def test_portfolio_may_be_the_repository(tmp_path: Path) -> None:
    shutil.copytree(MINIMAL, tmp_path / "town")
    (tmp_path / "town/.git").mkdir()
    command = ["new", "ci", "--portfolio", str(tmp_path / "town"), "--requirement", COMMIT]
    assert CliRunner().invoke(main, command).exit_code == 0
    text = (tmp_path / "town" / CHECK).read_text("utf-8")
    assert read_forge_yaml(text)["env"]["PORTFOLIO"] == "."
    assert "::error file=\\1,line=" in text
    assert (tmp_path / "town" / BESIDE[0]).is_file()


def test_where_there_is_no_portfolio(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["new", "ci", "--portfolio", str(tmp_path), "--requirement", COMMIT])
    assert result.exit_code == 2
    assert "there is no portfolio.yml [BLD027]" in result.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("branch", ["a b", "main'", "${{ x }}", "-x", "a/../b", "m*", "a\nb", "公開", "ｍａｉｎ"])
def test_names_that_mean_something_to_a_forge_are_refused(repository: Path, branch: str) -> None:
    result = new_ci(repository, "--branch", branch)
    assert (result.exit_code, files(repository)) == (2, {})
    assert "[BLD026]" in result.output


def test_wheel_is_kept_and_pinned_by_its_content(repository: Path, tmp_path: Path) -> None:
    wheel = tmp_path / "microsites-1.2.0-py3-none-any.whl"
    wheel.write_bytes(b"PK\r\nwheel")
    assert new_ci(repository, "--requirement", str(wheel)).exit_code == 0
    kept = repository / "requirements" / wheel.name
    assert kept.read_bytes() == wheel.read_bytes()
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    line = f"./requirements/{wheel.name} --hash=sha256:{digest}\n"
    assert (repository / BESIDE[1]).read_text("utf-8") == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (COMMIT, f"microsites @ {COMMIT}"),
        (f"microsites==1.0 --hash=sha256:{'0' * 64}", f"microsites==1.0 --hash=sha256:{'0' * 64}"),
        (
            f"https://files.example.jp/microsites-1-py3-none-any.whl --hash=sha256:{'a' * 64}",
            f"microsites @ https://files.example.jp/microsites-1-py3-none-any.whl --hash=sha256:{'a' * 64}",
        ),
    ],
)
def test_requirement_that_is_exact(text: str, line: str) -> None:
    assert package_of(text, "requirements").requirement == line


@pytest.mark.parametrize(
    "text",
    [
        "microsites",
        "microsites>=1",
        "microsites==1.0",
        "other==1.0",
        "git+https://git.example.jp/m.git@main",
        "https://files.example.jp/microsites-1-py3-none-any.whl",
        f"{COMMIT}\nother==1",
        "microsites==1.0\n--index-url https://evil.example/",
        "missing-1.0-py3-none-any.whl",
    ],
)
def test_requirement_that_may_mean_something_else_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="BLD024"):
        package_of(text, "requirements")


class Installed(Distribution):
    """As pip records where something came from (PEP 610)."""

    version = "1.0"

    def __init__(self, origin: dict[str, Any] | None) -> None:
        self._origin = origin

    def read_text(self, filename: str) -> str | None:
        return json.dumps(self._origin) if self._origin and filename == "direct_url.json" else None

    def locate_file(self, path: Any) -> Any:
        raise NotImplementedError


def test_package_in_use_is_taken_from_where_it_came() -> None:
    vcs = {"url": "https://git.example.jp/m.git", "vcs_info": {"vcs": "git", "commit_id": "a" * 40}}
    found = installed_package("requirements", Installed(vcs))
    assert found.requirement == f"microsites @ git+https://git.example.jp/m.git@{'a' * 40}"
    with pytest.raises(UserError) as refused:
        installed_package("requirements", Installed(None))
    [problem] = refused.value.problems
    assert problem.code == "BLD024"
    assert "pip download --no-deps --only-binary :all: microsites==1.0" in str(problem.hint)
    assert "--requirement microsites-1.0-py3-none-any.whl" in str(problem.hint)
    folder = {"url": "file:///home/someone/microsites", "dir_info": {"editable": True}}
    with pytest.raises(UserError, match="from a folder of this machine"):
        installed_package("requirements", Installed(folder))


def test_every_host_that_sites_are_published_to_has_its_workflow() -> None:
    assert sorted(TARGETS) == sorted(NAMED)


def test_zizmor_finds_nothing(everything: Path) -> None:
    found = [str(path) for path in sorted(everything.glob("github/*/.github/workflows/*.yml"))]
    assert len(found) == 2 * len(TARGETS)
    command = [
        Path(sys.executable).parent / "zizmor",
        "--offline",
        "--persona=auditor",
        "--no-progress",
        "--color=never",
        *found,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    # One exception, for the programs of Cloudflare and Netlify, which npm installs in a version but without a lock.
    ignored = [path for path in found if "zizmor: ignore" in Path(path).read_text("utf-8")]
    assert {Path(path).parts[-4] for path in ignored} == {"cloudflare", "netlify"}
    assert f"({len(ignored)} ignored)" in done.stdout


@pytest.mark.proof
@pytest.mark.parametrize(
    ("schema", "pattern", "number"),
    [
        (("vendor.github-workflows",), "github/*/.github/workflows/*.yml", 2),
        (("vendor.gitlab-ci", "--data-transform", "gitlab-ci"), "gitlab/*/.gitlab/microsites.yml", 1),
        (("vendor.gitlab-ci",), "gitlab/*/.gitlab-ci.yml", 1),
    ],
)
def test_files_are_valid_for_their_forge(everything: Path, schema: tuple[str, ...], pattern: str, number: int) -> None:
    found = sorted(everything.glob(pattern))
    assert len(found) == number * len(TARGETS)
    command = [Path(sys.executable).parent / "check-jsonschema", "--builtin-schema", *schema, *found]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_workflows_do_what_no_linter_asks(everything: Path) -> None:
    for name, workflow in workflows(everything):
        assert workflow["permissions"] == {}, name
        events = workflow[True]  # YAML 1.1 reads `on`
        assert not {"pull_request_target", "workflow_run"} & set(events), name
        for job in workflow["jobs"].values():
            assert job["timeout-minutes"] <= 30, name
            assert "permissions" in job, name
        for step in steps(workflow):
            assert "${{" not in step.get("run", ""), f"{name}: {step['name']}"
            assert re.fullmatch(r"actions/[\w/-]+@[0-9a-f]{40}", step.get("uses", f"actions/x@{'0' * 40}")), name
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False
    for path in everything.glob("github/*/.github/workflows/*.yml"):
        uses = [line for line in path.read_text("utf-8").splitlines() if "uses:" in line]
        assert all(re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line) for line in uses), path


def test_what_runs_a_change_has_neither_secrets_nor_the_right_to_write(everything: Path) -> None:
    for name, workflow in workflows(everything):
        if not name.endswith("microsites-check.yml"):
            continue
        for job_name, job in workflow["jobs"].items():
            text = json.dumps(job, ensure_ascii=False)
            runs_the_change = "actions/checkout@" in text or "microsites build" in text or "pip install" in text
            assert runs_the_change is (job_name == "check"), f"{name}: {job_name}"
            if runs_the_change:
                assert job["permissions"] == {"contents": "read"}
                assert "secrets." not in text
                assert "GH_TOKEN" not in text
            else:
                assert "github.event.pull_request.head.repo.full_name == github.repository" in job["if"], name


def test_what_runs_a_change_on_gitlab_is_in_no_environment(everything: Path) -> None:
    """There a secret is seen where its environment is: in jobs that carry files, and after the merge."""
    scopes = {"microsites-preview": "preview/$CI_MERGE_REQUEST_IID", "microsites-comment": "microsites-comment"}
    for target in TARGETS.values():
        text = (everything / f"gitlab/{target.name}/.gitlab/microsites.yml").read_text("utf-8")
        jobs = {name: job for name, job in read_forge_yaml(text).items() if not name.startswith(".")}
        for name, job in jobs.items():
            runs = json.dumps(job, ensure_ascii=False)
            of_a_change = "merge_request_event" in job["rules"][0]["if"] and "!=" not in job["rules"][0]["if"]
            assert of_a_change is (name != "microsites-publish")
            runs_the_change = "microsites build" in runs or "microsites-install" in runs
            assert runs_the_change is (name in ("microsites-check", "microsites-publish")), name
            if name == "microsites-check":
                assert "environment" not in job
                # Before anything is installed.
                guard = job["before_script"][0]
                assert f"for name in {' '.join(('MICROSITES_TOKEN', *target.secrets))}; do" in guard
                assert job["before_script"][1:] == [{"reference": [".microsites-install", "before_script"]}]
            elif of_a_change:
                assert job["environment"]["name"] == scopes[name]
                assert job["variables"]["GIT_STRATEGY"] == "none"
        # A variable of an environment is not known yet where rules are read.
        assert not [job for job in jobs.values() if "MICROSITES_TOKEN" in json.dumps(job["rules"])]
        assert jobs["microsites-comment"]["environment"]["action"] == "access"
        assert jobs["microsites-publish"]["environment"] == "production"
        head = text[: text.index(".microsites:\n")]
        assert "環境スコープは「microsites-comment」" in head
        for secret in target.secrets:
            assert f"{secret}: 公開先に入るための値。環境スコープ「production」と「preview/*」" in head


@pytest.mark.parametrize("name", ["preview", "report", "_site", "comment.md"])
def test_nothing_is_written_among_the_files_of_the_repository(everything: Path, name: str) -> None:
    """What a job that checks them out makes, it makes elsewhere."""
    made = re.compile(rf"(?:mkdir|--report|--to|>>?) ['\"]?{re.escape(name)}\\b")
    for file, workflow in workflows(everything):
        for job_name, job in workflow["jobs"].items():
            if "actions/checkout@" in json.dumps(job):
                scripts = [step.get("run", "") for step in job["steps"]]
                assert not [script for script in scripts if made.search(script)], f"{file}: {job_name}"
                paths = [step["with"]["path"] for step in job["steps"] if "upload" in step.get("uses", "")]
                assert all(path.startswith("${{ runner.temp }}/") for path in paths), f"{file}: {job_name}"


@pytest.mark.proof
def test_shell_of_every_step_can_be_read(everything: Path) -> None:
    """``bash -n`` of each script once, of both forges."""
    scripts = {step["run"] for _, workflow in workflows(everything) for step in steps(workflow) if "run" in step}
    for path in everything.glob("gitlab/*/.gitlab/microsites.yml"):
        document = read_forge_yaml(path.read_text("utf-8"))
        for job in document.values():
            for part in ("before_script", "script", "after_script"):
                scripts |= {line for line in job.get(part, ()) if isinstance(line, str)}
    assert len(scripts) > 30
    for script in sorted(scripts):
        done = subprocess.run(["bash", "-n"], input=script, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{script}\n{done.stderr}"


def test_handbook_shows_the_comments_as_they_are() -> None:
    page = (CHECKOUT / "sites/handbook/pages/browser.yml").read_text("utf-8").replace("**", "")
    quoted = [line.strip() for line in re.findall(r"^ *> ?(.*)$", page, re.MULTILINE)]
    lines: list[str] = []
    for name in ("typo.md", "repaired.md"):
        comment = (CHECKOUT / "tests/comments" / name).read_text("utf-8")
        comment = re.sub(r"</summary>.*?</details>", "", comment, flags=re.DOTALL)  # what is folded
        comment = re.sub(r"\[(.+?)\]\([^)]*\)", r"\1", comment.replace("<summary>", "▸ ").replace("**", ""))
        shown = (re.sub(r"^### |^```.*|<[^>]*>|\\$", "", line).strip() for line in comment.splitlines())
        lines += [line for line in shown if line]
    assert "|           ^" in lines
    assert "`CFG007`" in lines
    assert [line for line in quoted if line] == lines


def test_handbook_lists_what_each_target_needs() -> None:
    page = (CHECKOUT / "sites/handbook/pages/ci.md").read_text("utf-8")
    for target in TARGETS.values():
        cells = ["、".join(f"`{name}`" for name in names) or "なし" for names in (target.secrets, target.variables)]
        assert f"| `{target.name}` | {cells[0]} | {cells[1]} |" in page
