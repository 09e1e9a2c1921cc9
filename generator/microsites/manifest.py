"""What a built site is expected to carry, written beside its tree and read by the checker.

``dist/.manifest/<site>.json`` is computed from the model, never from the rendered HTML, so that the
checker can hold the files that lie there against it.  All ``file`` values are relative to the portfolio folder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict

from microsites.content.fields import Pattern
from microsites.content.measuring import Category
from microsites.content.plan import EventStatus, ParameterType
from microsites.content.publishing import Publish

SCHEMA_VERSION = 2

MANIFESTS = ".manifest"
"""The folder beside the trees that holds the manifests."""


class Stored(BaseModel):
    """Base of everything in a manifest."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Place(Stored):
    """A place that a person edits."""

    file: str
    line: int
    column: int


class ExpectedElement(Stored):
    """An element that must carry an event: one call to action of the model."""

    track_id: str
    """``page/section/action``."""
    event: str
    goal: str | None
    params: dict[str, str]
    place: Place


class ExpectedLink(Stored):
    """A link that a person wrote, as it stands in the HTML, so that a broken one leads to its line."""

    href: str
    place: Place


class ExpectedSection(Stored):
    """A section's anchor and where it is written."""

    id: str
    place: Place
    owner: str | None = None
    """Where it is not the page's."""
    audience: str | None = None
    review_by: date | None = None


class ExpectedAlias(Stored):
    """An earlier address of a page, at which a redirect to it lies."""

    address: str
    """Below the site: ``access-2025/``, ``access.html``."""
    path: str
    """Where the redirect lies in the tree: ``access-2025/index.html``."""
    place: Place


class ExpectedPage(Stored):
    """A page of the site."""

    id: str
    """``index``, ``farms/aoki``."""
    path: str
    """Where it lies in the tree: ``index.html``, ``farms/aoki/index.html``."""
    owner: str
    """The role that answers for it."""
    place: Place
    elements: tuple[ExpectedElement, ...]
    links: tuple[ExpectedLink, ...]
    sections: tuple[ExpectedSection, ...]
    review_by: date | None = None
    """When somebody must look at it again."""
    aliases: tuple[ExpectedAlias, ...] = ()


class ExpectedGoal(Stored):
    """A goal and the event that counts for it."""

    id: str
    name: str
    definition: str
    excludes: str
    event: str
    kind: Literal["completed", "proxy"]
    unit: str
    period: str
    owner: str
    place: Place


def _moment(value: str) -> str:
    datetime.fromisoformat(value)
    return value


class ExpectedParameter(Stored):
    """A parameter of an event, as the plan allows it."""

    name: str
    type: ParameterType = "text"
    required: bool = False
    values: tuple[str, ...] = ()
    pattern: Pattern | None = None
    personal: bool = False


class ExpectedEvent(Stored):
    """An event of the tracking plan."""

    name: str
    definition: str
    status: EventStatus
    version: int
    replaces: tuple[str, ...] = ()
    names: dict[str, str] = {}
    """Provider → its name there, where that is another."""
    parameters: tuple[ExpectedParameter, ...] = ()


Treatment = Literal["at_once", "unless_refused", "after_consent", "cookieless"]
"""How a provider's tag is written: it runs; it runs unless refused; it waits (``type="text/plain"``);
it runs and sends without cookies until consent."""


class ExpectedProvider(Stored):
    """A provider with the IDs that every page carries, each exactly once."""

    provider: str
    ids: tuple[str, ...]
    places: dict[str, Place] = {}
    """By ID: the line on which it is written."""
    options: dict[str, str | bool] = {}
    category: Category = "analytics"
    treatment: Treatment = "at_once"
    linked_hosts: tuple[str, ...] = ()
    """Hosts between which it must keep a visit together: the same list on every sister site."""
    counts: tuple[str, ...] = ()
    """Automatic events that it is declared to count by itself."""


class Container(Stored):
    """What a tag manager's container holds, as its export says."""

    id: str
    file: str
    ids: tuple[tuple[str, str], ...] = ()
    """Provider and ID of every tag in it that the product knows."""
    others: tuple[str, ...] = ()
    """Names of its tags of which nobody knows what they load: code of their own (custom HTML, templates), a Google tag
    for another product, or for an ID that only the browser knows."""
    events: tuple[str, ...] = ()
    """Events of the plan that a trigger of it waits for and a tag of it sends."""


class KnownId(Stored):
    """An ID that the portfolio uses somewhere: for telling a foreign environment's from an unknown one."""

    provider: str
    id: str
    site: str
    environment: str


class Sister(Stored):
    """Another site of the portfolio and its address in this environment (none in ``local``)."""

    site: str
    url: str | None


class Suppression(Stored):
    """A finding that somebody decided to live with."""

    code: str
    reason: str
    site: str | None = None
    page: str | None = None
    subject: str | None = None
    until: date | None = None
    """The last day on which it counts; None if it counts for good."""
    place: Place


class CheckSettings(Stored):
    """The portfolio's ``checks.yml``."""

    fail_on: Literal["error", "warning", "note"] = "error"
    severity: dict[str, Literal["error", "warning", "note", "off"]] = {}
    suppress: tuple[Suppression, ...] = ()


LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""Files that a desktop leaves in folders that somebody looked at."""


def digest_of(tree: Path, without: Collection[str] = ()) -> str:
    """``sha256:…`` over paths and contents of the files in ``tree`` that are not called as those ``without``.

    Raises OSError.
    """
    total = hashlib.sha256()
    # By the parts of the path: on Windows, paths themselves would be sorted without regard to case.
    for path in sorted((path for path in tree.rglob("*") if path.is_file()), key=lambda path: path.parts):
        if path.name not in without:
            # Somebody's file may have a name in another encoding.
            total.update(path.relative_to(tree).as_posix().encode("utf-8", "surrogateescape") + b"\0")
            with path.open("rb") as file:
                total.update(hashlib.file_digest(file, "sha256").digest())
    return f"sha256:{total.hexdigest()}"


class Manifest(Stored):
    """Everything that the checker must know of a site to judge its tree."""

    schema_version: Literal[2] = 2
    generator: str
    site: str
    title: str
    owner: str
    environment: Literal["local", "preview", "production"]
    url: str | None
    clock: Annotated[str, AfterValidator(_moment)]
    """The moment that the site was built for, ISO 8601 with offset."""
    true_until: Annotated[str, AfterValidator(_moment)] | None = None
    """When the clock changes the next thing on the site, ISO 8601 with offset.  None: nobody said."""
    digest: str
    """``sha256:…`` over paths and contents of the tree."""
    theme: str
    place: Place
    """Where the site is declared (``site.yml``)."""
    providers: tuple[ExpectedProvider, ...]
    known_ids: tuple[KnownId, ...]
    sisters: tuple[Sister, ...]
    goals: tuple[ExpectedGoal, ...]
    events: tuple[ExpectedEvent, ...]
    """The tracking plan."""
    automatic_events: tuple[str, ...] = ()
    """What the runtime counts by itself."""
    own_providers: tuple[dict[str, Any], ...] = ()
    """``provider.yml`` of the providers in use that are the portfolio's own."""
    containers: tuple[Container, ...] = ()
    """The tag manager's containers that were laid beside the site; of the others nothing is known."""
    disclosure: str | None = None
    """Path of the page that says what is sent to whom; None on a site that is not measured."""
    policy: str | None = None
    """The Content-Security-Policy as an HTTP header, all pages taken together.

    Each page carries its own in a ``<meta>``; only a header can say ``frame-ancestors``.  Both may be sent: the header
    allows whatever a page allows.  Without ``default-src`` a tag manager is on the site of which nobody here knows
    what it loads.
    """
    listed: bool | None = None
    """Whether search engines may list its pages: not those of a preview or of a site for staff.  None: nobody said."""
    publish: Publish = Publish()
    """Where the site goes, as its and the portfolio's settings say: who publishes needs no YAML."""
    pages: tuple[ExpectedPage, ...]
    menus: tuple[ExpectedLink, ...] = ()
    """Links of the main menu and the footer, as the home page prints them."""
    checks: CheckSettings
