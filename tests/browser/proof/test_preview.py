"""``microsites serve`` in a real browser: what is saved appears, what is wrong is said, what would be measured is listed."""

from __future__ import annotations

import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from visiting import Visitor

from microsites.serve.server import FOLDER
from portfolios import HOME, SITE, EditablePortfolio, copy_minimal

PATIENCE = 30.0
"""Seconds: not how fast it must be, but when it is given up."""

LONG = "\n".join(
    f"""  - type: faq
    id: faq{number}
    heading: 質問 {number}
    questions:
      - {{question: 質問{number}, answer: 答え{number}}}
      - {{question: 次の質問{number}, answer: 次の答え{number}}}"""
    for number in range(12)
)


@dataclass(frozen=True, slots=True)
class Preview:
    """A running preview."""

    portfolio: EditablePortfolio
    address: str
    process: subprocess.Popen[str]


def started(portfolio: EditablePortfolio, *arguments: str) -> Preview:
    command = [sys.executable, "-m", "microsites", "serve", "--portfolio", str(portfolio.root), *arguments]
    process = subprocess.Popen(command, cwd=portfolio.root.parent, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    line = process.stdout.readline()
    address = re.search(r"http://127\.0\.0\.1:\d+/", line)
    assert address is not None, line
    return Preview(portfolio, address[0], process)


def ended(preview: Preview) -> int:
    preview.process.send_signal(signal.SIGINT)
    preview.process.communicate(timeout=PATIENCE)
    return preview.process.returncode


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    portfolio = copy_minimal(tmp_path_factory.mktemp("preview"))
    portfolio.write(HOME, portfolio.text(HOME) + LONG)
    running = started(portfolio, "--editor", "vscode")
    yield running
    assert ended(running) == 0
    assert {path.name for path in (portfolio.root / FOLDER).iterdir()} <= {".cache", ".gitignore", ".lock"}


def until(true: Callable[[], bool]) -> None:
    """Wait for what the page shows; a page that is loaded anew at this moment answers nothing."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if true():
                return
        except Exception as error:
            if "navigation" not in str(error) and "destroyed" not in str(error):
                raise
        time.sleep(0.02)
    pytest.fail("it never happened")


def shown(page: Any, selector: str) -> Any:
    return page.locator(f"microsites-preview {selector}")


@pytest.fixture
def page(preview: Preview, visit: Visitor) -> Iterator[Any]:
    visited = visit(f"{preview.address}berry/")
    until(lambda: shown(visited.page, ".dot[data-state=fresh]").count() == 1)
    yield visited.page
    assert visited.hosts == set()


def test_saved_text_appears_where_the_reader_is(preview: Preview, page: Any) -> None:
    page.evaluate("document.querySelectorAll('details')[6].open = true")
    page.evaluate("document.querySelectorAll('summary')[8].focus()")
    page.evaluate("document.getElementById('faq4').scrollIntoView({behavior: 'instant'})")
    page.evaluate("window.before = 1")
    top = page.evaluate("document.getElementById('faq4').getBoundingClientRect().top")
    # What stands above grows.
    preview.portfolio.replace(HOME, "朝に摘んだいちごは甘い。", "保存しました。" * 200)
    until(
        lambda: page.evaluate(
            "document.body.textContent.includes('保存しました。') && document.readyState === 'complete'"
        )
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.before") is None
    assert abs(page.evaluate("document.getElementById('faq4').getBoundingClientRect().top") - top) < 2
    assert page.evaluate("[...document.querySelectorAll('details')].map(d => d.open).indexOf(true)") == 6
    assert page.evaluate("[...document.querySelectorAll('summary')].indexOf(document.activeElement)") == 8
    preview.portfolio.replace(HOME, "保存しました。" * 200, "朝に摘んだいちごは甘い。")


def test_error_is_shown_above_the_last_good_page_and_goes_by_itself(preview: Preview, page: Any) -> None:
    portfolio = preview.portfolio
    portfolio.replace(HOME, "type: hero", "type: heros")
    portfolio.replace(SITE, "tagline: ", "taglin: ")
    card = shown(page, ".overlay .card")
    until(lambda: card.is_visible() and card.locator("li").count() == 3)
    text = card.inner_text()
    assert portfolio.place(HOME, "heros") in text
    assert "unknown section type 'heros'" in text
    assert "did you mean 'hero'?" in text
    assert "  - type: heros\n          ^" in text
    assert "摘みに行こう" in page.locator("h1").inner_text()
    link = card.locator("a.open").first.get_attribute("href")
    assert link == f"vscode://file{portfolio.root.as_posix()}/{portfolio.place(HOME, 'heros')}"
    page.keyboard.press("Tab")
    card.locator(".close").click()
    assert not card.is_visible()
    shown(page, ".state").click()
    assert card.is_visible()
    portfolio.replace(HOME, "type: heros", "type: hero")
    until(lambda: card.locator("li").count() == 2)
    portfolio.replace(SITE, "taglin: ", "tagline: ")
    until(lambda: not card.is_visible() and shown(page, ".dot[data-state=fresh]").count() == 1)


def test_panel_lists_what_the_plan_says(preview: Preview, page: Any) -> None:
    shown(page, ".measure").click()
    shown(page, ".switches input").nth(0).check()
    shown(page, ".switches input").nth(1).check()
    frame = shown(page, ".box").filter(has_text="booking_click").first
    until(frame.is_visible)
    line = preview.portfolio.place(HOME, "{id: book").split(":")[1]
    assert frame.inner_text().split("\n") == ["booking_click", f"index.yml:{line}"]
    button, outline = page.locator("[data-track]").first.bounding_box(), frame.bounding_box()
    assert [round(button[side]) for side in ("x", "y")] == [round(outline[side]) for side in ("x", "y")]
    page.locator("[data-track]").first.click()
    entry = shown(page, ".journal .event").first
    assert page.url == f"{preview.address}berry/"
    text = entry.inner_text()
    for part in (
        "booking_click",
        "予約への送客",
        "place\naoki",
        "track_id\nindex/top/book",
        "Google Analytics 4\nbooking_click",
    ):
        assert part in text
    assert f"{HOME}:{line}" in text
    # Switched on, it stays so on the next page, with what was listed.
    page.evaluate("document.querySelector('a[href=\"access/\"]').click()")
    assert page.url == f"{preview.address}berry/"
    shown(page, ".switches input").nth(1).uncheck()
    page.evaluate("document.querySelector('a[href=\"access/\"]').click()")
    page.wait_for_url("**/access/")
    until(lambda: shown(page, ".journal .view").count() == 2)
    assert shown(page, ".journal .event").count() == 1
    assert "予約への送客" in shown(page, ".journal .event").inner_text()
    shown(page, ".clear").click()
    assert shown(page, ".journal .event, .journal .view").count() == 0


def test_switcher_leads_to_the_sisters_by_keyboard(preview: Preview, page: Any) -> None:
    shown(page, ".switch").press("Enter")
    links = shown(page, "#sites a")
    until(links.first.is_visible)
    assert [links.nth(number).get_attribute("href") for number in range(3)] == ["/berry/", "/move/", "/"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/move/")
    page.goto(preview.address)
    assert [heading.inner_text() for heading in page.locator("h2").all()] == ["いちごの試験市", "試験市で暮らす"]


def test_control_leaves_the_page_as_it_is(preview: Preview, page: Any) -> None:
    """Nothing of the preview stands in the body, and the policy of the page is what was built."""
    assert page.evaluate("document.body.querySelectorAll('microsites-preview, #microsites-preview').length") == 0
    trees = (preview.portfolio.root / FOLDER / ".staging").glob("build-*/berry/*/tree")
    tree = max(trees, key=lambda tree: tree.parent.stat().st_mtime_ns)
    built = (tree / "index.html").read_text("utf-8")
    policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', built)
    assert policy is not None
    assert page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") == policy[1]
    assert "unsafe" not in policy[1]
    assert "microsites-preview" not in built


def test_start_with_errors_waits_for_the_first_good_build(tmp_path: Path, visit: Visitor) -> None:
    portfolio = copy_minimal(tmp_path)
    portfolio.replace(HOME, "type: hero", "type: heros")
    running = started(portfolio)
    try:
        visited = visit(f"{running.address}berry/")
        card = shown(visited.page, ".overlay .card")
        until(card.is_visible)
        assert "unknown section type 'heros'" in card.inner_text()
        portfolio.replace(HOME, "type: heros", "type: hero")
        until(lambda: visited.page.locator("h1").inner_text() == "摘みに行こう")
        assert not card.is_visible()
    finally:
        assert ended(running) == 0
    assert not portfolio.dist.exists()


def test_two_previews_at_once_and_a_port_that_is_taken(preview: Preview) -> None:
    other = started(preview.portfolio)
    try:
        assert other.address != preview.address
        port = preview.address.rsplit(":", 1)[1].strip("/")
        result = preview.portfolio.command("serve", "--portfolio", str(preview.portfolio.root), "--port", port)
        assert result.exit_code == 2
        assert f"port {port} cannot be used: another program has it [BLD051]" in result.output
        assert re.search(r"write --port \d+", result.output)
    finally:
        assert ended(other) == 0


def test_only_this_machine_is_heard(preview: Preview, page: Any) -> None:
    port = int(preview.address.rsplit(":", 1)[1].strip("/"))
    table = (
        subprocess.run(["ss", "-ltn"], capture_output=True, text=True, check=False).stdout if shutil.which("ss") else ""
    )
    heard = {line.split()[3] for line in table.splitlines() if f":{port} " in line}
    assert heard <= {f"127.0.0.1:{port}", f"[::1]:{port}"}
    with socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(b"GET /berry/../../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert client.makefile("rb").readline().split()[1] == b"404"
