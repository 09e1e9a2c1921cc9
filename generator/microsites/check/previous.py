"""The addresses that a site had before: from what was published, an earlier build, or the sitemap that is online."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from microsites.check.manifests import Subject, read_manifest
from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.i18n.system import reason
from microsites.manifest import MANIFESTS, Manifest
from microsites.record import Record, parse_record, read_record, record_file

Previous = Mapping[str, str]
"""Path of a page in the tree → the file in which it was written, or nothing where nobody knows."""

_BAD_PREVIOUS = "BLD071"
_MAX_BYTES = 256 * 1024 * 1024
_LOCATION = re.compile(r"<loc>\s*([^<\s]+)\s*</loc>")
_NOT_FOUND = "404.html"


def previous_pages(subjects: Iterable[Subject], directory: Path, given: Path | None) -> dict[str, Previous]:
    """By site, the pages that were there before; only sites of which something is known are in it.

    Without ``given`` it is what ``microsites publish`` remembers beside the trees of ``directory``.
    Raises UserError for what cannot be read.
    """
    manifests = [subject.manifest for subject in subjects if subject.manifest is not None]
    if given is None:
        return {m.site: pages for m in manifests if (pages := _remembered(directory, m)) is not None}
    if os.path.isdir(given):  # noqa: PTH112 - Path.is_dir raises where it may not look
        return _of_folder(given, manifests)
    return _of_file(given, manifests)


def _remembered(directory: Path, manifest: Manifest) -> Previous | None:
    for folder in (directory, directory.absolute().parent):
        record = read_record(record_file(folder, manifest.environment, manifest.site))
        if record is not None and record.site == manifest.site and record.url == manifest.url:
            return _of_record(record)
    return None


def _of_record(record: Record) -> Previous:
    return {path: "" for path in record.files if path.endswith((".html", ".htm")) and path != _NOT_FOUND}


def _of_folder(folder: Path, manifests: list[Manifest]) -> dict[str, Previous]:
    beside = folder / MANIFESTS
    found = {}
    for manifest in manifests:
        if (file := beside / f"{manifest.site}.json").is_file():
            found[manifest.site] = _of_manifest(read_manifest(file))
        elif (record := _remembered(folder, manifest)) is not None:
            found[manifest.site] = record
    if not found:
        hint = _("name a folder that was built into, a manifest, a record (.microsites.json) or a sitemap.xml")
        raise UserError.at(folder, _("holds no manifest of these sites"), hint, _BAD_PREVIOUS)
    return found


def _of_manifest(manifest: Manifest) -> Previous:
    pages = {page.path: page.place.file for page in manifest.pages}
    return pages | {alias.path: alias.place.file for page in manifest.pages for alias in page.aliases}


def _of_file(file: Path, manifests: list[Manifest]) -> dict[str, Previous]:
    try:
        if file.stat().st_size > _MAX_BYTES:
            raise UserError.at(file, _("is too large"), code=_BAD_PREVIOUS)
        text = file.read_bytes()
    except OSError as error:
        message = _("cannot be read ({reason})", reason=reason(error))
        raise UserError.at(file, message, code=_BAD_PREVIOUS) from None
    if text.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _of_sitemap(file, text.decode("utf-8", "replace"), manifests)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        data = None
    if isinstance(data, dict) and "files" in data:
        record = parse_record(text, file)
        return {record.site: _of_record(record)}
    manifest = read_manifest(file)
    return {manifest.site: _of_manifest(manifest)}


def _of_sitemap(file: Path, text: str, manifests: list[Manifest]) -> dict[str, Previous]:
    """A sitemap says by its addresses whose it is."""
    addresses = [unescape(match[1]) for match in _LOCATION.finditer(text)]
    found: dict[str, Previous] = {}
    # The longest address first: a site may lie below another.
    for manifest in sorted(manifests, key=lambda each: -len(each.url or "")):
        if manifest.url is None:
            continue
        own = [address for address in addresses if address.startswith(manifest.url)]
        addresses = [address for address in addresses if not address.startswith(manifest.url)]
        if own:
            found[manifest.site] = dict.fromkeys(_paths(manifest.url, own), "")
    if not found:
        hint = _("fetch the sitemap of a site that is checked here, in its own environment")
        raise UserError.at(file, _("names no page of these sites"), hint, _BAD_PREVIOUS)
    return found


def _paths(url: str, addresses: Iterable[str]) -> Iterator[str]:
    for address in addresses:
        path = unquote(address.removeprefix(url).partition("#")[0].partition("?")[0])
        yield f"{path}index.html" if path == "" or path.endswith("/") else path
