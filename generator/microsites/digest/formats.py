"""A digest as Markdown and as text, in the language of a catalogue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from microsites.digest.values import Detail, Digest, PageDigest, SiteDigest
from microsites.forge_markdown import line
from microsites.i18n.catalogue import Catalogue
from microsites.i18n.message import Message, _, ngettext
from microsites.measurement.reports.changes import Change, Why
from microsites.shown import shown

_MOST_PAGES: Final = 150
"""So many pages of a site are told one by one."""
_MOST_LINES: Final = 60
"""Of settings, of changes of the plan, and of what could not be compared."""

_KINDS: Final = MappingProxyType(
    {"added": _("(new)"), "removed": _("(taken away)"), "renamed": _("(renamed)"), "changed": _("(changed)")}
)
_THINGS: Final = MappingProxyType(
    {
        "site": _("the site"),
        "event": _("the event"),
        "goal": _("the goal"),
        "element": _("the button"),
        "provider": _("the provider"),
    }
)


def _words(text: str) -> str:
    """For a terminal, where code looks as all words do."""
    return shown(text.replace("\0", ""))


class _Writer:
    """Puts lines together; ``quote`` makes text of anybody harmless in the format, and code of what is between NULs."""

    def __init__(self, reader: Catalogue, quote: Callable[[str], str], *, marks: tuple[str, str, str]) -> None:
        self.reader = reader
        self.quote = quote
        self._title, self._part, self._page = marks
        self.blocks: list[str] = []

    def say(self, message: Message) -> str:
        """A message, harmless."""
        return self.quote(self.reader.say(message))

    def title(self, message: Message) -> None:
        """The heading of the whole."""
        self.blocks.append(f"{self._title}{self.say(message)}")

    def part(self, message: Message) -> None:
        """The heading of a part."""
        self.blocks.append(f"{self._part}{self.say(message)}")

    def page(self, message: Message) -> None:
        """The heading of a page."""
        self.blocks.append(f"{self._page}{self.say(message)}")

    def lines(self, messages: Sequence[Message]) -> None:
        """A list; of very many only the first ones."""
        found = [f"- {self.say(message)}" for message in messages[:_MOST_LINES]]
        if len(messages) > _MOST_LINES:
            found.append(f"- {self.say(_more(len(messages) - _MOST_LINES))}")
        if found:
            self.blocks.append("\n".join(found))

    def text(self, message: Message) -> None:
        """A paragraph."""
        self.blocks.append(self.say(message))


def _more(count: int) -> Message:
    return _("and {count} more", count=count)


def _detail(detail: Detail) -> Message:
    return _("[look] {what}: numbers may go somewhere else", what=detail.message) if detail.breaks else detail.message


def _of_page(write: _Writer, page: PageDigest) -> None:
    write.page(
        _(
            "{title} {kind} — {owner}  {file}",
            title=page.title,
            kind=_KINDS[page.kind],
            owner=" / ".join(page.owners),
            file=page.file,
        )
    )
    details = [detail.message for detail in page.details]
    write.lines([*details, *([_more(page.more)] if page.more else [])])


def _of_site(write: _Writer, site: SiteDigest) -> None:
    write.part(_("{title} ({site}) — {owner}", title=site.title, site=site.id, owner=site.owner))
    if site.kind == "added":
        write.text(_("The whole site is new."))
    elif site.kind == "removed":
        write.text(_("The whole site was taken away."))
    for page in site.pages[:_MOST_PAGES]:
        _of_page(write, page)
    if len(site.pages) > _MOST_PAGES:
        write.text(_more(len(site.pages) - _MOST_PAGES))
    if site.settings:
        write.page(_("Settings and records"))
        write.lines([_detail(detail) for detail in site.settings])


def _roles(digest: Digest) -> Iterator[Message]:
    """Role → the pages that it has to look at."""
    held: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for site in digest.sites:
        for page in site.pages:
            for owner in page.owners:
                held[owner][site.title] += 1
        if site.settings or site.kind != "changed":
            held[site.owner][site.title] += 0
    for role, sites in held.items():
        pages = sum(sites.values())
        count = ngettext("{count} page", "{count} pages", pages) if pages else _("settings only")
        yield _("{role}: {what} ({sites})", role=role, what=count, sites=" / ".join(sites))


def _why(why: Why, reader: Catalogue) -> str:
    return why.ja if reader.language == "ja" else why.en


def _measured(digest: Digest, reader: Catalogue, titles: Mapping[str, str]) -> Iterator[Message]:
    for change in digest.measured or ():
        if change.breaks:
            yield _(
                "{site}: {thing} {subject} {kind} ({before} → {after}) — {why}",
                site=titles.get(change.site, change.site) if change.site else _("the tracking plan"),
                thing=_THINGS[change.thing],
                subject=change.subject,
                kind=_KINDS[change.kind],
                before=change.before or "―",
                after=change.after or "―",
                why=_why(change.why, reader),
            )


def _harmless(changes: Sequence[Change]) -> int:
    return sum(not change.breaks for change in changes)


def _write(digest: Digest, write: _Writer) -> None:
    write.title(_("{portfolio}: what changed", portfolio=digest.portfolio))
    write.text(
        _(
            "From {since} ({commit}) to {until}, with what is not committed yet.",
            since=f"{digest.since:%Y-%m-%d %H:%M}",
            commit=f"\0{digest.commit}\0",
            until=f"{digest.until:%Y-%m-%d %H:%M}",
        )
    )
    titles = {site.id: site.title for site in digest.sites}
    if digest.empty:
        write.text(_("Nothing changed."))
    if roles := list(_roles(digest)):
        write.part(_("Who has to look"))
        write.lines(roles)
    if digest.measured:
        write.part(_("What is measured"))
        broken = list(_measured(digest, write.reader, titles))
        if broken:
            write.text(_("Numbers from before and after may not be compared:"))
            write.lines(broken)
        if count := _harmless(digest.measured):
            message = ngettext(
                "{count} change after which numbers can be compared.",
                "{count} changes after which numbers can be compared.",
                count,
            )
            write.text(message)
    if digest.announced:
        write.part(_("Announced"))
        write.lines(
            [
                _("{day} {title} ({site})", day=each.day or "―", title=each.title, site=each.site)
                for each in digest.announced
            ]
        )
    for site in digest.sites:
        _of_site(write, site)
    if digest.shared:
        write.part(_("What all sites share"))
        write.lines([_detail(detail) for detail in digest.shared])
    if digest.not_compared:
        write.part(_("Not compared"))
        write.text(_("These files could not be read as they were then; look at them by hand."))
        write.lines(
            [_("{file}: {message}", file=problem.file, message=problem.message) for problem in digest.not_compared]
        )
    if digest.measured is None:
        write.text(_("What is measured could not be compared, as not everything could be read as it was."))


def markdown(digest: Digest, reader: Catalogue) -> str:
    """For a ticket, a chat or a mail."""
    write = _Writer(reader, line, marks=("# ", "## ", "### "))
    _write(digest, write)
    return "\n\n".join(write.blocks) + "\n"


def text(digest: Digest, reader: Catalogue) -> str:
    """To read in a terminal."""
    write = _Writer(reader, _words, marks=("", "\n■ ", "・"))
    _write(digest, write)
    return (
        "\n".join(
            block.replace("\n- ", "\n    ").replace("- ", "    ", 1) if block.startswith("- ") else block
            for block in write.blocks
        )
        + "\n"
    )


FORMATS: Mapping[str, Callable[[Digest, Catalogue], str]] = MappingProxyType({"md": markdown, "text": text})
"""``--format`` → its function."""
