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
from microsites.folders import lies_below
from microsites.i18n.message import _

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


_SEPARATORS = {"\t": _("tabs"), ";": _("semicolons")}
"""What programs write where a comma is meant."""


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
            name = _SEPARATORS.get(found[0], f"'{found[0]}'")
            hint = _("save it as 'CSV UTF-8 (comma delimited)'")
            self.note(cells[0].at, _("the columns are separated by {name}, not by commas", name=name), hint)
            return False
        for number, cell in enumerate(cells):
            name = unicodedata.normalize("NFKC", cell.text).strip()
            column = _NAMES.get(name) or _NAMES.get(name.lower())
            if column is None:
                if name:
                    self.note(cell.at, _("there is no column '{name}'", name=name), did_you_mean(name, _NAMES))
                else:
                    self.note(cell.at, _("a column has no name"), _("give it a name, or delete it"))
            elif column in self.columns.values():
                self.note(
                    cell.at,
                    _("column '{name}' ({column}) is there twice", name=name, column=column),
                    _("delete one of the two"),
                )
            else:
                self.columns[number] = column
        missing = [column for column in COLUMNS if column not in self.columns.values() and column not in OPTIONAL]
        if missing and len(self.problems) == before:
            words = ", ".join(f"{column} ({COLUMNS[column][0]})" for column in missing)
            needed = ",".join(column for column in COLUMNS if column not in OPTIONAL)
            hint = _("the first row names the columns: {columns}", columns=needed)
            self.note(Position(cells[0].at.line, 1), _("columns are missing: {words}", words=words), hint)
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
                    message = _(
                        "is too long: {length:,} characters, at most {most:,} fit", length=len(text), most=MAX_TEXT
                    )
                    self.note(cell.at, message, _("shorten it; name the report where the rest stands"))
                elif _CONTROL.search(text):
                    self.note(cell.at, _("holds a control character that cannot be shown"), _("delete it"))
            elif cell.text.strip():
                self.note(cell.at, _("a cell stands where there is no column"), _("put a cell with a comma in quotes"))
        month = self.month(given["month"])
        goal = self.goal(given["goal"])
        value = self.number(given["value"], goal)
        true_count = self.number(given["true_count"], goal)
        if goal is not None and goal.kind == "completed" and given["true_count"].text:
            hint = _("leave the cell empty: the site itself sees it happen, so the value is the true count")
            self.note(
                given["true_count"].at, _("goal '{goal}' is no proxy and has no other true count", goal=goal.id), hint
            )
        if not given["value"].text and not given["cause"].text:
            hint = _("write what stopped it; an empty value means 'not measured', and 0 means 'none came'")
            self.note(start, _("there is no value, and 'cause' does not say why"), hint)
        if given["value"].text and not given["source"].text:
            self.note(
                start, _("there is a value, but 'source' does not say which report it is from"), _("name the report")
            )
        if month is not None and goal is not None:
            first = self.seen.setdefault((month, goal.id), start.line)
            if first != start.line:
                message = _(
                    "goal '{goal}' has a row for {month:%Y-%m} already (line {first})",
                    goal=goal.id,
                    month=month,
                    first=first,
                )
                self.note(start, message, _("make one row of the two"))
        if len(self.problems) > before or month is None or goal is None:
            return None
        source, cause, next_action = (given[column].text for column in ("source", "cause", "next_action"))
        return Actual(month, goal.id, value, true_count, source, cause, next_action, start.line)

    def goal(self, cell: Cell) -> Goal | None:
        if cell.text in self.goals:
            return self.goals[cell.text]
        if not cell.text:
            self.note(cell.at, _("the row has no goal"), did_you_mean("", self.goals))
            return None
        named = next((goal for goal in self.goals.values() if goal.name == cell.text), None)
        hint = _("write its id: {named}", named=named.id) if named else did_you_mean(cell.text, self.goals)
        self.note(cell.at, _("there is no goal '{text}' in site.yml", text=cell.text), hint)
        return None

    def month(self, cell: Cell) -> date | None:
        text = "".join(unicodedata.normalize("NFKC", cell.text).split())
        if not text:
            self.note(cell.at, _("the row has no month"), _("write it as 2026-10"))
            return None
        found = _MONTH.fullmatch(text)
        if found and 1 <= int(found[2]) <= 12 and int(found[1]) > 0:
            return date(int(found[1]), int(found[2]), 1)
        self.note(
            cell.at,
            _("'{text}' is not a month", text=cell.text),
            _("write it as {month}", month=_meant_month(text) or "2026-10"),
        )
        return None

    def number(self, cell: Cell, goal: Goal | None) -> float | None:
        if not cell.text:
            return None
        text = "".join(unicodedata.normalize("NFKC", cell.text).split())
        if _NUMBER.fullmatch(text):
            return float(text.replace(",", ""))
        unit = unicodedata.normalize("NFKC", goal.unit) if goal is not None else ""
        if text.startswith("="):
            self.note(cell.at, _("'{text}' is a formula", text=cell.text), _("write its result"))
        elif text.startswith("-") and _NUMBER.fullmatch(text[1:]):
            self.note(
                cell.at,
                _("'{text}' is less than nothing", text=cell.text),
                _("write a number from 0; leave it empty if unknown"),
            )
        elif unit and _NUMBER.fullmatch(text.removesuffix(unit)):
            hint = _("write {number}, without '{unit}'", number=text.removesuffix(unit), unit=unit)
            self.note(cell.at, _("'{text}' is not a number", text=cell.text), hint)
        else:
            hint = _("write digits: 1200; leave the cell empty if it was not measured, and say why in 'cause'")
            self.note(cell.at, _("'{text}' is not a number", text=cell.text), hint)
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


def read_actuals(site: Path, goals: Sequence[Goal], problems: list[Problem]) -> tuple[Actual, ...]:
    """The rows of the site's ``actuals.csv``, ordered by month; none if it has no such file.

    What is wrong with a row is noted and the row left out.
    """
    path, file = site / FILE, f"{site.name}/{FILE}"
    if not path.exists() and not path.is_symlink():
        return ()
    if not lies_below(path, site):
        problems.append(Problem(file, 0, 0, "CFG012", _("is a link that leaves the site"), _("copy the file instead")))
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
