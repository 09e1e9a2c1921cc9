"""Where the addresses of a file lead: each is resolved once, however many pages use it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from microsites.check.addresses import NOWHERE, Addresses, Target, is_fixed, is_within_the_page
from microsites.check.fragments import short
from microsites.check.memory import Memory
from microsites.check.references import Reference
from microsites.check.tree import Tree
from microsites.check.uses import Use

MAX_KEPT = 500_000
"""Above this, what was resolved is forgotten: memory is bounded, whatever a site holds."""


@dataclass(frozen=True, slots=True)
class Destination:
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


Link = tuple[Use | Reference, Destination]

_SIMPLE = re.compile(
    r"((?:\.\./)*)((?:(?!\.\.?(?:/|$|[?#]))[^/:\\?#\s\x00-\x1f]+(?:/|(?=$|[?#])))*(?:[?#].*)?)\Z", re.DOTALL
)
"""Steps upwards, then a path without dots, double slashes and what only a full resolution understands."""


_TOO_MANY = 1_000_000


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses of a file, by where they lead."""

    inside: tuple[Link, ...]
    """Into the portfolio."""
    here: tuple[Use | Reference, ...]
    """To the page itself, or a part of it."""
    odd: tuple[Use | Reference, ...]
    """Those of them, and those to elsewhere, that are no plain relative path: with a scheme, a host, a space, too many steps."""


class Linker:
    """Resolves the addresses of one site's files.

    Most pages lie in a folder of their own, so what is remembered is not how an address reads from a folder, but how
    many steps it goes upwards, and what lies at the place that it then names.
    """

    def __init__(self, site: str, addresses: Addresses, trees: Mapping[str, Tree]) -> None:
        self._site = site
        self._addresses = addresses
        self._trees = trees
        self._forms = Memory[str, _Form](MAX_KEPT)
        """By address."""
        self._places = Memory[str, Destination | None](MAX_KEPT)
        """By path from the root of the site, with query and fragment."""

    def links(self, path: str, uses: Iterable[Use | Reference], base: str | None = None) -> Links:
        """Resolve ``uses`` of the file ``path``.  ``base``: the page's ``<base href>``."""
        folder = path.rpartition("/")[0]
        if base is not None:
            found = [(use, self._resolve(folder, use.value, base)) for use in uses]
            return Links(
                tuple([(use, to) for use, to in found if to is not None]), (), tuple([use for use, _ in found])
            )
        above = _above(folder)
        steps, forms, places = len(above), self._forms, self._places
        inside: list[Link] = []
        here: list[Use | Reference] = []
        odd: list[Use | Reference] = []
        for use in uses:
            form = forms.get(use.value) or self._form(use.value)
            if form.steps < steps:
                place = above[form.steps] + form.rest
                to = places[place] if place in places else self._at(place)
            elif form.is_here:
                here.append(use)
                if not use.value:
                    odd.append(use)
                continue
            else:
                odd.append(use)
                to = form.to if form.is_fixed else self._resolve(folder, use.value, None)
            if to is not None:
                inside.append((use, to))
        return Links(tuple(inside), tuple(here), tuple(odd))

    def _form(self, address: str) -> _Form:
        if is_within_the_page(address):
            form = _Form(is_here=True)
        elif is_fixed(address):
            form = _Form(is_fixed=True, to=self._resolve("", address, None))
        elif match := _SIMPLE.match(address):
            form = _Form(steps=len(match[1]) // len("../"), rest=match[2])
        else:
            form = _Form()
        self._forms[address] = form
        return form

    def _at(self, place: str) -> Destination | None:
        to = self._places[place] = self._resolve("", f"./{place}", None)
        return to

    def _resolve(self, folder: str, address: str, base: str | None) -> Destination | None:
        """Where ``address`` leads from a file in ``folder``; None if it leaves the portfolio."""
        target = self._addresses.resolve(f"{folder}/" if folder else "", address, base)
        if target is None:
            return None
        tree = self._trees.get(target.site)
        file = tree.find(target.path) if tree else None
        number = tree.page_numbers.get(file, -1) if tree and file else -1
        part = short(self._site, target, number) if target.fragment and number >= 0 else ""
        known = tree is not None or target.site == NOWHERE
        return Destination(target, file, known, number if target.site == self._site else -1, part)


@dataclass(frozen=True, slots=True)
class _Form:
    """How an address is to be read, wherever it stands."""

    is_here: bool = False
    """It leads to the page itself, or a part of it."""
    is_fixed: bool = False
    """It leads to the same place from every folder: to ``to``."""
    to: Destination | None = None
    steps: int = _TOO_MANY
    """Steps upwards from the folder, and then ``rest``; too many if only a full resolution understands it."""
    rest: str = ""


def _above(folder: str) -> list[str]:
    """What a path begins with after no step upwards, after one, and so on: ``a/b/``, ``a/``, and nothing."""
    above = [f"{folder}/"] if folder else []
    while folder:
        folder = folder.rpartition("/")[0]
        above.append(f"{folder}/" if folder else "")
    return above or [""]
