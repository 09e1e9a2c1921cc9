"""Runs the jobs of a GitLab pipeline here: their own scripts in bash, in the order of their stages, with what they hand on.

Honoured are ``rules`` (``if``, ``when``), ``needs`` (``optional``, ``artifacts``), ``extends``, ``!reference``, environments and the
variables of their scope, artifacts (paths, dotenv) and caches.  Every job finds a folder of its own, and in it what an
earlier pipeline left on that machine (``GIT_STRATEGY: none``).  Programs that would reach out of the machine are laid
before PATH by the test.  Of the language of rules only what our file uses is understood, and anything else is an error.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

_COMPARED = re.compile(r'\$(\w+)(?: (==|!=) "([^"]*)")?')
_VARIABLE = re.compile(r"\$(\w+)|\$\{(\w+)\}")


@dataclass(frozen=True)
class Variable:
    """As a project keeps it under "Settings > CI/CD > Variables"."""

    name: str
    value: str
    scope: str = "*"
    """Environments whose jobs see it; a job without an environment sees ``*`` only."""

    def is_seen_in(self, environment: str) -> bool:
        """Whether a job of ``environment`` (empty if it has none) gets it."""
        return fnmatchcase(environment, self.scope) if environment else self.scope == "*"


@dataclass
class Machine:
    """What outlives a pipeline: the repository, caches, and what jobs left behind."""

    repository: Path
    folder: Path

    def checkout(self, strategy: str, job: str) -> Path:
        """The folder that a job finds."""
        work = self.folder / "builds" / job
        if strategy != "none":
            shutil.rmtree(work, ignore_errors=True)
            shutil.copytree(self.repository, work, ignore=shutil.ignore_patterns(".git"))
        work.mkdir(parents=True, exist_ok=True)
        return work


@dataclass
class Pipeline:
    """One pipeline, for one event."""

    machine: Machine
    number: int
    document: Mapping[str, Any]
    stages: tuple[str, ...]
    predefined: Mapping[str, str]
    """Variables of GitLab, for every job; with the PATH that programs are found in."""
    project: tuple[Variable, ...] = ()
    results: dict[str, str] = field(default_factory=dict)
    """Of the jobs that the pipeline has: success, failed, skipped."""
    seen: dict[str, dict[str, str]] = field(default_factory=dict)
    """The variables of each job that ran."""
    printed: str = ""

    def go(self) -> None:
        """Run every job of the event."""
        jobs = {name: self._definition(name) for name in self.document if not name.startswith(".")}
        chosen = {name: when for name, job in jobs.items() if (when := self._when(job))}
        for stage in self.stages:
            for name in [name for name in chosen if jobs[name]["stage"] == stage]:
                needs = [need if isinstance(need, dict) else {"job": need} for need in jobs[name].get("needs", [])]
                for need in needs:
                    assert need["job"] in chosen or need.get("optional"), (
                        f"{name} needs {need['job']}, which is missing"
                    )
                needs = [need for need in needs if need["job"] in chosen]
                before = [need["job"] for need in needs] if "needs" in jobs[name] else list(self.results)
                if chosen[name] == "on_success" and any(self.results[other] != "success" for other in before):
                    self.results[name] = "skipped"
                    continue
                self._run(name, jobs[name], [need["job"] for need in needs if need.get("artifacts", True)])

    def artifacts(self, job: str) -> Path:
        """What a job handed on."""
        return self.machine.folder / "artifacts" / str(self.number) / job

    def _definition(self, name: str) -> dict[str, Any]:
        own = self.document[name]
        if "extends" not in own:
            return dict(own)
        base = self._definition(own["extends"])
        return {**base, **own, "variables": {**base.get("variables", {}), **own.get("variables", {})}}

    def _when(self, job: Mapping[str, Any]) -> str:
        """When the job runs; empty if the pipeline has no such job."""
        # Rules are read before a job has an environment.
        known = {**self.predefined, **{one.name: one.value for one in self.project if one.is_seen_in("")}}
        for rule in job["rules"]:
            assert set(rule) <= {"if", "when"}, rule
            if all(_holds(part, known) for part in rule["if"].split(" && ")):
                return str(rule.get("when", "on_success"))
        return ""

    def _run(self, name: str, job: Mapping[str, Any], handed_on: list[str]) -> None:
        given = job.get("environment", {})
        environment = given if isinstance(given, str) else given.get("name", "")
        environment = _filled(environment, self.predefined)
        variables = {
            **{key: str(value) for key, value in job["variables"].items()},
            **{one.name: one.value for one in self.project if one.is_seen_in(environment)},
            **self.predefined,
        }
        work = self.machine.checkout(variables.get("GIT_STRATEGY", "fetch"), name)
        variables["CI_PROJECT_DIR"] = str(work)
        for other in handed_on:
            if (folder := self.artifacts(other)).is_dir():
                shutil.copytree(folder, work, dirs_exist_ok=True)
            if (dotenv := folder.with_suffix(".env")).exists():
                variables |= dict(line.split("=", 1) for line in dotenv.read_text("utf-8").splitlines())
        caches = job.get("cache", [])
        for cache in caches:
            if (kept := self._cache(cache)).is_dir():
                shutil.copytree(kept, work, dirs_exist_ok=True)
        self.seen[name] = variables
        codes = [self._bash(job, parts, work, variables) for parts in (("before_script", "script"), ("after_script",))]
        self.results[name] = "failed" if codes[0] else "success"
        wanted = job.get("artifacts", {})
        if not codes[0] or wanted.get("when") == "always":
            _keep(work, [_filled(path, variables) for path in wanted.get("paths", [])], self.artifacts(name))
        reports = wanted.get("reports", {})
        if "dotenv" in reports and (work / reports["dotenv"]).exists():
            kept = self.artifacts(name).with_suffix(".env")
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(work / reports["dotenv"], kept)
        if "junit" in reports:
            _keep(work, [str(path.relative_to(work)) for path in work.glob(reports["junit"])], self.artifacts("junit"))
        for cache in caches:
            if not codes[0]:
                _keep(work, cache["paths"], self._cache(cache))

    def _cache(self, cache: Mapping[str, Any]) -> Path:
        key = cache["key"]
        return self.machine.folder / "caches" / (key if isinstance(key, str) else "files")

    def _bash(self, job: Mapping[str, Any], parts: tuple[str, ...], work: Path, variables: Mapping[str, str]) -> int:
        script = "\n".join(line for part in parts for line in self._lines(job.get(part, [])))
        done = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", script],
            cwd=work,
            env=dict(variables),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        self.printed += done.stdout
        return done.returncode

    def _lines(self, lines: list[Any]) -> list[str]:
        found: list[str] = []
        for line in lines:
            if isinstance(line, dict):
                job, part = line["reference"]
                found += self._lines(self._definition(job)[part])
            else:
                found.append(line)
        return found


def _holds(comparison: str, variables: Mapping[str, str]) -> bool:
    found = _COMPARED.fullmatch(comparison)
    assert found, f"no such rule here: {comparison}"
    name, operator, text = found.groups()
    value = variables.get(name, "")
    return bool(value) if operator is None else (value == text) is (operator == "==")


def _filled(text: str, variables: Mapping[str, str]) -> str:
    return _VARIABLE.sub(lambda match: variables.get(match[1] or match[2], ""), text)


def _keep(work: Path, paths: list[str], folder: Path) -> None:
    """Copy what is there of ``paths`` into ``folder``, in the place of what was kept before."""
    shutil.rmtree(folder, ignore_errors=True)
    for path in paths:
        source, target = work / path, folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        elif source.exists():
            shutil.copyfile(source, target)
