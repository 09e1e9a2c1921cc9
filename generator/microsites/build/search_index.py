"""The index in which visitors search: made by Pagefind from the finished pages, remembered between builds.

Pagefind's extended program segments Japanese words; it is a package of its own (58 MB), hence an extra.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from microsites.content.generated import SEARCH
from microsites.content.model import Site
from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.media.cache import BuildCache
from microsites.pages.generated_views.search import INDEX

_PACKAGE = "pagefind_bin_extended"
_PUBLISHED = (
    "pagefind.js",
    "pagefind-worker.js",
    "pagefind-entry.json",
    "*.pf_meta",
    "wasm.*",
    "index/*",
    "fragment/*",
)
"""What a page loads; Pagefind's own user interfaces are left out."""

_ROOT = "#main"
_MAIN = 'id="main"'
_TITLE = re.compile(r'<meta property="og:title" content="([^"]*)">')
_EXCLUDED = ".ms-breadcrumb, [data-ms-then]"
"""What says nothing about the page, and what the clock changes."""

_RECIPE = f"1:{_PUBLISHED}:{_ROOT}:{_TITLE.pattern}:{_EXCLUDED}"
"""What decides an index beside the pages and the program; another way to make it takes the next number."""


def _program(site: Site) -> Path:
    if importlib.util.find_spec(_PACKAGE) is None:
        message = _("the site has a search, but Pagefind is not installed")
        hint = _("pip install 'microsites[search]', or delete 'search: true'")
        raise UserError([site.source.problem(("search",), "BLD022", message, hint)])
    from pagefind_bin_extended import get_executable

    return Path(get_executable())


def _pages(tree: Path) -> Iterator[Path]:
    """The pages in which one searches: all but the search itself, and the page for what does not exist."""
    for path in sorted(tree.rglob("*.html")):
        if path.relative_to(tree).parts[0] not in (SEARCH, "404.html"):
            yield path


def _titled(html: str) -> str:
    """``html`` with its title for Pagefind, which would take the first heading: that may be a slogan."""
    title = _TITLE.search(html)
    if title is None:
        return html
    return html.replace(_MAIN, f'{_MAIN} data-pagefind-meta="title:{title[1]}"', 1)


def _key(program: Path, tree: Path) -> str:
    digest = hashlib.sha256(f"{program.stat().st_size}:{_RECIPE}".encode())
    for path in _pages(tree):
        digest.update(path.relative_to(tree).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:24]


def _make(program: Path, site: Site, tree: Path, folder: Path) -> None:
    """Run Pagefind over the pages of ``tree``; ``folder`` gets what is published."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as name:
        pages, made = Path(name) / "pages", Path(name) / "made"
        for path in _pages(tree):
            copy = pages / path.relative_to(tree)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(_titled(path.read_text("utf-8")), "utf-8")
        command = [str(program), "--site", str(pages), "--output-path", str(made), "--silent"]
        command += ["--root-selector", _ROOT, "--exclude-selectors", _EXCLUDED]
        try:
            subprocess.run(command, check=True, capture_output=True, text=True, timeout=600)  # noqa: S603 - our own
        except (subprocess.SubprocessError, OSError) as error:
            told = getattr(error, "stderr", None) or str(error)
            message = _("Pagefind could not make the search index: {told}", told=told.strip()[:300])
            hint = _("reinstall it: pip install --force-reinstall 'microsites[search]'")
            raise UserError([site.source.problem(("search",), "BLD022", message, hint)]) from None
        chosen = Path(name) / "chosen"
        for pattern in _PUBLISHED:
            for path in made.glob(pattern):
                target = chosen / path.relative_to(made)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
        try:
            os.rename(chosen, folder)
        except OSError:
            if not folder.is_dir():  # else another build was faster
                raise


def add_search_index(site: Site, tree: Path, cache: BuildCache) -> None:
    """Put the search index of the pages in ``tree`` beside the page for searching.

    The same pages give the same index, so it is made once (1.7 s of processor time for 28 pages, measured).
    Raises UserError where Pagefind is missing or fails, OSError when the disk does.
    """
    program = _program(site)
    folder = cache.folder(_key(program, tree))
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        _make(program, site, tree, folder)
    shutil.copytree(folder, tree / INDEX, dirs_exist_ok=True)
