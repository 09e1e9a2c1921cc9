"""The field types that every YAML file is made of: text, Markdown, dates, references, actions, pictures.

All models are frozen and refuse unknown keys.  Scalars are strict: ``no`` is never false,
``"5"`` is never five.  The one kindness is text: a number written without quotes
(``title: 2026``, ``tel: 0123``) is taken as the characters that the editor typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, get_args
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)

from microsites.content import shapes
from microsites.content.refusal import refused
from microsites.content.ruby import mistyped
from microsites.content.scalars import as_typed
from microsites.i18n.lists import together
from microsites.i18n.message import _

URL_SCHEMES = ("https", "http", "mailto", "tel")
"""Schemes that a URL from YAML may have.  Everything else (``javascript:``, ``data:`` …) is refused."""


class Model(BaseModel):
    """Base of every model that is read from YAML: frozen, and unknown keys are errors."""

    # Validators are built at first use: a command seldom needs all models, and none alone that is part of another.
    # The words under a field are read by those who show them (describe.py): pydantic would parse every source for them.
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)

    constraints: ClassVar[tuple[shapes.Shape, ...]] = ()
    """What JSON Schema can say of the model's own validators; those of its bases hold too."""


def models_in(annotation: Any) -> list[type[Model]]:
    """The models that a field of this type can hold, however deep in unions and lists."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return [annotation]
    return [model for part in get_args(annotation) for model in models_in(part)]


def _no_control_characters(value: str) -> str:
    if re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", value):
        raise refused(_("holds a control character that cannot be shown; delete it"))
    return value


def _one_line(value: str) -> str:
    if "\n" in value.strip():
        raise refused(_("must be on one line"))
    return value.strip()


def _not_blank(value: str) -> str:
    if not value.strip():
        raise refused(_("is empty; write a value, or delete the line"))
    return value


def _half_width_readings(value: str) -> str:
    if wrong := mistyped(value):
        text, right = wrong
        raise refused(_("holds '{text}', which would be shown as it is typed; write {right}", text=text, right=right))
    return value


_Text = Annotated[
    str, BeforeValidator(as_typed), AfterValidator(_no_control_characters), AfterValidator(_half_width_readings)
]

Text = Annotated[
    _Text,
    StringConstraints(max_length=200),
    AfterValidator(_one_line),
    AfterValidator(_not_blank),
    WithJsonSchema({**shapes.TEXT}),
]
"""One line of plain text, at most 200 characters; always escaped."""

OptionalText = Annotated[
    _Text, StringConstraints(max_length=200), AfterValidator(_one_line), WithJsonSchema({**shapes.OPTIONAL_TEXT})
]
"""As :data:`Text`, but may be empty (``alt: ""`` for a decorative picture)."""

LongText = Annotated[
    _Text,
    StringConstraints(strip_whitespace=True, max_length=1000),
    AfterValidator(_not_blank),
    WithJsonSchema({**shapes.LONG_TEXT}),
]
"""A paragraph of plain text, at most 1,000 characters; always escaped."""


class MarkdownText(str):
    """Text that is known to be Markdown, so that its links can be found wherever it stands."""

    __slots__ = ()


Markdown = Annotated[
    _Text,
    StringConstraints(max_length=50_000),
    AfterValidator(_not_blank),
    AfterValidator(MarkdownText),
    WithJsonSchema({**shapes.MARKDOWN}),
]
"""Markdown without raw HTML, at most 50,000 characters.  Links: ``page:``, ``site:``, ``asset:``, ``https:`` …"""

Slug = Annotated[
    str,
    BeforeValidator(as_typed),
    StringConstraints(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$", max_length=60),
    WithJsonSchema({**shapes.SLUG}),
]
"""An identifier in addresses and measurement: lower-case letters, digits, ``-`` and ``_``."""

EVENT_NAME = r"^[a-zA-Z][a-zA-Z0-9_]*$"
EventName = Annotated[str, StringConstraints(pattern=EVENT_NAME), WithJsonSchema({**shapes.EVENT_NAME})]
"""The canonical name of an event; its length and reserved names are judged by the providers in use."""


def _compiles(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise refused(_("is not a regular expression: {error}", error=str(error))) from None
    return value


Pattern = Annotated[str, StringConstraints(max_length=1000), AfterValidator(_compiles)]
"""A regular expression, as Python writes them."""

Flag = Annotated[bool, Strict()]
Whole = Annotated[int, Strict()]
Number = Annotated[float, Strict()]
"""A number with or without decimals."""
Color = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$"), WithJsonSchema({**shapes.COLOR})]
"""A colour as ``#rrggbb``."""


def check_url(value: str) -> str:
    """Return ``value`` if its scheme is on the allow-list.  Raises PydanticCustomError otherwise.

    Browsers ignore white space and control characters inside a scheme (WHATWG URL, 4.4), so they are refused.
    """
    if re.search(r"[\x00-\x20\x7f]", value):
        raise refused(_("holds a space or control character; write it percent-encoded"))
    if re.search(r"[{}]", value):
        # No URL holds them (RFC 3986, 2), and in a page they would be taken for readings.
        raise refused(_("holds a brace; write it percent-encoded: %7B or %7D"))
    try:
        parts = urlsplit(value)
    except ValueError:
        raise refused(_("is not a URL")) from None
    if parts.scheme.lower() not in URL_SCHEMES:
        if not parts.scheme:
            raise refused(_("has no scheme; write https://… for another site, page: for a page of this one"))
        allowed = _("a URL starts with https:, http:, mailto: or tel:")
        raise refused(
            _("starts with '{scheme}:', which is not allowed; {allowed}", scheme=parts.scheme, allowed=allowed)
        )
    if parts.scheme.lower() in ("http", "https") and not parts.hostname:
        raise refused(_("has no host name"))
    return value


Url = Annotated[str, StringConstraints(max_length=2000), AfterValidator(check_url), WithJsonSchema({**shapes.URL})]
"""An absolute URL with an allowed scheme."""

DirectoryPath = Annotated[str, StringConstraints(min_length=1, max_length=300), AfterValidator(_no_control_characters)]
"""A folder, from the portfolio's own."""

AssetPath = Annotated[
    str,
    StringConstraints(min_length=1, max_length=300),
    AfterValidator(_no_control_characters),
    WithJsonSchema({**shapes.ASSET}),
]
"""A file below the site's ``assets/`` folder, e.g. ``photos/field.jpg``."""

REFERENCE_KINDS = ("page", "site", "asset", "url")


Place = Annotated[str, StringConstraints(max_length=300), WithJsonSchema({**shapes.PLACE})]
"""A page, or a site and a page, with an optional section."""


class Reference(Model):
    """Where a link leads: exactly one of ``page``, ``site``, ``asset``, ``url``."""

    constraints: ClassVar[tuple[shapes.Shape, ...]] = shapes.exactly_one(*REFERENCE_KINDS)

    page: Place | None = None
    """A page of this site by its file path, with an optional section: ``access#bus``, ``farms/aoki``."""
    site: Place | None = None
    """A sister site, with an optional page and section: ``migration``, ``migration/housing#grants``."""
    asset: AssetPath | None = None
    """A file below ``assets/``: ``guide.pdf``."""
    url: Url | None = None
    """An address outside the portfolio: ``https://…``, ``mailto:…``, ``tel:…``."""

    @model_validator(mode="before")
    @classmethod
    def _exactly_one(cls, data: Any) -> Any:
        if isinstance(data, Mapping):
            given = [kind for kind in REFERENCE_KINDS if data.get(kind) is not None]
            if len(given) != 1:
                has = _("has {kinds}", kinds=together(given)) if given else _("has none")
                raise refused(_("a link needs exactly one of page, site, asset, url ({given})", given=has))
        return data


class Link(Reference):
    """A plain link with a label.  Not a call to action: it is counted as an automatic event at most."""

    label: Text
    """What the visitor reads."""


class Action(Link):
    """A call to action: a link that fires the event of a goal, or an event of the plan."""

    constraints: ClassVar[tuple[shapes.Shape, ...]] = shapes.exactly_one("goal", "event")

    id: Slug
    """Unique within its section; part of ``data-track-id``, so renaming it breaks comparisons."""
    goal: Slug | None = None
    """The goal in ``site.yml`` that this action serves; it brings its event along."""
    event: EventName | None = None
    """An event of the tracking plan, for an action that serves no goal."""
    params: dict[EventName, Text] = Field(default_factory=dict, max_length=20)
    """Values for the event's parameters."""
    when_open: Flag = False
    """On an entry: ``true`` for an application, which is only offered while its period is open."""
    style: Literal["primary", "secondary", "quiet"] = "primary"
    """How much the button stands out."""

    @model_validator(mode="before")
    @classmethod
    def _goal_or_event(cls, data: Any) -> Any:
        if isinstance(data, Mapping) and (data.get("goal") is None) == (data.get("event") is None):
            has = _("has none") if data.get("goal") is None else _("has both")
            raise refused(_("an action needs exactly one of goal, event ({given})", given=has))
        return data


PICTURE_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".svg")

Focus = Literal["left", "right", "top", "bottom", "left top", "right top", "left bottom", "right bottom"]
"""An edge or a corner of a picture."""


class Picture(Model):
    """A picture below ``assets/`` with its text alternative."""

    constraints: ClassVar[tuple[shapes.Shape, ...]] = ({"properties": {"asset": shapes.ends_with(*PICTURE_SUFFIXES)}},)

    asset: AssetPath
    """``photos/field.jpg``: JPEG, PNG, WebP or SVG."""
    alt: OptionalText
    """What the picture says to someone who cannot see it; ``""`` if it only decorates."""
    credit: Text | None = None
    """Who made the picture."""
    focus: Focus | None = None
    """What must stay in view where the picture is cropped: ``left``, ``top``, ``right bottom`` …; its middle otherwise."""
