"""Where the addresses of a file lead: each is resolved once, however many pages use it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from microsites.check.addresses import NOWHERE, Addresses, Target, fragment_of, is_fixed, is_within_the_page
from microsites.check.fragments import part_of, short
from microsites.check.references import Reference
from microsites.check.tree import Tree
from microsites.check.uses import Use, hyperlink

MAX_KEPT = 500_000
"""Above this, what was resolved is forgotten: memory is bounded, whatever a site holds."""


class Destination(NamedTuple):
    """Where an address leads, inside the portfolio."""

    target: Target
    file: str | None
    """The file of the target's site that a server would send; None if there is none."""
    known: bool
    """Whether the target's tree lies here, so that a missing file says something."""
    page: int
    """The number of ``file`` among the pages of the site itself; -1 if it is none of them."""
    part: str
    """The part of a page that it leads to, as :func:`microsites.check.fragments.short` names it; empty if none is meant."""
    plain: bool
    """It is a file of the site itself, asked for without a query: most are."""


Link = tuple[Use | Reference, Destination]

_Form = tuple[int, str, Destination | None]
"""How an address is to be read, wherever it stands: steps upwards from the folder, and then the rest.  Of one for which
this says too little, the steps are one of the following; one that is fixed leads to the same place from everywhere."""
_HERE, _FIXED, _INVOLVED = 1_000_000, 1_000_001, 1_000_002

_SIMPLE = re.compile(r"((?:\.\./)*)((?:(?!\.\.?(?:/|$|\?))[^/:\\?#\s\x00-\x1f]+(?:/|(?=$|\?)))*(?:\?.*)?)\Z", re.DOTALL)
"""Steps upwards, then a path without dots, double slashes and what only a full resolution understands; no fragment."""


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses of a file, by where they lead.

    Of most hyperlinks nobody asks more than which page, and which part of it, they lead to: only those that are not plain
    are kept one by one.
    """

    others: tuple[Link, ...]
    """Into the portfolio, by anything else than ``<a href>``."""
    notable: tuple[Link, ...]
    """Those of all that are not plain: to nothing, to a sister, with a query."""
    here: tuple[Use | Reference, ...]
    """To the page itself, or a part of it."""
    pages: frozenset[int]
    """The numbers of the pages of the site that hyperlinks lead to."""
    parts: tuple[str, ...]
    """The parts of pages that hyperlinks lead to, as :func:`microsites.check.fragments.short` names them."""
    odd: tuple[Use | Reference, ...]
    """Those of all, and those to elsewhere, that are no plain relative path: with a scheme, a host, a space, too many steps."""
    rooted: int
    """How many have a file and begin with a slash."""


@dataclass(slots=True)
class _Gathered:
    """The same while it is gathered."""

    others: list[Link] = field(default_factory=list)
    notable: list[Link] = field(default_factory=list)
    here: list[Use | Reference] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)
    parts: list[str] = field(default_factory=list)
    odd: list[Use | Reference] = field(default_factory=list)
    rooted: int = 0

    def take(self, link: Link) -> None:
        """Take a hyperlink."""
        to = link[1]
        if to.page >= 0:
            self.pages.add(to.page)
        if to.part:
            self.parts.append(to.part)
        if not to.plain:
            self.notable.append(link)

    def frozen(self) -> Links:
        """All of it."""
        return Links(
            others=tuple(self.others),
            notable=(*self.notable, *[link for link in self.others if not link[1].plain]),
            here=tuple(self.here),
            pages=frozenset(self.pages),
            parts=tuple(dict.fromkeys(self.parts)),
            odd=tuple(self.odd),
            rooted=self.rooted,
        )


class Linker:
    """Resolves the addresses of one site's files.

    Most pages lie in a folder of their own, so what is remembered is not how an address reads from a folder, but how
    many steps it goes upwards, and what lies at the place that it then names.  One that goes up to the root of the site
    leads to the same place from every page that lies as deep: most links of a menu do.
    """

    def __init__(self, site: str, addresses: Addresses, trees: Mapping[str, Tree]) -> None:
        self._site = site
        self._addresses = addresses
        self._trees = trees
        self._forms: dict[str, _Form] = {}
        """By address."""
        self._paths: dict[str, tuple[int, str] | None] = {}
        """By address without fragment: steps upwards, and the rest; None if it is not so simple."""
        self._places: dict[str, Destination] = {}
        """By path from the root of the site, with query and fragment."""
        self._pages: dict[int, dict[str, int]] = defaultdict(dict)
        """By depth and address without fragment: the page that it leads to from every page that lies so deep."""
        self._fragments: dict[str, str] = {}
        """What names the part, by what stands behind ``#``; only of what a browser reads as it stands."""
        self._from_root: dict[int, dict[str, Destination]] = defaultdict(dict)
        """By depth and address: where it leads from every page that lies so deep, if it goes up to the root."""

    def links(
        self, path: str, hyperlinks: Iterable[str], others: Iterable[Use | Reference], base: str | None = None
    ) -> Links:
        """Resolve the addresses of the file ``path``.  ``base``: the page's ``<base href>``."""
        folder = path.rpartition("/")[0]
        if base is not None:
            return self._from(base, folder, hyperlinks, others)
        self._forget()
        above, gathered = _above(folder), _Gathered()
        self._follow(hyperlinks, folder, above, gathered)
        known = self._from_root[len(above)]
        rest = [
            (use, to) if (to := known.get(use.value)) else self._link(use, folder, above, gathered) for use in others
        ]
        gathered.others += [link for link in rest if link]
        return gathered.frozen()

    def hyperlinks(self, path: str, hrefs: Iterable[str], base: str | None = None) -> Iterator[Link]:
        """Every hyperlink of a page into the portfolio, and not to itself: for the few pages of which that is asked."""
        folder = path.rpartition("/")[0]
        above, gathered = _above(folder), _Gathered()
        for href in hrefs:
            use = hyperlink(href)
            link = self._link(use, folder, above, gathered) if base is None else self._based(use, folder, base)
            if link is not None:
                yield link

    def _follow(self, hrefs: Iterable[str], folder: str, above: Sequence[str], gathered: _Gathered) -> None:
        """Gather a page's hyperlinks.  It has a hundred of them, and nearly all are known: no value is made for those."""
        known, fragments = self._pages[len(above)], self._fragments
        pages, parts = gathered.pages, gathered.parts
        for href in hrefs:
            address, _, behind = href.partition("#")
            page, fragment = known.get(address), fragments.get(behind)
            if page is None or fragment is None:
                self._hyperlink(href, folder, above, gathered)
            else:
                pages.add(page)
                if fragment:
                    parts.append(part_of(page, fragment))

    def _from(self, base: str, folder: str, hyperlinks: Iterable[str], others: Iterable[Use | Reference]) -> Links:
        """Where addresses lead that start from another place than the page: there, all are notable."""
        uses: tuple[list[Use | Reference], ...] = (list(map(hyperlink, hyperlinks)), list(others))
        found, rest = ([link for use in each if (link := self._based(use, folder, base))] for each in uses)
        rooted = sum(to.file is not None and use.value.startswith("/") for use, to in (*found, *rest))
        gathered = _Gathered(others=rest, odd=[*uses[0], *uses[1]], rooted=rooted)
        for link in found:
            gathered.take(link)
        return replace(gathered.frozen(), notable=(*found, *rest))

    def _based(self, use: Use | Reference, folder: str, base: str) -> Link | None:
        to = self._resolve(folder, use.value, base)
        return None if to is None else (use, to)

    def _forget(self) -> None:
        kept: tuple[dict[str, Any], ...] = (
            self._forms,
            self._paths,
            self._places,
            self._fragments,
            *self._pages.values(),
            *self._from_root.values(),
        )
        if sum([len(each) for each in kept]) > MAX_KEPT:
            for each in kept:
                each.clear()

    def _hyperlink(self, href: str, folder: str, above: Sequence[str], gathered: _Gathered) -> None:
        path, _, behind = href.partition("#")
        up, rest = (self._path(path) if _is_clean(behind) else None) or (_INVOLVED, "")
        to = self._places.get(above[up] + rest) or self._at(above[up] + rest) if up < len(above) else None
        if to is None or not to.plain:
            link = self._link(hyperlink(href), folder, above, gathered)
            if link is not None:
                gathered.take(link)
        elif to.page >= 0:
            fragment = self._fragments[behind] = fragment_of(href)
            gathered.pages.add(to.page)
            if fragment:
                gathered.parts.append(part_of(to.page, fragment))
            if up == len(above) - 1:
                self._pages[len(above)][path] = to.page

    def _link(self, use: Use | Reference, folder: str, above: Sequence[str], gathered: _Gathered) -> Link | None:
        """Where an address leads from a file in ``folder``; None if to no other file of the portfolio."""
        up, rest, fixed = self._forms.get(use.value) or self._form(use.value)
        if up < len(above):
            to = self._places.get(above[up] + rest) or self._at(above[up] + rest)
            if up == len(above) - 1:
                self._from_root[len(above)][use.value] = to
            return use, to
        if up == _HERE:
            gathered.here.append(use)
            if not use.value:
                gathered.odd.append(use)
            return None
        gathered.odd.append(use)
        found = fixed if up == _FIXED else self._resolve(folder, use.value, None)
        gathered.rooted += found is not None and found.file is not None and use.value.startswith("/")
        return (use, found) if found is not None else None

    def _form(self, address: str) -> _Form:
        path, mark, fragment = address.partition("#")
        if (simple := self._path(path)) and _is_clean(fragment):
            form: _Form = (simple[0], simple[1] + mark + fragment, None)
        elif is_within_the_page(path):
            form = (_HERE, "", None)
        elif is_fixed(address):
            form = (_FIXED, "", self._resolve("", address, None))
        else:
            form = (_INVOLVED, "", None)
        self._forms[address] = form
        return form

    def _path(self, path: str) -> tuple[int, str] | None:
        """Steps upwards and the rest of an address without fragment; None if it is not so simple, or not there."""
        if path not in self._paths:
            match = None if is_within_the_page(path) else _SIMPLE.match(path)
            self._paths[path] = (len(match[1]) // len("../"), match[2]) if match else None
        return self._paths[path]

    def _at(self, place: str) -> Destination:
        """Where a simple address leads: ``place`` is what it comes to, from the root of the site."""
        path, mark, _ = place.partition("#")
        if not mark:
            to = self._destination(self._addresses.at(path), queried="?" in path)
        else:
            to = self._part_of(self._places.get(path) or self._at(path), fragment_of(place))
        self._places[place] = to
        return to

    def _part_of(self, page: Destination, fragment: str) -> Destination:
        target = Target(page.target.site, page.target.path, fragment)
        if page.page < 0:
            # Of a sister's page, or of a file that is none.
            return self._destination(target, queried=not page.plain)
        part = short(self._site, target, page.page) if fragment else ""
        return Destination(target, page.file, page.known, page.page, part, page.plain)

    def _resolve(self, folder: str, address: str, base: str | None) -> Destination | None:
        """Where ``address`` leads from a file in ``folder``; None if it leaves the portfolio."""
        target = self._addresses.resolve(f"{folder}/" if folder else "", address, base)
        return self._destination(target, queried="?" in address) if target else None

    def _destination(self, target: Target, *, queried: bool) -> Destination:
        tree = self._trees.get(target.site)
        file = tree.find(target.path) if tree else None
        number = tree.page_numbers.get(file, -1) if tree and file else -1
        part = short(self._site, target, number) if target.fragment and number >= 0 else ""
        known = tree is not None or target.site == NOWHERE
        own = target.site == self._site
        return Destination(target, file, known, number if own else -1, part, own and file is not None and not queried)


_SIGNS_OF_ADDRESSES = frozenset("#?%")


def _is_clean(fragment: str) -> bool:
    """Whether a browser reads it as it stands: without line breaks, and spaces at the end (WHATWG URL, 4.4)."""
    return not fragment or (fragment.isprintable() and fragment[-1] != " ")


def _above(folder: str) -> list[str]:
    """What a path begins with after no step upwards, after one, and so on: ``a/b/``, ``a/``, and nothing.

    None of them where a folder's name has a sign that means something in an address: there, each is resolved in full.
    """
    if not _SIGNS_OF_ADDRESSES.isdisjoint(folder):
        return []
    above = [f"{folder}/"] if folder else []
    while folder:
        folder = folder.rpartition("/")[0]
        above.append(f"{folder}/" if folder else "")
    return above or [""]
