"""What CI posts on a change: one comment, whatever came of it, in the editor's language."""

from __future__ import annotations

from pathlib import Path

import pytest

from microsites.comment import MARKER
from portfolios import HOME, EditablePortfolio

PREVIEW = "https://preview.example.jp/12/"


@pytest.fixture
def comment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the comment goes; the tests run in the folder that holds the portfolio, on GitHub."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.com")
    monkeypatch.setenv("GITHUB_REPOSITORY", "town/sites")
    monkeypatch.setenv("GITHUB_SHA", "abc")
    return tmp_path / "comment.md"


def _build(portfolio: EditablePortfolio, comment: Path, *more: str) -> tuple[int, str]:
    result = portfolio.build_command("--report", str(comment), *more)
    return result.exit_code, comment.read_text("utf-8")


def test_a_build_that_stopped(portfolio: EditablePortfolio, comment: Path) -> None:
    portfolio.replace(HOME, "type: hero", "type: heros")
    _, line, column = portfolio.place(HOME, "heros").split(":")
    code, said = _build(portfolio, comment, "--lang", "ja", "--check", "--preview-url", PREVIEW)
    assert code == 2
    assert PREVIEW not in said, "nothing was built that could be looked at"
    assert said.startswith(f"{MARKER}\n### ❌ サイトを作れませんでした。直すところが1件あります\n")
    file = f"portfolio/{HOME}"
    assert f"**[`{file}:{line}`](https://github.com/town/sites/blob/abc/{file}#L{line})**" in said
    shown, mark = said.partition("```text\n")[2].splitlines()[:2]
    assert shown.endswith("type: heros")
    assert len(mark) == len(f"{line} | ") + int(column)
    assert mark.endswith("^")
    assert "<sub>`CFG007`</sub>" in said
    assert not portfolio.dist.exists()


def test_a_folder_without_portfolio(comment: Path, tmp_path: Path) -> None:
    code, said = _build(EditablePortfolio(tmp_path / "nowhere", tmp_path / "dist"), comment)
    assert code == 2
    assert "❌ The sites could not be built: 1 thing must be put right" in said


def test_a_build_that_was_checked(portfolio: EditablePortfolio, comment: Path) -> None:
    portfolio.write("checks.yml", "severity: {A11Y003: note}\nsuppress:\n  - {code: LNK001, reason: 昔の決定}\n")
    code, said = _build(portfolio, comment, "--check", "--preview-url", PREVIEW)
    assert code == 0
    assert said.startswith(f"{MARKER}\n### ✅ The check has passed; a few things may be looked at\n")
    assert f"👀 **[Look at the preview]({PREVIEW})**" in said
    assert '💡 the suppression of `LNK001` ("昔の決定") suppresses nothing' in said
    assert "3 |   - {code: LNK001, reason: 昔の決定}" in said
    assert "pages 3/3 instrumented" in said


def test_a_check_of_what_lies_there(built_minimal: EditablePortfolio, comment: Path) -> None:
    where = (str(built_minimal.dist), "--portfolio", str(built_minimal.root))
    result = built_minimal.command("check", *where, "--format", "comment", "--preview-url", PREVIEW, "--lang", "ja")
    assert result.exit_code == 0
    assert result.output.startswith(f"{MARKER}\n### ✅ 検査に通りました")
    assert f"👀 **[プレビューを見る]({PREVIEW})**" in result.output
    assert built_minimal.command("check", *where, "--preview-url", "x").exit_code == 2
    assert not comment.exists()
