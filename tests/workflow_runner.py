"""Runs the jobs of a GitHub workflow here: its own ``run:`` steps in bash, in order, with what they hand on.

What is not ours (``uses:``) is done by a stand-in that says so in :attr:`Run.log`; programs that would reach out of the
machine are laid before PATH by the test.  Of the language of expressions only what our workflows use is understood, and
anything else is an error.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from forge_yaml import read_forge_yaml

_TOKEN = re.compile(r"\s*(?:(?P<op>&&|\|\||==|!=|!|\(|\)|,)|'(?P<text>[^']*)'|(?P<name>[A-Za-z_][\w.\-]*))")
_HOLE = re.compile(r"\$\{\{(.*?)\}\}")


@dataclass
class Forge:
    """What outlives a run: caches, and where the repository is."""

    origin: Path
    caches: dict[str, Path]
    folder: Path


@dataclass
class Run:
    """One run of a workflow for one event."""

    forge: Forge
    folder: Path
    contexts: dict[str, Any]
    environment: Mapping[str, str]
    log: list[str] = field(default_factory=list)
    """What happened: jobs, steps, stand-ins."""
    results: dict[str, str] = field(default_factory=dict)
    """Of the jobs: success, failure, skipped."""
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    summaries: dict[str, str] = field(default_factory=dict)
    printed: str = ""
    commands: list[str] = field(default_factory=list)
    """What steps printed and a runner obeys: lines that start with ``::``."""
    artifacts: dict[str, Path] = field(default_factory=dict)

    def go(self, workflow: Path) -> None:
        """Run every job, in the order of the file, which is that of their needs."""
        document = read_forge_yaml(workflow.read_text("utf-8"))
        self.folder.mkdir(parents=True)
        for name, job in document["jobs"].items():
            needs = job.get("needs", [])
            needs = [needs] if isinstance(needs, str) else needs
            assert all(need in self.results for need in needs), f"{name} needs what comes later"
            self.contexts["needs"] = {
                need: {"result": self.results[need], "outputs": self.outputs.get(need, {})} for need in needs
            }
            succeeded = all(self.results[need] == "success" for need in needs)
            if not self._holds(job.get("if"), succeeded):
                self.results[name] = "skipped"
                self.log.append(f"{name}: skipped")
                continue
            self._job(name, job, document)

    def _job(self, name: str, job: dict[str, Any], document: dict[str, Any]) -> None:
        work, temp = self.folder / name / "work", self.folder / name / "temp"
        work.mkdir(parents=True)
        temp.mkdir()
        self.contexts["steps"] = {}
        self.contexts["runner"] = {"temp": str(temp)}
        failed = False
        for step in job["steps"]:
            title = f"{name}: {step['name']}"
            if not self._holds(step.get("if"), not failed):
                self.log.append(f"{title}: skipped")
                continue
            if "uses" in step:
                given = {key: self._filled(str(value)) for key, value in step.get("with", {}).items()}
                outputs = STAND_INS[step["uses"].split("@")[0]](self, work, given)
                self.log.append(f"{title}: stand-in for {step['uses'].split('@')[0]}")
                code = 0
            else:
                variables = {**document.get("env", {}), **job.get("env", {}), **step.get("env", {})}
                code, outputs = self._bash(step["run"], variables, work, temp, name)
                self.log.append(f"{title}: {'ok' if code == 0 else f'exit {code}'}")
            failed |= code != 0
            if "id" in step:
                self.contexts["steps"][step["id"]] = {"outputs": outputs}
        self.results[name] = "failure" if failed else "success"
        self.outputs[name] = {key: self._filled(value) for key, value in job.get("outputs", {}).items()}

    def _bash(
        self, script: str, variables: Mapping[str, Any], work: Path, temp: Path, job: str
    ) -> tuple[int, dict[str, str]]:
        files = {name: temp / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_ENV")}
        for file in files.values():
            file.write_text("")
        environment = {
            **self.environment,
            **{name: str(file) for name, file in files.items()},
            **{name: self._filled(str(value)) for name, value in variables.items()},
            "RUNNER_TEMP": str(temp),
        }
        # As GitHub runs `shell: bash`.
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        done = subprocess.run(
            command, cwd=work, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        self.printed += done.stdout
        self.commands += _commands(done.stdout)
        self.summaries[job] = self.summaries.get(job, "") + files["GITHUB_STEP_SUMMARY"].read_text("utf-8")
        assert files["GITHUB_ENV"].read_text() == "", "nothing is handed on by GITHUB_ENV: add it here if it is"
        lines = files["GITHUB_OUTPUT"].read_text("utf-8").splitlines()
        return done.returncode, dict(line.split("=", 1) for line in lines)

    def _holds(self, condition: str | None, succeeded: bool) -> bool:
        if condition is None:
            return succeeded
        text = _HOLE.fullmatch(condition.strip())
        assert text, f"write the condition in braces: {condition}"
        value = bool(self._value(text[1]))
        # Without a function of the status, success() is meant.
        return value if "cancelled()" in condition else value and succeeded

    def _filled(self, text: str) -> str:
        def value(hole: re.Match[str]) -> str:
            found = self._value(hole[1])
            return str(found).lower() if isinstance(found, bool) else str(found or "")

        return _HOLE.sub(value, text)

    def _value(self, expression: str) -> Any:
        """The value of an expression, turned into Python's words token by token."""
        words, position, expression = [], 0, expression.strip()
        while position < len(expression):
            token = _TOKEN.match(expression, position)
            assert token, f"no such expression here: {expression[position:]}"
            position = token.end()
            if token["op"]:
                words.append({"&&": "and", "||": "or", "!": "not"}.get(token["op"], token["op"]))
            elif token["name"]:
                functions = ("cancelled", "hashFiles")
                words.append(token["name"] if token["name"] in functions else f"look({token['name']!r})")
            else:
                words.append(repr(token["text"]))
        names = {"look": self._look, "cancelled": lambda: False, "hashFiles": lambda *_patterns: "digest"}
        # Words of the table above only.
        return eval(" ".join(words), {"__builtins__": {}}, names)

    def _look(self, path: str) -> Any:
        value: Any = self.contexts
        for part in path.split("."):
            value = value.get(part, "") if isinstance(value, dict) else ""
        return value


def _commands(printed: str) -> list[str]:
    """The commands of a step's output, those left out that stand between ``::stop-commands::TOKEN`` and ``::TOKEN::``."""
    found, resume = [], ""
    for line in printed.splitlines():
        if resume:
            resume = "" if line == f"::{resume}::" else resume
        elif line.startswith("::stop-commands::"):
            resume = line.removeprefix("::stop-commands::")
        elif line.startswith("::"):
            found.append(line)
    assert not resume, "nobody let commands go on"
    return found


def _checkout(run: Run, work: Path, given: Mapping[str, str]) -> dict[str, str]:
    """Really done, by git: the branch that is asked for, else the commit of the event."""
    assert given["persist-credentials"] == "False"
    wanted = given.get("ref") or run.contexts["github"]["sha"]
    for command in (
        ["init", "--quiet"],
        ["fetch", "--quiet", "--depth=1", str(run.forge.origin), wanted],
        ["checkout", "--quiet", "FETCH_HEAD"],
    ):
        subprocess.run(["git", *command], cwd=work, check=True, capture_output=True)
    return {}


def _restore(run: Run, work: Path, given: Mapping[str, str]) -> dict[str, str]:
    wanted = given["restore-keys"].strip()
    for key in sorted(run.forge.caches, key=lambda key: list(run.forge.caches).index(key), reverse=True):
        if key.startswith(wanted):
            shutil.copytree(run.forge.caches[key], work, dirs_exist_ok=True)
            break
    return {}


def _save(run: Run, work: Path, given: Mapping[str, str]) -> dict[str, str]:
    kept = run.forge.folder / given["key"]
    for name in given["path"].split():
        source, target = work / name, kept / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        elif source.exists():
            shutil.copyfile(source, target)
    run.forge.caches[given["key"]] = kept
    return {}


def _upload(run: Run, work: Path, given: Mapping[str, str]) -> dict[str, str]:
    assert (work / given["path"]).is_dir()
    run.artifacts[given["name"]] = work / given["path"]
    return {}


def _download(run: Run, work: Path, given: Mapping[str, str]) -> dict[str, str]:
    shutil.copytree(run.artifacts[given["name"]], work / given["path"])
    return {}


def _pages(run: Run, work: Path, given: Mapping[str, str]) -> dict[str, str]:
    return _upload(run, work, {"name": "github-pages", **given})


STAND_INS: Mapping[str, Callable[[Run, Path, Mapping[str, str]], dict[str, str]]] = {
    "actions/checkout": _checkout,
    "actions/setup-python": lambda *_: {},
    "actions/cache": _restore,
    "actions/cache/restore": _restore,
    "actions/cache/save": _save,
    "actions/upload-artifact": _upload,
    "actions/download-artifact": _download,
    "actions/upload-pages-artifact": _pages,
    "actions/deploy-pages": lambda *_: {"page_url": "https://hanamori.github.io/sites/"},
}


def environment_of(programs: Path, api: str) -> dict[str, str]:
    """What a step finds: the programs of the test, then the machine's; nothing of whoever runs the test."""
    return {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(programs.parent / "home"),
        "LANG": "C.UTF-8",
        "GITHUB_API_URL": api,
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_REPOSITORY": "hanamori/sites",
    }
