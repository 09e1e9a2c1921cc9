"""The sheet for testing accessibility as text, Markdown, a table for a spreadsheet, and JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from types import MappingProxyType
from typing import Final

from microsites import spreadsheet
from microsites.content.accessibility import Result
from microsites.content.wcag_checks import MEANS
from microsites.measurement.reports import json
from microsites.measurement.reports.accessibility_sheet import Sheet, SheetLine
from microsites.measurement.reports.markdown import plain

_RESULTS: Final[Mapping[Result, str]] = MappingProxyType(
    {"pass": "満たしている", "fail": "満たしていない", "not_applicable": "対象なし", "not_tested": "未判定"}
)
"""A result in the words of the published page."""

_INTRODUCTION: Final = (
    "試験するページを一つずつ確かめ、結果に印を付けます。1か所でも満たしていなければ「満たしていない」です。"
    "結果は、サイトのフォルダーのaccessibility.ymlに書き写します。自動検査の欄は目安で、判定の代わりにはなりません。"
)
_HEAD = (
    "サイト", "達成基準", "名前", "レベル", "使うもの", "すること", "満たしている状態", "対象なしとする場合", "前回の判定",
    "自動検査", "結果", "気づいたこと（ページとか所）", "確認した人", "確認した日",
)  # fmt: skip
_BOXES = "　".join(f"[ ] {_RESULTS[each]}" for each in ("pass", "fail", "not_applicable"))
_ROOM = "確認した人：　　　　　　　確認した日："
_NO_PAGES = "まだ選んでいません。トップページと、部品の組み合わせが異なるページを選びます。"


def _machine_words(line: SheetLine) -> str:
    """What a program found, as a hint."""
    found = line.machine
    if found is None:
        return "なし"
    if not found.passed + found.violations + found.unclear:
        return "調べる対象なし"
    words = [f"問題の疑い{found.violations}か所"] if found.violations else []
    words += [f"人の確認が要るもの{found.unclear}か所"] if found.unclear else []
    return "、".join(words) or "検出なし（一部の観点だけ）"


def _heading(sheet: Sheet) -> str:
    return f"ウェブアクセシビリティの確認表　{sheet.title}"


def _facts(sheet: Sheet) -> tuple[tuple[str, str], ...]:
    return (
        ("規格と目標", f"{sheet.standard}　適合レベル{sheet.level}（{len(sheet.lines)}の達成基準）"),
        ("試験するページ", "、".join(sheet.pages) or _NO_PAGES),
    )


def _details(line: SheetLine) -> Iterator[tuple[str, str]]:
    yield "使うもの", "、".join(line.check.means)
    yield "すること", line.check.how
    yield "満たしている状態", line.check.met
    if line.check.absent is not None:
        yield "対象なしとする場合", line.check.absent
    yield "前回の判定", _RESULTS[line.judged]
    yield "自動検査", _machine_words(line)


def _title(line: SheetLine) -> str:
    return f"{line.criterion.number} {line.criterion.title}（{line.criterion.level}）"


def _text(sheet: Sheet) -> Iterator[str]:
    yield _heading(sheet)
    yield _INTRODUCTION
    for name, value in _facts(sheet):
        yield f"{name}：{value}"
    yield "\n使うもの"
    for means, use in MEANS.items():
        yield f"  {means}：{use}"
    for line in sheet.lines:
        yield f"\n{_title(line)}"
        for name, value in _details(line):
            yield f"  {name}：{value}"
        yield f"  結果：{_BOXES}"
        yield "  気づいたこと（ページとか所）："
        yield f"  {_ROOM}"


def text(sheets: Sequence[Sheet]) -> str:
    """To read in a terminal or print."""
    return "\n\n".join("\n".join(_text(sheet)) + "\n" for sheet in sheets)


def _blocks(sheet: Sheet) -> Iterator[str]:
    yield f"# {plain(_heading(sheet))}"
    yield _INTRODUCTION
    yield "\n".join(f"- {name}：{plain(value)}" for name, value in _facts(sheet))
    yield "## 使うもの"
    yield "\n".join(f"- **{means}**：{plain(use)}" for means, use in MEANS.items())
    for line in sheet.lines:
        yield f"## {plain(_title(line))}"
        details = [f"- {name}：{plain(value)}" for name, value in _details(line)]
        boxes = [f"- [ ] {_RESULTS[each]}" for each in ("pass", "fail", "not_applicable")]
        yield "\n".join([*details, *boxes])
        yield f"気づいたこと（ページとか所）：\n\n{_ROOM}"


def markdown(sheets: Sequence[Sheet]) -> str:
    """For a ticket, or to paste into a document."""
    return "\n\n".join(block for sheet in sheets for block in _blocks(sheet)) + "\n"


def table(sheets: Sequence[Sheet]) -> str:
    """For a spreadsheet: a row for each criterion, with empty cells to fill in."""
    rows = (
        (
            sheet.site,
            # With a word before it, no spreadsheet takes 1.4.3 for a date.
            f"達成基準{line.criterion.number}",
            line.criterion.title,
            line.criterion.level,
            "、".join(line.check.means),
            line.check.how,
            line.check.met,
            line.check.absent or "",
            _RESULTS[line.judged],
            _machine_words(line),
            *[""] * 4,
        )
        for sheet in sheets
        for line in sheet.lines
    )
    return spreadsheet.table(_HEAD, rows)


def as_json(sheets: Sequence[Sheet]) -> str:
    """For programs."""
    return json.dump(
        {
            "sheets": [
                asdict(sheet)
                | {
                    "lines": [
                        {
                            "criterion": asdict(line.criterion),
                            "check": asdict(line.check),
                            "judged": line.judged,
                            "machine": line.machine.model_dump() if line.machine is not None else None,
                        }
                        for line in sheet.lines
                    ]
                }
                for sheet in sheets
            ]
        }
    )


FORMATS: Mapping[str, Callable[[Sequence[Sheet]], str]] = MappingProxyType(
    {"text": text, "md": markdown, "csv": table, "json": as_json}
)
"""``--format`` → its function."""
