"""Finds every picture and file that a site uses, and prepares them for its tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from microsites.content.fields import MarkdownText, Picture, Reference
from microsites.content.markdown_scan import links as markdown_links
from microsites.content.model import Site
from microsites.content.source import Source
from microsites.content.walk import walk
from microsites.content.yaml_reader import Path as ValuePath
from microsites.engine.output import CopiedFile
from microsites.errors import Problem, UserError
from microsites.i18n.message import _
from microsites.i18n.system import reason
from microsites.media.advice import Use, advice_on
from microsites.media.decode import FORMATS
from microsites.media.encode import avif_available
from microsites.media.errors import PictureError
from microsites.media.pictures import PictureStore, ProcessedPicture
from microsites.pages.images import media_path
from microsites.pages.links import ASSETS


@dataclass(frozen=True, slots=True)
class _Used:
    """An asset that a page uses, and the line that says so."""

    asset: str
    picture: bool
    source: Source
    path: ValuePath
    use: Use | None = None
    """What a picture is for; None for a file, and for pictures in running text."""


def _use_of(path: ValuePath, section: str = "") -> Use:
    if path and path[-1] == "logo":
        return Use.MARK
    return Use.HERO if section == "hero" else Use.CONTENT


def _used_in(parts: Iterable[tuple[ValuePath, object, Use]], source: Source) -> Iterator[_Used]:
    for path, part, use in parts:
        if isinstance(part, Picture):
            yield _Used(part.asset, True, source, (*path, "asset"), use)
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
    yield from _used_in(((path, part, _use_of(path)) for path, part in walk(site.settings)), site.source)
    for page in site.pages:
        if page.picture is not None and page.entry is None:
            yield _Used(page.picture.asset, True, page.source, ("picture", "asset"), Use.CONTENT)
        types = {section.id: section.type for section in page.sections}
        parts = ((part.path, part.value, _use_of(part.path, types.get(part.section, ""))) for part in page.parts)
        yield from _used_in(parts, page.source)
        if page.prose is not None:
            yield from _used_in_markdown(page.prose.text, page.source, ())


def _notes(used: _Used, use: Use, processed: ProcessedPicture, path: Path) -> Iterator[Problem]:
    for advice in advice_on(path.name, use, processed, path.stat().st_size):
        yield used.source.problem(used.path, "BLD020", advice.message, advice.hint)


def _without_avif(site: Site) -> Problem:
    message = _("the pictures of this site are published without AVIF: the installed Pillow cannot write it")
    return Problem(
        site.source.file, 1, 1, "BLD021", message, _("install Pillow from its own wheel: pip install --upgrade pillow")
    )


@dataclass(frozen=True, slots=True)
class Media:
    """A site's pictures and files."""

    pictures: dict[str, ProcessedPicture]
    files: tuple[CopiedFile, ...]
    notes: tuple[Problem, ...]
    """What an editor should know of them."""


def collect(site: Site, store: PictureStore) -> Media:
    """Process every picture and collect every asset in use.  Raises UserError with all bad pictures at once."""
    problems: list[Problem] = []
    pictures: dict[str, ProcessedPicture] = {}
    files: dict[str, CopiedFile] = {}
    failed: set[str] = set()
    notes: list[Problem] = [] if avif_available() else [_without_avif(site)]
    for used in _used_by(site):
        if used.asset in failed:
            continue
        path = site.root / ASSETS / used.asset
        try:
            if used.picture:
                processed = pictures.get(used.asset) or store.process(path)
                pictures[used.asset] = processed
                if used.use is not None:
                    notes += _notes(used, used.use, processed, path)
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
            problems.append(
                used.source.problem(
                    used.path, "BLD010", _("'{asset}': {reason}", asset=used.asset, reason=reason(error))
                )
            )
    if problems:
        raise UserError(problems)
    return Media(pictures, tuple(files[name] for name in sorted(files)), tuple(sorted(set(notes))))
