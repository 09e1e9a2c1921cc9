"""Where the addresses of a file lead: each is resolved once, however many pages use it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from microsites.check.addresses import NOWHERE, Addresses, Target, fragment_of, is_fixed, is_within_the_page
from microsites.check.fragments import short
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

_Found = tuple[Link | None, int, str, bool]
"""A link with its page, part and whether it is plain, side by side: so they are gathered without a look at each."""
_NOWHERE: _Found = (None, -1, "", True)

_Form = tuple[int, str, Destination | None]
"""How an address is to be read, wherever it stands: steps upwards from the folder, and then the rest.  Of one for which
this says too little, the steps are one of the following; one that is fixed leads to the same place from everywhere."""
_HERE, _FIXED, _INVOLVED = 1_000_000, 1_000_001, 1_000_002

_SIMPLE = re.compile(r"((?:\.\./)*)((?:(?!\.\.?(?:/|$|\?))[^/:\\?#\s\x00-\x1f]+(?:/|(?=$|\?)))*(?:\?.*)?)\Z", re.DOTALL)
"""Steps upwards, then a path without dots, double slashes and what only a full resolution understands; no fragment."""


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses of a file, by where they lead."""

    hyperlinks: tuple[Link, ...]
    """Into the portfolio, by ``<a href>``."""
    others: tuple[Link, ...]
    """Into the portfolio, by anything else."""
    notable: tuple[Link, ...]
    """Those of both that are not plain: to nothing, to a sister, with a query."""
    here: tuple[Use | Reference, ...]
    """To the page itself, or a part of it."""
    pages: frozenset[int]
    """The numbers of the pages of the site that ``hyperlinks`` lead to."""
    parts: tuple[str, ...]
    """The parts of pages that ``hyperlinks`` lead to, as :func:`microsites.check.fragments.short` names them."""
    odd: tuple[Use | Reference, ...]
    """Those of them, and those to elsewhere, that are no plain relative path: with a scheme, a host, a space, too many steps."""

    @property
    def inside(self) -> tuple[Link, ...]:
        """Into the portfolio."""
        return self.hyperlinks + self.others


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was seen of a file's addresses besides where they lead."""

    here: list[Use | Reference] = field(default_factory=list)
    odd: list[Use | Reference] = field(default_factory=list)


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
        self._from_root: dict[int, dict[str, _Found]] = {}
        """By depth and ``href``: the links that lead to the same place from every page that lies so deep."""

    def links(
        self, path: str, hyperlinks: Iterable[str], others: Iterable[Use | Reference], base: str | None = None
    ) -> Links:
        """Resolve the addresses of the file ``path``.  ``base``: the page's ``<base href>``."""
        folder = path.rpartition("/")[0]
        if base is not None:
            return self._from(base, folder, hyperlinks, others)
        self._forget()
        above, seen = _above(folder), _Seen()
        known = self._from_root.setdefault(len(above), {})
        found = [known.get(href) or self._hyperlink(href, folder, above, seen) for href in hyperlinks]
        rest = [self._link(use, folder, above, seen) for use in others]
        return _links(found, [link for link in rest if link], seen)

    def _from(self, base: str, folder: str, hyperlinks: Iterable[str], others: Iterable[Use | Reference]) -> Links:
        """Where addresses lead that start from another place than the page."""
        uses = (list(map(hyperlink, hyperlinks)), list(others))
        found, rest = (
            [(use, to) for use in each if (to := self._resolve(folder, use.value, base)) is not None] for each in uses
        )
        links = _links(list(map(_found, found)), rest, _Seen(odd=[*uses[0], *uses[1]]))
        return replace(links, notable=links.inside)

    def _forget(self) -> None:
        if len(self._forms) + len(self._places) > MAX_KEPT:
            for each in (self._forms, self._paths, self._places, self._from_root):
                each.clear()

    def _hyperlink(self, href: str, folder: str, above: Sequence[str], seen: _Seen) -> _Found:
        link = self._link(hyperlink(href), folder, above, seen)
        if link is None:
            return _NOWHERE
        found = _found(link)
        if self._forms[href][0] == len(above) - 1:
            self._from_root[len(above)][href] = found
        return found

    def _link(self, use: Use | Reference, folder: str, above: Sequence[str], seen: _Seen) -> Link | None:
        """Where an address leads from a file in ``folder``; None if to no other file of the portfolio."""
        up, rest, fixed = self._forms.get(use.value) or self._form(use.value)
        if up < len(above):
            place = above[up] + rest
            return use, self._places.get(place) or self._at(place)
        if up == _HERE:
            seen.here.append(use)
            if not use.value:
                seen.odd.append(use)
            return None
        seen.odd.append(use)
        to = fixed if up == _FIXED else self._resolve(folder, use.value, None)
        return (use, to) if to is not None else None

    def _form(self, address: str) -> _Form:
        path, mark, fragment = address.partition("#")
        if path not in self._paths:
            match = None if is_within_the_page(path) else _SIMPLE.match(path)
            self._paths[path] = (len(match[1]) // len("../"), match[2]) if match else None
        if simple := self._paths[path]:
            form: _Form = (simple[0], simple[1] + mark + fragment, None)
        elif is_within_the_page(path):
            form = (_HERE, "", None)
        elif is_fixed(address):
            form = (_FIXED, "", self._resolve("", address, None))
        else:
            form = (_INVOLVED, "", None)
        self._forms[address] = form
        return form

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


def _found(link: Link) -> _Found:
    to = link[1]
    return link, to.page, to.part, to.plain


def _links(found: list[_Found], others: list[Link], seen: _Seen) -> Links:
    links, pages, parts, plain = zip(*found, strict=True) if found else ((), (), (), ())
    hyperlinks = tuple(filter(None, links))
    notable = [] if all(plain) else [link for link in hyperlinks if not link[1].plain]
    return Links(
        hyperlinks=hyperlinks,
        others=tuple(others),
        notable=(*notable, *[link for link in others if not link[1].plain]),
        here=tuple(seen.here),
        pages=frozenset(pages) - {-1},
        parts=tuple(filter(None, dict.fromkeys(parts))),
        odd=tuple(seen.odd),
    )


def _above(folder: str) -> list[str]:
    """What a path begins with after no step upwards, after one, and so on: ``a/b/``, ``a/``, and nothing."""
    above = [f"{folder}/"] if folder else []
    while folder:
        folder = folder.rpartition("/")[0]
        above.append(f"{folder}/" if folder else "")
    return above or [""]
