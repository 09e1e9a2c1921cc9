"""Faults of pages outside that links lead to."""

from __future__ import annotations

from collections.abc import Callable

from microsites.check.external.wire import Answer
from mutations.built_sites import Dist, Mutation, Owner, edit_link


def link_to(address: str) -> Callable[[Dist], Owner]:
    """A link within the site leads to ``address`` instead."""

    def change(dist: Dist) -> Owner:
        return edit_link(dist, lambda href: not href.startswith(("http", "#", "mailto:", "tel:")), address)

    return change


PAGE = Answer(200, {"content-type": "text/html"}, b'<h2 id="timetable">')


def mutation(code: str, description: str, address: str, **answers: Answer) -> Mutation:
    """A link leads to ``address`` of bus.jp, and the pages there (``_`` is its start) answer so."""
    pages = {f"https://bus.jp/{name.strip('_')}": answer for name, answer in answers.items()}
    return Mutation(code, description, link_to(f"https://bus.jp/{address}"), answers=pages)


MUTATIONS = (
    mutation("EXT001", "an outside page is gone", "old", old=Answer(404)),
    Mutation(
        "EXT001",
        "an outside host is gone",
        link_to("https://bus.jp/"),
        answers={"https://bus.jp/robots.txt": Answer(fault="no such name")},
    ),
    mutation("EXT002", "an outside page keeps programs out", "", _=Answer(403)),
    mutation("EXT003", "an outside page has moved", "old", old=Answer(301, {"location": "/new"})),
    mutation("EXT004", "an outside page lost a part", "#times", _=PAGE),
)
