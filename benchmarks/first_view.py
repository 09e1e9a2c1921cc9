"""What a telephone loads before it paints a landing page, and in all before anybody scrolls.

    .venv/bin/python benchmarks/first_view.py [DIST]      DIST: a portfolio built for production (default: dist)

Bytes are those on the wire, response headers included, gzip as a host would serve it.  Third parties are answered
with an empty file and not counted: what a provider's own script weighs is the provider's, and it waits for the page.
"""

from __future__ import annotations

import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from static_host import host

PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 3, "is_mobile": True, "has_touch": True}
BEFORE_PAINT = 14 * 1024
"""Bytes: ten packets of 1,460 bytes, which a server sends before it waits for the first answer."""
IN_ALL = 100 * 1024
ELSEWHERE = re.compile(r"^https?://(?!127\.0\.0\.1[:/])")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""Names of the program, in the order in which they are looked for; the browser tests look for the same."""
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")

_TIMING = """() => performance.getEntriesByType('resource')
  .filter(entry => entry.renderBlockingStatus === 'blocking').map(entry => entry.name)"""


@dataclass(frozen=True, slots=True)
class FirstView:
    """Bytes on the wire, by address."""

    page: int
    blocking: dict[str, int]
    others: dict[str, int]

    @property
    def before_paint(self) -> int:
        """The page and what its first paint waits for."""
        return self.page + sum(self.blocking.values())

    @property
    def in_all(self) -> int:
        """Everything up to rest, nobody having scrolled."""
        return self.before_paint + sum(self.others.values())


def first_view(browser: Any, url: str) -> FirstView:
    """Open ``url`` on a telephone with an empty cache, and count."""
    context = browser.new_context(**PHONE)
    context.route(ELSEWHERE, lambda route: route.fulfill(status=200, content_type="text/javascript", body=""))
    page = context.new_page()
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    addresses: dict[str, str] = {}
    sizes: dict[str, int] = {}

    def finished(event: dict[str, Any]) -> None:
        address = addresses[event["requestId"]]
        if not ELSEWHERE.match(address) and not address.startswith("data:"):
            sizes[address] = sizes.get(address, 0) + int(event["encodedDataLength"])

    client.on(
        "Network.requestWillBeSent", lambda event: addresses.update({event["requestId"]: event["request"]["url"]})
    )
    client.on("Network.loadingFinished", finished)
    page.goto(url, wait_until="networkidle")
    blocking = set(page.evaluate(_TIMING))
    context.close()
    return FirstView(
        page=sizes.pop(url),
        blocking={address: size for address, size in sizes.items() if address in blocking},
        others={address: size for address, size in sizes.items() if address not in blocking},
    )


def installed_browser() -> str | None:
    """The path of the first of :data:`BROWSERS` that this machine has."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def main(dist: Path) -> None:
    """Print the table of every site of ``dist``."""
    from playwright.sync_api import sync_playwright

    program = installed_browser()
    if program is None:
        sys.exit(f"no browser found: install one of {', '.join(BROWSERS)}")
    print(f"{'site':12} {'HTML':>8} {'blocking':>9} {'before paint':>13} {'in all':>9}   largest of the others")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        for site in sorted(path.name for path in dist.iterdir() if (path / "index.html").is_file()):
            with host(dist / site) as address:
                view = first_view(browser, address)
            largest = sorted(view.others.items(), key=lambda item: -item[1])[:4]
            print(
                f"{site:12} {view.page:8,} {sum(view.blocking.values()):9,} {view.before_paint:13,} {view.in_all:9,}   "
                + ", ".join(f"{address.rpartition('/')[2]} {size:,}" for address, size in largest)
            )
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("dist"))
