"""Builds an ejected project where ``microsites`` cannot be imported, and compares its pages with those of the build."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

_WITHOUT_US = "import sys; sys.modules['microsites'] = None; from mkdocs.__main__ import cli; cli()"
_TRACKING = ("data-track", "data-track-id", "data-track-goal", "data-track-params")
_HOST = "https://here.example/"


def build_without_us(project: Path) -> Path:
    """``mkdocs build`` in a process in which our package cannot be imported; the folder that it writes."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        (sys.executable, "-c", _WITHOUT_US, "build", "--quiet", "--strict"),
        cwd=project,
        env=environment | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return project / "site"


def _targets(tag: Tag, address: str) -> set[str]:
    found = set()
    for name in ("href", "src", "poster", "action"):
        if name in tag.attrs:
            found.add(urljoin(_HOST + address, str(tag[name])))
    for name in ("srcset", "imagesrcset"):
        for each in str(tag.attrs.get(name, "")).split(","):
            if each.strip():
                found.add(urljoin(_HOST + address, each.split()[0]))
    return found


def _of_material(tag: Tag) -> bool:
    """The table of contents that Material makes of a page's Markdown, and its way past the menu."""
    return bool(tag.find_parent(class_="md-nav--secondary")) or "md-skip" in tag.get("class", [])


def facts(html: str, address: str) -> dict[str, Any]:
    """All that measurement, search engines and visitors depend on."""
    page = BeautifulSoup(html, "html.parser")
    scripts = [tag for tag in page.find_all("script") if "src" not in tag.attrs]
    runs = [str(tag.string or "") for tag in scripts if tag.get("type") in (None, "text/javascript", "module")]
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert policy is not None
    content = BeautifulSoup(html, "html.parser")
    for tag in content.select(".md-nav--secondary, .md-skip, label[for=__toc], .md-header__topic, script"):
        tag.decompose()
    return {
        "title": page.title.string if page.title else None,
        "languages": [str(tag.get("lang")) for tag in page.find_all(["html", "title"])],
        "parts": [(tag.name, str(tag["lang"])) for tag in content.find_all(lang=True) if tag.name != "title"],
        "versions": [
            (tag.name, str(tag["hreflang"]), urljoin(_HOST + address, str(tag["href"])))
            for tag in page.find_all(hreflang=True)
        ],
        "links": {
            (tag.name, target)
            for tag in page.find_all(True)
            if not _of_material(tag)
            for target in _targets(tag, address)
        },
        "tracked": sorted(
            [[str(tag.attrs.get(name)) for name in _TRACKING] for tag in page.find_all(attrs={"data-track": True})]
        ),
        "json_ld": [json.loads(str(tag.string)) for tag in scripts if tag.get("type") == "application/ld+json"],
        "meta": {
            (str(tag.get("name") or tag.get("property")), str(tag.get("content")).replace(", initial", ",initial"))
            for tag in page.find_all("meta")
            if tag.get("name") or tag.get("property")
        },
        "gated": [str(tag) for tag in scripts if tag.get("type") == "text/plain"],
        "scripts": runs,
        "policy": policy["content"],
        "current": {
            urljoin(_HOST + address, str(tag.get("href"))) for tag in page.find_all("a", attrs={"aria-current": True})
        },
        "ids": [str(tag["id"]) for tag in page.find_all(id=True)],
        "words": " ".join(content.body.get_text(" ").split()) if content.body else "",
    }


def unhashed(found: dict[str, Any]) -> list[str]:
    """Inline scripts that the page's own policy would stop."""
    digests = [
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in found["scripts"] if text.strip()
    ]
    return [digest for digest in digests if f"'sha256-{digest}'" not in found["policy"]]
