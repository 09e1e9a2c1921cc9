"""Sound starts by itself.

What it does
    Looks for ``<audio>`` and ``<video>`` with ``autoplay`` and without ``muted``.  With ``controls`` they can be stopped: that
    is a note.  One without any source, which a script fills (a camera, say), and hidden markup in ``<template>`` are
    left alone.  Whether a film has a sound track, or a sound ends within three seconds, is not known here.
Why it matters
    People who listen to a screen reader cannot hear it over the sound, and so cannot find what would stop it
    (WCAG 2.2 and JIS X 8341-3:2016, 1.4.2).  Everybody else looks for the tab in which it plays, in the office or on
    the train.  Most browsers refuse to start it: the film then stands still.
How to fix
    Delete ``autoplay`` and give it ``controls``; a film that only decorates gets ``muted``.
An example
    ``<audio src="song.mp3" autoplay></audio>``
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Observation, Severity, Spot
from microsites.check.pages import PageUnderCheck
from microsites.check.parser import Node

CODE = "A11Y019"
NAME = "sound-by-itself"
SEVERITY: Severity = "warning"
MESSAGE = '{tag} "{source}" starts with sound by itself'
HINT = "delete autoplay and write controls; a film that only decorates gets muted"


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield what makes a noise."""
    for tag in ("audio", "video"):
        for number, node in enumerate(page.root.find_all(tag)):
            if node.attr("autoplay") is None or node.attr("muted") is not None:
                continue
            if source := _source(node):
                severity: Severity | None = "note" if node.attr("controls") is not None else None
                data = {"tag": tag, "source": source[:200]}
                yield Observation(source, page.path, data, Spot(tag, number=number), severity=severity)


def _source(node: Node) -> str:
    """The first address that it may play; empty if only a script knows."""
    sources = (node, *node.find_all("source"))
    return next((src.strip() for each in sources if (src := each.attr("src")) and src.strip()), "")
