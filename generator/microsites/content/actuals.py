"""``sites/<site>/actuals.csv``: what was received, month by month, with what people think caused it.

The numbers are those of the owner's reports.  No tool can derive them from the pages: a page only shows
that something is instrumented.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from microsites.content.csv_reader import CODE, Cell, read_csv
from microsites.content.goals import Goal
from microsites.content.source import read_text
from microsites.content.validation import did_you_mean
from microsites.content.yaml_reader import Position, YamlError
from microsites.errors import Problem

FILE = "actuals.csv"
MAX_TEXT = 1_000
"""Characters in one cell."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "month": ("年月", "月"),
    "goal": ("ゴール",),
    "value": ("実績",),
    "source": ("出典",),
    "cause": ("要因",),
    "next_action": ("次の一手",),
    "true_count": ("真の件数", "本当の件数"),
}
"""Column → its Japanese names."""

OPTIONAL = frozenset({"true_count"})

_NAMES = {name: column for column, japanese in COLUMNS.items() for name in (column, *japanese)}
_MONTH = re.compile(r"(\d{4})(?:-|/|\.|年)(\d{1,2})月?(?:(?:-|/|\.)0?1|1日)?")
_ERA = re.compile(r"(?:令和|R)(\d{1,2}|元)(?:年|\.|/|-)(\d{1,2})月?")
_ENGLISH_MONTH = re.compile(r"([A-Za-z]{3})-(\d{2})|(\d{2})-([A-Za-z]{3})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(r"(\d{4})(?:(\d{2})|[-/.年](\d{1,2})[-/.月]\d{1,2}日?)")
_NUMBER = re.compile(r"\d{1,12}(?:\.\d{1,4})?|\d{1,3}(?:,\d{3}){1,3}(?:\.\d{1,4})?")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_REIWA_BEGINS = 2018
"""Reiwa 1 is 2019."""


@dataclass(frozen=True, slots=True)
class Actual:
    """What was received for a goal in a month."""

    month: date
    """Its first day."""
    goal: str
    value: float | None
    """In the goal's unit; None if it was not measured in that month."""
    true_count: float | None
    """Of a proxy goal: what its ``true_count_source`` reported for the same month; None if nothing (yet)."""
    source: str
    """Which report ``value`` was read from; empty if there is no value."""
    cause: str
    next_action: str
    line: int
    """Where the row starts."""


class _Rows:
    """Reads rows one by one and collects what is wrong with them."""

    def __init__(self, file: str, goals: Sequence[Goal], problems: list[Problem]) -> None:
        self.file = file
        self.goals = {goal.id: goal for goal in goals}
        self.problems = problems
        self.columns: dict[int, str] = {}
        self.seen: dict[tuple[date, str], int] = {}

    def note(self, at: Position, message: str, hint: str) -> None:
        self.problems.append(Problem(self.file, at.line, at.column, CODE, message, hint))

    def header(self, cells: Sequence[Cell]) -> bool:
        """Understand the first row; return whether the others can be read."""
        before = len(self.problems)
        if len(cells) == 1 and (found := re.search(r"[\t;，、]", cells[0].text)):
            name = {"\t": "tabs", ";": "semicolons"}.get(found[0], f"'{found[0]}'")
            hint = "save it as 'CSV UTF-8 (comma delimited)'"
            self.note(cells[0].at, f"the columns are separated by {name}, not by commas", hint)
            return False
        for number, cell in enumerate(cells):
            name = unicodedata.normalize("NFKC", cell.text).strip()
            column = _NAMES.get(name) or _NAMES.get(name.lower())
            if column is None:
                hint = did_you_mean(name, _NAMES) if name else "give it a name, or delete it"
                self.note(cell.at, f"there is no column '{name}'" if name else "a column has no name", hint)
            elif column in self.columns.values():
                self.note(cell.at, f"column '{name}' ({column}) is there twice", "delete one of the two")
            else:
                self.columns[number] = column
        missing = [column for column in COLUMNS if column not in self.columns.values() and column not in OPTIONAL]
        if missing and len(self.problems) == before:
            words = ", ".join(f"{column} ({COLUMNS[column][0]})" for column in missing)
            hint = "the first row names the columns: " + ",".join(c for c in COLUMNS if c not in OPTIONAL)
            self.note(Position(cells[0].at.line, 1), f"columns are missing: {words}", hint)
        return len(self.problems) == before

    def row(self, cells: Sequence[Cell]) -> Actual | None:
        before = len(self.problems)
        start = cells[0].at
        given = {column: Cell("", start) for column in COLUMNS}
        for number, cell in enumerate(cells):
            if number in self.columns:
                text = cell.text.strip()
                given[self.columns[number]] = Cell(text, cell.at)
                if len(text) > MAX_TEXT:
                    message = f"is too long: {len(text):,} characters, at most {MAX_TEXT:,} fit"
                    self.note(cell.at, message, "shorten it; name the report where the rest stands")
                elif _CONTROL.search(text):
                    self.note(cell.at, "holds a control character that cannot be shown", "delete it")
            elif cell.text.strip():
                self.note(cell.at, "a cell stands where there is no column", "put a cell with a comma in quotes")
        month = self.month(given["month"])
        goal = self.goal(given["goal"])
        value = self.number(given["value"], goal)
        true_count = self.number(given["true_count"], goal)
        if goal is not None and goal.kind == "completed" and given["true_count"].text:
            hint = "leave the cell empty: the site itself sees it happen, so the value is the true count"
            self.note(given["true_count"].at, f"goal '{goal.id}' is no proxy and has no other true count", hint)
        if not given["value"].text and not given["cause"].text:
            hint = "write what stopped it; an empty value means 'not measured', and 0 means 'none came'"
            self.note(start, "there is no value, and 'cause' does not say why", hint)
        if given["value"].text and not given["source"].text:
            self.note(start, "there is a value, but 'source' does not say which report it is from", "name the report")
        if month is not None and goal is not None:
            first = self.seen.setdefault((month, goal.id), start.line)
            if first != start.line:
                message = f"goal '{goal.id}' has a row for {month:%Y-%m} already (line {first})"
                self.note(start, message, "make one row of the two")
        if len(self.problems) > before or month is None or goal is None:
            return None
        source, cause, next_action = (given[column].text for column in ("source", "cause", "next_action"))
        return Actual(month, goal.id, value, true_count, source, cause, next_action, start.line)

    def goal(self, cell: Cell) -> Goal | None:
        if cell.text in self.goals:
            return self.goals[cell.text]
        if not cell.text:
            self.note(cell.at, "the row has no goal", did_you_mean("", self.goals))
            return None
        named = next((goal for goal in self.goals.values() if goal.name == cell.text), None)
        hint = f"write its id: {named.id}" if named else did_you_mean(cell.text, self.goals)
        self.note(cell.at, f"there is no goal '{cell.text}' in site.yml", hint)
        return None

    def month(self, cell: Cell) -> date | None:
        text = "".join(unicodedata.normalize("NFKC", cell.text).split())
        if not text:
            self.note(cell.at, "the row has no month", "write it as 2026-10")
            return None
        found = _MONTH.fullmatch(text)
        if found and 1 <= int(found[2]) <= 12 and int(found[1]) > 0:
            return date(int(found[1]), int(found[2]), 1)
        self.note(cell.at, f"'{cell.text}' is not a month", f"write it as {_meant_month(text) or '2026-10'}")
        return None

    def number(self, cell: Cell, goal: Goal | None) -> float | None:
        if not cell.text:
            return None
        text = "".join(unicodedata.normalize("NFKC", cell.text).split())
        if _NUMBER.fullmatch(text):
            return float(text.replace(",", ""))
        unit = unicodedata.normalize("NFKC", goal.unit) if goal is not None else ""
        if text.startswith("="):
            self.note(cell.at, f"'{cell.text}' is a formula", "write its result")
        elif text.startswith("-") and _NUMBER.fullmatch(text[1:]):
            self.note(
                cell.at, f"'{cell.text}' is less than nothing", "write a number from 0; leave it empty if unknown"
            )
        elif unit and _NUMBER.fullmatch(text.removesuffix(unit)):
            hint = f"write {text.removesuffix(unit)}, without '{unit}'"
            self.note(cell.at, f"'{cell.text}' is not a number", hint)
        else:
            hint = "write digits: 1200; leave the cell empty if it was not measured, and say why in 'cause'"
            self.note(cell.at, f"'{cell.text}' is not a number", hint)
        return None


def _meant_month(text: str) -> str | None:
    """The right form of a month that was written in a way that can only mean one."""
    if found := _ERA.fullmatch(text):
        year, month = _REIWA_BEGINS + (1 if found[1] == "元" else int(found[1])), int(found[2])
    elif found := _ENGLISH_MONTH.fullmatch(text):  # what a spreadsheet makes of 2026-10
        name = (found[1] or found[4]).lower()
        year, month = 2000 + int(found[2] or found[3]), _MONTHS.index(name) + 1 if name in _MONTHS else 0
    elif found := _DAY.fullmatch(text):
        year, month = int(found[1]), int(found[2] or found[3])
    else:
        return None
    return f"{year}-{month:02}" if 1 <= month <= 12 else None


def _leaves(path: Path, site: Path) -> bool:
    try:
        return not path.resolve().is_relative_to(site.resolve())
    except (OSError, RuntimeError):  # a link to itself; which of the two depends on the version of Python
        return True


def read_actuals(site: Path, goals: Sequence[Goal], problems: list[Problem]) -> tuple[Actual, ...]:
    """The rows of the site's ``actuals.csv``, ordered by month; none if it has no such file.

    What is wrong with a row is noted and the row left out.
    """
    path, file = site / FILE, f"{site.name}/{FILE}"
    if not path.exists() and not path.is_symlink():
        return ()
    if _leaves(path, site):
        problems.append(Problem(file, 0, 0, "CFG012", "is a link that leaves the site", "copy the file instead"))
        return ()
    try:
        rows = read_csv(read_text(path, file), file)
    except YamlError as error:
        problems.append(error.problem)
        return ()
    reader = _Rows(file, goals, problems)
    if not rows or not reader.header(rows[0]):
        return ()
    actuals = [actual for cells in rows[1:] if (actual := reader.row(cells)) is not None]
    return tuple(sorted(actuals, key=lambda actual: (actual.month, actual.line)))
