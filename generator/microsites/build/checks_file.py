"""Reads ``checks.yml``: severities and suppressions, each with its reason."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from microsites.content.fields import LongText, Model, Slug, Text
from microsites.content.moments import Date
from microsites.content.source import Source, read_yaml_file
from microsites.content.validation import validate
from microsites.content.yaml_reader import YamlError
from microsites.errors import Problem
from microsites.manifest import CheckSettings, Suppression
from microsites.measurement.expectations import place

Code = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]{2,4}[0-9]{3}$")]


class SuppressionEntry(Model):
    """A finding that somebody decided to live with."""

    code: Code
    """The rule: ``SEO003``."""
    reason: LongText
    """Why; a suppression without a reason is not one."""
    site: Slug | None = None
    """Only on this site; on all if it is not given."""
    page: Text | None = None
    """Only on this page, by its address below the site."""
    subject: Text | None = None
    """Only what concerns this: an address, an ID, as the finding names it."""
    until: Date | None = None
    """The last day on which it counts."""


class ChecksFile(Model):
    """``checks.yml``: how strict the checker is."""

    fail_on: Literal["error", "warning", "note"] = "error"
    """From which severity on a check fails."""
    severity: dict[Code, Literal["error", "warning", "note", "off"]] = Field(default_factory=dict)
    """Rule → how grave its findings are here; ``off`` leaves it out."""
    suppress: tuple[SuppressionEntry, ...] = Field(default=(), max_length=500)
    """Findings that somebody decided to live with."""


def read_checks(path: Path, file: str, problems: list[Problem]) -> CheckSettings:
    """The settings in ``path`` (defaults where there is no such file); adds what is wrong to ``problems``."""
    if not path.is_file():
        return CheckSettings()
    try:
        document = read_yaml_file(path, file)
    except YamlError as error:
        problems.append(error.problem)
        return CheckSettings()
    if document.data is None:
        return CheckSettings()
    source = Source(file, document.positions)
    settings = validate(ChecksFile, document.data, source, problems)
    if settings is None:
        return CheckSettings()
    return CheckSettings(
        fail_on=settings.fail_on,
        severity=dict(settings.severity),
        suppress=tuple(
            Suppression(**entry.model_dump(), place=place(source, ("suppress", number)))
            for number, entry in enumerate(settings.suppress)
        ),
    )
