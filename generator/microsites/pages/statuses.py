"""What a status says to a reader: now, and at each later moment, so that a browser can say it between builds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from microsites.content.status import Kind, Period, Season, Stage, State, Timeline, status_at
from microsites.pages import japanese
from microsites.pages.views import StageView, StatusView

_SENTENCES: Final[dict[tuple[Kind, State], str]] = {
    ("application", "scheduled"): "{}から受け付けます",
    ("application", "open"): "{}まで受け付けます",
    ("application", "closing_soon"): "{}まで受け付けます",
    ("application", "closed"): "{}に締め切りました",
    ("season", "scheduled"): "{}に始まります",
    ("season", "open"): "{}までです",
    ("season", "closed"): "{}に終わりました",
}

NOT_OFFERED_YET: Final = (
    "受付が始まりました。申込み先が表示されないときは、しばらくしてからページを再読み込みしてください。"
)
"""What a browser says when an application opens between two builds: what was not offered is not in the page."""

Moment = Callable[[datetime], str]


def _stage_view(stage: Stage, moment: Moment) -> StageView:
    sentence = _SENTENCES.get((stage.kind, stage.state), "") if stage.names is not None else ""
    detail = sentence.format(moment(stage.names)) if sentence and stage.names is not None else ""
    # An event takes entries until it is over; everything else while it is open.
    offers = stage.state != "closed" if stage.kind in ("occurrence", "series") else stage.open
    return StageView(stage.begins, stage.state, stage.label, detail, offers)


def status_view(of: Period | Season | Timeline, now: datetime, moment: Moment = japanese.moment) -> StatusView:
    """The status of ``of`` at ``now`` in words; ``moment`` writes a date and time."""
    status = status_at(of, now)
    shown = _stage_view(status.stage, moment)
    later = tuple(_stage_view(stage, moment) for stage in status.later)
    return StatusView(shown.state, shown.label, shown.detail, status.open, shown.offers, later)


def with_offset(moment: datetime, zone: ZoneInfo) -> str:
    """A moment of the portfolio as a browser understands it anywhere: ``2026-11-02T09:00+09:00``."""
    return moment.replace(tzinfo=zone).isoformat(timespec="minutes")


def later_stages(stages: Iterable[StageView], zone: ZoneInfo, *, block: bool, missing: bool) -> str:
    """``stages`` as an attribute for ``status.js``: joined by ``|``, their values by ``;``.

    A badge alone needs moment, class and label.  A ``block`` has a sentence, and offers that follow the status, too;
    what they lead to may be ``missing`` from the page until the next build.
    """
    texts = []
    for stage in stages:
        assert stage.begins is not None, "only the first stage begins with nothing"
        values = [with_offset(stage.begins, zone), stage.state.replace("_", "-"), stage.label]
        if block:
            values += [NOT_OFFERED_YET if missing and stage.offers else stage.detail, "1" if stage.offers else ""]
        texts.append(";".join(values))
    return "|".join(texts)
