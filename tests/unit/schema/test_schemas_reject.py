"""What a schema refuses, the product refuses: a table of faults, and sample files that are broken at random."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portfolios import CHECKOUT
from schemas import plain, read, schema_errors, tool_problems

SAMPLE = CHECKOUT / "sites"

FILES = {
    "portfolio": "portfolio.yml",
    "checks": "checks.yml",
    "plan": "../analytics_tags/plan.yml",
    "provider": "../analytics_tags/providers/matomo/provider.yml",
    "site": "strawberry/site.yml",
    "accessibility": "strawberry/accessibility.yml",
    "page": "strawberry/pages/index.yml",
    "event": "strawberry/collections/events/night-picking.yml",
    "spot": "strawberry/collections/farms/aoki.yml",
    "news": "strawberry/collections/news/2026-11-20-bus.yml",
    "grant": "migration/collections/grants/rent.yml",
    "interview": "migration/collections/interviews/cafe.yml",
    "episode": "migration/collections/radio/02-no-car.yml",
    "theme": "poc-call/collections/themes/river-level.yml",
    "project": "poc-call/collections/projects/river-2025.yml",
}
DATA = {kind: plain(read((SAMPLE / file).read_text("utf-8"))) for kind, file in FILES.items()}
SHARED = ("portfolio", "checks", "plan", "provider")
GALLERY = {
    path.stem: plain(read(path.read_text("utf-8")))
    for path in sorted((CHECKOUT / "shared_theme/gallery").glob("*.yml"))
}


def _schema(kind: str) -> str:
    site = FILES[kind].split("/")[0]
    return f"{kind}.json" if kind in SHARED else f"{site}/{kind}.json"


def _page(**section: Any) -> dict[str, Any]:
    return {"title": "a", "description": "b", "sections": [section]}


def _action(**action: Any) -> dict[str, Any]:
    given = {"id": "go", "label": "c", "url": "https://a.example.jp/", "goal": "g", **action}
    return _page(type="cta", id="b", heading="d", actions=[{key: of for key, of in given.items() if of is not ...}])


def _with(kind: str, **changes: Any) -> dict[str, Any]:
    data = {**DATA[kind], **changes}
    return {key: value for key, value in data.items() if value is not ...}


def _goal(**changes: Any) -> dict[str, Any]:
    data = copy.deepcopy(DATA["site"])
    data["goals"][0] |= changes
    data["goals"][0] = {key: value for key, value in data["goals"][0].items() if value is not ...}
    return data


def _media(**section: Any) -> dict[str, Any]:
    return _page(type="media", id="m", heading="d", **section)


POSTER = {"asset": "a.jpg", "alt": ""}

FAULTS: dict[str, tuple[str, dict[str, Any]]] = {
    "unknown key": ("page", _page(type="hero", id="a", haeding="b")),
    "unknown key of a page": ("page", {**_page(type="hero", id="a", heading="b"), "titel": "x"}),
    "unknown section type": ("page", _page(type="heros", id="a", heading="b")),
    "no section type": ("page", _page(id="a", heading="b")),
    "no id": ("page", _page(type="hero", heading="b")),
    "id of the theme": ("page", _page(type="hero", id="ms-a", heading="b")),
    "id in capitals": ("page", _page(type="hero", id="Top", heading="b")),
    "empty heading": ("page", _page(type="hero", id="a", heading="  ")),
    "two lines": ("page", _page(type="hero", id="a", heading="b\nc")),
    "too long": ("page", _page(type="hero", id="a", heading="長" * 201)),
    "a paragraph that is too long": ("page", _page(type="hero", id="a", heading="b", lead="長" * 1001)),
    "control character": ("page", _page(type="hero", id="a", heading="b\x07c")),
    "no sections": ("page", {"title": "a", "description": "b", "sections": []}),
    "a list for a text": ("page", {"title": ["a"], "description": "b", "sections": DATA["page"]["sections"]}),
    "no is no false": ("page", _page(type="hero", id="a", heading="b", print="no")),
    "a day with slashes": ("page", _page(type="hero", id="a", heading="b", review_by="2027/01/31")),
    "a time of 25 hours": ("page", _page(type="hero", id="a", heading="b", show_until="2027-01-31 25:00")),
    "no reference": ("page", _action(url=...)),
    "two references": ("page", _action(page="index")),
    "goal and event": ("page", _action(event="booking_click")),
    "neither goal nor event": ("page", _action(goal=...)),
    "script for an address": ("page", _action(url="javascript:alert(1)")),
    "address with a space": ("page", _action(url="https://a.example.jp/ b")),
    "address without a host": ("page", _action(url="https:///a")),
    "query string on a page": ("page", _action(url=..., page="index?utm_source=a")),
    "file with a backslash": ("page", _action(url=..., asset="a\\b.pdf")),
    "file from the root": ("page", _action(url=..., asset="/a.pdf")),
    "unknown style": ("page", _action(style="loud")),
    "name of a parameter": ("page", _action(params={"a-b": "c"})),
    "a picture that is no picture": ("page", _page(type="hero", id="a", heading="b", picture={"asset": "a.gif", "alt": ""})),
    "a picture without words": ("page", _page(type="hero", id="a", heading="b", picture={"asset": "a.jpg"})),
    "a picture as text": ("page", _page(type="hero", id="a", heading="b", picture="a.jpg")),
    "four buttons": ("page", _page(type="cta", id="a", heading="b", actions=_action()["sections"][0]["actions"] * 4)),
    "card with two ways on": (
        "page",
        _page(
            type="card_grid",
            id="a",
            cards=[{"title": "b", "link": {"label": "c", "page": "index"}, "action": _action()["sections"][0]["actions"][0]}],
        ),
    ),
    "feature with two signs": (
        "page",
        _page(type="feature_list", id="a", features=[{"title": "b", "text": "c", "icon": "sun", "figure": "1"}] * 2),
    ),
    "subscription without a way": ("page", _page(type="subscribe", id="a", ways=[{"kind": "mail", "title": "b"}])),
    "nothing to subscribe to": ("page", _page(type="subscribe", id="a", feeds=False)),
    "access without a way": ("page", _page(type="access", id="a")),
    "map without places": ("page", {**_page(**{key: of for key, of in GALLERY["map"].items() if key not in ("pins", "collection")})}),
    "map outside Japan": ("page", _page(**{**GALLERY["map"], "bounds": {"north": 50, "south": 36, "west": 139, "east": 140}})),
    "video and a card": ("page", _media(file={"asset": "a.mp4"}, captions={"asset": "a.vtt"}, poster=POSTER, outside={"label": "a", "url": "https://a.example.jp/"})),
    "no video at all": ("page", _media()),
    "video without captions": ("page", _media(file={"asset": "a.mp4"})),
    "recording without a transcript": ("page", _media(file={"asset": "a.mp3"})),
    "film that does not play": ("page", _media(file={"asset": "a.avi"}, captions={"asset": "a.vtt"})),
    "captions of another kind": ("page", _media(file={"asset": "a.mp4"}, captions={"asset": "a.srt"})),
    "outside without a poster": ("page", _media(outside={"label": "a", "url": "https://a.example.jp/"})),
    "outside that is inside": ("page", _media(outside={"label": "a", "page": "index"}, poster=POSTER)),
    "milestone without a time": ("page", _page(type="timeline", id="a", milestones=[{"title": "b"}] * 2)),
    "milestone without a beginning": ("page", _page(type="timeline", id="a", milestones=[{"title": "b", "text": "c", "until": 2027}] * 2)),
    "milestone in words": ("page", _page(type="timeline", id="a", milestones=[{"title": "b", "date": "2027年"}] * 2)),
    "answer in two measures": ("page", _page(**{**GALLERY["survey_result"], "questions": [{"question": "a", "answers": [{"label": "b", "count": 1, "percent": 1}, {"label": "c", "count": 1}]}]})),
    "one bar of six parts": ("page", _page(**{**GALLERY["survey_result"], "questions": [{"question": "a", "layout": "stacked", "answers": [{"label": str(n), "percent": 20} for n in range(6)]}]})),
    "members without a day": ("page", _page(**{key: of for key, of in {**GALLERY["community"], "members": 5}.items() if key != "as_of"})),
    "download of a page": ("page", _page(type="download", id="a", files=[{"label": "b", "page": "index"}])),
    "five columns": ("page", _page(**{**GALLERY["card_grid"], "columns": 5})),
    "columns in words": ("page", _page(**{**GALLERY["card_grid"], "columns": "3"})),
    "one step": ("page", _page(type="process_list", id="a", steps=[{"title": "b"}])),
    "easy version without sections": ("page", {**_page(type="notice", id="a", body="b"), "easy": {"title": "c"}}),
    "no goal": ("site", _with("site", goals=[])),
    "proxy without its meaning": ("site", _goal(proxy_for=...)),
    "completed with a meaning": ("site", _goal(kind="completed")),
    "goal without a definition": ("site", _goal(definition=...)),
    "less than nothing": ("site", _goal(baseline={"value": -1, "source": "a", "date": "2026-01-01"})),
    "unknown kind of entries": ("site", _with("site", collections={"farms": {"kind": "farm", "path": "farms"}})),
    "path of a collection": ("site", _with("site", collections={"farms": {"kind": "spot", "path": "/farms"}})),
    "colour by name": ("site", _with("site", brand={"color": "red"})),
    "environment by another name": ("site", _with("site", environments={"staging": {}})),
    "site without a slash": ("site", _with("site", environments={"preview": {"url": "https://a.example.jp"}})),
    "another language": ("portfolio", _with("portfolio", language="en")),
    "a page in the footer of all": ("portfolio", _with("portfolio", policies=[{"label": "a", "page": "index"}])),
    "emergency without a time": ("portfolio", _with("portfolio", emergency={"heading": "a"})),
    "emergency with an id": ("portfolio", _with("portfolio", emergency={"id": "a", "heading": "a", "updated": "2026-01-01"})),
    "emergency that leads to a page": ("portfolio", _with("portfolio", emergency={"heading": "a", "updated": "2026-01-01", "links": [{"label": "b", "page": "index"}]})),
    "unknown consent": ("portfolio", _with("portfolio", measuring={"consent": {"analytics": "never"}})),
    "suppression without a reason": ("checks", {"suppress": [{"code": "SEO003"}]}),
    "code of a rule": ("checks", {"severity": {"seo003": "off"}}),
    "unknown severity": ("checks", {"severity": {"SEO003": "low"}}),
    "event without an owner": ("plan", {"version": 1, "events": [{"name": "a", "definition": "b"}]}),
    "event with a hyphen": ("plan", {"version": 1, "events": [{"name": "a-b", "definition": "b", "owner": "c"}]}),
    "criterion of level AAA": ("accessibility", _with("accessibility", criteria={"1.4.6": {"result": "pass"}})),
    "failure without a note": ("accessibility", _with("accessibility", criteria={"1.4.3": {"result": "fail"}})),
    "application without an end": ("event", _with("event", application={"opens": "2026-11-01"})),
    "event without a place": ("event", _with("event", venues=[])),
    "place in the sea": ("spot", _with("spot", location={"lat": 0, "lon": 0})),
    "grant without conditions": ("grant", _with("grant", conditions=[])),
    "talk without captions": ("episode", _with("episode", media={"label": "a", "asset": "a.mp4"}, captions=...)),
    "year of a project": ("project", _with("project", fiscal_year=12)),
    "options of a provider": ("provider", _with("provider", category="sales")),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_seen_by_both(name: str, tmp_path: Path) -> None:
    kind, data = FAULTS[name]
    assert schema_errors(SAMPLE, _schema(kind), data) != [], "the schema accepts it"
    assert tool_problems(kind, data, tmp_path) != [], "the product accepts it"


@pytest.mark.parametrize("kind", FILES)
def test_nothing_is_wrong_before_it_is_broken(kind: str, tmp_path: Path) -> None:
    assert tool_problems(kind, DATA[kind], tmp_path) == []


TEXTS = [
    "",
    "   ",
    "a",
    "A b",
    "a\n",
    "\na",
    "a\nb",
    "2027-01-31",
    "２０２７-０１-３１",
    "2027-01-31 17:00 ",
    "2027-01-31T17:00",
    "2027-02-30",
    "no",
    "main",
    "#c8102e\n",
    "https://a.example.jp/",
    "HTTPS://A.example.jp",
    "https://a b/",
    "tel:1",
    "mailto:",
    "index#top",
    "a?b",
    "a.jpg",
    "A.JPG",
    "../a.jpg",
    "\u3000",
    "\ufeff",
    "\x85",
]
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 5000),
    st.sampled_from([0.5, 1e3, -1.5]),
    st.sampled_from([*TEXTS, "長" * 1001, "a" * 1000 + "\n"]),
    st.text(max_size=12),
    st.lists(st.sampled_from(["a", 1, None]), max_size=3),
    st.dictionaries(
        st.sampled_from(["page", "asset", "a", "ga4"]), st.sampled_from(["a", 1, None, "index"]), max_size=2
    ),
)


def _places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [*([path] if path else []), *(place for key, value in inner for place in _places(value, (*path, key)))]


BREAKABLE = {**DATA, **{f"section {name}": _page(**section) for name, section in GALLERY.items()}}
PLACES = {name: _places(data) for name, data in BREAKABLE.items()}


@st.composite
def broken(draw: st.DrawFn) -> tuple[str, Any]:
    """A sample file or an example of the gallery with up to three faults."""
    name = draw(st.sampled_from(sorted(BREAKABLE)))
    data = copy.deepcopy(BREAKABLE[name])
    for _ in range(draw(st.integers(1, 3))):
        *way, last = draw(st.sampled_from(PLACES[name]))
        at = data
        try:
            for step in way:
                at = at[step]
            match draw(st.sampled_from(["change", "change", "delete", "rename", "add"])):
                case "change":
                    at[last] = draw(VALUES)
                case "delete":
                    del at[last]
                case "rename":
                    at[f"{last}x"] = at.pop(last)
                case "add":
                    at[draw(st.sampled_from(["page", "url", "asset", "goal", "event", "a", "picture"]))] = draw(VALUES)
        except (KeyError, IndexError, TypeError, AttributeError):
            continue
    return "page" if name.startswith("section ") else name, data


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=broken())
def test_what_a_schema_refuses_the_product_refuses(case: tuple[str, Any], tmp_path: Path) -> None:
    kind, data = case
    if errors := schema_errors(SAMPLE, _schema(kind), data):
        assert tool_problems(kind, data, tmp_path) != [], errors
