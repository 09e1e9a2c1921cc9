"""What changed on the pages of a site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import islice
from typing import Final, NamedTuple, TypeVar

from microsites.content.blocks import Section
from microsites.content.fields import Picture, Reference
from microsites.content.model import Page, Site
from microsites.content.ruby import without_readings
from microsites.digest.leaves import Leaf, alike, leaves, lines
from microsites.digest.telling import told_all, within
from microsites.digest.values import Detail, PageDigest
from microsites.i18n.message import Message, _

_MOST: Final = 15
"""So many details of one page are told; more are counted."""
_RENAMED: Final = 0.5
"""From this share of common words on, a page that is gone and one that is new are taken for the same."""
_MOST_RENAMED: Final = 60
"""So many pages that are gone are looked for among the new ones."""

_OF_THE_PAGE: Final = frozenset({"title", "description", "owner", "review_by", "updated", "picture"})
_KEYS: Final = frozenset({"id", "type"})

T = TypeVar("T")


class Named(NamedTuple):
    """A pair of things that are the same under two ids."""

    before: str
    after: str


def _name(section: Section) -> str:
    return f"「{without_readings(section.heading)}」" if section.heading else section.id


def _of_section(section: Section) -> tuple[Leaf, ...]:
    return leaves(section, _KEYS)


def _of_page(page: Page) -> tuple[Leaf, ...]:
    """All the words of a page, for telling whether it is the same under another address."""
    found = [*lines(page.title, "title")]
    for section in page.sections:
        found += _of_section(section)
    if page.entry is not None:
        found += leaves(page.entry)
    if page.prose is not None:
        found += lines(page.prose.text, "text")
    return tuple(found)


def _same(gone: Mapping[str, tuple[Leaf, ...]], new: Mapping[str, tuple[Leaf, ...]]) -> tuple[Named, ...]:
    """What is gone and what is new, where they share most of their words; the most alike first."""
    rated = sorted(
        (
            (alike(old, words), before, after)
            for before, old in islice(gone.items(), _MOST_RENAMED)
            for after, words in islice(new.items(), _MOST_RENAMED)
        ),
        key=lambda each: (-each[0], each[1], each[2]),
    )
    found: list[Named] = []
    for share, before, after in rated:
        if share < _RENAMED:
            break
        if all(before != pair.before and after != pair.after for pair in found):
            found.append(Named(before, after))
    return tuple(found)


def _head(before: Page, after: Page) -> Iterator[Message]:
    for name, was, now in (
        (_("the title"), before.title, after.title),
        (_("the description"), before.description, after.description),
    ):
        yield from within(name, told_all(lines(was, "text"), lines(now, "text")))
    if before.owner != after.owner:
        yield _("owner: {before} → {after}", before=before.owner, after=after.owner)
    for name, was_day, now_day in (
        (_("to be looked at again by"), before.review_by, after.review_by),
        (_("the day of the last update"), before.updated, after.updated),
    ):
        if was_day != now_day:
            yield _("{part}: {before} → {after}", part=name, before=was_day or "―", after=now_day or "―")
    was_picture, now_picture = (page.picture.asset if page.picture else "" for page in (before, after))
    if was_picture != now_picture:
        yield _("picture: {before} → {after}", before=was_picture or "―", after=now_picture or "―")


def _moved(before: Sequence[str], after: Sequence[str]) -> frozenset[str]:
    """Sections that stand in another order than before, as few as possible."""
    stayed = [name for name in before if name in after]
    order = [name for name in after if name in before]
    matcher = SequenceMatcher(None, stayed, order)
    kept = {name for block in matcher.get_matching_blocks() for name in order[block.b : block.b + block.size]}
    return frozenset(order) - kept


def _sections(before: Page, after: Page) -> Iterator[tuple[Message, str | None]]:
    """What changed, and the role of a section that has one of its own."""
    old = {section.id: section for section in before.sections}
    new = {section.id: section for section in after.sections}
    renamed = _same(
        {name: _of_section(section) for name, section in old.items() if name not in new},
        {name: _of_section(section) for name, section in new.items() if name not in old},
    )
    known = {pair.after: pair.before for pair in renamed}
    for name, section in new.items():
        was = old.get(known.get(name, name))
        if was is None:
            yield _("section added: {section} ({type})", section=_name(section), type=section.type), section.owner
            continue
        if name in known:
            yield (
                _("section {section}: id '{before}' → '{after}'", section=_name(section), before=was.id, after=name),
                section.owner,
            )
        if was.type != section.type:
            yield (
                _("section {section}: {before} → {after}", section=_name(section), before=was.type, after=section.type),
                section.owner,
            )
        for message in within(_name(section), told_all(_of_section(was), _of_section(section))):
            yield message, section.owner
    gone = {pair.before for pair in renamed}
    for name, section in old.items():
        if name not in new and name not in gone:
            yield _("section taken away: {section}", section=_name(section)), section.owner
    for name in sorted(_moved([section.id for section in before.sections], [section.id for section in after.sections])):
        yield _("section moved: {section}", section=_name(new[name])), new[name].owner


def _replaced(page: Page, replaced: frozenset[str]) -> Iterator[Message]:
    """Files of the page with a new content under the same name."""
    used = [
        part.value.asset
        for part in page.parts
        if isinstance(part.value, Picture | Reference) and part.value.asset in replaced
    ]
    if page.picture is not None and page.picture.asset in replaced:
        used.append(page.picture.asset)
    for asset in dict.fromkeys(used):
        yield _("replaced under the same name: assets/{file}", file=asset)


def _compared(before: Page, after: Page, replaced: frozenset[str]) -> Iterator[tuple[Message, str | None]]:
    yield from ((message, None) for message in _head(before, after))
    if before.entry is not None and after.entry is not None:
        both = (leaves(page.entry, _OF_THE_PAGE) for page in (before, after) if page.entry is not None)
        yield from ((message, None) for message in told_all(*both))
    if before.prose is not None or after.prose is not None:
        texts = (lines(page.prose.text, "text") if page.prose is not None else () for page in (before, after))
        yield from ((message, None) for message in told_all(*texts))
    yield from _sections(before, after)
    yield from ((message, None) for message in _replaced(after, replaced))


def _told(page: Page, kind: str, found: Sequence[tuple[Message, str | None]]) -> PageDigest:
    owners = (page.owner, *(owner for _message, owner in found if owner is not None))
    return PageDigest(
        page.id,
        without_readings(page.title),
        tuple(dict.fromkeys(owners)),
        page.source.file,
        kind,  # type: ignore[arg-type]
        tuple(Detail(message) for message, _owner in found[:_MOST]),
        max(0, len(found) - _MOST),
    )


def page_digests(before: Site, after: Site, replaced: frozenset[str], lost: frozenset[str]) -> Iterator[PageDigest]:
    """Every page on which something changed, in the order of their addresses; those that are gone come last.

    ``replaced``: assets with another content than before.  ``lost``: files that could not be
    read as they were.
    """
    old = {page.id: page for page in before.pages if page.generated is None}
    new = {page.id: page for page in after.pages if page.generated is None}
    gone = {name: _of_page(page) for name, page in old.items() if name not in new}
    added = {name: _of_page(page) for name, page in new.items() if name not in old}
    renamed = {pair.after: pair.before for pair in _same(gone, added)}
    for name, page in new.items():
        if page.source.file in lost:
            continue
        was = old.get(renamed.get(name, name))
        if was is None:
            yield _told(page, "added", ())
            continue
        found = list(_compared(was, page, replaced))
        if name in renamed:
            message = _("address: /{before} → /{after}", before=was.address, after=page.address)
            yield _told(page, "renamed", [(message, None), *found])
        elif found:
            yield _told(page, "changed", found)
    for name in gone:
        if name not in renamed.values():
            yield _told(old[name], "removed", ())
