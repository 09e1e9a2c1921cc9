"""What a page carries for measuring, apart from its elements.  It is the same on most pages of a site, and judged once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from microsites.check.consent import ConsentDefault, consent_default
from microsites.check.detect import Detection, Detector
from microsites.check.documents import Document
from microsites.check.memory import Memory
from microsites.check.policy import PagePolicy
from microsites.check.scripts import Script
from microsites.check.sequence import CommandReader, PageCommand
from microsites.check.site import SiteUnderCheck
from microsites.check.tagging import PageTags, judge

MAX_KEPT = 1000
"""Ways of measuring that are remembered; a site has a handful."""


@dataclass(frozen=True, eq=False)
class Measured:
    """Scripts and what they do, on every page that has them just so."""

    site: SiteUnderCheck
    scripts: tuple[Script, ...]
    policies: tuple[PagePolicy, ...]
    """Its Content-Security-Policies: all of them count."""
    detections: tuple[Detection, ...]
    """Traces of providers."""
    commands: tuple[PageCommand, ...]
    """What the scripts hand to providers, in the order in which they run."""

    @cached_property
    def tags(self) -> PageTags:
        """The judgement over the tags."""
        return judge(self.detections, self.site.expectations)

    @cached_property
    def consent(self) -> ConsentDefault | None:
        """What is said before anybody is asked; None if nothing is."""
        return consent_default(self.commands)

    @cached_property
    def alive(self) -> frozenset[str]:
        """Providers with a trace that is not commented out."""
        return frozenset(trace.provider for trace in self.detections if trace.state != "commented")

    @cached_property
    def sources(self) -> frozenset[str]:
        """What the providers that are here, or are expected to be, declare to fetch from and to send to."""
        return self.site.sources(self.traced)

    @cached_property
    def traced(self) -> frozenset[str]:
        """Providers with any trace."""
        return frozenset(trace.provider for trace in self.detections)


class MeasuringReader:
    """Reads what pages carry; what one page carries is not read again on the next."""

    def __init__(self, site: SiteUnderCheck) -> None:
        self._site = site
        self._detector = Detector(site.providers)
        self._commands = CommandReader()
        self._known = Memory[tuple[object, ...], Measured](MAX_KEPT)

    def read(self, document: Document, local_scripts: Mapping[str, str]) -> Measured:
        """What ``document`` carries.  ``local_scripts``: text of scripts of the same tree, by ``src``."""
        pictures = self._detector.frames_and_pictures(document.others)
        scripts = document.scripts
        if not document.policies:
            # Data of the page itself, in a script of its own, is another one on every page.  A policy judges that, too.
            scripts = tuple([each for each in scripts if each.src is not None or self._speaks(each.text)])
        key = (
            scripts,
            document.handlers,
            document.noscripts,
            document.comments,
            document.policies,
            pictures,
            tuple(local_scripts.items()),
        )
        if key not in self._known:
            self._known[key] = Measured(
                site=self._site,
                scripts=scripts,
                policies=tuple(PagePolicy.parse(text) for text in document.policies),
                detections=self._detector.detect(document, local_scripts),
                commands=self._commands.commands_of(document, local_scripts),
            )
        return self._known[key]

    def _speaks(self, code: str) -> bool:
        """Whether a script in the page has anything to do with measuring."""
        if "(" not in code and "//" not in code:
            # Data: it calls nothing and fetches nothing.
            return False
        return self._detector.knows(code) or bool(self._commands.commands(code)) or "UA-" in code or "analytics" in code
