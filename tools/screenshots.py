"""Pictures of the built sample sites for the README: ``make screenshots`` (needs Chromium and a built ``dist``)."""

from __future__ import annotations

import functools
import io
import os
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT)]  # so that this runs as a script

from first_view import ARGUMENTS, BROWSERS, installed_browser  # noqa: E402
from tools.preview_pictures import comment_picture, preview_pictures  # noqa: E402

TARGET = ROOT / "docs" / "screenshots"
SITES = ("strawberry", "migration", "poc-call")
WIDE, NARROW = (1280, 960), (390, 844)
GAP = 24


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _serve(folder: Path) -> ThreadingHTTPServer:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=os.fspath(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def _picture(page: Page, url: str, size: tuple[int, int]) -> Image.Image:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(url, wait_until="networkidle")
    page.evaluate("Promise.all([...document.images].filter(i => i.loading !== 'lazy').map(i => i.decode()))")
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def _side_by_side(pictures: list[Image.Image], scale: float) -> Image.Image:
    sized = [picture.resize((round(picture.width * scale), round(picture.height * scale))) for picture in pictures]
    width = sum(picture.width for picture in sized) + GAP * (len(sized) - 1)
    row = Image.new("RGB", (width, max(picture.height for picture in sized)), "#ffffff")
    left = 0
    for picture in sized:
        row.paste(picture, (left, 0))
        left += picture.width + GAP
    return row


def main(dist: Path) -> None:
    """Write the pictures.  ``dist`` is a portfolio that was built."""
    program = installed_browser()
    if program is None:
        sys.exit(f"no browser found: install one of {', '.join(BROWSERS)}")
    TARGET.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        page = browser.new_page()
        # The measurement's own request is not for a picture.
        page.route("**/*", lambda route: route.continue_() if "127.0.0.1" in route.request.url else route.abort())
        wide, narrow = [], []
        for site in SITES:
            server = _serve(dist / site)
            url = f"http://127.0.0.1:{server.server_address[1]}/"
            wide.append(_picture(page, url, WIDE))
            narrow.append(_picture(page, url, NARROW))
            server.shutdown()
        measured, wrong = preview_pictures(browser)
        comment = comment_picture(browser)
        browser.close()
    _side_by_side(wide, 0.45).save(TARGET / "desktop.webp", quality=82)
    _side_by_side([measured, wrong], 0.75).save(TARGET / "preview.webp", quality=82)
    comment.save(TARGET / "comment.webp", quality=82)
    _side_by_side(narrow, 1).save(TARGET / "phone.webp", quality=82)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist")
