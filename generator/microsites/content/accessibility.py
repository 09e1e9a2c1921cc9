"""What a municipality promises about accessibility, and what a test of a site found.

``accessibility:`` in ``portfolio.yml`` is the policy (方針).  ``sites/<site>/accessibility.yml`` is the test of one
site as people judged it; ``accessibility-machine.json`` beside it is what a program found, and never a judgement.
The fields follow what the Web Accessibility Infrastructure Committee asks of policies (ウェブアクセシビリティ方針策定
ガイドライン) and of published results (JIS X 8341-3:2016 試験実施ガイドライン).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ClassVar, Literal, TypeVar

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from microsites.content import shapes
from microsites.content.fields import LongText, Model, Text, Whole
from microsites.content.json_reader import read_json_file
from microsites.content.moments import Date
from microsites.content.refusal import refused
from microsites.content.source import Source, read_yaml_file
from microsites.content.validation import did_you_mean, validate
from microsites.content.wcag import CRITERIA, Criterion, Level
from microsites.content.yaml_reader import YamlError
from microsites.errors import Problem
from microsites.i18n.message import _

_Read = TypeVar("_Read")

TEST_FILE = "accessibility.yml"
MACHINE_FILE = "accessibility-machine.json"

_NUMBERS = frozenset(criterion.number for criterion in CRITERIA)


def _known(number: str) -> str:
    if number not in _NUMBERS:
        raise refused(
            _("'{number}' is no success criterion of level A or AA; they are called 1.1.1 to 4.1.2", number=number)
        )
    return number


CriterionNumber = Annotated[
    str,
    AfterValidator(_known),
    WithJsonSchema(
        {
            "enum": [criterion.number for criterion in CRITERIA],
            "enumDescriptions": [f"{criterion.title}（{criterion.level}）" for criterion in CRITERIA],
        }
    ),
]
"""The number of a success criterion: ``1.4.3``."""


class Exemption(Model):
    """Something that the policy leaves out, and why."""

    what: Text
    """``2026年3月以前に掲載したPDF``."""
    reason: LongText
    """Why it is left out."""


class KnownProblem(Model):
    """Something that is known to be wrong, and what will be done about it."""

    problem: LongText
    """What does not work, and for whom."""
    plan: LongText
    """What will be done about it."""
    until: Date | None = None
    """By when."""


class AccessibilityPolicy(Model):
    """``accessibility`` in ``portfolio.yml``: the policy of all its sites."""

    standard: Text = "JIS X 8341-3:2016"
    """Name and year of the standard."""
    level: Level = "AA"
    """The level of conformance that is aimed at."""
    degree: Literal["conforming", "partly_conforming", "considerate"]
    """What will be claimed once it is reached: 準拠, 一部準拠 or 配慮."""
    deadline: Date
    """When it is to be reached."""
    established: Date
    """When the policy was decided."""
    technologies: tuple[Text, ...] = Field(default=("HTML", "CSS", "JavaScript", "WAI-ARIA", "SVG"), max_length=20)
    """What a visitor's browser must understand."""
    exemptions: tuple[Exemption, ...] = Field(default=(), max_length=20)
    """What the policy leaves out."""
    problems: tuple[KnownProblem, ...] = Field(default=(), max_length=40)
    """Known today."""
    department: Text
    """Who answers for it."""
    contact: Text
    """How to reach them; more than one way, so that nobody is left out."""


def needed(level: Level) -> tuple[Criterion, ...]:
    """The criteria that conformance at ``level`` asks for, in the order of the standard."""
    return tuple(criterion for criterion in CRITERIA if criterion.level == "A" or level == "AA")


Result = Literal["pass", "fail", "not_applicable", "not_tested"]


class Judgement(Model):
    """What a person found about one criterion."""

    constraints: ClassVar[tuple[shapes.Shape, ...]] = (shapes.needs(shapes.given("result", {"const": "fail"}), "note"),)

    result: Result
    """What was found."""
    note: LongText | None = None
    """What was found, and on which page; required where the criterion is not met."""

    @model_validator(mode="after")
    def _says_why(self) -> Judgement:
        if self.result == "fail" and self.note is None:
            raise refused(_("a criterion that is not met needs a note: what, and where"))
        return self


class AccessibilityTest(Model):
    """``accessibility.yml`` of a site: a test by people."""

    started: Date
    """First day of the test."""
    finished: Date
    """Last day of the test."""
    tester: Text
    """Role or company."""
    choice: LongText
    """How the pages were chosen."""
    method: LongText
    """With what: browsers, screen readers, tools."""
    pages: tuple[Text, ...] = Field(min_length=1, max_length=200)
    """The pages that were tested, by their ids: ``index``, ``farms/aoki``."""
    criteria: dict[CriterionNumber, Judgement] = Field(max_length=len(CRITERIA))
    """Criterion → what a person judged; a criterion that is not named was not tested."""

    @model_validator(mode="after")
    def _in_order(self) -> AccessibilityTest:
        if self.finished < self.started:
            raise refused(_("finished is before started"))
        return self

    def result(self, criterion: str) -> Result:
        """What was judged about a criterion."""
        judged = self.criteria.get(criterion)
        return judged.result if judged is not None else "not_tested"


class MachineCriterion(Model):
    """What a program found about one criterion, on all pages together."""

    rules: Annotated[Whole, Field(ge=1)]
    """How many of its rules look at this criterion."""
    passed: Annotated[Whole, Field(ge=0)]
    """Elements in which it found nothing; with ``violations`` and ``unclear`` each element that it looked at, once."""
    violations: Annotated[Whole, Field(ge=0)]
    """Elements that at least one rule holds to be wrong in at least one view."""
    unclear: Annotated[Whole, Field(ge=0)]
    """Elements of which it says that a person must look."""


class MachineResult(Model):
    """``accessibility-machine.json`` of a site, written by ``tools/accessibility.py``."""

    tool: Text
    version: Text
    date: Date
    pages: Annotated[Whole, Field(ge=1)]
    criteria: dict[CriterionNumber, MachineCriterion] = Field(max_length=len(CRITERIA))


@dataclass(frozen=True, slots=True)
class AccessibilityRecord:
    """What is known of a site's accessibility."""

    test: AccessibilityTest | None = None
    machine: MachineResult | None = None


def _document(path: Path, read: Callable[[Path, str], _Read], problems: list[Problem]) -> _Read | None:
    """What lies at ``path``; None where nothing does, or nothing that can be read."""
    if not path.is_file():
        return None
    try:
        return read(path, f"{path.parent.name}/{path.name}")
    except YamlError as error:
        problems.append(error.problem)
        return None


def read_record(folder: Path, pages: Mapping[str, object] | None, problems: list[Problem]) -> AccessibilityRecord:
    """What lies in a site's folder; files that are not there are no problem.

    ``pages`` are the ids of its pages; None where they are not all known, as ``site.yml`` is at fault.
    """
    test = machine = None
    if (document := _document(folder / TEST_FILE, read_yaml_file, problems)) is not None:
        source = Source(f"{folder.name}/{TEST_FILE}", document.positions)
        test = validate(AccessibilityTest, document.data, source, problems)
        for number, page in enumerate(test.pages if test is not None else ()):
            if pages is not None and page not in pages:
                hint = did_you_mean(page, pages)
                problems.append(
                    source.problem(("pages", number), "CFG010", _("there is no page '{page}'", page=page), hint)
                )
    if (exported := _document(folder / MACHINE_FILE, read_json_file, problems)) is not None:
        try:
            machine = MachineResult.model_validate(exported.data)
        except ValueError:
            hint = _("delete it: without it, the results show what people found")
            file = f"{folder.name}/{MACHINE_FILE}"
            problems.append(Problem(file, 1, 1, "CFG005", _("is not what tools/accessibility.py writes"), hint))
    return AccessibilityRecord(test, machine)
