"""What a host asks programs not to visit (RFC 9309), read by protego, which follows the RFC and knows ``Crawl-delay``."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

from microsites.check.external.journey import End
from microsites.check.external.settings import PRODUCT
from microsites.check.external.wire import Answer
from microsites.i18n.message import _


@dataclass(frozen=True, slots=True)
class Rules:
    """What we may ask of a host."""

    parsed: Protego | None = None
    """None where all is allowed, or nothing."""
    unknown: str = ""
    """Why it could not be read although it may be there: then nothing may be asked (2.3.1.4)."""
    fault: Answer | None = None
    """The host cannot be reached at all: nobody is there to be asked, and its pages are as unreachable."""

    def allows(self, url: str) -> bool:
        """Whether ``url`` may be asked."""
        return self.parsed is None or bool(self.parsed.can_fetch(url, PRODUCT))

    @property
    def delay(self) -> float:
        """Seconds between two requests that the host wishes for; 0 if it says nothing."""
        return float(self.parsed.crawl_delay(PRODUCT) or 0) if self.parsed else 0.0


def rules_from(end: End) -> Rules:
    """Read what the journey to a robots.txt brought."""
    answer = end.answer
    if answer.unconnected:
        # Of a redirect's other host nothing follows for this one.
        return Rules(fault=answer) if not end.hops else Rules()
    if answer.fault is not None:
        return Rules(unknown=_("it {reason}", reason=end.reason))
    if 200 <= answer.status < 300:
        return Rules(Protego.parse(answer.body.decode("utf-8", "replace")))
    if answer.status == 429 or answer.status >= 500:
        return Rules(unknown=_("it answers {status}", status=answer.status))
    # None is there, or it is kept from everybody: all may be asked (2.3.1.3).  The same for lost redirects (2.3.1.2).
    return Rules()
