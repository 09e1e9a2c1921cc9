"""Which providers a page carries, by their signatures: never by the snippet that a generator printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import Literal

from microsites.check.documents import Document
from microsites.check.findings import Spot
from microsites.check.javascript import comment_spans
from microsites.check.memory import Memory
from microsites.check.reading import read_document
from microsites.check.scripts import Script
from microsites.check.uses import Use
from microsites.measurement.providers import Providers, Role, Signature

MAX_KEPT = 5000
"""Scripts, addresses and snippets that are remembered, each."""

MAX_TRACES = 1000
"""On a page: each is held against the others."""

_FRAMES_AND_PICTURES = frozenset({"iframe", "img"})

State = Literal["active", "gated", "commented"]
"""Runs at once; waits for consent (``type="text/plain"``); is switched off by a comment."""


@dataclass(frozen=True, slots=True)
class Detection:
    """A trace of a provider on a page."""

    provider: str
    id: str
    """Empty if the signature tells none."""
    role: Role
    state: State
    spot: Spot


@dataclass(frozen=True, slots=True)
class _Trace:
    """What a signature matches in a script's text."""

    provider: str
    id: str
    role: Role
    hidden: bool
    """In a comment."""


@dataclass(frozen=True)
class Detector:
    """Searches pages for the signatures of providers."""

    providers: Providers
    _read: Memory[str, tuple[_Trace, ...]] = field(default_factory=lambda: Memory(MAX_KEPT), repr=False, compare=False)
    """What a script's text holds: the same script stands on every page of a site."""
    _matched: Memory[tuple[str, str], tuple[_Trace, ...]] = field(
        default_factory=lambda: Memory(MAX_KEPT), repr=False, compare=False
    )
    """The same for addresses, by the part of a page in which they stand."""
    _snippets: Memory[str, Document] = field(default_factory=lambda: Memory(MAX_KEPT), repr=False, compare=False)
    """What stands in a ``<noscript>`` or a comment."""

    @cached_property
    def _signatures(self) -> Mapping[str, tuple[tuple[str, Signature], ...]]:
        return {
            part: tuple((n, s) for n, provider in self.providers.items() for s in provider.signatures if s.part == part)
            for part in ("script_src", "script_text", "iframe_src", "img_src", "noscript_src")
        }

    def detect(self, document: Document, local_scripts: Mapping[str, str] | None = None) -> tuple[Detection, ...]:
        """Return what ``document`` carries.  ``local_scripts``: text of scripts of the same tree, by ``src``."""
        return tuple(islice(self._all(document, local_scripts or {}), MAX_TRACES))

    def _all(self, document: Document, local_scripts: Mapping[str, str]) -> Iterator[Detection]:
        yield from self._in_markup(document, local_scripts)
        for comment in document.comments:
            # What a comment opens again inside itself is in it all the same, however deep.
            inside = self._in_markup(self._snippet(comment.replace("<!--", "")), {})
            # Positions inside a comment are no positions of the page.
            yield from (replace(d, state="commented", spot=Spot()) for d in inside)

    def _in_markup(self, document: Document, local_scripts: Mapping[str, str]) -> Iterator[Detection]:
        yield from self._in_scripts(document, local_scripts)
        yield from self._in_frames_and_pictures(document)
        yield from self._in_noscripts(document)

    def _in_scripts(self, document: Document, local_scripts: Mapping[str, str]) -> Iterator[Detection]:
        for script in document.scripts:
            spot = Spot("script", number=script.number)
            if script.src is None or script.address is None:
                yield from self._in_code(script, script.text, spot)
            else:
                for trace in self._match("script_src", script.address):
                    yield Detection(trace.provider, trace.id, trace.role, _state(script), spot)
                if script.src in local_scripts:
                    yield from self._in_code(script, local_scripts[script.src], spot)

    def knows(self, code: str) -> bool:
        """Whether a script has a trace of a provider."""
        return bool(self._traces_in(code))

    def _traces_in(self, code: str) -> tuple[_Trace, ...]:
        if code not in self._read:
            self._read[code] = tuple(self._traces(code))
        return self._read[code]

    def _in_code(self, script: Script, code: str, spot: Spot) -> Iterator[Detection]:
        for trace in self._traces_in(code):
            state: State = "commented" if trace.hidden else _state(script)
            yield Detection(trace.provider, trace.id, trace.role, state, spot)

    def _traces(self, code: str) -> Iterator[_Trace]:
        comments: tuple[tuple[int, int], ...] | None = None
        for provider, signature in self._signatures["script_text"]:
            for match in signature.regex.finditer(code):
                comments = comment_spans(code) if comments is None else comments
                hidden = any(start <= match.start() < end for start, end in comments)
                yield _Trace(provider, match.groupdict().get("id") or "", signature.role, hidden)

    def _in_frames_and_pictures(self, document: Document) -> Iterator[Detection]:
        seen: Counter[Use] = Counter()
        for use in self.frames_and_pictures(document.others):
            for trace in self._match(f"{use.tag}_src", use.value.strip()):
                spot = Spot(use.tag, "src", use.whole, seen[use])
                yield Detection(trace.provider, trace.id, trace.role, "active", spot)
            seen[use] += 1

    def frames_and_pictures(self, uses: Iterable[Use]) -> tuple[Use, ...]:
        """Those of ``uses`` that are a provider's frame or counting pixel."""
        found = [use for use in uses if use.tag in _FRAMES_AND_PICTURES and use.attribute == "src"]
        return tuple([use for use in found if self._match(f"{use.tag}_src", use.value.strip())])

    def _in_noscripts(self, document: Document) -> Iterator[Detection]:
        for noscript in document.noscripts:
            spot = Spot("noscript", number=noscript.number)
            for use in self._snippet(noscript.html).others:
                if use.tag in _FRAMES_AND_PICTURES and use.attribute == "src":
                    for trace in self._match("noscript_src", use.value.strip()):
                        yield Detection(trace.provider, trace.id, trace.role, "active", spot)

    def _match(self, part: str, address: str) -> tuple[_Trace, ...]:
        key = (part, address)
        if key not in self._matched:
            found = ((name, s, s.regex.search(address)) for name, s in self._signatures[part])
            self._matched[key] = tuple(
                _Trace(name, match.groupdict().get("id") or "", signature.role, hidden=False)
                for name, signature, match in found
                if match
            )
        return self._matched[key]

    def _snippet(self, html: str) -> Document:
        if html not in self._snippets:
            self._snippets[html] = read_document("", html)
        return self._snippets[html]


def _state(script: Script) -> State:
    return "gated" if script.gated else "active"
