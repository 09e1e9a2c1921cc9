"""Gives an observation its place: the YAML line that a person edits, and the place in the built file."""

from __future__ import annotations

from microsites.check.findings import Base, Finding, Location, Observation, Severity
from microsites.check.library import Library
from microsites.check.locate import Found, Locator
from microsites.check.rules import RuleInfo
from microsites.check.site import SiteUnderCheck
from microsites.manifest import Place


class Placer:
    """Makes findings of one site.  Pages that fail are parsed once more, for their lines."""

    def __init__(self, site: SiteUnderCheck, prefix: str) -> None:
        self._site = site
        self._library = Library(site.tree)
        self._prefix = prefix
        self._locators: dict[str, Locator] = {}

    def finding(self, rule: RuleInfo, severity: Severity, observation: Observation) -> Finding:
        """Turn what a rule saw into what a person reads."""
        related, found = self._built(observation)
        place = observation.place or self._content(observation.page, found)
        if place is not None:
            owner = self._owner(observation, found)
            return _finding(
                rule, severity, self._site.name, observation, _location(place), related, "content", owner=owner
            )
        location = related or Location(self._prefix + observation.page)
        return _finding(rule, severity, self._site.name, observation, location, related, "built")

    @staticmethod
    def settings_finding(rule: RuleInfo, severity: Severity, observation: Observation, base: Base) -> Finding:
        """A finding about the settings: it belongs to no site and to no built file."""
        location = _location(observation.place) if observation.place else Location("checks.yml")
        return _finding(rule, severity, "", observation, location, None, base)

    def _built(self, observation: Observation) -> tuple[Location | None, Found | None]:
        spot = observation.spot
        if spot is None:
            return None, None
        if isinstance(spot, Location):
            return Location(self._prefix + spot.file, spot.line, spot.column), None
        file = self._prefix + observation.page
        found = self._locator(observation.page).find(spot) if spot.tag else None
        return (Location(file, found.line, found.column) if found else Location(file)), found

    def _locator(self, path: str) -> Locator:
        if path not in self._locators:
            self._locators[path] = Locator(self._library.text(path))
        return self._locators[path]

    def _owner(self, observation: Observation, found: Found | None) -> str:
        """Who answers for it: for a goal its own role, else for the section or page, else for the site."""
        manifest = self._site.manifest
        if manifest is None:
            return ""
        page = self._site.expected_pages.get(observation.page)
        if page is None or (found and found.shared):
            goals = (goal.owner for goal in manifest.goals if goal.place == observation.place)
            return next(goals, manifest.owner)
        owners = {section.id: section.owner for section in page.sections}
        return next(filter(None, map(owners.get, found.enclosing if found else ())), page.owner)

    def _content(self, path: str, found: Found | None) -> Place | None:
        """The nearest thing that a person wrote: the section around the element, else the site or the page.

        What stands in the header, menu or footer is written once for the site, and is one fault on all its pages.
        """
        page = self._site.expected_pages.get(path)
        sections = {section.id: section.place for section in page.sections} if page else {}
        for identifier in found.enclosing if found else ():
            if identifier in sections:
                return sections[identifier]
        if found and found.shared:
            return self._site.place
        return page.place if page else None


def _location(place: Place) -> Location:
    return Location(place.file, place.line, place.column)


def _finding(
    rule: RuleInfo,
    severity: Severity,
    site: str,
    observation: Observation,
    location: Location,
    related: Location | None,
    base: Base,
    *,
    owner: str = "",
) -> Finding:
    return Finding(
        code=rule.CODE,
        name=rule.NAME,
        severity=severity,
        site=site,
        page=observation.page,
        subject=observation.subject,
        template=rule.MESSAGE,
        data=tuple(sorted(observation.data.items())),
        location=location,
        related=related,
        base=base,
        hint=observation.hint or rule.HINT,
        owner=owner,
    )
