"""Guided fuzzing in a process of its own: part of ``make proof``."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

RUNS = 5000
"""About a minute."""

pytestmark = [
    pytest.mark.proof,
    pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="atheris is not installed (extra fuzz)"),
]


def test_extraction_is_what_a_second_parser_sees(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    script = Path(__file__).parent / "extraction.py"
    done = subprocess.run(
        [sys.executable, script, corpus, f"-runs={RUNS}", "-seed=1"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=800,
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-5000:]
    assert f"Done {RUNS} runs" in done.stderr
