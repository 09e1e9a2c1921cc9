"""The Nu HTML checker over every published page.  Its errors fail; what it only advises is printed."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hosted import GALLERY, HostedSite
from programs import program

OF_THE_FRAME = re.compile(r'class="md-(toggle|nav__title)"')
"""Material for MkDocs, the frame of the handbook: ``autocomplete`` on the check boxes that open its drawers, and a label
for one of them that a page without a table of contents does not have.  Its own markup, and no site of the public's."""
NOT_SEEN_FROM_A_FILE = re.compile(r"Content Security Policy")
"""The checker reads files, for which the policy's ``'self'`` means nothing: the browser tests hold the policy."""


@pytest.fixture(scope="session")
def nu(tools: Path) -> list[str]:
    """The command that checks files."""
    jar = tools / "vnu-jar" / "build" / "dist" / "vnu.jar"
    return [program("java"), "-Xss4m", "-jar", str(jar), "--format", "json", "--stdout", "--exit-zero-always"]


def messages(nu: list[str], *paths: Path) -> list[dict[str, Any]]:
    """What the checker says of these files and folders."""
    done = subprocess.run([*nu, "--skip-non-html", *map(str, paths)], capture_output=True, check=True, timeout=600)
    return [
        message
        for message in json.loads(done.stdout)["messages"]
        if not NOT_SEEN_FROM_A_FILE.search(message["message"])
    ]


def test_no_error_on_any_page(hosted: dict[str, HostedSite], nu: list[str]) -> None:
    errors, advice = [], Counter[str]()
    for message in messages(nu, *(site.tree for site in hosted.values())):
        path, extract = message["url"].partition("/dist/")[2], message.get("extract", "")
        if message["type"] == "error":
            if not (path.startswith(GALLERY) and OF_THE_FRAME.search(extract)):
                errors.append(f"{path}:{message.get('lastLine')}: {message['message']} {extract!r}")
        else:
            advice[message["message"]] += 1
    print(*(f"{count} × {text}" for text, count in advice.most_common()), sep="\n")
    assert errors == []


def test_checker_finds_what_is_broken(nu: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        "<!doctype html><html lang=ja><title>x</title><p><ul></ul></p><img src=a>", "utf-8"
    )
    found = [message["message"] for message in messages(nu, tmp_path) if message["type"] == "error"]
    assert any("No “p” element in scope" in message for message in found)
    assert any("“alt”" in message for message in found)
