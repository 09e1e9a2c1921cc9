from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field, model_validator

from microsites.content import shapes
from microsites.content.blocks import Section
from microsites.content.fields import Action, Flag, Link, LongText, Model, Text
from microsites.content.refusal import refused
from microsites.i18n.message import _


class Subscription(Model):
    """One way to keep in touch."""

    constraints: ClassVar[tuple[shapes.Shape, ...]] = (shapes.at_least_one("action", "link", "text"),)

    kind: Literal["mail", "line", "sns", "paper"]
    """By mail, on LINE, on another social network, on paper."""
    title: Text
    """``メールマガジン「いちご便り」``."""
    text: LongText | None = None
    """What comes, and for whom."""
    frequency: Text | None = None
    """How often: ``毎月5日``.  Who knows it subscribes more easily."""
    action: Action | None = None
    """The registration on somebody else's page, counted: no form on this site takes an address."""
    link: Link | None = None
    """A plain way on: back numbers, where the paper lies."""

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Subscription:
        if self.action is None and self.link is None and self.text is None:
            raise refused(_("needs 'action', 'link' or a 'text' that says how to get it"))
        return self


class Subscribe(Section):
    """Ways to keep in touch: mail, LINE, the paper bulletin, and this site's own feed and calendar."""

    constraints: ClassVar[tuple[shapes.Shape, ...]] = (shapes.needs(shapes.given("feeds", {"const": False}), "ways"),)

    summary: ClassVar[str] = "Ways to keep in touch: mail, LINE, paper, and the site's feed and calendar."

    type: Literal["subscribe"]
    ways: tuple[Subscription, ...] = Field(default=(), max_length=8)
    """In the order in which they are shown."""
    feeds: Flag = True
    """Whether the site's own feed of news and calendar of events are offered too, where it has them."""

    @model_validator(mode="after")
    def _offers_something(self) -> Subscribe:
        if not self.ways and not self.feeds:
            raise refused(_("needs 'ways', or 'feeds: true'"))
        return self
