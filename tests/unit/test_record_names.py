"""Names in records and lists, which may come from anywhere."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from microsites.record import InsideName

NAMES = TypeAdapter(InsideName)


@pytest.mark.parametrize("name", ["index.html", "farms/aoki/index.html", "資料/案内 図.pdf", ".htaccess", "a..b"])
def test_names_of_files_are_taken(name: str) -> None:
    assert NAMES.validate_python(name) == name


@pytest.mark.parametrize("name", ["", "/etc/passwd", "../x", "a/../b", "a//b", "./a", "a\0b", "x\n+ /**", "a/", "."])
def test_other_names_are_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        NAMES.validate_python(name)
