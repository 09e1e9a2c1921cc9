"""Pictures of the preview and of the comment on a change, for the README: ``make screenshots`` draws them with the others.

Both are made from a copy of the sample portfolio, in the language of its editors.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import markdown
from PIL import Image
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
SIZE = (1120, 840)
_JAPANESE = {**os.environ, "LANGUAGE": "ja", "LANG": "C.UTF-8"}
_COMMAND = (sys.executable, "-m", "microsites")
_MISTAKES = (
    ("strawberry/pages/index.yml", "  - type: hero\n", "  - type: heros\n"),
    ("strawberry/pages/access.yml", "date: 2026-11-20", "date: 2026年11月20日"),
)
"""File, what stands there, what somebody typed."""

_FRAME = """<!doctype html><html lang="ja"><meta charset="utf-8"><style>
body {{ margin: 0; padding: 32px; background: #fff; color: #1f2328; font: 16px/1.6 "Noto Sans CJK JP", sans-serif }}
article {{ max-width: 820px; border: 1px solid #d1d9e0; border-radius: 6px }}
header {{ padding: 8px 16px; background: #f6f8fa; border-bottom: 1px solid #d1d9e0; color: #59636e }}
div {{ padding: 16px }} pre {{ padding: 12px 16px; background: #f6f8fa; overflow: hidden; font: 14px/1.5 "Noto Sans Mono CJK JP" }}
article code {{ padding: .2em .4em; border-radius: 6px; background: #eff1f3 }} pre code {{ padding: 0 !important; background: none !important }}
a {{ color: #0969da }} code {{ font-family: "Noto Sans Mono CJK JP" }} h3 {{ margin-top: 0 }}
</style><article><header>{who}</header><div>{body}</div></article></html>"""


@contextmanager
def _portfolio() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        portfolio = Path(folder, "sites")
        shutil.copytree(ROOT / "sites", portfolio, ignore=shutil.ignore_patterns(".preview", ".cache", ".schema"))
        yield portfolio


def _mistype(portfolio: Path) -> None:
    for name, right, wrong in _MISTAKES:
        file = portfolio / name
        text = file.read_text("utf-8")
        assert right in text, f"{name} holds no '{right.strip()}' any more"
        file.write_text(text.replace(right, wrong, 1), "utf-8", newline="\n")


@contextmanager
def _preview(portfolio: Path) -> Iterator[str]:
    command = (*_COMMAND, "serve", "strawberry", "--portfolio", str(portfolio))
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=_JAPANESE)
    try:
        assert process.stdout is not None
        address = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
        assert address is not None, "the preview does not say where it is"
        yield address[0]
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)


def _taken(page: Page) -> Image.Image:
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def preview_pictures(browser: Browser) -> tuple[Image.Image, Image.Image]:
    """What would be measured as one clicks, and an error above the last good page."""
    page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
    with _portfolio() as portfolio, _preview(portfolio) as address:
        page.goto(f"{address}strawberry/")
        ours = page.locator("microsites-preview")
        ours.locator(".dot[data-state=fresh]").wait_for(timeout=60_000)
        ours.locator(".measure").click()
        for switch in ours.locator(".switches input").all():
            switch.check()
        for action in page.locator("main [data-track]").all()[:2]:
            action.click()
        ours.locator(".journal .event").nth(1).wait_for()
        measured = _taken(page)
        ours.locator(".measure").click()
        _mistype(portfolio)
        ours.locator(".overlay .card").wait_for(timeout=60_000)
        wrong = _taken(page)
    page.close()
    return measured, wrong


def comment_picture(browser: Browser) -> Image.Image:
    """The comment that CI writes on a change with mistakes: Markdown, drawn here much as a forge does."""
    with _portfolio() as portfolio:
        _mistype(portfolio)
        report = portfolio.parent / "comment.md"
        command = (*_COMMAND, "build", "--portfolio", "sites", "--out", "dist", "--report", str(report))
        done = subprocess.run(command, cwd=portfolio.parent, env=_JAPANESE, capture_output=True, check=False)
        assert done.returncode == 2, done.stderr.decode()
        written = report.read_text("utf-8").replace(
            "\\\n", "  \n"
        )  # a break, as CommonMark writes it and Markdown does not
        body = markdown.markdown(written, extensions=["fenced_code", "tables", "sane_lists"])
    page = browser.new_page(viewport={"width": 884, "height": 300})
    page.set_content(_FRAME.format(who="ci ・ 変更へのコメント", body=body))
    picture = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
    page.close()
    return picture
