"""Which providers a page carries, by their signatures: never by the snippet that a generator printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from microsites.check.documents import Document, read_document
from microsites.check.findings import Spot
from microsites.check.javascript import comment_spans
from microsites.check.scripts import Script
from microsites.measurement.providers import Providers, Role, Signature

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
    _read: dict[str, tuple[_Trace, ...]] = field(default_factory=dict, repr=False, compare=False)
    """What a script's text holds: the same script stands on every page of a site."""

    @cached_property
    def _signatures(self) -> Mapping[str, tuple[tuple[str, Signature], ...]]:
        return {
            part: tuple((n, s) for n, provider in self.providers.items() for s in provider.signatures if s.part == part)
            for part in ("script_src", "script_text", "iframe_src", "img_src", "noscript_src")
        }

    def detect(self, document: Document, local_scripts: Mapping[str, str] | None = None) -> tuple[Detection, ...]:
        """Return what ``document`` carries.  ``local_scripts``: text of scripts of the same tree, by ``src``."""
        found = [*self._in_markup(document, local_scripts or {})]
        for comment in document.comments:
            # What a comment opens again inside itself is in it all the same, however deep.
            inside = self._in_markup(read_document(document.path, comment.replace("<!--", "")), {})
            # Positions inside a comment are no positions of the page.
            found += (replace(d, state="commented", spot=Spot(document.path)) for d in inside)
        return tuple(found)

    def _in_markup(self, document: Document, local_scripts: Mapping[str, str]) -> Iterator[Detection]:
        yield from self._in_scripts(document, local_scripts)
        yield from self._in_frames_and_pictures(document)
        yield from self._in_noscripts(document)

    def _in_scripts(self, document: Document, local_scripts: Mapping[str, str]) -> Iterator[Detection]:
        for script in document.scripts:
            spot = Spot(document.path, "script", number=script.number)
            if script.src is None or script.address is None:
                yield from self._in_code(script, script.text, spot)
            else:
                yield from self._match("script_src", script.address, _state(script), spot)
                if script.src in local_scripts:
                    yield from self._in_code(script, local_scripts[script.src], spot)

    def _in_code(self, script: Script, code: str, spot: Spot) -> Iterator[Detection]:
        if code not in self._read:
            self._read[code] = tuple(self._traces(code))
        for trace in self._read[code]:
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
        for use in document.uses:
            if use.attribute == "src" and use.tag in ("iframe", "img"):
                spot = Spot(document.path, use.tag, "src", use.whole, use.number)
                yield from self._match(f"{use.tag}_src", use.value.strip(), "active", spot)

    def _in_noscripts(self, document: Document) -> Iterator[Detection]:
        for noscript in document.noscripts:
            spot = Spot(document.path, "noscript", number=noscript.number)
            for use in read_document(document.path, noscript.html).uses:
                if use.attribute == "src" and use.tag in ("iframe", "img"):
                    yield from self._match("noscript_src", use.value.strip(), "active", spot)

    def _match(self, part: str, text: str, state: State, spot: Spot) -> Iterator[Detection]:
        for provider, signature in self._signatures[part]:
            if match := signature.regex.search(text):
                yield Detection(provider, match.groupdict().get("id") or "", signature.role, state, spot)


def _state(script: Script) -> State:
    return "gated" if script.gated else "active"
