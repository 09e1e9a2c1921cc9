"""A page says that something is open, and its time has passed.

What it does
    Where the generator wrote a status (「受付中」) together with its later stages, compares those with the day of the check:
    if a later one has begun, the page was built before and not since.  The same for a section with a last moment.
    In structured data it looks at ``endDate`` of an event that is not cancelled or moved, and at ``validThrough`` of a job:
    if that day has passed and the page nowhere says that it is over (終了, 開催しました …), it is a note.
    A day counts as passed from the next one on.
Why it matters
    A visitor's browser corrects a status of the generator; search engines, feeds and visitors without scripts get the old
    one, somebody applies in vain, and search results offer an event that is over (Google Search Central, "Event" and
    "Job posting": remove what has expired, or say so).
How to fix
    Build and publish the site again; ``.next-change.json`` says when the next build is due.  In a page of your own, say
    that it is over, or take it away.
An example
    ``<span data-ms-then="2026-11-20T17:01+09:00;closed;受付終了">受付中</span>``, checked on 22 November 2026.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from microsites.check.findings import Observation, Severity, Spot, shortened
from microsites.check.pages import PageUnderCheck
from microsites.check.structured import KIND, types
from microsites.i18n.message import _

CODE = "DATE002"
NAME = "passed-date"
SEVERITY: Severity = "warning"
MESSAGE = "{what}"
HINT = "build and publish the site again; in a page of your own, say that it is over"

_STATUS, _LAST = "span[data-ms-then]", "section[data-ms-until]"

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?\Z")
_JAPAN = ("+09:00", "+0900", None)
_EVENTS = frozenset({"Festival", "EventSeries", "CourseInstance", "Hackathon"})
_CHANGED = ("EventCancelled", "EventPostponed", "EventRescheduled", "EventMovedOnline")
_OVER = re.compile(
    "終了|終わりました|締め?切りました|締め?切られ|締切済|(?:開催|実施|閉幕|閉会)しました|行いました|行われました|募集を終え"
    r"|\b(?:is|was|are|has|have|been) (?:now )?(?:over|ended|finished|closed)\b",
    re.IGNORECASE,
)
_LOOKS_BACK = re.compile(
    r"報告|レポート|結果|過去|アーカイブ|記録|\b(?:reports?|results?|archives?|past)\b", re.IGNORECASE
)
"""In a title or a main heading."""


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield a page with a status that is over, and structured data that is."""
    today = page.site.today
    if today is None or page.document.redirect:
        return
    if page.site.manifest is not None:
        yield from _statuses(page, today)
    if page.document.structured:
        yield from _structured(page, today)


def _statuses(page: PageUnderCheck, today: date) -> Iterator[Observation]:
    """The first status that has changed since the build: a build mends all of them."""
    now = str(today)
    for node in page.root.select(_STATUS):
        value = node.attr("data-ms-then") or ""
        if value[:10] > now:
            continue
        stages = [stage.split(";") for stage in value.split("|")]
        passed = [stage for stage in stages if len(stage) > 2 and _has_come(stage[0], today)]
        if passed and passed[-1][2] != node.text.strip():
            moment, _class, label = passed[-1][:3]
            what = _(
                'the page says "{text}", since {day} it is "{label}"',
                text=shortened(node.text.strip()),
                day=moment[:10],
                label=label,
            )
            yield Observation("status", page.path, {"what": what}, Spot(node.tag, "data-ms-then", value))
            return
    for node in page.root.select(_LAST):
        value = node.attr("data-ms-until") or ""
        if _has_come(value, today):
            what = _("the page holds a section that was to leave on {day}", day=value[:10])
            yield Observation("section", page.path, {"what": what}, Spot(node.tag, "data-ms-until", value))
            return


def _has_come(moment: str, today: date) -> bool:
    try:
        return datetime.fromisoformat(moment).replace(tzinfo=None) <= datetime.combine(today, time())
    except ValueError:
        return False


def _structured(page: PageUnderCheck, today: date) -> Iterator[Observation]:
    now = str(today)
    for block in page.document.structured:
        for item in block.items:
            member = "endDate" if "endDate" in item else "validThrough"
            if str(item.get(member, now))[:10] >= now:
                continue
            if _is_judged(item, member) and (day := _passed(item[member], today)):
                if _says_so(page):
                    return
                name = item.get("name") or item.get("title") or ""
                what = _(
                    "structured data still offers {name}, over since {day} ({member})",
                    name=_named(name),
                    day=str(day),
                    member=member,
                )
                spot = Spot("script", "type", KIND, block.number)
                yield Observation(f"{member}:{_named(name)}", page.path, {"what": what}, spot, severity="note")


def _says_so(page: PageUnderCheck) -> bool:
    headings = (page.document.title or "", *(heading.text for heading in page.root.find_all("h1")))
    return any(_LOOKS_BACK.search(text) for text in headings) or any(
        _OVER.search(body.text) for body in page.root.find_all("body")
    )


def _is_judged(item: Mapping[str, Any], member: str) -> bool:
    named = types(item)
    if member == "validThrough":
        return "JobPosting" in named
    is_event = any(name.endswith("Event") or name in _EVENTS for name in named)
    return is_event and not str(item.get("eventStatus", "")).endswith(_CHANGED)


def _passed(value: object, today: date) -> date | None:
    """The day, if it is over for certain."""
    match = _DAY.match(value.strip()) if isinstance(value, str) else None
    if match is None:
        return None
    try:
        day = date.fromisoformat(match[1])
    except ValueError:
        return None
    # A moment in another zone may lie on the next day in Japan.
    last = day if match[2] in _JAPAN else day + timedelta(days=1)
    return day if last < today else None


def _named(name: object) -> str:
    return _('"{name}"', name=name[:40]) if isinstance(name, str) and name else _("something")
