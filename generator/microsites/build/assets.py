"""Finds every picture and file that a site uses, and prepares them for its tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from microsites.content.fields import MarkdownText, Picture, Reference
from microsites.content.markdown_scan import links as markdown_links
from microsites.content.model import Site
from microsites.content.source import Source
from microsites.content.walk import walk
from microsites.content.yaml_reader import Path as ValuePath
from microsites.engine.output import CopiedFile
from microsites.errors import Problem, UserError
from microsites.media.pictures import FORMATS, PictureError, PictureStore, ProcessedPicture
from microsites.pages.images import media_path
from microsites.pages.links import ASSETS


@dataclass(frozen=True, slots=True)
class _Used:
    """An asset that a page uses, and the line that says so."""

    asset: str
    picture: bool
    source: Source
    path: ValuePath


def _used_in(parts: Iterable[tuple[ValuePath, object]], source: Source) -> Iterator[_Used]:
    for path, part in parts:
        if isinstance(part, Picture):
            yield _Used(part.asset, True, source, (*path, "asset"))
        elif isinstance(part, Reference) and part.asset is not None:
            yield _Used(part.asset, False, source, (*path, "asset"))
        elif isinstance(part, MarkdownText):
            yield from _used_in_markdown(part, source, path)


def _used_in_markdown(text: str, source: Source, path: ValuePath) -> Iterator[_Used]:
    if "asset" not in text and "&" not in text:  # a reference may be spelled with entities
        return
    for target in markdown_links(text):
        if target.href.startswith("asset:"):
            yield _Used(target.href.removeprefix("asset:"), target.picture, source, path)


def _used_by(site: Site) -> Iterator[_Used]:
    yield from _used_in(walk(site.settings), site.source)
    for page in site.pages:
        if page.picture is not None and page.entry is None:
            yield _Used(page.picture.asset, True, page.source, ("picture", "asset"))
        yield from _used_in(((part.path, part.value) for part in page.parts), page.source)
        if page.prose is not None:
            yield from _used_in_markdown(page.prose.text, page.source, ())


@dataclass(frozen=True, slots=True)
class Media:
    """A site's pictures and files."""

    pictures: dict[str, ProcessedPicture]
    files: tuple[CopiedFile, ...]


def collect(site: Site, store: PictureStore) -> Media:
    """Process every picture and collect every asset in use.  Raises UserError with all bad pictures at once."""
    problems: list[Problem] = []
    pictures: dict[str, ProcessedPicture] = {}
    files: dict[str, CopiedFile] = {}
    failed: set[str] = set()
    for used in _used_by(site):
        if used.asset in failed:
            continue
        path = site.root / ASSETS / used.asset
        try:
            if used.picture:
                processed = pictures.get(used.asset) or store.process(path)
                pictures[used.asset] = processed
                for variant in processed.files:
                    files[media_path(variant)] = CopiedFile(media_path(variant), variant.path)
            else:
                # A picture that is offered as a file goes out without its metadata too.
                source = store.without_metadata(path) if path.suffix.lower() in (*FORMATS, ".svg") else path
                files[f"{ASSETS}/{used.asset}"] = CopiedFile(f"{ASSETS}/{used.asset}", source)
        except PictureError as error:
            failed.add(used.asset)
            problems.append(used.source.problem(used.path, "BLD010", error.message, error.hint))
        except OSError as error:
            failed.add(used.asset)
            problems.append(used.source.problem(used.path, "BLD010", f"'{used.asset}': {error.strerror}"))
    if problems:
        raise UserError(problems)
    return Media(pictures, tuple(files[name] for name in sorted(files)))
