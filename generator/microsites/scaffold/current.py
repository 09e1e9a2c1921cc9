"""The portfolio as it is, and whether it would still be right after something was added."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from microsites.collections import ENTRY_KINDS
from microsites.content.loader import load_portfolio
from microsites.content.model import Portfolio, Site
from microsites.content.validation import did_you_mean
from microsites.errors import Problem, UserError
from microsites.i18n.message import _
from microsites.i18n.system import reason
from microsites.measurement.tags import Tags, load_tags
from microsites.measurement.validation.portfolio import measurement_problems
from microsites.scaffold.drafts import Draft
from microsites.sections import SECTION_TYPES

_READ = frozenset({".yml", ".md", ".csv", ".json"})
"""Files of a site whose content counts; of all others only the name does."""
_TAGS = frozenset({".html", ".js"})
"""Of a provider, too."""


@dataclass(frozen=True, slots=True)
class Current:
    """A portfolio whose settings and plan can be read; its sites may have problems."""

    portfolio: Portfolio
    tags: Tags
    problems: tuple[Problem, ...]

    def site(self, name: str) -> Site:
        """The site called ``name``.  Raises UserError if there is none, or if its settings are broken."""
        own = [problem for problem in self.problems if problem.file == f"{name}/site.yml"]
        sites = {site.id: site for site in self.portfolio.sites}
        if name in sites and not own:
            return sites[name]
        if own:
            raise UserError(own)
        message = _("there is no site '{site}'", site=name)
        raise UserError.at(self.portfolio.root, message, did_you_mean(name, sites), "BLD002")


def read_current(root: Path) -> Current:
    """Read the portfolio in ``root``.  Raises UserError if its settings or its plan cannot be read."""
    loaded = load_portfolio(root, SECTION_TYPES, ENTRY_KINDS)
    problems = list(loaded.problems)
    tags = load_tags(loaded.portfolio, problems) if loaded.settings_read else None
    if tags is None:
        raise UserError(problems)
    problems.extend(measurement_problems(loaded.portfolio, tags))
    return Current(loaded.portfolio, tags, tuple(problems))


_OWN_IDS = "CFG024"
"""A site lacks an ID of its own (``stream: site``): nobody but the provider can give one, so it comes later."""


def require_no_new_problem(current: Current, draft: Draft) -> tuple[Problem, ...]:
    """Read a copy of the portfolio with ``draft`` in it; return what is left to do before it can be built.

    Raises UserError with every other problem that the portfolio did not have before.
    """
    with tempfile.TemporaryDirectory(prefix="microsites-") as name:
        above = Path(name).resolve()
        copy = above / "a" / "b" / "portfolio"  # tags may lie beside the portfolio's folder, or above it
        try:
            _copy(current, copy, above)
        except OSError as error:
            message = _("cannot be read: {reason}", reason=reason(error))
            raise UserError.at(error.filename or current.portfolio.root, message, "", "BLD061") from None
        for file in draft.files:
            path = copy / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.content)
        after = read_current(copy).problems
    known = Counter(map(_what, current.problems))
    new = []
    for problem in after:
        if known[_what(problem)]:
            known[_what(problem)] -= 1
        else:
            new.append(problem)
    if any(problem.code != _OWN_IDS for problem in new):
        message = _("this does not fit the portfolio as it is; nothing has been written")
        hint = _("the places name the files as they would have been")
        raise UserError([Problem("portfolio.yml", 0, 0, "BLD064", message, hint), *new])
    return tuple(new)


def _what(problem: Problem) -> tuple[str, str, str]:
    """A problem wherever in its file it stands: lines move."""
    return problem.file, problem.code, problem.message


def _copy(current: Current, copy: Path, above: Path) -> None:
    root, tags = current.portfolio.root, current.portfolio.settings.tags
    copy.mkdir(parents=True)
    if tags is not None and (copy / tags).resolve().is_relative_to(above):
        own = [path for path in (root / tags).rglob("*") if path.is_file()]
        _copy_files(own, root / tags, (copy / tags).resolve())
    _copy_files(_files(root), root, copy)


def _copy_files(files: Iterable[Path], source: Path, target: Path) -> None:
    for path in files:
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix in _READ or path.suffix in _TAGS:
            shutil.copyfile(path, place)
        elif not place.exists():
            place.touch()


def _files(root: Path) -> Iterator[Path]:
    yield from (path for path in root.glob("*.yml") if path.is_file())
    yield from (path for path in (root / "gtm").glob("*.json") if path.is_file())
    for settings in root.glob("[!._]*/site.yml"):
        yield from (path for path in settings.parent.rglob("*") if path.is_file())
