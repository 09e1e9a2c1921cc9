"""Errors as the tool really says them: small pages are broken on purpose, and what comes out is written down."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from microsites.build.portfolio import read_portfolio
from microsites.error_codes import error_codes
from microsites.errors import UserError
from microsites.i18n.catalogue import Catalogue
from microsites.scaffold.new import new_portfolio
from microsites.telling import Telling
from tools.handbook_pages import japanese
from tools.handbook_pages.writing import code_block, plain, prose_page, table

_SITE = "welcome"
"""The site of the portfolio that every new portfolio starts with."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A file with one thing wrong, and what an editor needs to know about it."""

    title: str
    file: str
    text: str
    meaning: str


def _mistakes() -> list[Mistake]:
    listed: list[dict[str, Any]] = japanese.catalogue("errors")["mistakes"]
    return [Mistake(each["title"], each["file"], each["text"], each["meaning"]) for each in listed]


def _said(mistake: Mistake) -> str:
    """What ``microsites build`` says about a portfolio that has this file.  Raises AssertionError if nothing."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "portfolio")
        new_portfolio(root)
        target = root / _SITE / mistake.file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(mistake.text, "utf-8")
        try:
            read_portfolio(root)
        except UserError as error:
            return "\n".join(Telling(Catalogue("ja"), root).lines(error.problems))
    raise AssertionError(f"the tool finds nothing wrong with '{mistake.title}'")


def errors_page() -> str:
    """The mistakes that editors make, with the real messages."""
    blocks = [
        "文章やYAMLに誤りがあると、ビルドは何も書き出さずに止まり、すべての誤りを一度に示します。公開中のサイトはそのまま残ります。",
        (
            "1行目は「ファイル:行:何文字目: 何が起きたか [番号]」です。次に、その行が `^` の印と一緒に出ます。"
            "`→` の行は直し方です。ここにある例は、わざと誤りを入れて実際に動かした結果です。"
        ),
    ]
    for mistake in _mistakes():
        blocks += [
            f"## {mistake.title}",
            f"`{_SITE}/{mistake.file}`",
            code_block(mistake.text, "yaml"),
            "出てくる文",
            code_block(_said(mistake), "text"),
            mistake.meaning,
        ]
    codes = error_codes().values()
    blocks += [
        "## 番号の一覧",
        "同じ説明が、例と一緒に `microsites rules 番号` でも出ます。",
        table(
            ("番号", "意味", "直し方"),
            [(f"`{code.code}`", plain(code.means["ja"]), plain(code.fix["ja"])) for code in codes],
        ),
    ]
    return prose_page(
        "エラーの読み方",
        "よくある書き間違いと、そのときに出る文、直し方です。",
        blocks,
    )
