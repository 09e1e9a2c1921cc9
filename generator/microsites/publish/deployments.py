"""Who goes where: sites that share a destination go there together, or are refused."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from microsites.errors import Problem, UserError
from microsites.i18n.message import _
from microsites.publish.nesting import refuse_covered
from microsites.publish.readiness import Wanted
from microsites.publish.release import Deployment, PlacedSite, ReadySite
from microsites.publish.targets import Target

_CONFLICT = "BLD079"


def deployments(
    target: Target, sites: tuple[ReadySite, ...], neighbours: Iterable[PlacedSite], wanted: Wanted, work: Path
) -> tuple[Deployment, ...]:
    """The deployments of ``sites``, each with a folder of its own below ``work``.

    ``neighbours`` are the other built sites.  Raises UserError for sites that would overwrite each other.
    """
    refuse_covered(sites)
    groups: dict[str, list[ReadySite]] = {}
    for site in sites:
        groups.setdefault(site.to.rstrip("/"), []).append(site)
    if not target.TOGETHER:
        _refuse_overlaps(groups)
    everywhere = (*sites, *neighbours)
    return tuple(
        Deployment(
            group[0].name,
            group[0].to,
            tuple(group),
            wanted.environment,
            work / target.NAME / group[0].name,
            tuple(each for each in everywhere if each not in group and each.address.host == group[0].address.host),
        )
        for group in groups.values()
    )


def _refuse_overlaps(groups: dict[str, list[ReadySite]]) -> None:
    problems = []
    for to, group in groups.items():
        inside = [other for other in groups if other != to and other.startswith(f"{to}/")]
        others = [site.name for site in group[1:]] + [groups[other][0].name for other in inside]
        if others:
            message = _(
                "'{to}' is the destination of site '{site}', and '{other}' goes there too",
                to=to,
                site=group[0].name,
                other=others[0],
            )
            hint = _("give each a folder of its own: 'to: …/{site}/'")
            problems.append(Problem(group[0].manifest.place.file, 0, 0, _CONFLICT, message, hint))
    if problems:
        raise UserError(problems)
