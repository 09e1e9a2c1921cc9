"""What a person reads is made by ``_`` or ``ngettext``: text of any other make cannot be said in another language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import microsites

PACKAGE = Path(microsites.__file__).parent

TELLERS = {
    name: places
    for names, places in {
        ("Problem",): (4, 5),
        ("problem", "problem_at"): (2, 3),
        ("at", "note", "fail", "refuse", "stop", "SectionFault"): (1, 2),
        ("PictureError", "FontError", "Excess", "Advice"): (0, 1),
        ("refused",): (0,),
    }.items()
    for name in names
}
"""Who takes messages and hints, and which arguments they are."""

NAMES = {"message", "hint", "hints", "fault"}
"""What messages are called on their way."""

FILES = [file for file in sorted(PACKAGE.rglob("*.py")) if file.relative_to(PACKAGE).parts[0] not in ("check", "serve")]


def _plain(node: ast.expr) -> bool:
    if isinstance(node, ast.IfExp):
        return _plain(node.body) or _plain(node.orelse)
    if isinstance(node, ast.BinOp):
        return _plain(node.left) or _plain(node.right)
    if isinstance(node, ast.JoinedStr):
        return any(_plain(part) for part in node.values)
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(re.search("[A-Za-z]{2}", node.value))


def _told_plainly(tree: ast.AST) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            given = [node.args[place] for place in TELLERS.get(name, ()) if place < len(node.args)]
            yield from (each.lineno for each in given if _plain(each))
        elif isinstance(node, ast.Assign) and {getattr(target, "id", "") for target in node.targets} & NAMES:
            yield from [node.lineno] if _plain(node.value) else []


@pytest.mark.parametrize(
    "source",
    ['Problem(f, 1, 1, "C", f"{x} is y")', 'p.problem(a, "C", m, "write x")', 'message = "an " + b', 'refused("no x")'],
)
def test_plain_text_is_found(source: str) -> None:
    assert list(_told_plainly(ast.parse(source))) == [1]


def test_nothing_is_told_in_plain_text() -> None:
    found = [
        f"{file.relative_to(PACKAGE)}:{line}"
        for file in FILES
        for line in _told_plainly(ast.parse(file.read_text("utf-8")))
        if file.name != "check.py"
    ]
    assert found == []
