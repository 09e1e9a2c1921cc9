"""Faults of calls to action: their events, goals and parameters."""

from __future__ import annotations

import posixpath
import re
from html import escape

from mutations.built_sites import Dist, Mutation, Owner, pasted, place, section_around


def without_event(dist: Dist) -> Owner:
    site, page, element = next(dist.elements(goal=False))
    dist.edit_element(site, page["path"], element["track_id"], lambda tag: re.sub(r' data-track="[^"]*"', "", tag))
    return place(element)


def misspelt_event(dist: Dist) -> Owner:
    site, page, element = next(dist.elements(goal=False))
    event = element["event"]
    dist.edit_element(site, page["path"], element["track_id"], lambda tag: tag.replace(f'"{event}"', f'"{event}s"'))
    return place(element)


def other_event(dist: Dist) -> Owner:
    site, page, element = next(dist.elements(goal=False))
    event = element["event"]
    names = [each["name"] for each in dist.manifests[site]["events"]]
    other = next(name for name in names if name != event)
    dist.edit_element(site, page["path"], element["track_id"], lambda tag: tag.replace(f'"{event}"', f'"{other}"'))
    return place(element)


def cut_off_goal(dist: Dist) -> Owner:
    for site, manifest in dist.manifests.items():
        for goal in manifest["goals"]:
            carriers = {p["path"] for p in manifest["pages"] if any(e["goal"] == goal["id"] for e in p["elements"])}
            alone = all(e["goal"] in (None, goal["id"]) for p in manifest["pages"] if p["path"] in carriers
                        for e in p["elements"])  # fmt: skip
            if "index.html" not in carriers and alone:
                _cut_links_to(dist, site, carriers)
                return place(goal)
    raise AssertionError("every goal stands on a start page")


def _cut_links_to(dist: Dist, site: str, carriers: set[str]) -> None:
    for file in (dist.root / site).rglob("*.html"):
        path = file.relative_to(dist.root / site).as_posix()
        if path in carriers:
            continue

        def cut(match: re.Match[str], folder: str = posixpath.dirname(path)) -> str:
            address = match[2].partition("#")[0].removeprefix(dist.manifests[site]["url"]) if match[2] else ""
            if not address or ":" in address:
                return match[0]
            target = posixpath.normpath(posixpath.join("/", folder, address)).lstrip("/")
            return f'{match[1]}href="#top"' if posixpath.join(target, "index.html") in carriers else match[0]

        file.write_text(re.sub(r'(<a [^>]*?)href="([^"]*)"', cut, file.read_text("utf-8")), "utf-8")


def lost_element(dist: Dist) -> Owner:
    site, page, element = next(dist.elements(goal=False))
    dist.edit_element(
        site, page["path"], element["track_id"], lambda tag: re.sub(r' data-track[\w-]*="[^"]*"', "", tag)
    )
    return place(element)


def element_twice(dist: Dist) -> Owner:
    site, page, element = next(dist.elements(goal=False))
    dist.edit_element(site, page["path"], element["track_id"], lambda tag: f"{tag}もう一度</a>{tag}")
    return place(element)


def without_goal(dist: Dist) -> Owner:
    site, page, element = dist.goal_with_several_elements()
    dist.edit_element(site, page["path"], element["track_id"], lambda tag: re.sub(r' data-track-goal="[^"]*"', "", tag))
    return place(element)


def other_parameters(dist: Dist) -> Owner:
    site, page, element = next(dist.elements(params=True))
    broken = f'data-track-params="{escape("{item_id:")}"'
    dist.edit_element(
        site, page["path"], element["track_id"], lambda tag: re.sub(r'data-track-params="[^"]*"', broken, tag)
    )
    return place(element)


def reserved_name_at_a_provider(dist: Dist) -> Owner:
    site, _, element = next(dist.sent(goal=False))
    event = next(each for each in dist.manifests[site]["events"] if each["name"] == element["event"])
    event["names"] = {**event["names"], "ga4": "session_start"}
    dist.save_manifest(site)
    return place(element)


def long_value(dist: Dist) -> Owner:
    site, page, element, parameter = next(dist.parameters(values=False, pattern=True))
    dist.edit_params(site, page, element, **{parameter["name"]: "a" * 101})
    return place(element)


def parameter_left_out(dist: Dist) -> Owner:
    site, page, element, parameter = next(dist.parameters(required=True))
    dist.edit_params(site, page, element, **{parameter["name"]: None})
    return place(element)


def value_outside_the_plan(dist: Dist) -> Owner:
    site, page, element, parameter = next(dist.parameters(pattern=True))
    dist.edit_params(site, page, element, **{parameter["name"]: "AOKI"})
    return place(element)


def telephone_number_in_a_parameter(dist: Dist) -> Owner:
    site, page, element = next(dist.elements(params=True))
    dist.edit_params(site, page, element, desk="０３００００００００")
    return place(element)


def another_name_for_an_action(dist: Dist) -> Owner:
    """The same portal under a new name: on one page of one site, in content and page alike."""
    site, page, element = dist.goal_with_several_elements()
    event, element["event"] = element["event"], "portal_visit"
    dist.manifests[site]["events"].append({**dist.manifests[site]["events"][0], "name": "portal_visit", "names": {},
                                           "parameters": []})  # fmt: skip
    dist.save_manifest(site)
    dist.edit_element(
        site, page["path"], element["track_id"], lambda tag: tag.replace(f'"{event}"', '"portal_visit"', 1)
    )
    return place(element)


def counted_by_the_provider_too(dist: Dist) -> Owner:
    site, manifest = next(item for item in dist.manifests.items() if item[1]["providers"])
    manifest["providers"][0]["counts"] = ["download_click"]
    dist.save_manifest(site)
    handler = "onclick=\"gtag('event', 'file_download', {file_name: 'guide'})\""
    dist.replace(site, "index.html", "<h1", f"<h1 {handler}")
    return section_around(dist, site, "index.html", dist.text(site, "index.html").index("<h1"))


_CODE_IN_ATTRIBUTE = frozenset({"SEC005"})

MUTATIONS = (
    Mutation("EVT001", "an action loses its event", without_event),
    Mutation("EVT002", "an event is misspelt", misspelt_event),
    Mutation("EVT003", "no link leads to a goal's pages any more", cut_off_goal, along=frozenset({"LNK009"})),
    Mutation("EVT004", "an action loses its attributes", lost_element),
    Mutation("EVT005", "an action fires another event of the plan", other_event),
    Mutation("EVT006", "an action is on the page twice", element_twice),
    Mutation("EVT007", "an action loses its goal", without_goal),
    Mutation("EVT008", "an action's parameters are damaged", other_parameters),
    Mutation("EVT009", "an event gets a reserved name", reserved_name_at_a_provider),
    Mutation(
        "EVT009",
        "a handler sends a name with a hyphen",
        pasted("<h1", "<h1 onclick=\"gtag('event', 'click-tel')\""),
        along=_CODE_IN_ATTRIBUTE,
    ),
    Mutation("EVT010", "a value is longer than the provider takes", long_value),
    Mutation("EVT011", "a required parameter is left out", parameter_left_out),
    Mutation("EVT012", "a portal gets a second name", another_name_for_an_action),
    Mutation("EVT013", "the provider counts downloads too", counted_by_the_provider_too, along=_CODE_IN_ATTRIBUTE),
    Mutation("EVT014", "a telephone number is sent, in full-width characters", telephone_number_in_a_parameter),
    Mutation("EVT015", "a value is none of the plan's", value_outside_the_plan),
)
